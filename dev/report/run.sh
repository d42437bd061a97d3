#!/usr/bin/env bash
# Report pages in a browser: bash dev/report/run.sh [PAGE.html ...]
# Without pages, those that ReportPageTest left in target/report. Needs Node 18, npm and Chromium; skipped without.
set -euo pipefail
cd "$(dirname "$0")/../.."

chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
skip() { echo "SKIPPED: $1, so no report was opened in a browser." >&2; exit 0; }
[ -n "$chromium" ] || skip "no Chromium"
node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null || skip "no Node 18"
command -v npm >/dev/null || skip "no npm"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" playwright-core@1.65.1

if [ $# = 0 ]; then
    set -- target/report/*.html
    [ -f "$1" ] || ./mvnw -B -q -Dquick test -Dtest=ReportPageTest
    set -- target/report/*.html
fi
CHROMIUM=$chromium REPORT_NODE=$work node dev/report/check.mjs "$@"
