"""Compares builds of the native function with each other: start, first answer, and pictures in a row.

    python dev/bench/executables.py --photo 1mp.jpg --large 12mp.jpg --png a.png --json OUT.json O2=FOLDER Os=FOLDER ...

Each folder is an unpacked target/function.zip. A build whose name begins with "no-awt" gets the PNG only. Builds take
turns; every start comes once with an empty page cache (root) and then with what that start has left in it.
"""

import argparse
import base64
import collections
import json
import pathlib
import statistics
import subprocess
import time

from cold_start import drop_caches
from runtime_api import RuntimeApi
from serving import PROJECT, machine


def run(folder, event, warm=0):
    with RuntimeApi() as api:
        environment = {"AWS_LAMBDA_RUNTIME_API": api.address, "LAMBDA_TASK_ROOT": folder, "PATH": "/usr/bin:/bin"}
        api.send(event)
        start = time.perf_counter()
        process = subprocess.Popen(
            [f"{folder}/bootstrap"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            when, good, answer = api.answer()
            if not good:
                raise SystemExit(answer[:500])
            result = {"first_poll": api.first_poll - start, "first_answer": when - start}
            if warm:
                times = []
                for _ in range(warm):
                    begin = time.perf_counter()
                    times.append(api.call(event)[0] - begin)
                result["warm"] = statistics.median(times)
            return result
        finally:
            process.kill()
            process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("builds", nargs="+", metavar="NAME=FOLDER")
    for name in ("photo", "large", "png"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--json", type=pathlib.Path)
    arguments = parser.parse_args()
    builds = dict(build.split("=", 1) for build in arguments.builds)
    event = {
        name: json.dumps({"image": base64.b64encode(getattr(arguments, name).read_bytes()).decode()}).encode()
        for name in ("photo", "large", "png")
    }
    runs = collections.defaultdict(list)
    for _ in range(arguments.runs):
        for build, folder in builds.items():
            for picture in ("png",) if build.startswith("no-awt") else ("png", "photo"):
                drop_caches()
                runs[build, picture, "cold"].append(run(folder, event[picture]))
                runs[build, picture, "warm"].append(run(folder, event[picture]))
    for build, folder in builds.items():
        if not build.startswith("no-awt"):
            runs[build, "photo", "in a row"].append(run(folder, event["photo"], 25))
            runs[build, "large", "in a row"].append(run(folder, event["large"], 11))
    report = []
    for (build, picture, cache), results in runs.items():
        medians = {key: round(1000 * statistics.median(run[key] for run in results), 1) for key in results[0]}
        report.append({"build": build, "picture": picture, "cache": cache, "runs": len(results), "milliseconds": medians})
        print(build, picture, cache, medians)
    if arguments.json:
        bytes_ = {build: pathlib.Path(folder, "bootstrap").stat().st_size for build, folder in builds.items()}
        arguments.json.write_text(json.dumps({"machine": machine(str(PROJECT / "alphalift")), "bootstrap_bytes": bytes_, "results": report}, indent=1) + "\n")


if __name__ == "__main__":
    main()
