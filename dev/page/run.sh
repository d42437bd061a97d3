#!/usr/bin/env bash
# The page in a browser against a running server: bash dev/page/run.sh [PROGRAM] [SCENARIO ...]
# PROGRAM is ./alphalift or a native executable. Needs Node 18, npm and Chromium; skipped without. Leaves pictures of every
# view in target/page.
set -euo pipefail
cd "$(dirname "$0")/../.."

program=./alphalift
if [ $# -gt 0 ] && [ -x "$1" ]; then program=$1 && shift; fi
chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
skip() { echo "SKIPPED: $1, so the page was not opened in a browser." >&2; exit 0; }
[ -n "$chromium" ] || skip "no Chromium"
node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null || skip "no Node 18"
command -v npm >/dev/null || skip "no npm"

work=$(mktemp -d)
server=
finish() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" playwright-core@1.65.1 axe-core@4.14.1

port=${PORT:-7300}
while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
"$program" s -p "$port" -h 127.0.0.1 >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 240); do
    ! curl -sf "http://127.0.0.1:$port/q/health/ready" -o "$work/ready.json" || break
    kill -0 "$server" 2>/dev/null || { cat "$work/server.log" >&2; exit 1; }
    sleep 0.5
done
mkdir -p target/page
CHROMIUM=$chromium PAGE_NODE=$work PAGE=http://127.0.0.1:$port/ SHOTS=target/page node "dev/page/${SCRIPT:-check.mjs}" "$@"
# What happens in a page is no fault of the server.
if grep -E ' (ERROR|WARN) ' "$work/server.log" | grep -v 'The model [a-z0-9_-]* is not on this machine'; then
    echo "FAILED: the server complains" >&2
    exit 1
fi
