#!/usr/bin/env bash
# Tests of .ci/run itself, in a scratch copy whose programs are stubs: bash dev/ci-tests/run.sh
set -u
root=$(cd "$(dirname "$0")/../.." && pwd -P)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

# A project in which every script that .ci/run calls says its name and succeeds.
stage() {
    rm -rf "$scratch/project"
    mkdir -p "$scratch/project/.ci" "$scratch/project/.mvn/wrapper" "$scratch/project/samples"
    cd "$scratch/project" || exit 1
    cp "$root/.ci/run" .ci/
    printf 'find_jdk() { export JAVA_HOME=/a/jdk; }\n' >.mvn/wrapper/find-jdk.sh
    echo picture >samples/coffee.png
    for script in $(grep -oE '(dev/[a-z-]+/[a-z]+\.sh|\./mvnw)' .ci/run | sort -u); do
        stub "${script#./}" "echo \"ran $script \$*\""
    done
    stub alphalift "printf '\\211PNG'; head -c 60000 /dev/zero"
}

stub() { # FILE SCRIPT
    mkdir -p "$(dirname "$1")"
    printf '#!/bin/sh\n%s\n' "$2" >"$1"
    chmod +x "$1"
}

run() {
    code=0
    out=$(env -u GRAALVM_HOME ALPHALIFT_TEST_DATA="$scratch/none" bash .ci/run "$@" 2>&1) || code=$?
}

is() { # CODE
    [ "$code" = "$1" ] || wrong "Expected code $1, was $code"
}

has() {
    case $out in *"$1"*) ;; *) wrong "Missing: $1" ;; esac
}

lacks() {
    case $out in *"$1"*) wrong "Not expected: $1" ;; esac
}

wrong() {
    printf '%s\nin: %s\n' "$1" "$out"
    exit 1
}

test_steps_are_listed() {
    run --list
    is 0
    has "verify          The README's second command"
}

test_a_step_runs_alone_and_tells_its_time() {
    run verify
    is 0
    has "ran ./mvnw -B verify"
    has "--- verify: 0:0"
    has "=== Times"
    lacks "launcher-tests"
}

test_steps_run_in_the_order_in_which_they_are_named() {
    run url report
    is 0
    has "ran dev/url-test/run.sh"
    [[ $out == *url-test*report/run.sh* ]] || wrong "the wrong order"
}

test_a_step_that_nobody_knows_is_named_and_nothing_runs() {
    run verify nonsense
    is 2
    has "There is no step nonsense"
    lacks "ran ./mvnw"
}

test_the_first_step_that_fails_ends_the_run_with_its_code() {
    stub mvnw "echo broken; exit 3"
    run launcher verify deployment
    is 3
    has "=== FAILED: verify (code 3)"
    has "  launcher"
    lacks "deploy/check.sh"
}

test_a_command_that_fails_in_the_middle_of_a_step_ends_it() {
    stub alphalift "exit 7"
    run first-command
    is 7
    lacks "the cutout is no PNG"
}

test_a_pipe_that_fails_at_its_beginning_ends_a_step() {
    stub alphalift 'printf "\211PNG"; head -c 60000 /dev/zero; case $* in *samples*) exit 9 ;; esac'
    run first-command
    is 9
}

test_a_condition_that_does_not_hold_ends_a_step() {
    stub alphalift "echo text"
    run first-command
    is 1
    has "the cutout is no PNG"
}

test_what_is_left_out_is_told_at_the_end_and_does_not_fail() {
    run native
    is 0
    has "  native  skipped"
    has "=== Left out"
    has "NEITHER BUILT NOR TESTED AS AN EXECUTABLE"
    lacks "ran ./mvnw"
}

test_the_native_step_makes_the_cutout_of_java_that_it_needs() {
    stub alphalift 'if [ "${ALPHALIFT_JVM-}" = 1 ]; then echo java; else echo native; fi'
    code=0
    out=$(GRAALVM_HOME=/a/graalvm bash .ci/run native 2>&1) || code=$?
    is 1
    has "differ"
    stub alphalift 'echo same'
    out=$(GRAALVM_HOME=/a/graalvm bash .ci/run native 2>&1) || wrong "the same cutouts"
    has "ran ./mvnw -B verify -Dnative -Dserver"
}

passed=0
for test in $(declare -F | sed -n 's/^declare -f \(test_.*\)$/\1/p'); do
    sentence=${test#test_}
    if (stage && "$test") >"$scratch/log" 2>&1; then
        passed=$((passed + 1))
        echo "ok      ${sentence//_/ }"
    else
        failed=$((failed + 1))
        echo "FAILED  ${sentence//_/ }"
        sed 's/^/        /' "$scratch/log"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
