#!/usr/bin/env bash
# Clients that others wrote for rembg's server and for remove.bg, against ours: bash dev/clients/run.sh
# Needs a JDK 25 (as ./alphalift) and curl; Python 3.11 and Node 18 for those parts, which are skipped without.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=dev/clients

photo=samples/rocket.jpg # 640x427
drawing=samples/coffee.png
cutout="640x427, 8 bits, RGBA"
mask="640x427, 8 bits, grey"

command -v curl >/dev/null || { echo "SKIPPED: no curl, so no client was tried." >&2; exit 0; }

work=$(mktemp -d)
server=
finish() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

passed=0 failed=0 skipped=0
pass() { passed=$((passed + 1)); echo "ok: $1"; }
fail() { failed=$((failed + 1)); echo "FAILED: $1: $2" >&2; }
skip() { skipped=$((skipped + $1)); echo "SKIPPED: $2" >&2; }

# What the command line makes of the same picture with the same options.
expect() { # NAME OPTIONS... PICTURE
    ./alphalift i "${@:2}" "$work/$1.png"
}

start_server() {
    port=7200
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
    url=http://127.0.0.1:$port/api/remove
    ./alphalift s -p "$port" -h 127.0.0.1 >"$work/server.log" 2>&1 &
    server=$!
    for _ in $(seq 240); do
        ! curl -sf "http://127.0.0.1:$port/q/health/ready" -o "$work/ready.json" || return 0
        kill -0 "$server" 2>/dev/null || break
        sleep 0.5
    done
    cat "$work/server.log" >&2
    echo "FAILED: the server did not start on port $port." >&2
    exit 1
}

describe_png() { # FILE
    [ "$(od -An -tx1 -N8 "$1" | tr -d ' \n')" = 89504e470d0a1a0a ] || { echo "no PNG"; return; }
    local b colours
    read -r -a b <<<"$(od -An -tu1 -j16 -N10 "$1" | tr '\n' ' ')"
    case ${b[9]} in 0) colours=grey ;; 2) colours=RGB ;; 3) colours=palette ;; 4) colours=grey+alpha ;; 6) colours=RGBA ;; esac
    echo "$((b[2] * 256 + b[3]))x$((b[6] * 256 + b[7])), ${b[8]} bits, $colours"
}

# The answer must be of that size and kind, and the bytes of the command line's picture.
check() { # NAME ANSWER EXPECTED DESCRIPTION
    local is
    [ -s "$2" ] || { fail "$1" "no answer"; return; }
    is=$(describe_png "$2")
    if [ "$is" != "$4" ]; then
        fail "$1" "expected $4, got $is: $(head -c 300 "$2" | tr -cd '[:print:]')"
    elif ! cmp -s "$2" "$work/$3.png"; then
        fail "$1" "not the bytes that ./alphalift i writes"
    else
        pass "$1"
    fi
}

by_curl() { # NAME EXPECTED DESCRIPTION CURL-ARGUMENTS...
    local name=$1 expected=$2 description=$3 said
    shift 3
    rm -f "$work/answer"
    said=$(curl -s "$@" -o "$work/answer" -w '%{http_code} %{content_type}') || { fail "curl $name" "exit code $?"; return; }
    if [ "$said" != "200 image/png" ]; then
        fail "curl $name" "$said: $(head -c 300 "$work/answer")"
    else
        check "curl $name" "$work/answer" "$expected" "$description"
    fi
}

by_program() { # NAME EXPECTED DESCRIPTION PROGRAM...
    rm -f "$work/answer"
    if "${@:4}" "$url" "$photo" "$work/answer" 2>"$work/said"; then
        check "$1" "$work/answer" "$2" "$3"
    else
        fail "$1" "$(tail -n 1 "$work/said")"
    fi
}

