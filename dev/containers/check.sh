#!/usr/bin/env bash
# The Dockerfiles and compose.yaml, as far as they can be proven where no registry of images is within reach
# (docs/containers.md):
#
#   dev/containers/check.sh [native jvm lambda]         the images that start
#   dev/containers/check.sh --by-hand native FOLDER     what the stage that builds does, on this machine, in a new folder
#
# For Linux, by root. It reuses target/native, target/quarkus-app and target/function.zip, and says what it leaves out.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ "${CONTAINERS_ROOT-}" = "" ]; then
    . .mvn/wrapper/find-jdk.sh
    find_jdk
    [ "$(uname -s)" = Linux ] && [ "$(id -u)" = 0 ] && command -v dpkg-deb >/dev/null ||
        { echo "!!! SKIPPED: not root on Debian, so no image was laid out and started."; exit 0; }
    missing=
    for command in podman crun busybox curl nsenter; do
        command -v "$command" >/dev/null || missing="$missing $command"
    done
    if [ -n "$missing" ]; then
        { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
            podman crun busybox-static curl util-linux; } >/dev/null 2>&1 ||
            { echo "!!! SKIPPED: no$missing, so no image was laid out and started."; exit 0; }
    fi
    CONTAINERS_ROOT=$(mktemp -d)
    export CONTAINERS_ROOT
    trap 'rm -rf "$CONTAINERS_ROOT"' EXIT
    python3 -m venv "$CONTAINERS_ROOT/venv"
    "$CONTAINERS_ROOT/venv/bin/pip" install -q -r dev/containers/requirements.txt
    unshare --mount --propagation private bash "$0" "$@"
    exit
fi

# crun knows one kind of control groups at a time; what is seen here is this process' own.
if [ -d /sys/fs/cgroup ] && [ "$(stat -f -c %T /sys/fs/cgroup)" != cgroup2fs ]; then
    umount -R /sys/fs/cgroup
    mount -t cgroup2 none /sys/fs/cgroup
fi
exec "$CONTAINERS_ROOT/venv/bin/python" dev/containers/check.py "$@"
