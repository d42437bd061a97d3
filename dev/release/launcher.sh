# After the lines that java-tree.sh takes from ./alphalift: finds its folder and a Java, and runs it.

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

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
root=$(CDPATH='' cd -- "${script%/*}/.." && pwd -P) || fail "The folder of $0 cannot be entered."
home=$root/lib/alphalift
app=$home/app

# Java reads the names of its own files by the locale; where that has no such letters, it finds none of them.
case $root in
    *[!a-zA-Z0-9/._\ +,@~-]*)
        case ${LC_ALL:-${LC_CTYPE:-${LANG-}}} in
            *[Uu][Tt][Ff]*) ;;
            *) LC_ALL=C.UTF-8 && export LC_ALL ;;
        esac
        ;;
esac

. "$home/find-jdk.sh"
find_jdk || exit 1

# ONNX Runtime's and WebP's libraries are those of the machine that made the archive; elsewhere they come from the jars.
native=
case $(uname -sm) in
    "Linux x86_64" | "Linux amd64") native=$home/native/linux-x64 ;;
    "Linux aarch64" | "Linux arm64") native=$home/native/linux-aarch64 ;;
    "Darwin arm64") native=$home/native/osx-aarch64 ;;
esac
[ -d "$native" ] || native=

more=
jars=
add() {
    for jar; do
        [ ! -f "$jar" ] || jars=$jars${jars:+:}$jar
    done
}
case ${1-} in
    s)
        more=$SERVER_FLAGS
        # Memory that one thread has freed serves the next; with many arenas it piles up.
        export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX-2}"
        add "$app/quarkus/transformed-bytecode.jar" "$app/quarkus/generated-bytecode.jar" \
            "$app"/app/*.jar "$app"/lib/boot/*.jar "$app"/lib/main/*.jar
        ;;
    *)
        [ "${1-}" != evaluate ] || more=$EVALUATE_FLAGS
        add "$app"/app/*.jar
        for name in $COMMAND_JARS; do
            add "$app/lib/main/$name".*.jar
        done
        ;;
esac

set -f
# shellcheck disable=SC2086 # words on purpose
exec "$JAVA_HOME/bin/java" $JAVA_FLAGS $more \
    ${native:+"-Donnxruntime.native.path=$native" "-Dalphalift.libwebp.path=$native"} \
    -cp "$jars" ${ALPHALIFT_JAVA_OPTS-} "$MAIN_CLASS" "$@"
