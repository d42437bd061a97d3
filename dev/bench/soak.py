"""Keeps a server busy with good, bad and broken requests, checks every answer and watches its memory.

    python dev/bench/soak.py --alphalift ./alphalift --requests 10000 --concurrency 8 --warm-up 1000 --json OUT.json

The server is a child of this process, with a heap of fixed size that is in memory from the start. Before the load each
good picture is cut out by the command line (`i`) and once by the server: both must be the same bytes. Then clients send
a mix that --seed fixes. What is checked and measured:

good      every answer is 200 and the very bytes of that picture: another one's would be seen by its SHA-256
bad       every answer has the status and the code that this mistake has; where 4xx is due, 5xx is counted apart
broken    clients that go away while they send or while they wait; nothing is expected but that nobody else suffers
lost      requests without a whole answer
memory    once a second: resident memory, Java's heap, what is not heap; slopes by least squares over the requests after
          the warm-up, in MB a 1,000 requests. Heap in use is what a full collection leaves at a few halts, when
          nothing is in work (jcmd, from the JDK that the server runs on)
left over when all is done: pictures that hold a place, files of uploads, open descriptors
"""

import argparse
import base64
import collections
import contextlib
import hashlib
import json
import os
import pathlib
import random
import shlex
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib

from serving import HOST, MEGABYTE, PROJECT, Client, Failed, Limits, Others, Server, finish, form, heap_options, machine, percentile, raw, shown, slope

PILLOW = PROJECT / "src/test/resources/pillow"
# What the command line says for a parameter of the interface.
COMMAND_OPTIONS = {"om": ["-om"], "ppm": ["-ppm"], "bgc": ["-bgc"], "extras": ["-x"]}
# The command line always has a colour behind the cutout, if a transparent one; where colours lie under full transparency
# that can be seen, and the server is asked for the same.
CLEAR = {"bgc": "0,0,0,0"}
# Pictures and how often they come; mostly of 0.1 to 0.3 MP, for the model takes its time whatever the size.
GOOD = [
    ("samples/rocket.jpg", {}, 6),
    ("samples/rocket.jpg", {"om": "true"}, 2),
    ("samples/coffee.png", {}, 3),
    ("samples/coffee.png", {"bgc": "255,0,0,128"}, 2),
    ("samples/chelsea.png", {}, 4),
    ("samples/chelsea.png", {"ppm": "true"}, 2),
    ("samples/astronaut.png", {}, 3),
    ("samples/astronaut.png", {"extras": '{"putalpha": true}'} | CLEAR, 2),
    ("formats/webp-301x203-lossy.webp", {}, 4),
    ("formats/webp-16x16-lossy-alpha.webp", CLEAR, 1),
    ("formats/jpeg-progressive-444.jpg", {}, 1),
    ("formats/jpeg-orientation-6.jpg", {}, 1),
    ("formats/jpeg-cmyk.jpg", {}, 1),
    ("formats/png-palette-8-trns.png", CLEAR, 1),
    ("formats/png-rgb-16-interlaced.png", {}, 1),
    ("bmp-gif-tiff/gif-pillow-large.gif", {}, 2),
    ("bmp-gif-tiff/gif-interlaced.gif", {"bgc": "0,0,255,255"}, 1),
    ("bmp-gif-tiff/tiff-lzw-large.tif", {}, 2),
    ("bmp-gif-tiff/tiff-jpeg-ycbcr-large.tif", {}, 2),
    ("bmp-gif-tiff/bmp-rgb-24.bmp", {}, 1),
]
GIF_BOMB = base64.b64decode("R0lGODlh////HwAAACwAAAAA////HwACADs=")  # 26 bytes that say 65,535 x 8,191 pixels
SHARE_BAD, SHARE_BROKEN = 0.22, 0.05
HALTS = 5  # after the warm-up; few, so that native memory which waits for a collection still shows
FEWEST_FOR_SLOPE = 1000  # requests after the warm-up: below, the noise is larger than the limit
# Of these the slopes are told; native is all that is not heap, and two parts of it are known.
WATCHED = ("rss", "native", "java_code_and_classes", "direct_buffers", "threads", "descriptors")
Case = collections.namedtuple("Case", "name kind weight body headers status code sha parameters content")


# ---------------------------------------------------------------- what is sent


def good_cases():
    for name, parameters, weight in GOOD:
        path = PROJECT / name if name.startswith("samples") else PILLOW / name
        content = path.read_bytes()
        label = " ".join([path.name, *(f"{key}={value}" for key, value in parameters.items())])
        yield Case(label, "good", weight, *form(content, parameters), 200, None, None, parameters, content)


