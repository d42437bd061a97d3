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
    out=$(env -u GRAALVM_HOME CI_BESIDE="${CI_BESIDE-yes}" ALPHALIFT_TEST_DATA="$scratch/none" bash .ci/run "$@" 2>&1) || code=$?
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

# A whole run of these steps only.
shorten() { # STEPS...
    local step names=
    for step; do names+="$step $step"$'\\n'; done
    sed -i "/^steps=\"\$/,/^\"\$/c steps=\"\n$names\"" .ci/run
}

does() { # STEP SCRIPT: what a step does instead
    sed -i "/^# --- Running them/i step_$1() { $2; }" .ci/run
}

test_a_step_beside_the_others_runs_while_they_do_and_is_told_whole() {
    shorten launcher models verify deployment
    does launcher "true"
    does models "echo begins; until [ -f went-on ]; do sleep 0.1; done; echo ends"
    does verify "echo verified; touch went-on"
    run
    is 0
    has "models: begins beside what follows"
    has $'begins\nends\n--- models: 0:0'
    has "  models (beside)"
    has "ran dev/deploy/check.sh"
    has "=== Done"
}

test_a_step_beside_the_others_that_fails_ends_the_run_with_its_code() {
    shorten launcher models verify build-plan native
    does launcher "true"
    does models "echo broken; exit 4"
    does verify "sleep 1"
    run
    is 4
    has "broken"
    has "--- verify: 0:0"
    has "  models (beside)  FAILED"
    has "=== FAILED: models (code 4)"
    lacks "artifact:check-buildplan"
}

test_a_step_beside_the_others_that_fails_last_is_no_success() {
    shorten launcher models deployment
    does models "sleep 1; exit 4"
    run
    is 4
    has "=== FAILED: models (code 4)"
    lacks "ran dev/deploy/check.sh"
    lacks "=== Done"
}

test_a_step_that_fails_ends_those_beside() {
    shorten models verify
    does models "echo \$\$ >process; sleep 300"
    does verify "until [ -s process ]; do sleep 0.1; done; exit 5"
    run
    is 5
    has "=== FAILED: verify (code 5)"
    has "Ended before its time, for another step failed: models"
    # One that has ended stays as a zombie until its parent asks.
    [[ $(ps -o stat= -p "$(cat process)") == @(|Z*) ]] || wrong "models goes on"
}

test_what_is_skipped_beside_is_told_as_such() {
    shorten models verify
    does models "skip there is no model"
    run
    is 0
    has "  models (beside)  skipped"
    has "!!! SKIPPED: there is no model"
    lacks "  verify  skipped"
}

test_named_steps_run_one_after_the_other() {
    does models "echo one"
    does verify "echo two"
    run models verify
    is 0
    has $'one\n--- models: 0:00\n\n=== verify'
    lacks "(beside)"
}

test_beside_can_be_switched_off() {
    shorten models verify
    does models "echo one"
    CI_BESIDE=no run
    is 0
    has $'one\n--- models: 0:00\n\n=== verify'
    lacks "(beside)"
}

test_all_that_runs_beside_are_steps() {
    for name in $(sed -n 's/^beside="\(.*\)"$/\1/p' .ci/run); do
        [[ $(bash .ci/run --list) == *$'\n'"$name "* ]] || wrong "$name"
    done
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
