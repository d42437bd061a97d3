#!/bin/sh
# Tests of mvnw and alphalift, in a scratch copy, with stub JDKs, a stub Maven and a web server on 127.0.0.1.
# Needs a JDK 25 or later and no network: dev/launcher-tests/run.sh [word in the names of the tests to run]
# LAUNCHER_SHELL is the shell under test (default: sh), e.g. LAUNCHER_SHELL=bash

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$here/../.." && pwd -P)
. "$root/.mvn/wrapper/find-jdk.sh"
(find_jdk) || exit 1
find_jdk
jdk=$JAVA_HOME
shell=$(command -v "${LAUNCHER_SHELL:-sh}") || exit 1
wanted=${1-}
real_zip=${HOME-}/.m2/repository/org/apache/maven/apache-maven/3.9.16/apache-maven-3.9.16-bin.zip
real_sha256=5af3b743dd8b876b5c45da33b676251e5f1687712644abb4ee519ca56e1d89ce

scratch=$(cd "$(mktemp -d "${TMPDIR:-/tmp}/launcher tests.XXXXXX")" && pwd -P) || exit 1
server=
finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null
    rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

# --- The stage

# A PATH with the commands that the scripts may use, and no Java or Maven.
tools=$scratch/tools
mkdir "$tools"
for tool in sh dash bash env sed find mkdir rm mv cp cat touch date sleep uname dirname readlink tail rmdir; do
    file=$(command -v "$tool") && ln -s "$file" "$tools/$tool"
done

# stub_jdk FOLDER VERSION: its java runs the real one for what downloads Maven, and tells of all else.
stub_jdk() {
    mkdir -p "$1/bin"
    printf 'IMPLEMENTOR="Nobody"\nJAVA_VERSION="%s"\n' "$2" >"$1/release"
    cat >"$1/bin/java" <<END
#!/bin/sh
case "\$*" in
    *MavenDownload.java*) exec "$jdk/bin/java" "\$@" ;;
esac
printf '%s\n' "\$0" "\$@" >"$scratch/java-call"
printf '%s\n' "\${LC_ALL-}" >"$scratch/java-locale"
cat
exit "\${STUB_EXIT:-0}"
END
    cp "$1/bin/java" "$1/bin/javac"
    chmod +x "$1/bin/java" "$1/bin/javac"
}

# stub_maven FILE VERSION
stub_maven() {
    mkdir -p "${1%/*}"
    cat >"$1" <<END
#!/bin/sh
[ "\$1" != -v ] || { echo "Apache Maven $2 (stub)"; exit; }
echo "maven=$2"
echo "java=\$JAVA_HOME"
echo "folder=\$(pwd -P)"
for argument in "\$@"; do echo "argument=\$argument"; done
END
    chmod +x "$1"
}

# Starts each test with a copy of the project in a folder with spaces, and an empty home.
stage() {
    rm -rf "$scratch/stage"
    project="$scratch/stage/a project"
    home=$scratch/stage/home
    jdks=$scratch/stage/jdks
    mkdir -p "$project/.mvn/wrapper" "$project/src/main/java" "$home" "$jdks"
    cp "$root/mvnw" "$root/alphalift" "$project/"
    cp "$root"/.mvn/wrapper/* "$project/.mvn/wrapper/"
    echo '<project/>' >"$project/pom.xml"
    echo 'class A {}' >"$project/src/main/java/A.java"
    stub_jdk "$jdks/j25" 25.0.9
    installed=$scratch/stage/installed/bin/mvn
    stub_maven "$installed" 3.8.7
    address=http://127.0.0.1:1/nobody/apache-maven-3.9.16-bin.zip
    use_zip "$scratch/www/apache-maven-3.9.16-bin.zip"
}

use_zip() {
    sum=$(sha256 "$1")
    printf 'distributionUrl=%s\ndistributionSha256Sum=%s\n' \
        "https://example.invalid/apache-maven-3.9.16-bin.zip" "$sum" \
        >"$project/.mvn/wrapper/maven-wrapper.properties"
}

sha256() {
    if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | sed 's/ .*//'
}

# isolated COMMAND ...: only the stage's Java and Maven can be found.
isolated() {
    env -i PATH="${path:-$tools}" HOME="$home" TMPDIR="$scratch" \
        ALPHALIFT_JDK_PLACES="$jdks/*" ALPHALIFT_MAVEN_PLACES="$installed" MAVEN_DISTRIBUTION_URL="$address" "$@"
}