def huge_png():
    """16,000 x 16,000 pixels in its header and hardly any data."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 16_000, 16_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def bad_cases(seed):
    """Each mistake with the answer that is due to it."""
    png, jpeg = (PROJECT / "samples" / name for name in ("astronaut.png", "rocket.jpg"))
    webp = PILLOW / "formats/webp-301x203-lossy.webp"
    whole = jpeg.read_bytes()
    pictures = [
        ("truncated PNG", png.read_bytes()[:300_000], 422, "unreadable_image"),
        ("truncated JPEG", whole[:60_000], 422, "unreadable_image"),
        ("truncated WebP", webp.read_bytes()[:5_000], 422, "unreadable_image"),
        ("garbage", random.Random(seed).randbytes(50_000), 415, "unsupported_format"),
        ("garbage after a JPEG's first bytes", b"\xff\xd8\xff\xe0" + random.Random(seed).randbytes(20_000), 422, "unreadable_image"),
        ("empty", b"", 422, "unreadable_image"),
        ("GIF bomb", GIF_BOMB, 413, "image_too_large"),
        ("too many pixels", huge_png(), 413, "image_too_large"),
    ]
    for name, content, status, code in pictures:
        yield Case(name, "bad", 1, *form(content), status, code, None, {}, content)
    for name, value in (("bgc", "1,2,3"), ("om", "perhaps"), ("model", "nosuch"), ("af", "300")):
        yield Case(f"{name}={value}", "bad", 1, *form(whole, {name: value}), 400, "invalid_option", None, {}, whole)
    yield Case("no file", "bad", 1, *form(whole, name="other"), 400, "invalid_option", None, {}, whole)
    body, headers = form(whole)
    yield Case("wrong boundary", "bad", 1, body, headers | {"Content-Type": "multipart/form-data; boundary=x"}, 400, "invalid_option", None, {}, whole)


def broken_cases():
    """Raw bytes, of which a client sends so many before it goes away, and whether it resets the connection."""
    request = raw(*form((PROJECT / "samples/rocket.jpg").read_bytes()))
    for name, length in (("in the head", 60), ("in the body", len(request) // 2), ("before the end", len(request) - 10), ("while it waits", len(request))):
        yield Case(f"gone {name}", "broken", 1, request[:length], False, None, None, None, {}, None)
        yield Case(f"reset {name}", "broken", 1, request[:length], True, None, None, None, {}, None)


def by_command_line(command, case, folder):
    """The same picture by `i`."""
    given, made = folder / "given", folder / "made"
    given.write_bytes(case.content)
    made.unlink(missing_ok=True)
    options = []
    for name, value in case.parameters.items():
        options += COMMAND_OPTIONS[name] + ({"bgc": value.split(","), "extras": [value]}.get(name, []))
    run = subprocess.run([*shlex.split(command), "i", *options, str(given), str(made)], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if run.returncode:
        raise Failed(f"{shown([command, 'i', *options, case.name])} ended with {run.returncode}: {run.stderr[-300:]}")
    return made.read_bytes()


def with_references(server, command):
    """The good cases with what their answers must be; two alike would hide an answer given to the wrong client."""
    client, cases, seen = Client(server.port), [], {}
    with tempfile.TemporaryDirectory() as folder:
        for case in good_cases():
            status, answer, _ = client.post(case.body, case.headers)
            if status != 200:
                raise Failed(f"{case.name}: the server answered {status}: {answer[:300]}")
            if answer != by_command_line(command, case, pathlib.Path(folder)):
                raise Failed(f"{case.name}: the server's answer differs from the command line's")
            sha = hashlib.sha256(answer).digest()
            if sha in seen:
                raise Failed(f"{case.name} and {seen[sha]} have the same answer.\nMaybe leave one out.")
            seen[sha] = case.name
            cases.append(case._replace(sha=sha))
    client.close()
    return cases


def plan(arguments, good):
    """The requests in order. The clients take them one by one, so that only their overlap differs from run to run."""
    chance = random.Random(arguments.seed)
    bad, broken = list(bad_cases(arguments.seed)), list(broken_cases())
    for _ in range(arguments.requests):
        draw = chance.random()
        kind = broken if draw < SHARE_BROKEN else bad if draw < SHARE_BROKEN + SHARE_BAD else good
        yield chance.choices(kind, [case.weight for case in kind])[0]


# ---------------------------------------------------------------- the load


class Load:
    """Clients on threads, and what became of their requests."""

    def __init__(self, server, cases, arguments):
        self.server, self.arguments = server, arguments
        self.cases = iter(enumerate(cases))
        self.lock = threading.Lock()
        self.in_work, self.done, self.halts = 0, 0, []
        self.quiet, self.open = threading.Event(), threading.Event()
        self.open.set()
        self.counts, self.wrong, self.seconds = collections.Counter(), [], []

    def run(self):
        threads = [threading.Thread(target=self.work, daemon=True) for _ in range(self.arguments.concurrency)]
        for thread in threads:
            thread.start()
        return threads

    def work(self):
        client = Client(self.server.port)
        while True:
            self.open.wait()
            with self.lock:
                if not self.open.is_set():
                    continue
                number, case = next(self.cases, (None, None))
                if case is None:
                    break
                self.in_work += 1
                self.halt_where_due(number)
            outcome, detail, seconds = self.one(client, case, number)
            with self.lock:
                self.done += 1
                self.in_work -= 1
                if self.in_work == 0:
                    self.quiet.set()
                self.counts[case.kind] += 1
                if outcome:
                    self.counts[outcome] += 1
                    self.wrong.append({"request": number, "case": case.name, "outcome": outcome, "detail": detail})
                elif case.kind == "good" and number >= self.arguments.warm_up:
                    self.seconds.append(seconds)
        client.close()

    def halt_where_due(self, number):
        """After the warm-up, at every part of the rest and at the last request: no more until the halt is over."""
        first, last = self.arguments.warm_up, self.arguments.requests - 1
        if number >= first and (number - first) % max(1, (last - first) // HALTS) == 0:
            self.quiet.clear()
            self.open.clear()

    def one(self, client, case, number):
        if case.kind == "broken":
            leave(self.server.port, case.body, case.headers, 0.2 * random.Random(number).random())
            return None, None, 0
        try:
            status, answer, seconds = client.post(case.body, case.headers)
        except Exception as problem:  # whatever it was, there is no answer
            return "lost", f"{type(problem).__name__}: {problem}", 0
        outcome = judged(case, status, answer)
        return outcome, f"{status}: {answer[:200]!r}" if outcome else None, seconds


def judged(case, status, answer):
    """None where the answer is the right one."""
    if status >= 500:
        return "5xx"
    if status != case.status:
        return "wrong code"
    if case.kind == "good":
        return None if hashlib.sha256(answer).digest() == case.sha else "wrong picture"
    with contextlib.suppress(ValueError, AttributeError):
        if json.loads(answer).get("code") == case.code:
            return None
    return "wrong code"


def leave(port, content, resets, seconds):
    """Sends so much, waits a little and goes away; the server may have gone first."""
    with contextlib.suppress(OSError), socket.create_connection((HOST, port), 10) as connection:
        connection.sendall(content)
        time.sleep(seconds)
        if resets:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


# ---------------------------------------------------------------- memory


def sample(server, done):
    status, meters = server.status(), server.meters()

    def memory(kind, area):
        return sum(value for name, value in meters.items() if name.startswith(f'jvm_memory_{kind}_bytes{{area="{area}"')) / MEGABYTE

    return status | {
        "requests": done,
        "heap_committed": memory("committed", "heap"),
        "heap_used": memory("used", "heap"),
        "native": status["rss"] - memory("committed", "heap"),
        "java_code_and_classes": memory("committed", "nonheap"),
        "direct_buffers": sum(value for name, value in meters.items() if name.startswith("jvm_buffer_memory_used_bytes")) / MEGABYTE,
        "present": meters["alphalift_pictures_present"],
    }


def watch(server, load, threads):
    """Samples once a second until all is done. A sample is a handful of small reads and one page of meters."""
    samples, shown_at = [], time.monotonic()
    while any(thread.is_alive() for thread in threads):
        time.sleep(1)
        if not load.open.is_set() and load.quiet.is_set():
            load.halts.append(halt(server, load))
            load.open.set()
        if server.process.poll() is not None:
            raise Failed(f"the server ended with {server.process.returncode}: {server.said()[-600:]}")
        with contextlib.suppress(OSError):
            samples.append(sample(server, load.done))
        if time.monotonic() - shown_at > 30 and samples:
            shown_at = time.monotonic()
            last = samples[-1]
            print(f"{load.done} requests, {last['rss']:.0f} MB, heap in use {last['heap_used']:.0f} MB, {dict(load.counts)}", file=sys.stderr)
    return samples


def halt(server, load):
    """Memory when nothing is in work: what those who went away left behind gets a second to end."""
    for _ in range(20):
        time.sleep(0.1)
        if sample(server, 0)["present"] == 0:
            break
    jcmd = os.path.join(os.path.dirname(os.readlink(f"/proc/{server.process.pid}/exe")), "jcmd")
    subprocess.run([jcmd, str(server.process.pid), "GC.run"], check=True, capture_output=True)
    return sample(server, load.done)


def settled(server, load):
    """When all is answered: waits for what was left by those who went away, ten seconds at most."""
    for _ in range(20):
        time.sleep(0.5)
        last = sample(server, load.done)
        if last["present"] == 0 and server.files_left() == 0:
            break
    return last | {"files": server.files_left()}


def slopes(samples, halts, warm_up):
    """MB a 1,000 requests and the standard error, by name."""
    after = [one for one in samples if one["requests"] >= warm_up]
    points = {name: [(one["requests"] / 1000, one[name]) for one in after] for name in WATCHED}
    points["heap_used"] = [(one["requests"] / 1000, one["heap_used"]) for one in halts]
    return {name: dict(zip(("per_1000", "error"), slope(values))) for name, values in points.items()}


def judge(arguments, load, samples, last, growth):
    limits = Limits()
    for what in ("lost", "wrong picture", "wrong code", "5xx"):
        limits.at_most(f"{what}", load.counts[what], 0, "requests")
    limits.at_least("answered or left", load.done, arguments.requests, "requests")
    for what in ("rss", "heap_used"):
        value = growth[what]["per_1000"]
        if arguments.requests - arguments.warm_up < FEWEST_FOR_SLOPE:
            limits.not_judged(f"slope of {what}", value, f"fewer than {FEWEST_FOR_SLOPE} requests after the warm-up", "MB a 1,000 requests")
        else:
            limits.at_most(f"slope of {what}", value, arguments.slope_limit, "MB a 1,000 requests")
    limits.at_most("places held after the end", last["present"], 0)
    limits.at_most("uploads left after the end", last["files"], 0, "files")
    # The pool of worker threads and their connections come and go; a leak would be one for each that went away.
    limits.at_most("descriptors gained since the start", last["descriptors"] - samples[0]["descriptors"], 60)
    return limits


def parsed():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--alphalift", required=True, help="the launcher, built")
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--concurrency", type=int, default=8)
    parser.add_argument("--warm-up", type=int, default=1_000, help="requests that are checked but not in times and slopes")
    parser.add_argument("--heap", default="512m", help="Java's heap, fixed (default: %(default)s)")
    parser.add_argument("--java-options", default="", help="more options for Java")
    parser.add_argument("--seed", type=int, default=20_260)
    parser.add_argument("--slope-limit", type=float, default=1.0, help="MB a 1,000 requests (default: %(default)s)")
    parser.add_argument("--json", type=pathlib.Path)
    return parser.parse_args()


def main():
    arguments = parsed()
    about = machine(arguments.alphalift)
    options = f"{heap_options(arguments.heap)} {arguments.java_options}".strip()
    with Server.alphalift(arguments.alphalift, options) as server:
        good = with_references(server, arguments.alphalift)
        load = Load(server, plan(arguments, good), arguments)
        start, others = time.monotonic(), Others(server)
        samples = [sample(server, 0)]
        samples += watch(server, load, load.run())
        seconds, processor = time.monotonic() - start, others.took()
        last = settled(server, load)
        log = server.said()
    growth = slopes(samples, load.halts, arguments.warm_up)
    limits = judge(arguments, load, samples, last, growth)
    times = {f"p{percent}_ms": value and value * 1000 for percent, value in ((p, percentile(load.seconds, p)) for p in (50, 99))}
    print(f"{load.done} requests in {seconds:.0f} s: {dict(load.counts)}; other processes took {100 * processor['others']:.0f} % of a processor")
    print(f"good answers after the warm-up: {len(load.seconds)}, p50 {times['p50_ms'] or 0:.0f} ms, p99 {times['p99_ms'] or 0:.0f} ms")
    for name, value in growth.items():
        if value["per_1000"] is not None:
            print(f"slope of {name}: {value['per_1000']:+.2f} a 1,000 requests, standard error {value['error']:.2f}")
    print(f"resident memory: {samples[0]['rss']:.0f} MB at the start, {last['rss']:.0f} at the end, {last['most']:.0f} at most")
    for one in load.wrong[:20]:
        print(one)
    finish(
        arguments.json,
        limits,
        {
            "machine": about,
            "java_options": options,
            "settings": {name: getattr(arguments, name) for name in ("requests", "concurrency", "warm_up", "heap", "seed", "slope_limit")},
            "seconds": seconds,
            "processor": processor,
            "counts": dict(load.counts),
            "good_answers": {"count": len(load.seconds)} | times,
            "slopes": growth,
            "end": last,
            "errors_in_log": [line for line in log.splitlines() if " ERROR " in line][:20],
            "wrong": load.wrong[:100],
            "halts": load.halts,
            "samples": samples,
        },
    )


if __name__ == "__main__":
    try:
        main()
    except Failed as failure:
        sys.exit(str(failure))
