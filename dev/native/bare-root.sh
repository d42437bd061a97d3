#!/bin/sh
# Runs the function where there is next to nothing: dev/native/bare-root.sh FUNCTION.ZIP RIE EVENT.JSON > ANSWER.JSON
#
# A root folder with the archive, the few libraries of Lambda's base image that it may be linked to, /proc, /tmp,
# /dev/random and /dev/urandom (ONNX Runtime's Java part makes a temporary folder, which Java names at random); read-only
# but for /tmp, which is empty; no HOME; a network without any way out. AWS' own Runtime Interface Emulator (RIE) starts
# the function in there and hands it the event. For Linux, by root or where users may make namespaces.
set -eu
if [ "${BARE_ROOT-}" = "" ]; then
    zip=$(realpath "$1") rie=$(realpath "$2") event=$(realpath "$3")
    BARE_ROOT=$(mktemp -d)
    export BARE_ROOT
    trap 'rm -rf "$BARE_ROOT"' EXIT
    unshare --map-root-user --mount --net --pid --fork sh "$0" "$zip" "$rie" "$event"
    exit
fi

root=$BARE_ROOT/root
mkdir -p "$root/var/task" "$root/proc" "$root/tmp" "$root/lib64" "$root/dev"
touch "$root/dev/random" "$root/dev/urandom"
(cd "$root/var/task" && unzip -q "$1")
for library in libc.so.6 libdl.so.2 libgcc_s.so.1 libm.so.6 libpthread.so.0 librt.so.1 libstdc++.so.6 libz.so.1; do
    cp -L "$(ldconfig -p | sed -n "s|.*$library (libc6,x86-64.*=> ||p" | head -n 1)" "$root/lib64/"
done
cp -L /lib64/ld-linux-x86-64.so.2 "$root/lib64/"
# Debian's loader looks there.
mkdir -p "$root/lib" && ln -s ../lib64 "$root/lib/x86_64-linux-gnu"

ip link set lo up
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount --bind /dev/random "$root/dev/random"
mount --bind /dev/urandom "$root/dev/urandom"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/tmp"

env -i PATH="$PATH" LAMBDA_TASK_ROOT=/var/task AWS_LAMBDA_FUNCTION_MEMORY_SIZE=3008 \
    "$2" --runtime-interface-emulator-address 127.0.0.1:8080 --runtime-api-address 127.0.0.1:9001 \
    "$(command -v chroot)" "$root" /var/task/bootstrap >"$BARE_ROOT/log" 2>&1 </dev/null &
for _ in 1 2 3 4 5 6 7 8 9 10; do
    curl -s -o /dev/null http://127.0.0.1:8080/ && break
    sleep 0.2
done
if ! curl -sf --max-time 60 --data-binary "@$3" http://127.0.0.1:8080/2015-03-31/functions/function/invocations; then
    cat "$BARE_ROOT/log" >&2
    exit 1
fi
# ONNX Runtime's Java part makes a folder there, which stays empty and goes when the process ends.
files=$(find "$root/tmp" -type f)
[ -z "$files" ] || echo "left in /tmp: $files" >&2