# mvnw ARGUMENT ... and launcher ARGUMENT ...: leave $out, $err and $code.
mvnw() { call isolated ${more:+"$more"} "$shell" "${script:-$project/mvnw}" "$@"; }
launcher() { call isolated ${more:+"$more"} "$shell" "${script:-$project/alphalift}" "$@"; }
call() {
    code=0
    "$@" >"$scratch/out" 2>"$scratch/err" </dev/null || code=$?
    out=$(cat "$scratch/out")
    err=$(cat "$scratch/err")
}

lines() { printf '%s\n' "$1" | grep -c .; }

has() { # has TEXT PART
    case $1 in
        *"$2"*) ;;
        *) printf 'Missing: %s\nin: %s\n' "$2" "$1" && return 1 ;;
    esac
}

same() { # same EXPECTED ACTUAL
    [ "$1" = "$2" ] || { printf 'Expected: %s\nActual: %s\n' "$1" "$2" && return 1; }
}

serve() {
    mkdir -p "$scratch/www" "$scratch/zip/apache-maven-3.9.16"
    stub_maven "$scratch/zip/apache-maven-3.9.16/bin/mvn" 3.9.16
    echo text >"$scratch/zip/apache-maven-3.9.16/README.txt"
    (cd "$scratch/zip" && "$jdk/bin/jar" --create --no-manifest \
        --file "$scratch/www/apache-maven-3.9.16-bin.zip" apache-maven-3.9.16)
    "$jdk/bin/java" -m jdk.httpserver -b 127.0.0.1 -p 0 -d "$scratch/www" >"$scratch/server.log" 2>&1 &
    server=$!
    tries=0
    until port=$(sed -n 's/.*port \([0-9][0-9]*\).*/\1/p' "$scratch/server.log") && [ -n "$port" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 20 ] || { cat "$scratch/server.log" && exit 1; }
        sleep 1
    done
    good_address=http://127.0.0.1:$port/apache-maven-3.9.16-bin.zip
}

# --- mvnw: the JDK

test_a_jdk_17_in_JAVA_HOME_is_passed_over_for_a_25_in_the_usual_places() {
    stub_jdk "$scratch/stage/old" 17.0.1
    more=JAVA_HOME=$scratch/stage/old
    mvnw verify
    same 0 "$code"
    has "$out" "java=$jdks/j25"
}

test_a_jdk_25_is_preferred_to_a_newer_one() {
    stub_jdk "$jdks/a26" 26
    mvnw verify
    has "$out" "java=$jdks/j25"
}

test_a_newer_jdk_does_where_there_is_no_25() {
    rm -rf "$jdks/j25"
    stub_jdk "$jdks/j17" 17.0.1
    stub_jdk "$jdks/j27" 27-ea
    stub_jdk "$jdks/j8" 1.8.0_402
    mvnw verify
    has "$out" "java=$jdks/j27"
}

test_a_newer_jdk_in_JAVA_HOME_is_used() {
    stub_jdk "$scratch/stage/new" 26.0.1
    more=JAVA_HOME=$scratch/stage/new
    mvnw verify
    has "$out" "java=$scratch/stage/new"
}

test_a_jdk_on_the_PATH_is_found_through_symbolic_links() {
    stub_jdk "$scratch/stage/some where" 25
    mkdir "$scratch/stage/bin"
    ln -s "../some where/bin/javac" "$scratch/stage/bin/first"
    ln -s first "$scratch/stage/bin/javac"
    path=$scratch/stage/bin:$tools
    mvnw verify
    has "$out" "java=$scratch/stage/some where"
}

test_a_java_without_javac_is_no_jdk() {
    stub_jdk "$jdks/a25" 25.0.1
    rm "$jdks/a25/bin/javac"
    mvnw verify
    has "$out" "java=$jdks/j25"
}

test_without_any_jdk_mvnw_says_one_sentence_and_ends_with_1() {
    rm -rf "$jdks/j25"
    mvnw verify
    same 1 "$code"
    same "" "$out"
    same 1 "$(lines "$err")"
    has "$err" "Alphalift needs a JDK 25 or later, and none was found"
}

