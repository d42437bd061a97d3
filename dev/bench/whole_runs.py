"""Times whole runs of this project and, beside them, of rembg.

    python dev/bench/whole_runs.py --photos PHOTOS --alphalift ./alphalift --rembg VENV/bin/python --json OUT.json

PHOTOS is what photos.py made. With --rembg (a Python that can import rembg) both are run in turn, A B A B, so that
both meet the same machine; the ratio is ours to rembg's, below 1 is faster (for pictures a second: above 1).
Needs nothing but Python on Linux. What is measured:

start   a process from its start to the cutout on disk: wall, processor time, most resident memory
warm    remove(bytes) to bytes in a process that has done some: `alphalift bench --warm-only` against a worker
folder  `p` over 24 photographs of 1 MP; the rate after the start comes from a second run over one photograph
"""

import argparse
import contextlib
import datetime
import json
import os
import pathlib
import platform
import re
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

PROJECT = pathlib.Path(__file__).resolve().parents[2]
MODEL = "u2netp"
STEPS = ("decode", "preprocess", "inference", "postprocess", "encode")
SIDES = ("alphalift", "rembg")

# Arguments: runs, file. Loading the model is not timed, as on our side.
REMBG_WORKER = """
import json, sys, time
import rembg
runs, file = int(sys.argv[1]), sys.argv[2]
data = open(file, "rb").read()
session = rembg.new_session("u2netp")
times = []
for _ in range(runs):
    start = time.perf_counter()
    rembg.remove(data, session=session)
    times.append({"total": (time.perf_counter() - start) * 1000})
print(json.dumps({"runs": times}))
"""
REMBG_COMMAND = "import sys; from rembg.cli import main; sys.argv[0] = 'rembg'; main()"


class Failed(Exception):
    pass


def measured(command, limit, keep_output=False):
    """Runs a command alone: wall and processor seconds and peak memory of it and of what it started and waited for.

    A child's peak counts this process's own size at the fork; this one stays small (no NumPy)."""
    environment = os.environ | {"ALPHALIFT_NO_BUILD": "1"}
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaints:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=complaints, env=environment, start_new_session=True
        )
        late = threading.Event()

        def stop():
            late.set()
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(limit, stop)
        timer.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            stop()
            raise
        finally:
            timer.cancel()
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        complaints.seek(0)
        said = complaints.read().decode(errors="replace").strip()[-400:]
        if late.is_set():
            raise Failed(f"{shown(command)} took longer than {limit} s")
        if process.returncode != 0:
            raise Failed(f"{shown(command)} ended with {process.returncode}: {said}")
        output.seek(0)
        return {
            "wall": wall,
            "cpu": usage.ru_utime + usage.ru_stime,
            "peak_mb": usage.ru_maxrss / 1024,
            **({"output": output.read().decode(errors="replace")} if keep_output else {}),
        }


def shown(command):
    """A command without this machine's folders, and without the worker's text."""
    parts = []
    for part in map(str, command):
        if "\n" in part or part == REMBG_COMMAND:
            part = "'...'"
        parts.append(os.path.basename(part) if os.path.isabs(part) else part)
    return " ".join(parts)


