#!/usr/bin/env python3
"""Sends hostile files through the command line and through the server, and counts the outcomes.

The files are those that the integration test HostileInputIT leaves in target/hostile, a folder a corpus:

    ./mvnw verify
    python3 dev/hostile/outcomes.py --files target/hostile --alphalift ./alphalift \\
        --markdown docs/hostile-input.md --json docs/benchmarks/DATE-COMMIT-hostile.json

Each file is a process of `alphalift i` of its own, and a request to one server with a heap of 512 MB. The script
fails when a file ends in anything else than a cutout or a typed fault, takes longer than 10 s or more memory than
962 MB (the heap and 450 MB), or when the server is slower afterwards.
"""

import argparse
import collections
import http.client
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import time

MOST_SECONDS = 10
MOST_MEGABYTES = 512 + 450
HEAP = "-Xmx512m"
CODES = {0: "cutout", 3: "bad picture"}
PORT = 7087


class Server:
    def __init__(self, alphalift):
        environment = {**os.environ, "ALPHALIFT_JAVA_OPTS": HEAP}
        self.process = subprocess.Popen(
            [alphalift, "s", "-h", "127.0.0.1", "-p", str(PORT)], env=environment, stderr=subprocess.DEVNULL
        )
        start = time.monotonic()
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() - start > 120:
                sys.exit("The server does not start.")
            time.sleep(0.1)

    def is_ready(self):
        try:
            return self.ask("GET", "/q/health/ready")[0] == 200
        except OSError:
            return False

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        headers = {"Content-Type": "application/octet-stream"} if body is not None else {}
        try:
            connection.request(method, path, body, headers)
        except (BrokenPipeError, ConnectionResetError):
            pass  # too long a body is answered before its end, and then not read any further
        answer = connection.getresponse()
        return answer.status, answer.read()

    def peak_megabytes(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
        return 0

    def speed(self, picture):
        """Median seconds of a good request."""
        seconds = []
        for _ in range(25):
            start = time.monotonic()
            status, _ = self.ask("POST", "/api/remove", picture)
            seconds.append(time.monotonic() - start)
            if status != 200:
                sys.exit(f"A good request was answered with {status}.")
        return statistics.median(seconds)


def by_server(server, file):
    start = time.monotonic()
    status, body = server.ask("POST", "/api/remove", file.read_bytes())
    outcome = "cutout" if status == 200 else json.loads(body)["code"]
    return outcome, status, time.monotonic() - start


def by_command(alphalift, file):
    start = time.monotonic()
    try:
        done = subprocess.run(
            [alphalift, "i", str(file)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=60,
            env={**os.environ, "ALPHALIFT_JAVA_OPTS": HEAP},
        )
    except subprocess.TimeoutExpired:
        return "hang", 60
    outcome = CODES.get(done.returncode, f"exit code {done.returncode}")
    if b"unexpected" in done.stderr or b"Exception" in done.stderr:
        outcome = "uncaught"
    if outcome == "cutout" and not done.stdout.startswith(b"\x89PNG"):
        outcome = "no picture"
    if outcome == "bad picture" and done.stdout:
        outcome = "half written"
    return outcome, time.monotonic() - start


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--files", type=pathlib.Path, required=True)
    arguments.add_argument("--alphalift", required=True)
    arguments.add_argument("--good", type=pathlib.Path, default=pathlib.Path("samples/chelsea.png"))
    arguments.add_argument("--every", type=int, default=1, help="only every Nth file goes through the command line as well")
    arguments.add_argument("--markdown", type=pathlib.Path)
    arguments.add_argument("--json", type=pathlib.Path)
    options = arguments.parse_args()

    good = options.good.read_bytes()
    server = Server(options.alphalift)
    server.speed(good)  # warms up
    before = server.speed(good)
    commands = 0
    rows, failures, slowest, slowest_command = {}, [], (0, ""), (0, "")
    for corpus in sorted(path for path in options.files.iterdir() if path.is_dir()):
        row = rows[corpus.name] = collections.Counter()
        for number, file in enumerate(sorted(corpus.iterdir())):
            outcome, status, seconds = by_server(server, file)
            if number % options.every == 0:
                command, command_seconds = by_command(options.alphalift, file)
                commands += 1
            else:
                command, command_seconds = "cutout" if status == 200 else "bad picture", 0
            row[outcome] += 1
            slowest = max(slowest, (seconds, f"{corpus.name}/{file.name}"))
            slowest_command = max(slowest_command, (command_seconds, f"{corpus.name}/{file.name}"))
            if status >= 500 or max(seconds, command_seconds) > MOST_SECONDS:
                failures.append(f"{file}: HTTP {status}, {seconds:.1f} s; command line {command_seconds:.1f} s")
            if command != ("cutout" if status == 200 else "bad picture"):
                failures.append(f"{file}: HTTP {status} {outcome}, but the command line: {command}")
    after = server.speed(good)
    peak = server.peak_megabytes()
    command_peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    server.process.terminate()
    server.process.wait()
    if max(peak, command_peak) > MOST_MEGABYTES:
        failures.append(f"memory: {peak:.0f} MB in the server, {command_peak:.0f} MB in a command")
    if after > 1.25 * before:
        failures.append(f"the server is slower afterwards: {after:.3f} s instead of {before:.3f} s")

    outcomes = sorted({outcome for row in rows.values() for outcome in row}, key=lambda name: (name != "cutout", name))
    result = {
        "files through the command line as well": commands,
        "heap": HEAP,
        "outcomes": rows,
        "slowest request (s, file)": slowest,
        "slowest command (s, file)": slowest_command,
        "server's peak (MB)": round(peak),
        "largest peak of a command (MB)": round(command_peak),
        "median of a good request before (s)": round(before, 4),
        "median of a good request after (s)": round(after, 4),
        "failures": failures,
    }
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n")
    lines = [
        "| corpus | files | " + " | ".join(outcomes) + " |",
        "| --- |" + " --- |" * (len(outcomes) + 1),
    ]
    for name, row in rows.items():
        counts = " | ".join(str(row[outcome]) for outcome in outcomes)
        lines.append(f"| {name} | {sum(row.values())} | {counts} |")
    if options.markdown:
        text = options.markdown.read_text()
        head, _, rest = text.partition("<!-- table -->\n")
        _, _, tail = rest.partition("<!-- end -->\n")
        options.markdown.write_text(head + "<!-- table -->\n" + "\n".join(lines) + "\n<!-- end -->\n" + tail)
    print("\n".join(lines))
    print(json.dumps({key: value for key, value in result.items() if key != "outcomes"}, indent=1))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
