#!/bin/sh
# Lays out what runs on Java, of what ./mvnw package has left in target: dev/release/java-tree.sh FOLDER
#
#   bin/alphalift              starts it, from wherever it lies
#   lib/alphalift/app          the application
#   lib/alphalift/native       ONNX Runtime's and WebP's libraries for this machine, which need not be extracted then
set -eu
root=$(CDPATH='' cd -- "$(dirname "$0")/../.." && pwd -P)
target=$root/target
tree=$1
[ -f "$target/quarkus-app/quarkus-run.jar" ] || { echo "There is no $target/quarkus-app. Maybe run ./mvnw package" >&2; exit 1; }

mkdir -p "$tree/bin" "$tree/lib/alphalift"
cp -R "$target/quarkus-app" "$tree/lib/alphalift/app"
rm -f "$tree/lib/alphalift/app/quarkus-app-dependencies.txt"
cp "$root/.mvn/wrapper/find-jdk.sh" "$tree/lib/alphalift/find-jdk.sh"

case $(uname -sm) in
    "Linux x86_64" | "Linux amd64") platform=linux-x64 libwebp=Linux/x86_64 ;;
    "Linux aarch64" | "Linux arm64") platform=linux-aarch64 libwebp=Linux/aarch64 ;;
    "Darwin arm64") platform=osx-aarch64 libwebp=Mac/aarch64 ;;
    *) platform=none libwebp=none ;;
esac
if [ -d "$target/onnxruntime/$platform" ]; then
    native=$tree/lib/alphalift/native/$platform
    mkdir -p "$native"
    cp "$target/onnxruntime/$platform"/* "$native/"
    cp "$target/classes/native/$libwebp"/* "$native/"
fi

# The flags stand once, in ./alphalift: assignments in capitals, some over several lines.
flags=$(sed -n '/^[A-Z_]*_FLAGS=".*"$/ { p; b
}
/^[A-Z_]*_FLAGS="/,/"$/p; /^MAIN_CLASS=/p; /^COMMAND_JARS=/p' "$root/alphalift")
for name in MAIN_CLASS JAVA_FLAGS EVALUATE_FLAGS SERVER_FLAGS COMMAND_JARS; do
    case $flags in
        *"$name="*) ;;
        *) echo "./alphalift has no $name." >&2 && exit 1 ;;
    esac
done
{
    cat <<'HEAD'
#!/bin/sh
# Runs Alphalift on Java 25: alphalift i photo.jpg cutout.png
#
# ALPHALIFT_JAVA_OPTS  more flags for Java, such as -Xmx2g; they come last and win
# JAVA_HOME            the Java to use, when it is a 25 or later

JDK_COMMAND=java # a JRE will do
HEAD
    printf '%s\n\n' "$flags"
    sed 1d "$root/dev/release/launcher.sh"
} >"$tree/bin/alphalift"
chmod 755 "$tree/bin/alphalift"
