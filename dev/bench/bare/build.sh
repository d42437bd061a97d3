#!/bin/sh
# Builds the bare program into a folder: dev/bench/bare/build.sh FOLDER ONNXRUNTIME_JAR MODEL
# GRAALVM_HOME names the GraalVM or Mandrel 25 to use.
set -eu
here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd -P)
folder=$1 jar=$2 model=$3
mkdir -p "$folder/classes/META-INF/native-image"
cp "$model" "$folder/classes/model.onnx"
"$GRAALVM_HOME/bin/javac" -cp "$jar" -d "$folder/classes" "$here/Bare.java"
cp "$here/reachability-metadata.json" "$folder/classes/META-INF/native-image/"
cd "$folder"
"$GRAALVM_HOME/bin/native-image" --no-fallback --enable-native-access=ALL-UNNAMED \
    --initialize-at-run-time=ai.onnxruntime --initialize-at-build-time=Bare -cp "classes:$jar" Bare bare