curls() {
    local file=file=@$photo
    by_curl "as in rembg's README" plain "$cutout" -F "$file" "$url"
    by_curl "with the fields model and om" om "$mask" -F "$file" -F model=u2netp -F om=true "$url"
    by_curl "with om in the query" om "$mask" -F "$file" "$url?om=true"
    by_curl "with the field ppm" ppm "$cutout" -F "$file" -F model=u2netp -F ppm=true "$url"
    by_curl "with bgc in the query, where rembg reads it" bgc "$cutout" -F "$file" "$url?bgc=10,20,30,255"
    # Not putalpha: rembg's command line clears the colours that cannot be seen, its server does not, and so do ours.
    by_curl "with extras in the query, where rembg reads it" ppm "$cutout" \
        -F "$file" "$url?extras=%7B%22post_process_mask%22%3Atrue%7D"
    by_curl "as rembg's page /api shows it, every field filled in" plain "$cutout" -X POST \
        -H "accept: application/json" -H "Content-Type: multipart/form-data" -F "$file;type=image/jpeg" \
        -F model=u2netp -F a=false -F af=240 -F ab=10 -F ae=10 -F om=false -F ppm=false -F dc=false -F vm=false "$url"
}

removebg_curls() {
    removebg=${url%/api/remove}/v1.0/removebg
    by_curl "as in remove.bg's documentation" removebg "$cutout" -H "X-API-Key: any" -F "image_file=@$photo" \
        -F size=auto -f "$removebg"
    by_curl "remove.bg's channels=alpha" om "$mask" -F "image_file=@$photo" -F channels=alpha "$removebg"
}

by_removebg_client() { # NAME PROGRAM...
    rm -f "$work/answer"
    if "${@:2}" "$removebg" "$photo" "$work/answer" 2>"$work/said"; then
        check "$1" "$work/answer" removebg "$cutout"
    else
        fail "$1" "$(tail -n 1 "$work/said")"
    fi
}

pythons() {
    if ! python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        skip 3 "no Python 3.11 with pip, so napari-rembg, requests and removebg were not tried."
        return
    fi
    python3 -m venv "$work/venv"
    if ! "$work/venv/bin/pip" install -q --no-deps -r $here/requirements.txt; then
        fail "Python" "$here/requirements.txt could not be installed"
        return
    fi
    if "$work/venv/bin/python" $here/napari_client.py "$url" "$drawing" "$work/drawing.png" >"$work/said" 2>&1; then
        pass "napari-rembg's client"
    else
        fail "napari-rembg's client" "$(tail -n 1 "$work/said")"
    fi
    by_program "Python's requests" plain "$cutout" "$work/venv/bin/python" $here/requests_post.py
    # It has no wheel and names what it needs nowhere.
    if "$work/venv/bin/pip" install -q --no-deps removebg==0.4; then
        by_removebg_client "Python's removebg" "$work/venv/bin/python" $here/removebg_python.py
    else
        skip 1 "removebg 0.4 could not be installed, so it was not tried."
    fi
}

nodes() {
    if ! node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null; then
        skip 3 "no Node 18, so fetch, axios and remove.bg's library were not tried."
        return
    fi
    by_program "Node's fetch" plain "$cutout" node $here/fetch_post.mjs
    if ! command -v npm >/dev/null; then
        skip 2 "no npm, so axios and remove.bg's library were not tried."
        return
    fi
    mkdir "$work/node"
    if npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work/node" axios@1.21.1 form-data@4.0.6; then
        CLIENTS_NODE=$work/node by_program "axios with form-data" plain "$cutout" node $here/axios_post.cjs
    else
        fail "axios with form-data" "could not be installed"
    fi
    mkdir "$work/removebg"
    if npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work/removebg" remove.bg@1.3.0; then
        CLIENTS_NODE=$work/removebg by_removebg_client "npm's remove.bg" node $here/removebg_node.cjs
    else
        skip 1 "npm's remove.bg 1.3.0 could not be installed, so it was not tried."
    fi
}

expect plain "$photo"
expect om -om "$photo"
expect ppm -ppm "$photo"
expect bgc -bgc 10 20 30 255 "$photo"
# remove.bg keeps the colours that can be seen as they are; so does rembg's command line with putalpha.
expect removebg -x '{"putalpha": true}' "$photo"
expect drawing -om -ppm "$drawing"
start_server
curls
removebg_curls
pythons
nodes

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
