"""Attacks a server from one address, while a normal client at another asks for pictures, one after the other.

    python dev/bench/attacks.py --alphalift ./alphalift --json OUT.json [ATTACK ...]

Each attack runs against a server of its own, from 127.0.0.2, with --connections (16) at a time, for --seconds; the
normal client comes from 127.0.0.1 with a photo (samples/chelsea.png, or --photo). What is measured: the latency of the
normal client before, while the attack runs, and after it, what it was answered, and the memory of the process. The
limits: every normal request is answered 200, within 3 s during an attack, within 1 s after it, nothing is
logged as an error, and /q/metrics grows by no more than 4 kB. Linux, Python 3.11 alone. ATTACKS says what there is; without names all run.

methods       methods of 500 letters that nobody knows, thousands on each connection
paths         the same with paths, in forms that are answered 404, 413, 415 and not at all
half          bodies of which 4 of 1,000,000 bytes come: 34 at a time
trickle       bodies of which a byte comes now and then
heads         heads of requests that never end, a line now and then
unread        answers that nobody reads
evaluations   four at a time that score one-colour pictures of 7000 x 7000
pairs         evaluations of 2,000 pairs of 8 x 8 pictures
large         pictures of 16383 x 3000 from 150 kB: 8 at a time
flood         normal pictures, as many as the connections take
"""

import argparse
import base64
import json
import pathlib
import random
import socket
import struct
import sys
import threading
import time
import zlib

from serving import HOST, PROJECT, Failed, Limits, Server, finish, machine, percentile

ATTACKER = "127.0.0.2"
QUIET = 1.0  # seconds between the end of an attack and the first look after it


# ---------------------------------------------------------------- pictures


