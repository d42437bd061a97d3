#!/usr/bin/env bash
# Makes a release of what was built: dev/release/build.sh [--out FOLDER] [--java-only]     (default target/release)
#
#   ./mvnw package                     alphalift-VERSION-java.tar.gz
#   ./mvnw package -Dnative -Dserver   alphalift-VERSION-linux-x86_64.tar.gz
#   ./mvnw package -Dnative            alphalift-VERSION-function.zip
#
# and, whatever of these is there, bills of materials (CycloneDX) and SHA256SUMS. What was not built is told and left
# out; with --java-only there is the first of these archives alone, and no bill. Equal inputs make equal bytes: names
# in order, the time of the pom, no owners (docs/release.md).
set -euo pipefail
cd "$(dirname "$0")/../.."
out=target/release
java_only=
while [ $# -gt 0 ]; do
    case $1 in
        --out) out=$2 && shift ;;
        --java-only) java_only=1 ;;
        *) echo "dev/release/build.sh knows no $1." >&2 && exit 2 ;;
    esac
    shift
done
. .mvn/wrapper/find-jdk.sh
find_jdk

property() { sed -n "s|.*<$1>\(.*\)</$1>.*|\1|p" pom.xml | head -n 1; }
version=$(property version)
built=$(property project.build.outputTimestamp)
picocli=$(property picocli.version)
SOURCE_DATE_EPOCH=$(date -d "$built" +%s)
export SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC
umask 022
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -f target/quarkus-app/quarkus-run.jar ] || { echo "There is no target/quarkus-app. Maybe run ./mvnw package" >&2; exit 1; }
mkdir -p "$out"
out=$(cd "$out" && pwd)
rm -f "$out"/alphalift-* "$out/SHA256SUMS"

# --- The manual and the completions, of the commands as they are in the program

application=$(printf '%s:' target/quarkus-app/app/*.jar target/quarkus-app/lib/main/*.jar)
./mvnw -B -q -Dstyle.color=never -f dev/release/pom.xml -Dpicocli.version="$picocli" \
    org.apache.maven.plugins:maven-dependency-plugin:"$(property dependency-plugin.version)":copy-dependencies \
    -DoutputDirectory="$work/tools" >&2
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$application$work/tools/*" dev/release/Manual.java "$work/share" "${built%%T*}"

# --- Archives

# share TREE: what each tree has besides
share() {
    cp -R "$work/share" "$1/share"
    cp LICENSE NOTICE "$1/"
    mkdir -p "$1/share/doc/alphalift"
    cp CHANGELOG.md "$1/share/doc/alphalift/"
}

# archive NAME: of $work/NAME/alphalift-VERSION
archive() {
    find "$work/$1" -type d -exec chmod 755 {} +
    find "$work/$1" -type f ! -perm -100 -exec chmod 644 {} +
    tar -C "$work/$1" --format=ustar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
        -cf - "alphalift-$version" | gzip -n >"$out/alphalift-$version-$1.tar.gz"
}

tree=$work/java/alphalift-$version
mkdir -p "$tree"
sh dev/release/java-tree.sh "$tree"
share "$tree"
archive java

sums() {
    (cd "$out" && sha256sum alphalift-* >SHA256SUMS)
    ls -l "$out"
}

if [ -n "$java_only" ]; then
    sums
    exit
fi

if [ -x target/native/alphalift ]; then
    tree=$work/linux-x86_64/alphalift-$version
    [ "$(uname -sm)" = "Linux x86_64" ] || { echo "An executable for $(uname -sm) needs a name of its own." >&2; exit 1; }
    mkdir -p "$tree"
    sh dev/release/native-tree.sh "$tree"
    share "$tree"
    archive linux-x86_64
else
    echo "!!! SKIPPED: no target/native/alphalift, so the release has no executable." >&2
fi

if [ -f target/function.zip ]; then
    cp target/function.zip "$out/alphalift-$version-function.zip"
else
    echo "!!! SKIPPED: no target/function.zip, so the release has no functions." >&2
fi

# --- Bills of materials

# bill NAME MAVEN-ARGUMENTS
bill() {
    name=alphalift-$version-$1.cdx
    shift
    ./mvnw -B -q -Dstyle.color=never org.cyclonedx:cyclonedx-maven-plugin:2.9.3:makeBom "$@" -DoutputDirectory="$work/bills" \
        -DoutputName="$name" -DoutputFormat=json -DprojectType=application \
        -DincludeProvidedScope=false -DincludeTestScope=false -DincludeSystemScope=false >&2
    "$JAVA_HOME/bin/java" -cp "$application" dev/release/Sbom.java pom.xml "$work/bills/$name.json"
    cp "$work/bills/$name.json" "$out/"
}
bill program
[ ! -f target/function.zip ] || bill function -Dnative
sums