class Bench:
    def __init__(self, arguments, folder):
        self.arguments = arguments
        self.folder = pathlib.Path(folder)
        self.photos = arguments.photos
        self.commands = {"alphalift": shlex.split(arguments.alphalift)}
        if arguments.rembg:
            script = pathlib.Path(arguments.rembg).parent / "rembg"
            self.commands["rembg"] = [str(script)] if script.exists() else [arguments.rembg, "-c", REMBG_COMMAND]
        self.sides = [side for side in SIDES if side in self.commands]
        self.shown = {}

    def model(self, side):
        return self.arguments.model if side == "alphalift" else MODEL

    def run(self, side, part, command, keep_output=False):
        self.shown.setdefault(f"{part}, {side}", shown(command))
        return measured(command, self.arguments.seconds, keep_output)

    def order(self, turn):
        """A B, then B A: neither side always comes first."""
        return self.sides if turn % 2 == 0 else self.sides[::-1]

    def start(self, name):
        """Process start to cutout on disk; the first turn only warms the page cache."""
        photo, runs = self.photos / f"{name}.jpg", {side: [] for side in self.sides}
        for turn in range(-1, self.arguments.start_runs):
            for side in self.order(turn):
                cutout = self.folder / f"{side}.png"
                cutout.unlink(missing_ok=True)
                command = [*self.commands[side], "i", "-m", self.model(side), str(photo), str(cutout)]
                run = self.run(side, "start", command)
                if not cutout.exists() or cutout.stat().st_size == 0:
                    raise Failed(f"{shown(command)} wrote no cutout")
                if turn >= 0:
                    runs[side].append(run)
        return {side: {"runs": runs[side], "cutout_bytes": (self.folder / f"{side}.png").stat().st_size} for side in self.sides}

    def warm(self, name):
        """Blocks in turn; each block is a new process, whose first runs are dropped on both sides alike."""
        photo, blocks = self.photos / f"{name}.jpg", {side: [] for side in self.sides}
        total = self.arguments.warm_up + self.arguments.warm_runs
        for turn in range(self.arguments.warm_blocks):
            for side in self.order(turn):
                times, peak = self.our_block(total, photo) if side == "alphalift" else self.their_block(total, photo)
                if len(times) < total:
                    raise Failed(f"{side} gave {len(times)} warm runs instead of {total}")
                blocks[side].append({"times": times[-self.arguments.warm_runs :], "first": times[0], "peak_mb": peak})
        return blocks

    def our_block(self, total, photo):
        """Runs, and the peak of the process that made them."""
        report = self.folder / "warm.json"
        options = ["--warm-only", "--warm-up", "0", "--runs", str(total), "--each-run", "--json", str(report)]
        command = [*self.commands["alphalift"], "bench", "-m", self.model("alphalift"), *options, str(photo)]
        self.run("alphalift", "warm", command)
        result = json.loads(report.read_text())["results"][0]
        return result["runs_ms"], result["memory"]["peak_bytes"] / 2**20

    def their_block(self, total, photo):
        run = self.run("rembg", "warm", [self.arguments.rembg, "-c", REMBG_WORKER, str(total), str(photo)], keep_output=True)
        return runs_in(run["output"]), run["peak_mb"]

    def over_folder(self):
        runs = {side: [] for side in self.sides}
        for turn in range(self.arguments.folder_runs):
            for side in self.order(turn):
                all_of_them = self.one_folder(side, "folder")
                single = self.one_folder(side, "one")
                more = all_of_them["pictures"] - single["pictures"]
                after_start = all_of_them["wall"] - single["wall"]
                runs[side].append(
                    {
                        "all": all_of_them,
                        "single": single,
                        "rate_after_start": more / after_start if after_start > 0 else None,
                        "rate_whole": all_of_them["pictures"] / all_of_them["wall"],
                    }
                )
        return runs

    def one_folder(self, side, name):
        given, made = self.photos / name, self.folder / f"{side}-{name}"
        shutil.rmtree(made, ignore_errors=True)
        count = sum(path.is_file() for path in given.iterdir())
        run = self.run(side, "folder", [*self.commands[side], "p", "-m", self.model(side), str(given), str(made)])
        results = sum(path.stat().st_size > 0 for path in made.glob("*.png")) if made.exists() else 0
        shutil.rmtree(made, ignore_errors=True)
        if results != count:
            raise Failed(f"{side} p made {results} cutouts of {count}")
        return run | {"pictures": count}


def runs_in(output):
    """The runs in the JSON object that the output ends with; log lines before it are passed over."""
    decoder = json.JSONDecoder()
    for match in re.finditer(r"\{", output):
        with contextlib.suppress(ValueError):
            value, _ = decoder.raw_decode(output, match.start())
            if isinstance(value, dict) and "runs" in value:
                return [run if isinstance(run, dict) else {"total": run} for run in value["runs"]]
    raise Failed(f"there is no JSON with runs in: {output[-200:]}")


