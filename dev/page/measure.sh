#!/usr/bin/env bash
# What the page takes, as figures: bash dev/page/measure.sh PROGRAM RESULT.json
# Needs what run.sh needs, and Python 3 with Pillow for the measuring photos (dev/bench/photos.py).
set -euo pipefail
cd "$(dirname "$0")/../.."
photos=$(mktemp -d)
trap 'rm -rf "$photos"' EXIT
"${PYTHON:-python3}" dev/bench/photos.py "$photos"
SCRIPT=load.mjs bash dev/page/run.sh "$1" "$photos/1mp.jpg" "$photos/12mp.jpg" "$PWD/$2"