def png(width, height, grey=255, bits=1):
    """A picture of one colour: many pixels in few bytes."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    row = b"\0" + (b"\xff" if grey else b"\0") * ((width * bits + 7) // 8)
    packer = zlib.compressobj(9)
    pixels = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def noise(width, height):
    """A BMP file in which no pixel tells of the next."""
    size = 54 + width * height * 3
    head = struct.pack("<2sIHHI", b"BM", size, 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)
    return head + random.Random(1).randbytes(width * height * 3)


def text(picture):
    return base64.b64encode(picture).decode()


def post(path, body, kind="application/octet-stream", length=None):
    head = f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: {kind}\r\nContent-Length: {len(body) if length is None else length}\r\n\r\n"
    return head.encode() + body


# ---------------------------------------------------------------- attacks


class Attack:
    """Threads that do one thing again and again until they are told to stop."""

    def __init__(self, port, connections):
        self.port, self.connections = port, connections
        self.stopped = threading.Event()
        self.sent = 0
        self.answers = {}
        self.lock = threading.Lock()
        self.threads = []

    def connect(self, receive=None):
        link = socket.socket()
        if receive:
            link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
        link.settimeout(2)
        link.bind((ATTACKER, 0))
        link.connect((HOST, self.port))
        return link

    def count(self, what):
        with self.lock:
            self.sent += 1
            self.answers[what] = self.answers.get(what, 0) + 1

    def start(self, work, connections=None):
        for number in range(connections or self.connections):
            thread = threading.Thread(target=self.again, args=(work, number), daemon=True)
            self.threads.append(thread)
            thread.start()

    def again(self, work, number):
        turn = 0
        while not self.stopped.is_set():
            try:
                work(number, turn)
            except OSError as error:
                self.count(type(error).__name__)
                self.stopped.wait(0.2)
            turn += 1

    def stop(self):
        self.stopped.set()
        for thread in self.threads:
            thread.join(5)

    def answer(self, link):
        """The status of one answer, when the server gives one while the attack lasts."""
        got = b""
        while not self.stopped.is_set():
            try:
                piece = link.recv(65536)
            except TimeoutError:
                continue
            got += piece
            if not piece or b"\r\n\r\n" in got:
                break
        status = got[9:12].decode(errors="replace") or "nothing"
        # The rest is read as long as it comes, so that the server is done with it.
        try:
            while not self.stopped.is_set() and link.recv(1 << 20):
                pass
        except OSError:
            pass
        return status


def methods(attack):
    padding = "X" * 480

    def work(number, turn):
        with attack.connect() as link:
            for step in range(200):
                if attack.stopped.is_set():
                    return
                link.sendall("".join(f"M{padding}{number}-{turn}-{step}-{at} / HTTP/1.1\r\nHost: x\r\n\r\n" for at in range(10)).encode())
                got = 0
                while got < 10:
                    piece = link.recv(1 << 20)
                    if not piece:
                        return
                    got += piece.count(b"HTTP/1.1 ")
                attack.count(piece[9:12].decode(errors="replace") if piece.startswith(b"HTTP") else "part")

    attack.start(work)


def paths(attack):
    forms = [
        "GET /{0} HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /{0} HTTP/1.1\r\nHost: x\r\nContent-Type: bad\r\nContent-Length: 0\r\n\r\n",
        "POST /{0} HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n",
        "GET /%zz{0} HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /{0} HTTP/4.4\r\nHost: x\r\n\r\n",
        "POST /{0} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n",
    ]

    def work(number, turn):
        with attack.connect() as link:
            form = (number + turn) % len(forms)
            link.sendall(forms[form].format(f"{number}-{turn}-" + "x" * 300).encode())
            if form < len(forms) - 1:
                attack.count(link.recv(4096)[9:12].decode(errors="replace"))
            else:
                attack.count("gone")

    attack.start(work)


def half(attack):
    def work(_number, _turn):
        with attack.connect() as link:
            link.sendall(post("/api/remove", b"abcd", length=1_000_000))
            attack.count(attack.answer(link))

    attack.start(work, 34)


def trickle(attack):
    def work(_number, _turn):
        with attack.connect() as link:
            link.sendall(post("/api/remove", b"", length=1_000_000))
            while not attack.stopped.wait(1):
                link.sendall(b"x")
            attack.count("sent")

    attack.start(work, max(34, attack.connections))


def heads(attack):
    def work(_number, _turn):
        with attack.connect() as link:
            link.sendall(b"GET / HTTP/1.1\r\n")
            while not attack.stopped.wait(0.5):
                link.sendall(b"A: b\r\n")
            attack.count("sent")

    attack.start(work, 600)


def unread(attack):
    # Noise, so that the answer has megabytes that no socket's buffer takes.
    picture = noise(1200, 1200)

    def work(_number, _turn):
        with attack.connect(receive=4096) as link:
            link.sendall(post("/api/remove?extras=%7B%22putalpha%22%3Atrue%7D", picture))
            attack.stopped.wait(20)
            attack.count("left")

    attack.start(work)


def evaluations(attack):
    picture = text(png(7000, 7000))
    body = json.dumps({"pairs": [{"prediction": picture, "truth": picture}]}).encode()

    def work(_number, _turn):
        with attack.connect() as link:
            link.sendall(post("/evaluate", body, "application/json"))
            attack.count(attack.answer(link))

    attack.start(work, 4)


def pairs(attack):
    picture = text(png(8, 8))
    body = json.dumps({"pairs": [{"image": picture, "truth": picture}] * 2000, "models": ["u2netp"]}).encode()

    def work(_number, _turn):
        with attack.connect() as link:
            link.sendall(post("/evaluate", body, "application/json"))
            attack.count(attack.answer(link))

    attack.start(work)


def large(attack):
    picture = png(16383, 3000)

    def work(_number, _turn):
        with attack.connect() as link:
            link.sendall(post("/api/remove", picture))
            attack.count(attack.answer(link))

    attack.start(work, 8)


def flood(attack):
    picture = (PROJECT / "samples/chelsea.png").read_bytes()

    def work(_number, _turn):
        with attack.connect() as link:
            link.sendall(post("/api/remove", picture))
            attack.count(attack.answer(link))

    attack.start(work)


ATTACKS = {attack.__name__: attack for attack in (methods, paths, half, trickle, heads, unread, evaluations, pairs, large, flood)}


# ---------------------------------------------------------------- the normal client


def normal(port, picture, seconds, patience, pause=0.1):
    """Asks for one picture after the other, each on a connection of its own; milliseconds and statuses."""
    times, statuses = [], {}
    end = time.monotonic() + seconds
    request = post("/api/remove", picture)
    while time.monotonic() < end:
        start = time.perf_counter()
        status = one(port, request, patience)
        times.append((time.perf_counter() - start) * 1000)
        statuses[status] = statuses.get(status, 0) + 1
        time.sleep(pause)
    return {
        "requests": len(times),
        "statuses": statuses,
        "p50_ms": percentile(times, 50),
        "p95_ms": percentile(times, 95),
        "most_ms": max(times),
    }


def one(port, request, patience):
    try:
        with socket.create_connection((HOST, port), timeout=patience, source_address=(HOST, 0)) as link:
            link.sendall(request)
            got, length = b"", None
            while length is None or len(got) < length:
                piece = link.recv(1 << 20)
                if not piece:
                    return "lost"
                got += piece
                if length is None and b"\r\n\r\n" in got:
                    head, _, rest = got.partition(b"\r\n\r\n")
                    lines = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:])
                    status, length, got = head[9:12].decode(), int(lines[b"content-length"]), rest
            return status
    except OSError as error:
        return type(error).__name__


# ---------------------------------------------------------------- one run


def run(name, options, picture):
    environment = {} if options.java else {"ALPHALIFT_JVM": "0"}
    with Server.alphalift(options.alphalift, options.java_options, environment) as server:
        before = normal(server.port, picture, options.calm, options.patience)
        metrics = len(server.get("/q/metrics")[1])
        rss = server.status()["rss"]
        attack = Attack(server.port, options.connections)
        most = [rss]
        watching = threading.Event()

        def watch():
            while not watching.wait(0.1):
                most[0] = max(most[0], server.status()["rss"])

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        ATTACKS[name](attack)
        time.sleep(options.head_start)
        during = normal(server.port, picture, options.seconds, options.patience)
        attack.stop()
        time.sleep(QUIET)
        after = normal(server.port, picture, options.calm, options.patience)
        watching.set()
        watcher.join()
        status = server.status()
        return {
            "before": before,
            "during": during,
            "after": after,
            "attack": {"requests": attack.sent, "answers": attack.answers},
            "memory_mb": {"before": rss, "most": most[0], "after": status["rss"]},
            "metrics_bytes": {"before": metrics, "after": len(server.get("/q/metrics")[1])},
            "threads": status["threads"],
            "errors_logged": server.said().count(" ERROR "),
        }


def judge(limits, name, result):
    during, after = result["during"], result["after"]
    limits.at_most(f"{name}: slowest normal picture during it", during["most_ms"], 3000, "ms")
    limits.at_most(f"{name}: slowest normal picture after it", after["most_ms"], 1000, "ms")
    bad = sum(count for phase in (during, after) for status, count in phase["statuses"].items() if status != "200")
    limits.at_most(f"{name}: normal requests that were not answered 200", bad, 0)
    grown = result["metrics_bytes"]["after"] - result["metrics_bytes"]["before"]
    limits.at_most(f"{name}: growth of /q/metrics", grown, 4096, "bytes")
    limits.at_most(f"{name}: errors in the log", result["errors_logged"], 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("attacks", nargs="*", metavar="ATTACK", help=", ".join(ATTACKS))
    parser.add_argument("--alphalift", default="./alphalift", help="the launcher, or a native executable")
    parser.add_argument("--java", action="store_true", help="the launcher is to use Java even if there is an executable")
    parser.add_argument("--java-options", default="", help="more flags, for example -Xmx1g")
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=30, help="of each attack")
    parser.add_argument("--head-start", type=float, default=3, help="seconds of it before the normal client comes")
    parser.add_argument("--calm", type=float, default=5, help="seconds of normal requests before and after")
    parser.add_argument("--patience", type=float, default=90, help="seconds that the normal client waits for an answer")
    parser.add_argument("--photo", type=pathlib.Path, default=PROJECT / "samples/chelsea.png")
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    unknown = set(options.attacks) - set(ATTACKS)
    if unknown:
        parser.error(f"no such attack: {', '.join(sorted(unknown))}")
    picture = options.photo.read_bytes()
    limits = Limits()
    results = {}
    for name in options.attacks or ATTACKS:
        result = results[name] = run(name, options, picture)
        during, memory = result["during"], result["memory_mb"]
        print(
            f"{name:12} during: p50 {during['p50_ms']:.0f} ms, most {during['most_ms']:.0f} ms, {during['statuses']}; "
            f"after: most {result['after']['most_ms']:.0f} ms, {result['after']['statuses']}; "
            f"memory {memory['before']:.0f}, {memory['most']:.0f}, {memory['after']:.0f} MB; "
            f"attack {result['attack']['answers']}",
            flush=True,
        )
        judge(limits, name, result)
    finish(options.json, limits, {"machine": machine(options.alphalift), "options": {key: str(value) for key, value in vars(options).items()}, "attacks": results})


if __name__ == "__main__":
    try:
        main()
    except Failed as failure:
        sys.exit(f"attacks.py: {failure}")
