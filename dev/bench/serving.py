"""A server as a child process, its memory, and requests to it: what the measurements of servers share.

Linux, Python 3.11 and nothing else. The server is started on a port that was free, with a temporary folder of its
own; its log goes to a file in there. Memory is what the kernel says of that one process, in MB of 1,048,576 bytes.
"""

import contextlib
import datetime
import http.client
import json
import os
import pathlib
import platform
import re
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

PROJECT = pathlib.Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
MEGABYTE = 1 << 20
BOUNDARY = "----alphalift-bench"


class Failed(Exception):
    pass


# ---------------------------------------------------------------- the server


class Server:
    """A server of either side; use it as a context."""

    def __init__(self, command, ready, java_options="", environment=None):
        self.command = command
        self.ready = ready
        self.java_options = java_options
        self.environment = environment or {}
        self.port = free_port()

    @classmethod
    def alphalift(cls, command, java_options, environment=None):
        """On Java, whose memory is looked into, unless the environment says otherwise."""
        environment = {"ALPHALIFT_JVM": "1"} | (environment or {})
        return cls([*shlex.split(command), "s", "-h", HOST, "--no-ui"], "/q/health/ready", java_options, environment)

    @classmethod
    def rembg(cls, program):
        """BROWSER: it opens a browser at its start, or tries to."""
        return cls([program, "s", "-h", HOST, "--no-ui"], "/openapi.json", environment={"BROWSER": "true"})

    def __enter__(self):
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the child ends as well
        self.folder = tempfile.TemporaryDirectory()
        self.log = pathlib.Path(self.folder.name, "log")
        self.files = pathlib.Path(self.folder.name, "files")
        self.files.mkdir()
        options = f"-Djava.io.tmpdir={self.files} {self.java_options}" if self.java_options else ""
        environment = os.environ | {"ALPHALIFT_NO_BUILD": "1", "TMPDIR": str(self.files)} | self.environment
        # The launcher puts these last, and the last one wins.
        environment["ALPHALIFT_JAVA_OPTS"] = options
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*self.command, "-p", str(self.port)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
                start_new_session=True,
            )
        try:
            self.wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.folder.cleanup()

    def wait_until_ready(self, seconds=120):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise Failed(f"{shown(self.command)} ended with {self.process.returncode}: {self.said()[-600:]}")
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.get(self.ready)[0] == 200:
                    return
            time.sleep(0.1)
        raise Failed(f"{shown(self.command)} was not ready after {seconds} s: {self.said()[-600:]}")

    def get(self, path):
        connection = http.client.HTTPConnection(HOST, self.port, timeout=10)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def said(self):
        return self.log.read_text(errors="replace")

    def status(self):
        """Of this one process: MB in memory now, most so far, without what is shared with files, and its threads.

        The launcher hands its process over to Java: the number that was started is the server's."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        if "VmRSS" not in text:  # it has just ended
            raise Failed(f"the server ended: {self.said()[-600:]}")
        value = {name: int(re.search(rf"^{name}:\s+(\d+)", text, re.M).group(1)) for name in ("VmRSS", "VmHWM", "RssAnon", "Threads")}
        return {
            "rss": value["VmRSS"] / 1024,
            "most": value["VmHWM"] / 1024,
            "anonymous": value["RssAnon"] / 1024,
            "threads": value["Threads"],
            "descriptors": len(os.listdir(f"/proc/{self.process.pid}/fd")),
        }

    def meters(self):
        """Our server's own figures for Prometheus: name with labels -> value."""
        text = self.get("/q/metrics")[1].decode()
        return {name: float(value) for name, value in re.findall(r"^([a-z]\S*(?:\{[^}]*\})?) (\S+)$", text, re.M)}

    def files_left(self):
        """Files of uploads that nobody has taken away."""
        return sum(path.is_file() for folder in self.files.glob("*uploads*") for path in folder.rglob("*"))


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


# ---------------------------------------------------------------- requests


def form(picture, parameters=None, name="file"):
    """Body and headers of a form with a picture."""
    parts = [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode() for key, value in (parameters or {}).items()]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="picture"\r\nContent-Type: application/octet-stream\r\n\r\n'
    body = b"".join([*parts, head.encode(), picture, f"\r\n--{BOUNDARY}--\r\n".encode()])
    return body, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Content-Length": str(len(body))}