# ---------------------------------------------------------------- figures


def spread(values):
    return {"median": statistics.median(values), "least": min(values), "most": max(values), "count": len(values)}


def figures(values):
    """name -> side -> list of numbers becomes side -> spread, and both ratios where rembg ran too."""
    result = {side: spread(numbers) for side, numbers in values.items()}
    if len(values) == 2:
        ours, theirs = (values[side] for side in SIDES)
        result["ratio_of_medians"] = statistics.median(ours) / statistics.median(theirs)
        result["ratio_pairwise"] = spread([a / b for a, b in zip(ours, theirs)])
    return result


def summary(results):
    """Rows of (what, unit, figures)."""
    for name, sides in results.get("start", {}).items():
        for key, unit in (("wall", "s"), ("cpu", "s"), ("peak_mb", "MB")):
            label = {"wall": "wall", "cpu": "processor", "peak_mb": "peak memory"}[key]
            yield f"start to cutout, {name}: {label}", unit, figures({side: [run[key] for run in part["runs"]] for side, part in sides.items()})
    for name, sides in results.get("warm", {}).items():
        # A pair is a block of each side: blocks are what alternates.
        totals = {side: [statistics.median(run["total"] for run in block["times"]) for block in blocks] for side, blocks in sides.items()}
        row = figures(totals)
        for side, blocks in sides.items():
            row[side] = spread([run["total"] for block in blocks for run in block["times"]])
        if len(sides) == 2:
            row["ratio_of_medians"] = row["alphalift"]["median"] / row["rembg"]["median"]
        yield f"warm, {name}: whole", "ms", row
        for step in STEPS:
            values = [run[step] for block in sides.get("alphalift", []) for run in block["times"] if isinstance(run.get(step), (int, float))]
            if values:
                yield f"warm, {name}: {step}", "ms", {"alphalift": spread(values)}
        yield f"warm, {name}: peak memory", "MB", figures({side: [block["peak_mb"] for block in blocks] for side, blocks in sides.items()})
    folder = results.get("folder", {})
    if folder:
        if all(run["rate_after_start"] for runs in folder.values() for run in runs):
            yield "folder: after the start", "pictures/s", figures({side: [run["rate_after_start"] for run in runs] for side, runs in folder.items()})
        yield "folder: whole", "pictures/s", figures({side: [run["rate_whole"] for run in runs] for side, runs in folder.items()})
        yield "folder: peak memory", "MB", figures({side: [run["all"]["peak_mb"] for run in runs] for side, runs in folder.items()})