# --- mvnw: Maven

test_maven_is_downloaded_once_and_gets_the_arguments_unchanged() {
    address=$good_address
    mvnw -Dname="two  words" '' '*'
    same 0 "$code"
    has "$err" "Downloading $good_address"
    has "$out" "maven=3.9.16"
    has "$out" "argument=-Dname=two  words
argument=
argument=*"
    address=http://127.0.0.1:1/apache-maven-3.9.16-bin.zip
    mvnw verify
    same "" "$err"
    has "$out" "maven=3.9.16"
}

test_the_real_maven_runs_when_its_zip_is_at_hand() {
    [ -f "$real_zip" ] || return 0
    mkdir -p "$scratch/www/real"
    cp "$real_zip" "$scratch/www/real/"
    rm -rf "$jdks/j25"
    ln -s "$jdk" "$jdks/real"
    cp "$root/.mvn/wrapper/maven-wrapper.properties" "$project/.mvn/wrapper/"
    has "$(cat "$project/.mvn/wrapper/maven-wrapper.properties")" "$real_sha256"
    address=http://127.0.0.1:$port/real/apache-maven-3.9.16-bin.zip
    path=$tools:/usr/bin:/bin
    mvnw -v
    same 0 "$code"
    has "$out" "Apache Maven 3.9.16"
}

test_two_first_calls_at_once_both_get_maven() {
    address=$good_address
    isolated "$shell" "$project/mvnw" one >"$scratch/one" 2>&1 &
    first=$!
    mvnw two
    wait "$first"
    has "$(cat "$scratch/one")" "maven=3.9.16"
    has "$out" "maven=3.9.16"
    same 1 "$(find "$home/.m2/wrapper/dists/apache-maven-3.9.16" -mindepth 1 -maxdepth 1 | grep -c .)"
}

test_a_wrong_checksum_stops_although_a_maven_is_installed() {
    address=$good_address
    echo "more" >>"$project/pom.xml"
    use_zip "$project/pom.xml"
    mvnw verify
    same 1 "$code"
    same "" "$out"
    has "$err" "The sha256 of $good_address is"
    same "" "$(find "$home/.m2/wrapper/dists/apache-maven-3.9.16" -mindepth 1)"
}

test_without_a_network_the_installed_maven_is_used_and_said_once() {
    mvnw verify
    same 0 "$code"
    has "$out" "maven=3.8.7"
    has "$err" "Maven 3.9.16 cannot be downloaded (ConnectException: Connection refused)"
    has "$err" "using the installed Maven 3.8.7."
    mvnw verify
    same "" "$err"
    has "$out" "maven=3.8.7"
}

test_a_failure_is_forgotten_when_the_address_changes() {
    mvnw verify
    has "$out" "maven=3.8.7"
    address=$good_address
    mvnw verify
    has "$out" "maven=3.9.16"
}

test_a_file_that_is_not_there_counts_as_no_download() {
    address=http://127.0.0.1:$port/missing/apache-maven-3.9.16-bin.zip
    mvnw verify
    has "$out" "maven=3.8.7"
    has "$err" "127.0.0.1 answered 404"
}

test_an_installed_maven_that_is_too_old_is_not_used() {
    stub_maven "$installed" 3.8.6
    mvnw verify
    same 1 "$code"
    same "" "$out"
    has "$err" "no Maven 3.8.7 or later is installed ($installed is 3.8.6)"
}

test_an_installed_maven_3_10_is_new_enough() {
    stub_maven "$installed" 3.10.0
    mvnw verify
    has "$out" "maven=3.10.0"
}

test_without_HOME_the_installed_maven_is_used() {
    call env -i PATH="$tools" ALPHALIFT_JDK_PLACES="$jdks/*" ALPHALIFT_MAVEN_PLACES="$installed" \
        "$shell" "$project/mvnw" verify
    same 0 "$code"
    has "$out" "maven=3.8.7"
}

test_a_HOME_that_cannot_be_written_does_no_harm() {
    home=$project/pom.xml # a file: even root cannot make folders in it
    mvnw verify
    same 0 "$code"
    has "$out" "maven=3.8.7"
    same 1 "$(lines "$err")"
}

