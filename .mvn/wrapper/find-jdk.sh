# Sourced by mvnw, alphalift and the launcher of a release: find_jdk looks for a JDK 25 or later and exports it as JAVA_HOME.
# Order: JAVA_HOME, the PATH, the usual places. A 25 anywhere beats a newer one that nobody asked for.
# JDK_COMMAND (javac) is what must be there besides java; a JRE has no compiler.
# ALPHALIFT_JDK_PLACES (patterns between colons) replaces the usual places.

JDK_NEEDED=25

jdk_usual_places() {
    printf '%s' "/usr/lib/jvm/*:/usr/lib64/jvm/*:/usr/java/*:/usr/local/openjdk*:/opt/java/*:/opt/jdk*:/opt/*jdk*"
    printf '%s' ":/Library/Java/JavaVirtualMachines/*/Contents/Home"
    printf '%s' ":/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home"
    printf '%s' ":/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home"
    printf '%s' ":/home/linuxbrew/.linuxbrew/opt/openjdk*/libexec"
    if [ -n "${HOME-}" ]; then
        printf '%s' ":$HOME/.sdkman/candidates/java/*:$HOME/.jdks/*:$HOME/.jdks/*/Contents/Home"
        printf '%s' ":$HOME/Library/Java/JavaVirtualMachines/*/Contents/Home"
    fi
    if [ -x /usr/libexec/java_home ]; then
        printf '%s' ":$(/usr/libexec/java_home -v "$JDK_NEEDED" 2>/dev/null)"
    fi
}

# Sets jdk_release to the version that the JDK's release file states, without starting it.
jdk_read_release() {
    jdk_release=
    [ -r "$1/release" ] || return 1
    while IFS= read -r jdk_line; do
        case $jdk_line in
            JAVA_RUNTIME_VERSION=* | JAVA_VERSION=*)
                jdk_release=${jdk_line#*=}
                jdk_release=${jdk_release#\"}
                jdk_release=${jdk_release%%\"*}
                return 0
                ;;
        esac
    done <"$1/release"
    return 1
}

# Sets jdk_major to the feature version of the JDK in the folder $1; fails when there is no JDK.
jdk_read_major() {
    jdk_major=
    [ -x "$1/bin/java" ] && [ -x "$1/bin/${JDK_COMMAND-javac}" ] || return 1
    jdk_read_release "$1" ||
        jdk_release=$("$1/bin/java" -version 2>&1 </dev/null | sed -n 's/.*version "\([^"]*\)".*/\1/p')
    jdk_major=${jdk_release%%[!0-9]*}
    [ -n "$jdk_major" ]
}

# Sets jdk_home to the folder of the command $1 on the PATH, through its symbolic links.
jdk_home_of_command() {
    jdk_home=
    jdk_file=$(command -v "$1" 2>/dev/null) || return 1
    case $jdk_file in
        /usr/bin/*) [ ! -x /usr/libexec/java_home ] || return 1 ;; # macOS' stub, which may open a window
        /*) ;;
        *) return 1 ;;
    esac
    while [ -L "$jdk_file" ]; do
        jdk_link=$(readlink "$jdk_file") || return 1
        case $jdk_link in
            /*) jdk_file=$jdk_link ;;
            *) jdk_file=${jdk_file%/*}/$jdk_link ;;
        esac
    done
    jdk_home=$(CDPATH='' cd -- "${jdk_file%/*}/.." 2>/dev/null && pwd -P) || return 1
    [ -f "$jdk_home/release" ] || # perhaps a version manager's shim: ask it
        jdk_home=$("$jdk_file" -XshowSettings:properties -version 2>&1 </dev/null |
            sed -n 's/^ *java\.home = //p')
    [ -n "$jdk_home" ]
}

# Takes the folder $1 when it is a 25; remembers the oldest newer one as jdk_newer.
jdk_consider() {
    jdk_read_major "$1" || return 1
    if [ "$jdk_major" -eq "$JDK_NEEDED" ]; then
        JAVA_HOME=$1
        export JAVA_HOME
        return 0
    fi
    if [ "$jdk_major" -gt "$JDK_NEEDED" ] &&
        { [ -z "$jdk_newer" ] || [ "$jdk_major" -lt "$jdk_newer_major" ]; }; then
        jdk_newer=$1
        jdk_newer_major=$jdk_major
    fi
    return 1
}

jdk_consider_places() {
    jdk_places=${ALPHALIFT_JDK_PLACES-$(jdk_usual_places)}
    jdk_ifs=$IFS
    IFS=:
    # shellcheck disable=SC2086 # split at colons and expanded on purpose
    for jdk_place in $jdk_places; do
        IFS=$jdk_ifs
        jdk_consider "${jdk_place%/}" && return 0
    done
    IFS=$jdk_ifs
    return 1
}

find_jdk() {
    jdk_newer=
    jdk_newer_major=
    if [ -n "${JAVA_HOME-}" ] && jdk_read_major "$JAVA_HOME" && [ "$jdk_major" -ge "$JDK_NEEDED" ]; then
        export JAVA_HOME
        return 0
    fi
    for jdk_command in javac java; do
        jdk_home_of_command "$jdk_command" && jdk_consider "$jdk_home" && return 0
    done
    jdk_consider_places && return 0
    if [ -n "$jdk_newer" ]; then
        JAVA_HOME=$jdk_newer
        export JAVA_HOME
        return 0
    fi
    echo "Alphalift needs a JDK $JDK_NEEDED or later, and none was found in JAVA_HOME, on the PATH or in" \
        "/usr/lib/jvm and the other usual places. Maybe install Temurin $JDK_NEEDED and set JAVA_HOME." >&2
    return 1
}
