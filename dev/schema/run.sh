#!/bin/sh
# Holds the running server against its own description: sh dev/schema/run.sh [./alphalift]
# With Schemathesis, all its checks, a seed, and two minutes at most.
set -eu
cd "$(dirname "$0")"
program=${1:-../../alphalift}
seed=${SEED:-20261130}
port=${PORT:-7091}
work=$(mktemp -d)
server=
finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q -r requirements.txt
cp schemathesis.toml hooks.py "$work"

"$program" s -h 127.0.0.1 -p "$port" 2> "$work/server.log" &
server=$!
waited=0
until python3 -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$port/q/health/ready')" 2>/dev/null; do
    waited=$((waited + 1))
    if [ "$waited" -gt 120 ] || ! kill -0 "$server" 2>/dev/null; then
        cat "$work/server.log" >&2
        echo "the server does not start" >&2
        exit 1
    fi
    sleep 1
done

code=0
(cd "$work" && "$work/venv/bin/schemathesis" run "http://127.0.0.1:$port/openapi.json?format=json" \
    --seed "$seed" --max-time 100 --checks all --warnings off --no-color) > "$work/report.txt" 2>&1 || code=$?
tail -n 40 "$work/report.txt"
[ "$code" = 0 ] || { cat "$work/report.txt" >&2; exit "$code"; }
# That a model is not on this machine is told to its owner, once for each.
if grep -E ' (ERROR|WARN) ' "$work/server.log" | grep -v 'The model [a-z0-9_-]* is not on this machine'; then
    echo "what a client sends must not fill the log" >&2
    exit 1
fi