test_ALPHALIFT_MAVEN_names_the_maven_to_run() {
    stub_maven "$scratch/stage/mine" 3.1.0
    more=ALPHALIFT_MAVEN=$scratch/stage/mine
    mvnw verify
    has "$out" "maven=3.1.0"
}

test_mvnw_works_from_elsewhere_and_through_a_symbolic_link() {
    ln -s "a project/mvnw" "$scratch/stage/link"
    script=$scratch/stage/link
    cd "$scratch"
    mvnw verify
    same 0 "$code"
    has "$out" "folder=$project"
}

test_a_pom_in_the_folder_of_the_call_is_the_one_that_is_built() {
    mkdir "$scratch/stage/other"
    echo '<project/>' >"$scratch/stage/other/pom.xml"
    cd "$scratch/stage/other"
    mvnw verify
    has "$out" "folder=$scratch/stage/other"
}

# --- alphalift

# Puts a build in the place of mvnw that reads its stdin, talks on stdout, and counts.
stub_build() {
    cat >"$project/mvnw" <<'END'
root=$(pwd -P)
echo "build $*" >>"$root/../builds"
cat >/dev/null
i=0
while [ "$i" -lt 50 ]; do i=$((i + 1)) && echo "line $i of the build"; done
[ ! -f "$root/../broken" ] || exit 1
sleep "$(cat "$root/../seconds" 2>/dev/null || echo 0)"
quarkus=$root/target/quarkus-app
mkdir -p "$quarkus/app" "$quarkus/lib/main" "$quarkus/lib/boot" "$quarkus/quarkus"
for jar in quarkus-run.jar app/a.jar lib/main/b.jar lib/main/a.jar lib/main/info.picocli.picocli-1.jar \
    lib/boot/z.jar quarkus/generated-bytecode.jar; do
    echo jar >"$quarkus/$jar"
done
END
}

builds() { grep -c . "$project/../builds" 2>/dev/null || true; }

test_alphalift_builds_at_the_first_call_and_not_at_the_second() {
    stub_build
    launcher i "a b.jpg" '@x' ''
    same 0 "$code"
    same "" "$out"
    has "$err" "Alphalift is being built; this happens once"
    has "$(cat "$scratch/java-call")" "dev.alphalift.Main
i
a b.jpg
@x"
    has "$(cat "$project/target/alphalift/java-options")" "\"$project/target/quarkus-app/app/a.jar:$project/target/quarkus-app/lib/main/info.picocli.picocli-1.jar\""
    launcher i
    same "" "$err"
    same 1 "$(builds)"
    has "$(cat "$project/../builds")" "build -q -B -Dquick -DskipTests package"
}

test_alphalift_builds_again_when_a_source_changes() {
    stub_build
    launcher i
    sleep 1
    touch "$project/src/main/java/A.java"
    launcher i
    has "$err" "its sources have changed"
    same 2 "$(builds)"
}

test_alphalift_builds_again_when_a_source_goes() {
    stub_build
    launcher i
    sleep 1
    rm "$project/src/main/java/A.java"
    launcher i
    same 2 "$(builds)"
}

test_an_edit_during_the_build_makes_the_next_call_build_again() {
    stub_build
    echo 2 >"$project/../seconds"
    isolated "$shell" "$project/alphalift" i >/dev/null 2>&1 </dev/null &
    first=$!
    sleep 1
    touch "$project/src/main/java/A.java"
    wait "$first"
    echo 0 >"$project/../seconds"
    launcher i
    same 2 "$(builds)"
}

test_a_build_by_hand_counts() {
    stub_build
    (cd "$project" && sh ./mvnw verify </dev/null >/dev/null)
    launcher i
    same 0 "$code"
    same "" "$err"
    sleep 1
    touch "$project/src/main/java/A.java"
    (cd "$project" && sh ./mvnw verify </dev/null >/dev/null)
    launcher i
    same "" "$err"
    same 2 "$(builds)"
}

test_a_build_that_fails_shows_the_end_of_its_log_and_nothing_on_stdout() {
    stub_build
    touch "$project/../broken"
    launcher i
    same 1 "$code"
    same "" "$out"
    has "$err" "line 50 of the build"
    has "$err" "The whole log is in $project/target/alphalift/build.log"
    case $err in *"line 20 of the build"*) return 1 ;; esac
    rm "$project/../broken"
    launcher i
    same 0 "$code"
}

