#!/usr/bin/env bash
# serverless.yml packaged by the real osls and Serverless 3, without AWS: dev/deploy/check.sh [--update]
# What comes of it is checked by template.mjs and compared with approved/, which --update writes anew.
# Needs Node 20.19 with npm, and Python 3.11 for cfn-lint and statelint; what is missing is skipped and said to be.
# DEPLOY_TOOLS is a folder to keep what is installed in; without it all is installed each time.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=dev/deploy

skip() {
    printf '\n%s\n%s\n\n' "!!! SKIPPED: $1" "!!! $2" >&2
    exit 0
}

node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
    2>/dev/null || skip "no Node 20.19 or later." "THE DEPLOYMENT WAS NEITHER PACKAGED NOR CHECKED."
command -v npm >/dev/null || skip "no npm." "THE DEPLOYMENT WAS NEITHER PACKAGED NOR CHECKED."
[ "${1-}" != --update ] || [ -z "${CI-}" ] || { echo "--update is for people, not for CI." >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

tools=${DEPLOY_TOOLS-$work}
install() { # FOLDER PACKAGE
    [ -d "$tools/$1" ] ||
        npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts --prefix "$tools/$1" "$2"
}
install_lint() {
    python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || return 1
    [ -d "$tools/venv" ] ||
        { python3 -m venv "$tools/venv" && "$tools/venv/bin/pip" install -q cfn-lint==1.58.0 statelint==3.1.0; }
}
install serverless serverless@3.40.0 &
serverless_installs=$!
install_lint &
lint_installs=$!
install asl asl-validator@4.0.0 &
asl_installs=$!
# The very version that people are told to deploy with.
version=$(sed -n 's/^npx osls@\([0-9.]*\) deploy$/\1/p' docs/deployment.md)
[ -n "$version" ] || { echo "docs/deployment.md names no version of osls." >&2; exit 1; }
install osls "osls@$version" || skip "osls $version cannot be had." "THE DEPLOYMENT WAS NEITHER PACKAGED NOR CHECKED."
osls=$tools/osls/node_modules/osls/bin/serverless.js
serverless=$tools/serverless/node_modules/serverless/bin/serverless.js
if ! wait "$serverless_installs"; then
    serverless=
    echo "!!! SKIPPED: serverless 3.40.0 cannot be had: THE DEPLOYMENT WAS CHECKED WITH OSLS ONLY." >&2
fi
lint=$tools/venv/bin/cfn-lint
if ! wait "$lint_installs"; then
    lint=
    echo "!!! SKIPPED: no cfn-lint: THE TEMPLATES WERE NOT HELD AGAINST AWS' OWN SCHEMAS." >&2
fi
asl=$tools/asl/node_modules/.bin/asl-validator
if ! wait "$asl_installs"; then
    asl=
    echo "!!! SKIPPED: asl-validator 4.0.0 cannot be had: THE STATE MACHINE WAS NOT VALIDATED WITH IT." >&2
fi

# Any archive will do: nothing of it is looked at before AWS has it.
artifact=$PWD/target/function.zip
if [ ! -f "$artifact" ]; then
    artifact=$work/function.zip
    printf 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==' | base64 -d >"$artifact"
fi

# In a folder of its own, since both leave things beside serverless.yml; without a home, an account, or a way to AWS.
package() { # PROGRAM FOLDER PARAMETERS...
    local parameters=(--param "artifact=$artifact") program=$1 folder=$2
    shift 2
    for parameter; do parameters+=(--param "$parameter"); done
    mkdir "$folder"
    cp -r serverless.yml deploy "$folder"
    (cd "$folder" && env -i PATH="$PATH" HOME="$folder" CI=1 SLS_TELEMETRY_DISABLED=1 SLS_NOTIFICATIONS_MODE=off \
        AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none AWS_EC2_METADATA_DISABLED=true \
        HTTPS_PROXY=http://127.0.0.1:9 HTTP_PROXY=http://127.0.0.1:9 \
        node "$program" package "${parameters[@]}" >package.log 2>&1) ||
        { cat "$folder/package.log" >&2; echo "FAILED: $(basename "$folder") cannot be packaged." >&2; exit 1; }
}

failed=0
templates=()
variant() { # NAME PARAMETERS...
    local name=$1 by=osls again
    local template=$work/$1/.serverless/cloudformation-template-update-stack.json
    shift
    if [ -n "$serverless" ]; then
        package "$serverless" "$work/$name-serverless" "$@" &
        again=$!
        by="osls and Serverless 3"
    fi
    package "$osls" "$work/$name" "$@"
    [ -z "$serverless" ] || wait "$again" || exit 1
    templates+=("$template")
    if PARAMETERS="$*" node $here/template.mjs "$name" "$template" \
        ${serverless:+"$work/$name-serverless/.serverless/cloudformation-template-update-stack.json"} ${update:+--update}; then
        echo "ok: $name, by $by"
    else
        failed=1
    fi
}

refused() { # WHY PARAMETER
    if (package "$osls" "$work/refused-$2" "$2") 2>/dev/null; then
        echo "FAILED: $1 is not refused: $2" >&2
        failed=1
    else
        echo "ok: $1 is refused"
    fi
}

update=${1:+yes}
variant default
variant arm64 architecture=arm64 memory=1769
variant no-evaluation evaluation=off
variant tracing tracing=on
variant traced-no-evaluation tracing=on evaluation=off
variant direct uploads=direct
variant page page=on
variant options access=open reserved=off models=on failedSamples=on review=on model=u2net storage=1024 corsOrigins=https://example.org \
    'optionsByPrefix={"uploads/masks/":{"om":"true"}}' optionsFromTags=true
refused "a slip of the pen that would leave the door open" access=opne
refused "a value that is neither on nor off" tracing=true
refused "a page that is neither shown nor not" page=true
# W3005: both programs name dependencies that are there anyway. cfn-lint knows the services of a state machine in
# the partition aws only.
if [ -n "$lint" ]; then
    sed -i 's|arn:${Partition}:|arn:aws:|' "${templates[@]}"
    if "$lint" --ignore-checks W3005 -- "${templates[@]}"; then
        echo "ok: cfn-lint"
    else
        failed=1
    fi
fi
# The state machine as it will be: what CloudFormation puts into it is put in here.
machine=$work/evaluation.asl.json
sed 's|${Partition}|aws|; s|${Evaluate}|arn:aws:lambda:us-east-1:123456789012:function:alphalift-dev-evaluate|' \
    deploy/evaluation.asl.json >"$machine"
if [ -n "$asl" ]; then
    if "$asl" --json-path "$machine" >"$work/asl.log" 2>&1; then
        echo "ok: asl-validator"
    else
        cat "$work/asl.log" >&2
        failed=1
    fi
fi
# statelint 3.1.0 does not know InputType, which AWS asks for in the ReaderConfig of a file.
if [ -n "$lint" ]; then
    known='Field "InputType" not allowed in State Machine.States.Score.ItemReader.ReaderConfig'
    "$tools/venv/bin/statelint" "$machine" >"$work/statelint.log" 2>&1 || true
    if grep -qF "$known" "$work/statelint.log" && [ "$(grep -c '^ ' "$work/statelint.log")" = 1 ]; then
        echo "ok: statelint"
    else
        cat "$work/statelint.log" >&2
        failed=1
    fi
fi
[ $failed = 0 ]
