#!/bin/sh
# Lays out the executable that ./mvnw package -Dnative -Dserver has left in target: dev/release/native-tree.sh FOLDER
#
#   bin/alphalift              starts it, from wherever it lies
#   lib/alphalift/alphalift    the executable, with the shared libraries that it needs beside it
set -eu
root=$(CDPATH='' cd -- "$(dirname "$0")/../.." && pwd -P)
native=$root/target/native
tree=$1
[ -x "$native/alphalift" ] || { echo "There is no $native/alphalift. Maybe run ./mvnw package -Dnative -Dserver" >&2; exit 1; }

mkdir -p "$tree/bin" "$tree/lib/alphalift"
cp "$native/alphalift" "$tree/lib/alphalift/alphalift"
# The same libraries as in the function's archive.
for library in $(sed -n 's|.*<include>\(.*\)</include>.*|\1|p' "$root/src/main/assembly/function.xml"); do
    cp "$native/$library" "$tree/lib/alphalift/$library"
done
chmod 755 "$tree/lib/alphalift"/*

cat >"$tree/bin/alphalift" <<'LAUNCHER'
#!/bin/sh
# Runs Alphalift: alphalift i photo.jpg cutout.png
script=$0
case $script in
    */*) ;;
    *) [ -f "./$script" ] && script=./$script || script=$(command -v -- "$script") ;;
esac
while [ -L "$script" ]; do
    link=$(readlink "$script") || break
    case $link in
        /*) script=$link ;;
        *) script=${script%/*}/$link ;;
    esac
done
# Memory that one thread has freed serves the next, and a server that has none left ends.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX-2}"
[ "${1-}" != s ] || set -- -XX:+ExitOnOutOfMemoryError "$@"
exec "${script%/*}/../lib/alphalift/alphalift" "$@"
LAUNCHER
chmod 755 "$tree/bin/alphalift"