test_stdin_reaches_the_program_intact() {
    stub_build
    "$jdk/bin/java" -version >"$scratch/picture" 2>&1
    cat "$jdk/bin/java" >>"$scratch/picture" # bytes of all kinds
    isolated "$shell" "$project/alphalift" i <"$scratch/picture" >"$scratch/stdout" 2>/dev/null
    same "$(sha256 "$scratch/picture")" "$(sha256 "$scratch/stdout")"
}

test_the_exit_code_is_the_programs() {
    stub_build
    more=STUB_EXIT=7
    launcher i
    same 7 "$code"
}

test_first_calls_at_once_build_once() {
    stub_build
    echo 1 >"$project/../seconds"
    isolated "$shell" "$project/alphalift" one >/dev/null 2>"$scratch/one" </dev/null &
    first=$!
    isolated "$shell" "$project/alphalift" two >/dev/null 2>"$scratch/two" </dev/null &
    second=$!
    launcher three
    wait "$first"
    wait "$second"
    same 0 "$code"
    same 1 "$(builds)"
    [ ! -e "$project/target/alphalift/lock" ]
}

test_a_lock_left_behind_is_taken_away() {
    stub_build
    mkdir -p "$project/target/alphalift/lock"
    sh -c 'echo $$' >"$project/target/alphalift/lock/process"
    launcher i
    same 0 "$code"
    same 1 "$(builds)"
}

test_alphalift_works_from_elsewhere_through_a_link_and_by_name() {
    stub_build
    ln -s "a project/alphalift" "$scratch/stage/link"
    script=$scratch/stage/link
    cd "$scratch"
    launcher i
    same 0 "$code"
    has "$(cat "$project/target/alphalift/java-options")" "-Dalphalift.home=$project"
    cd "$project"
    script=alphalift
    launcher i
    same 0 "$code"
    same "" "$err"
}

test_a_project_that_was_moved_finds_its_new_place() {
    stub_build
    launcher i
    mv "$project" "$scratch/stage/moved"
    project=$scratch/stage/moved
    launcher i
    has "$(cat "$project/target/alphalift/java-options")" "-Dalphalift.home=$project"
    same 1 "$(builds)"
}

test_with_ALPHALIFT_NO_BUILD_nothing_is_built() {
    stub_build
    more=ALPHALIFT_NO_BUILD=1
    launcher i
    same 1 "$code"
    has "$err" "Alphalift is not built, and ALPHALIFT_NO_BUILD is set."
    more=
    launcher i
    sleep 1
    touch "$project/src/main/java/A.java"
    more=ALPHALIFT_NO_BUILD=1
    launcher i
    same 0 "$code"
    same 1 "$(builds)"
}

test_the_server_has_a_class_path_of_its_own_with_all_jars() {
    stub_build
    app=$project/target/quarkus-app
    launcher s -p 7001
    same 0 "$code"
    has "$(cat "$scratch/java-call")" "/server-options
dev.alphalift.Main
s
-p
7001"
    has "$(cat "$project/target/alphalift/server-options")" "\"$app/quarkus/generated-bytecode.jar:$app/app/a.jar:$app/lib/boot/z.jar:$app/lib/main/a.jar:$app/lib/main/b.jar:$app/lib/main/info.picocli.picocli-1.jar\""
    launcher i
    has "$(cat "$scratch/java-call")" "/java-options"
    same 1 "$(builds)"
}

test_ALPHALIFT_JAVA_OPTS_come_last() {
    stub_build
    more="ALPHALIFT_JAVA_OPTS=-Xmx2g -Dpattern=*"
    launcher i
    has "$(cat "$scratch/java-call")" "/java-options
-Xmx2g
-Dpattern=*
dev.alphalift.Main
i"
}

# stub_executable: tells that it ran, and with what.
test_a_folder_that_the_locale_cannot_say_gets_a_locale_that_can() {
    stub_build
    launcher i photo.jpg || return 1
    same "" "$(cat "$scratch/java-locale")" || return 1
    mv "$project" "$scratch/stage/$(printf 'M\303\274ller')"
    project=$scratch/stage/$(printf 'M\303\274ller')
    launcher i photo.jpg
    same 0 "$code" && same C.UTF-8 "$(cat "$scratch/java-locale")" || return 1
    more=LC_ALL=de_DE.UTF-8
    launcher i photo.jpg
    more=
    same de_DE.UTF-8 "$(cat "$scratch/java-locale")"
}