def raw(body, headers, path="/api/remove"):
    """A whole POST as it goes over the wire."""
    lines = [f"POST {path} HTTP/1.1", f"Host: {HOST}", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


class Client:
    """One client that keeps its connection; not for several threads."""

    def __init__(self, port, seconds=90):
        self.connection = http.client.HTTPConnection(HOST, port, timeout=seconds)

    def post(self, body, headers, path="/api/remove"):
        """Status, body and seconds from the first byte sent to the last one received.

        A connection that broke is not tried again: an answer that is lost is to be seen."""
        start = time.perf_counter()
        try:
            self.connection.request("POST", path, body, headers)
            answer = self.connection.getresponse()
            content = answer.read()
        except BaseException:
            self.close()
            raise
        return answer.status, content, time.perf_counter() - start

    def close(self):
        self.connection.close()


# ---------------------------------------------------------------- figures


def percentile(values, percent):
    """The nearest rank; None of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-len(ordered) * percent // 100) - 1))] if ordered else None


def slope(points):
    """The slope of a straight line by least squares through (x, y), and its standard error; None of fewer than 3.

    The error takes the points for independent; those of a process are not quite."""
    count = len(points)
    if count < 3:
        return None, None
    mean_x, mean_y = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    if spread == 0:
        return None, None
    value = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread
    rest = sum((y - mean_y - value * (x - mean_x)) ** 2 for x, y in points)
    return value, (rest / (count - 2) / spread) ** 0.5


class Limits:
    """What must hold. Each is judged once, printed and kept."""

    def __init__(self):
        self.judged = []

    def at_most(self, what, value, limit, unit=""):
        self.keep(what, value, limit, value is not None and value <= limit, "at most", unit)

    def at_least(self, what, value, limit, unit=""):
        self.keep(what, value, limit, value is not None and value >= limit, "at least", unit)

    def keep(self, what, value, limit, good, kind, unit):
        self.judged.append({"what": what, "value": value, "limit": f"{kind} {limit:g}", "unit": unit, "met": good})

    def not_judged(self, what, value, why, unit=""):
        self.judged.append({"what": what, "value": value, "limit": f"not judged: {why}", "unit": unit, "met": None})

    def print(self):
        words = {True: "met", False: "MISSED", None: "open"}
        for one in self.judged:
            value = "none" if one["value"] is None else f"{one['value']:.4g}"
            print(f"{words[one['met']]:7} {one['what']}: {value} {one['unit']} ({one['limit']})")

    def all_met(self):
        return all(one["met"] is not False for one in self.judged)


class Others:
    """What other processes took of the machine, as a part of one processor: more than a little spoils a measurement."""

    def __init__(self, server):
        self.server = server
        self.start, self.before = time.monotonic(), self.now()

    def now(self):
        tick = os.sysconf("SC_CLK_TCK")
        fields = [int(value) for value in pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
        busy = (sum(fields) - fields[3] - fields[4]) / tick  # all but idle and waiting for disks
        child = pathlib.Path(f"/proc/{self.server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return busy, (int(child[11]) + int(child[12])) / tick, sum(os.times()[:2])

    def took(self):
        """Of a processor: others, the server, this process."""
        busy, server, own = (after - before for after, before in zip(self.now(), self.before))
        seconds = time.monotonic() - self.start
        return {"others": max(0, busy - server - own) / seconds, "server": server / seconds, "own": own / seconds}


# ---------------------------------------------------------------- the record


def shown(command):
    """A command without this machine's folders."""
    return " ".join(os.path.basename(part) if os.path.isabs(part) else part for part in map(str, command))


def said(command, errors=False):
    """The first line of what a command says, or None."""
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL, cwd=PROJECT)
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = (run.stderr if errors else run.stdout).strip().splitlines()
    return lines[0] if run.returncode == 0 and lines else None


def machine(alphalift):
    memory = re.search(r"MemTotal:\s+(\d+)", pathlib.Path("/proc/meminfo").read_text())
    model = re.search(r"model name\s*:\s*(.+)", pathlib.Path("/proc/cpuinfo").read_text())
    # The launcher looks for a JDK by itself: without JAVA_HOME its version is not known here.
    home = os.environ.get("JAVA_HOME")
    commit = said(["git", "rev-parse", "--short", "HEAD"])
    if commit and said(["git", "status", "--porcelain", "src", "pom.xml", "alphalift"]):
        commit += " and changes"
    return {
        "processor": model.group(1).strip() if model else platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_mb": int(memory.group(1)) // 1024,
        "system": f"{platform.system()} {platform.release()}",
        "java": said([os.path.join(home, "bin/java"), "-version"], errors=True) if home else None,
        "python": platform.python_version(),
        "alphalift": said([*shlex.split(alphalift), "--version"]),
        "commit": commit,
        "load_before": os.getloadavg(),
    }


def heap_options(heap):
    """A heap that neither grows nor shrinks and is in memory from the start: what else grows is not Java's heap."""
    return f"-Xms{heap} -Xmx{heap} -XX:+AlwaysPreTouch"


def finish(path, limits, value):
    """Writes the JSON, prints the limits and ends the process; not 0 when one was missed."""
    value = {"date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")} | value | {"limits": limits.judged}
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value, indent=1) + "\n")
    limits.print()
    sys.exit(0 if limits.all_met() else 1)