def number(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def cell(one):
    return f"{number(one['median'])} ({number(one['least'])} to {number(one['most'])})" if one else ""


def table(rows):
    lines = [
        "| what | unit | alphalift: median (least to most) | rembg: median (least to most) | ratio of medians | pairwise |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for what, unit, row in rows:
        ratio = f"{row['ratio_of_medians']:.2f}" if "ratio_of_medians" in row else ""
        pairs = row.get("ratio_pairwise")
        between = f"{pairs['least']:.2f} to {pairs['most']:.2f}" if pairs else ""
        lines.append(f"| {what} | {unit} | {cell(row.get('alphalift'))} | {cell(row.get('rembg'))} | {ratio} | {between} |")
    return "\n".join(lines)


# ---------------------------------------------------------------- the machine


def said(command, pattern=r".*", errors=False):
    """What a command says, or None."""
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL, cwd=PROJECT)
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = re.search(pattern, run.stderr if errors else run.stdout)
    return match.group(0).strip() or None if match and run.returncode == 0 else None


def from_file(path, pattern):
    with contextlib.suppress(OSError):
        match = re.search(pattern, pathlib.Path(path).read_text())
        return match.group(1).strip() if match else None


def machine(bench):
    # The launcher looks for a JDK by itself: without --java or JAVA_HOME its version is not known here.
    home = os.environ.get("JAVA_HOME")
    java = said([os.path.join(home, "bin/java"), "-version"], errors=True) if home else None
    memory = from_file("/proc/meminfo", r"MemTotal:\s+(\d+)")
    commit = said(["git", "rev-parse", "--short", "HEAD"])
    if commit and subprocess.run(["git", "status", "--porcelain"], capture_output=True, text=True, cwd=PROJECT).stdout.strip():
        commit += " and changes"
    versions = {"alphalift": said([*bench.commands["alphalift"], "--version"])}
    if bench.arguments.rembg:
        code = "from importlib.metadata import version; print(*(f'{n} {version(n)}' for n in ('rembg', 'onnxruntime', 'pillow', 'numpy')), sep=', ')"
        versions["rembg"] = said([bench.arguments.rembg, "-c", code])
    return {
        "processor": from_file("/proc/cpuinfo", r"model name\s*:\s*(.+)") or platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_mb": int(memory) // 1024 if memory else None,
        "kernel": platform.release(),
        "java": bench.arguments.java or java,
        "python": platform.python_version(),
        "load_before": os.getloadavg()[0],
        "commit": commit,
        "versions": versions,
    }


def parsed():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=pathlib.Path, required=True, help="the folder that photos.py made")
    parser.add_argument("--alphalift", default="./alphalift", help="the command, with arguments if need be")
    parser.add_argument("--rembg", help="a Python that can import rembg; left out: only our side")
    parser.add_argument("--model", default=MODEL, help="ours; rembg runs u2netp")
    parser.add_argument("--json", type=pathlib.Path, help="where to write every figure")
    parser.add_argument("--only", nargs="+", choices=("start", "warm", "folder"), default=["start", "warm", "folder"])
    parser.add_argument("--sizes", nargs="+", default=["1mp", "12mp"])
    parser.add_argument("--start-runs", type=int, default=7)
    parser.add_argument("--warm-up", type=int, default=3, help="runs dropped at the start of each block")
    parser.add_argument("--warm-runs", type=int, default=15, help="runs counted in each block")
    parser.add_argument("--warm-blocks", type=int, default=3)
    parser.add_argument("--folder-runs", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=180, help="longest time for one command")
    parser.add_argument("--java", help="version of the JDK that runs alphalift, if it is not JAVA_HOME's")
    return parser.parse_args()


def main():
    arguments = parsed()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(arguments, folder)
        about = machine(bench)
        results = {}
        parts = [("start", size, bench.start) for size in arguments.sizes] + [("warm", size, bench.warm) for size in arguments.sizes]
        failures = []
        for part, size, run in parts:
            if part in arguments.only:
                with reported(f"{part}, {size}", failures):
                    results.setdefault(part, {})[size] = run(size)
        if "folder" in arguments.only:
            with reported("folder", failures):
                results["folder"] = bench.over_folder()
    rows = list(summary({part: value for part, value in results.items() if value}))
    if arguments.json:
        value = {
            "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
            "machine": about,
            "model": arguments.model,
            "settings": {name: getattr(arguments, name) for name in ("start_runs", "warm_up", "warm_runs", "warm_blocks", "folder_runs")},
            "commands": bench.shown,
            "summary": [{"what": what, "unit": unit} | row for what, unit, row in rows],
            "failures": failures,
            "results": results,
        }
        arguments.json.parent.mkdir(parents=True, exist_ok=True)
        arguments.json.write_text(json.dumps(value, indent=1) + "\n")
    print(table(rows))
    sys.exit(1 if failures else 0)


@contextlib.contextmanager
def reported(what, failures):
    """One part that fails does not take the others with it."""
    start = time.perf_counter()
    try:
        yield
        print(f"{what}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    except Failed as failure:
        failures.append(f"{what}: {failure}")
        print(f"{what} failed: {failure}", file=sys.stderr)


if __name__ == "__main__":
    main()