stub_executable() {
    mkdir -p "$project/target/native"
    printf '#!/bin/sh\necho native "$@"\n' >"$project/target/native/alphalift"
    chmod +x "$project/target/native/alphalift"
}

test_a_native_executable_is_preferred_and_needs_no_java() {
    sleep 1
    stub_executable
    rm -rf "$jdks/j25"
    more=ALPHALIFT_JAVA_OPTS=-Xmx1g
    launcher i photo.jpg
    same 0 "$code"
    same "native -Xmx1g i photo.jpg" "$out"
}

test_a_native_executable_older_than_the_sources_is_left_alone() {
    stub_build
    stub_executable
    sleep 1
    touch "$project/src/main/java/A.java"
    launcher i
    same 0 "$code"
    same "" "$out"
    same 1 "$(builds)"
}

test_with_ALPHALIFT_JVM_the_native_executable_is_left_alone() {
    stub_build
    stub_executable
    more=ALPHALIFT_JVM=1
    launcher i
    same 0 "$code"
    same "" "$out"
}

test_a_jdk_that_vanished_is_replaced() {
    stub_build
    launcher i
    mv "$jdks/j25" "$jdks/j25b"
    launcher i
    same 0 "$code"
    has "$(cat "$scratch/java-call")" "$jdks/j25b/bin/java"
    same 1 "$(builds)"
}

test_without_a_jdk_alphalift_says_one_sentence() {
    stub_build
    rm -rf "$jdks/j25"
    launcher i
    same 1 "$code"
    same 1 "$(lines "$err")"
    has "$err" "Alphalift needs a JDK 25 or later"
}

test_a_start_up_cache_that_no_longer_fits_leaves_stdout_alone() {
    stub_build
    rm -rf "$jdks/j25"
    ln -s "$jdk" "$jdks/real"
    mkdir -p "$project/samples" "$scratch/stage/classes/dev/alphalift"
    touch "$project/samples/chelsea.png"
    cat >"$scratch/stage/Main.java" <<'END'
package dev.alphalift;
class Main {
    public static void main(String[] arguments) throws Exception {
        System.in.transferTo(System.out);
        System.out.flush();
    }
}
END
    "$jdk/bin/javac" -d "$scratch/stage/classes" "$scratch/stage/Main.java"
    "$jdk/bin/jar" --create --file "$scratch/stage/app.jar" -C "$scratch/stage/classes" .
    echo 'rm -f "$quarkus"/*/*.jar "$quarkus"/lib/*/*.jar; cp "$root/../app.jar" "$quarkus/app/a.jar"' >>"$project/mvnw"
    launcher i
    same 0 "$code"
    [ -s "$project/target/alphalift/alphalift.aot" ]
    same picture "$(echo picture | isolated "$shell" "$project/alphalift" i 2>"$scratch/err")"
    same "" "$(cat "$scratch/err")"
    sleep 1
    touch "$project/target/quarkus-app/app/a.jar"
    same picture "$(echo picture | isolated "$shell" "$project/alphalift" i 2>"$scratch/err")"
    same "" "$(cat "$scratch/err")"
    echo rubbish >"$project/target/alphalift/alphalift.aot"
    same picture "$(echo picture | isolated "$shell" "$project/alphalift" i 2>"$scratch/err")"
    same "" "$(cat "$scratch/err")"
}

# --- Run them

serve
passed=0
failed=0
for test in $(sed -n 's/^\(test_[A-Za-z0-9_]*\)() {$/\1/p' "$here/run.sh"); do
    case $test in *"$wanted"*) ;; *) continue ;; esac
    sentence=$(printf '%s' "${test#test_}" | tr _ ' ')
    (
        set -e
        more='' path='' script=''
        stage
        "$test"
    ) >"$scratch/log" 2>&1
    if [ $? -eq 0 ]; then
        passed=$((passed + 1))
        echo "ok      $sentence"
    else
        failed=$((failed + 1))
        echo "FAILED  $sentence"
        sed 's/^/        /' "$scratch/log"
        [ ! -f "$scratch/err" ] || sed 's/^/        stderr: /' "$scratch/err" | tail -n 5
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
