#!/bin/sh
# Times each metric of masks with JMH: dev/bench/metrics.sh RESULT.json [JMH arguments]
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
result=$1
shift
cd "$root"
./mvnw -q -B -Dquick test-compile
./mvnw -q -B dependency:build-classpath -Dmdep.outputFile=target/test-classpath -DincludeScope=test
. .mvn/wrapper/find-jdk.sh
find_jdk
"$JAVA_HOME/bin/java" -cp "target/test-classes:target/classes:$(cat target/test-classpath)" \
    org.openjdk.jmh.Main MetricsBenchmark -rf json -rff "$result" "$@"
