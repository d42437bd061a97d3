#!/usr/bin/env bash
# The whole suite where a user's machine differs from a developer's, all at once: bash dev/surroundings/run.sh
#
#   another user than root, one without an account, as containers have it
#   a home that cannot be written, a checkout that belongs to somebody else (but for target), a umask of 077
#   LC_ALL=C, and in every Java of the tests -Duser.language=de -Duser.timezone=Asia/Kathmandu
#   blanks in the names of the checkout's folder and of the one for temporary files
#
# One run holds them all: each of them takes something away or changes a form, and none gives back what another
# takes; SurroundingsTest proves that they arrive. Needs what ./mvnw verify has left in Maven's repository (it runs
# offline), and root to become somebody else; other users stay who they are. Arguments go to Maven:
#
#   bash dev/surroundings/run.sh -Dtest='Remove*Test' -Dit.test=ServerIT -Dsurefire.failIfNoSpecifiedTests=false
#
# SURROUNDINGS_LOCALE     other flags than -Duser.language=de -Duser.timezone=Asia/Kathmandu, between blanks
# ALPHALIFT_TEST_DATA     as for the tests themselves (docs/CONTRIBUTING.md)
# SURROUNDINGS_KEEP       a folder that is to have the reports and Maven's log
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd -P)
. "$root/.mvn/wrapper/find-jdk.sh"
find_jdk

locale=${SURROUNDINGS_LOCALE--Duser.language=de -Duser.timezone=Asia/Kathmandu}
nobody=64999 # a number without an account
mine=${HOME:-$(cd ~ && pwd)}
began=$SECONDS

skip() {
    printf '\n%s\n%s\n\n' "!!! SKIPPED: $1," "!!! THE SUITE DID NOT RUN IN OTHER SURROUNDINGS." >&2
    exit 0
}

become=()
if [ "$(id -u)" = 0 ]; then
    command -v setpriv >/dev/null || skip "there is no setpriv to become another user than root"
    become=(setpriv "--reuid=$nobody" "--regid=$nobody" --clear-groups)
    "${become[@]}" true 2>/dev/null || skip "root may not become another user here"
fi
"${become[@]}" test -x "$JAVA_HOME/bin/java" || skip "another user cannot reach $JAVA_HOME"

work=$(mktemp -d)
chmod 755 "$work"
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT

# --- The surroundings

home=$work/home
project="$work/a checkout"
temporary="$work/temporary files"
mkdir "$home" "$project" "$project/target" "$temporary" "$work/maven"

tar -C "$root" --exclude=./target --exclude=./.git -cf - . | tar -C "$project" --no-same-owner -xf -
# Data that is no part of the repository, for whom it is there (docs/CONTRIBUTING.md); named, since there is none beside it.
data=${ALPHALIFT_TEST_DATA:-$root/../shared}
[ ! -d "$data" ] || data=$(cd "$data" && pwd -P)

# Links where they can be, for the repository is large; what says where a file came from would ask for root's settings.
repository=$(sed -n 's:.*<localRepository>\(.*\)</localRepository>.*:\1:p' "$mine/.m2/settings.xml" 2>/dev/null || true)
repository=${MAVEN_REPOSITORY:-${repository:-$mine/.m2/repository}}
cp -RlL "$repository" "$work/maven/repository" 2>/dev/null ||
    { rm -rf "$work/maven/repository"; cp -RL "$repository" "$work/maven/repository"; }
find "$work/maven/repository" \( -name _remote.repositories -o -name '*.lastUpdated' \) -delete
user_home=${MAVEN_USER_HOME:-$mine/.m2}
[ ! -d "$user_home/wrapper" ] || cp -R "$user_home/wrapper" "$work/maven/wrapper"

chmod -R a-w,a+rX "$project" "$home"
if [ ${#become[@]} -gt 0 ]; then
    chown "$nobody:$nobody" "$temporary" "$work/maven"
    find "$work/maven" -type d -exec chown "$nobody:$nobody" {} +
    chown "$nobody:$nobody" "$project/target"
fi
chmod u+w "$project/target"

# --- The run

there() {
    (
        cd "$project"
        umask 077
        env -i PATH="$PATH" JAVA_HOME="$JAVA_HOME" LC_ALL=C HOME="$home" TMPDIR="$temporary" \
            MAVEN_USER_HOME="$work/maven" \
            MAVEN_OPTS="-Dmaven.repo.local=$work/maven/repository $locale" \
            ALPHALIFT_SURROUNDINGS="$locale" ALPHALIFT_TEST_DATA="$data" \
            "${become[@]}" "$@"
    )
}

say() { printf '\n--- %s\n' "$*"; }

say "As user $("${become[@]}" id -u), in $project"
code=0
there sh ./mvnw -o -B -Dquick -Dmaven.test.failure.ignore=true -Dtest.flags="$locale -Djava.io.tmpdir=\"$temporary\"" \
    verify "$@" > "$work/maven.log" 2>&1 || code=$?
grep -E '^\[(INFO|WARNING|ERROR)\] (Tests run:.*[0-9]$|BUILD|Total time)|!!! SKIPPED' "$work/maven.log" || true
if [ -n "${SURROUNDINGS_KEEP-}" ]; then
    mkdir -p "$SURROUNDINGS_KEEP"
    cp -R "$work/maven.log" "$project"/target/*-reports "$SURROUNDINGS_KEEP/" 2>/dev/null || true
fi
if [ "$code" != 0 ]; then
    tail -n 40 "$work/maven.log"
    say "Maven ended with code $code in other surroundings."
    exit 1
fi

# --- What came of it: a line for each test that failed, then its message.

failures=$(find "$project/target" -path '*-reports/TEST-*.xml' -exec awk '
    /<testcase / { name = $0; sub(/.*<testcase name="/, "", name); sub(/".*/, "", name)
                   type = $0; sub(/.*classname="/, "", type); sub(/".*/, "", type) }
    /<(failure|error)[ >]/ { message = $0; sub(/.*message="/, "", message); sub(/" type=.*/, "", message)
                   gsub(/&#10;/, " ", message); gsub(/&lt;/, "<", message); gsub(/&gt;/, ">", message)
                   gsub(/&quot;/, "\"", message); gsub(/&amp;/, "\\&", message)
                   print type "." name; print "    " substr(message, 1, 300) }' {} +)
# (grep -L says by its code whether a line was found, in some versions, and whether a file was named, in others.)
arrived=$(find "$project/target" -name TEST-dev.alphalift.SurroundingsTest.xml -exec grep -L '<skipped' {} + || true)
say "Other surroundings: $((SECONDS - began)) s"
if [ -n "$failures" ]; then
    printf '%s\n' "$failures"
    say "Tests that failed in other surroundings: $(printf '%s\n' "$failures" | grep -vc '^    ')"
    exit 1
fi
if [ -z "$arrived" ] && [ $# = 0 ]; then
    say "SurroundingsTest did not run: nobody knows whether the surroundings were others."
    exit 1
fi
say "All tests passed in other surroundings."
