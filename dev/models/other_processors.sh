#!/bin/sh
# Compares the masks of the int8 model on this processor with those on processors that QEMU emulates
# (Debian's qemu-user, 7.2 or later): x86-64 with AVX2 and no VNNI, and ARM64.
#
#   dev/models/other_processors.sh [MODEL]      PYTHON=python of requirements-int8.txt
#
# ARM64_PYTHON: a Python for ARM64 with the same packages; then that too. QEMU_LD_PREFIX is the root it lives in, in
# which proc/cpuinfo must be one of ARM64: QEMU 7.2 shows this machine's, at which ONNX Runtime crashes.
set -eu
cd "$(dirname "$0")/../.."
model=${1:-src/main/resources/models/u2netp-int8.onnx}
python=${PYTHON:-python3}
pictures="samples/chelsea.png samples/rocket.jpg"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

$python dev/models/masks.py "$model" "$work/here.npy" $pictures
echo "Haswell, emulated:"
qemu-x86_64 -cpu Haswell "$(command -v "$python")" dev/models/masks.py "$model" "$work/there.npy" $pictures \
    --against "$work/here.npy" 2>"$work/errors" || { cat "$work/errors" >&2; exit 1; }
if [ -n "${ARM64_PYTHON-}" ]; then
    echo "ARM64, emulated:"
    qemu-aarch64 -cpu max "$ARM64_PYTHON" dev/models/masks.py "$model" "$work/there.npy" $pictures \
        --against "$work/here.npy"
fi
