#!/usr/bin/env bash
# The Java library as others meet it: bash dev/library/run.sh [REPOSITORY]
# Installs it into a Maven repository of its own (or REPOSITORY), builds the example beside this file with Maven against
# that alone, runs it, and again by plain javac and java, and as an executable where GRAALVM_HOME is one. Each cutout must
# be the command line's to the byte, and what the library draws in must be what docs/library.md says.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .mvn/wrapper/find-jdk.sh
find_jdk

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
repository=${1:-$work/repository}
photo=samples/coffee.png
fail() { echo "FAILED: $*" >&2; exit 1; }

# What an earlier command has compiled is taken as it is.
reuse=
if [ -f target/classes/dev/alphalift/Session.class ] &&
    [ -z "$(find src/main pom.xml -newer target/classes/dev/alphalift/Session.class -name '*.*' -type f | head -n 1)" ]; then
    reuse=-Dmaven.main.skip
fi

echo "Installing"
./mvnw -B -q -Dquick -Dmaven.test.skip $reuse -Dquarkus.build.skip -Dmaven.install.skip \
    -DlocalRepositoryPath="$repository" install
folder=$(echo "$repository"/dev/alphalift/alphalift-library/*/)
for kind in .jar -sources.jar -javadoc.jar .pom; do
    [ -n "$(find "$folder" -name "alphalift-library-*$kind")" ] || fail "no $kind in $folder"
done

echo "By Maven"
cp -r dev/library/pom.xml dev/library/src "$work"
# What is in that repository counts first; plugins come from where they always come.
maven() {
    ./mvnw -B -q -f "$work/pom.xml" -Dmaven.repo.local="$repository" \
        -Dmaven.repo.local.tail="${HOME}/.m2/repository" "$@"
}
dependency=org.apache.maven.plugins:maven-dependency-plugin:3.9.0
maven package "$dependency:tree" -DoutputFile="$work/tree" -DappendOutput=false
maven "$dependency:copy-dependencies" -DoutputDirectory="$work/lib"
cat "$work/tree"
sed -n '/^    com.example:cutouts/,/^$/s/^    //p' docs/library.md >"$work/documented"
diff "$work/documented" "$work/tree" || fail "docs/library.md has another tree of dependencies"

./alphalift i "$photo" "$work/cutout.png"
expected=$work/cutout.png
check() { # NAME COMMAND ...
    local name=$1
    shift
    echo "$name"
    "$@" "$photo" "$work/of-library.png" >"$work/said"
    cmp "$expected" "$work/of-library.png" || fail "$name: another cutout than the command line's"
    "$@" samples/testset/image/00000-hair.png "$work/hair.png" samples/testset/alpha/00000-hair.png >"$work/said"
    grep -q '^iou: 0\.9' "$work/said" || fail "$name: no scores"
    sed -n '1,3p' "$work/said"
}
java() { "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED "$@"; }
check "Running what Maven built" java --class-path "$work/target/cutouts-1.jar:$work/lib/*" CutOut

mkdir "$work/plain"
"$JAVA_HOME/bin/javac" -d "$work/plain" --class-path "$work/lib/*" dev/library/src/main/java/CutOut.java
if [ -n "${KEEP-}" ]; then cp -r "$work/plain/." "$work/lib" "$KEEP"; fi # for measure.py
check "By javac and java" java --class-path "$work/plain:$work/lib/*" CutOut
check "As a source file" java --class-path "$work/lib/*" dev/library/src/main/java/CutOut.java
check "As a module" "$JAVA_HOME/bin/java" --enable-native-access=com.microsoft.onnxruntime,dev.alphalift \
    --module-path "$work/lib" --add-modules dev.alphalift --class-path "$work/plain" CutOut

if [ -z "${GRAALVM_HOME-}" ]; then
    printf '\n!!! SKIPPED: %s\n\n' "no GRAALVM_HOME, so the library was not built into an executable."
    exit 0
fi
# Built quickly; measure.py asks for the level of the program's own.
echo "As an executable"
"$GRAALVM_HOME/bin/native-image" --no-fallback "-O${NATIVE_LEVEL:-b}" -cp "$work/plain:$work/lib/*" -o "$work/cut-out" CutOut >"$work/native.log" ||
    { tail -n 40 "$work/native.log" >&2; fail "native-image"; }
photo=samples/rocket.jpg
./alphalift i "$photo" "$work/cutout.png"
check "Running the executable" "$work/cut-out"
if [ -n "${KEEP-}" ]; then find "$work" -maxdepth 1 -type f \( -name cut-out -o -name '*.so' \) -exec cp {} "$KEEP" \;; fi
ls -l "$work" | awk '/cut-out|\.so$/ { print $5, $9 }'
