#!/bin/sh
# Reads pictures by their address in a network of its own, where an address of the public internet
# belongs to this machine: that is the only way to see a guarded reading succeed without the internet.
# Needs Linux, the right to make a network namespace (root), ip, curl and Python 3:
#   sh dev/url-test/run.sh
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)

if [ "${1-}" != inside ]; then
    for tool in unshare ip curl python3; do
        command -v "$tool" >/dev/null || { echo "SKIPPED: there is no $tool."; exit 0; }
    done
    unshare -n true 2>/dev/null || { echo "SKIPPED: no network namespace can be made here."; exit 0; }
    exec unshare -n sh "$0" inside
fi

ip link set lo up
ip addr add 8.8.4.4/32 dev lo
work=$(mktemp -d)
pids=
trap 'kill $pids 2>/dev/null; rm -rf "$work"' EXIT

cat >"$work/web.py" <<'PYTHON'
import http.server, pathlib, sys, time

PICTURE = pathlib.Path(sys.argv[1]).read_bytes()
TO = {"/again": "/photo.png", "/inside": "http://127.0.0.1:7123/openapi.json",
      "/metadata": "http://169.254.169.254/latest/meta-data/", "/circle": "/circle"}


class Web(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path in TO:
            self.send_response(302)
            self.send_header("Location", TO[self.path])
            self.end_headers()
            return
        self.send_response(200 if self.path != "/missing" else 404)
        if self.path == "/photo.png":
            self.send_header("Content-Length", str(len(PICTURE)))
        self.end_headers()
        if self.path == "/photo.png":
            self.wfile.write(PICTURE)
        elif self.path == "/endless":
            while True:
                self.wfile.write(bytes(1 << 16))
        elif self.path == "/drip":
            while True:
                self.wfile.write(b"x")
                time.sleep(0.2)
        else:
            self.wfile.write(b"no picture")

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("8.8.4.4", 80), Web).serve_forever()
PYTHON
python3 "$work/web.py" "$root/samples/chelsea.png" 2>"$work/web.log" &
pids=$!

ALPHALIFT_URL_HOSTS=8.8.4.4 ALPHALIFT_TIMEOUT=3 ALPHALIFT_MAX_BYTES=2000000 "$root/alphalift" s -h 127.0.0.1 -p 7123 \
    2>"$work/server.log" &
pids="$pids $!"
tries=0
until curl -sf http://127.0.0.1:7123/q/health/ready >/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || { cat "$work/server.log"; echo "The server does not start."; exit 1; }
    sleep 0.1
done

"$root/alphalift" i -om "$root/samples/chelsea.png" "$work/expected.png"
failed=0

# expect STATUS CODE-OR-NOTHING PATH: one line for each
expect() {
    status=$(curl -s -o "$work/answer" -w '%{http_code}' --max-time 20 \
        "http://127.0.0.1:7123/api/remove?om=true&url=http://8.8.4.4$3") || status=none
    code=$(sed -n 's/.*"code":"\([a-z_]*\)".*/\1/p' "$work/answer")
    if [ "$status" = 200 ]; then
        cmp -s "$work/answer" "$work/expected.png" || code=wrong_picture
    fi
    if [ "$status $code" = "$1 $2" ]; then
        echo "ok      $3: $status $code"
    else
        echo "FAILED  $3: $status $code instead of $1 $2"
        failed=1
    fi
}

expect 200 "" /photo.png
expect 200 "" /again
expect 403 forbidden_address /inside
expect 403 forbidden_address /metadata
expect 502 source_unavailable /circle
expect 502 source_unavailable /missing
expect 415 unsupported_format /text
expect 413 image_too_large /endless
expect 504 deadline_exceeded /drip
expect 200 "" /photo.png
exit $failed
