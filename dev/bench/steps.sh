#!/bin/sh
# Times each step of the pipeline with JMH: dev/bench/steps.sh PHOTOS RESULT.json [JMH arguments]
# PHOTOS is a folder that dev/bench/photos.py made.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
photos=$(CDPATH='' cd -- "$1" && pwd)
result=$2
shift 2
cd "$root"
./mvnw -q -B -Dquick test-compile
./mvnw -q -B dependency:build-classpath -Dmdep.outputFile=target/test-classpath -DincludeScope=test
. .mvn/wrapper/find-jdk.sh
find_jdk
"$JAVA_HOME/bin/java" -cp "target/test-classes:target/classes:$(cat target/test-classpath)" \
    org.openjdk.jmh.Main StepsBenchmark -rf json -rff "$result" \
    -jvmArgsAppend "-Dphotos=$photos -Donnxruntime.native.path=$root/target/onnxruntime/linux-x64 -Dalphalift.libwebp.path=$root/target/classes/native/Linux/x86_64" "$@"
