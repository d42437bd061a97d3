"""How the memory of `alphalift evaluate` grows with the number of pairs: the same pictures, once and linked ten times.

    python dev/bench/evaluation_memory.py --alphalift ./alphalift --json FILE [--pairs 1000] [--times 10] [--size 320x240] \
        [--baseline]

Pictures, truths and trimaps come of `alphalift testset`; the trimaps serve as predictions. Peak memory is what the
system counted for the whole process, report, table and page included; the report itself can only tell what it was
before they were written (`run.peak_memory_bytes`). With --baseline each run is also held against a report of its own.
"""

import argparse
import json
import os
import pathlib
import subprocess
import tempfile


def link(source, target, times):
    for copy in range(times):
        for file in sorted(source.iterdir()):
            os.link(file, target / f"{copy:02d}-{file.name}")


def run(alphalift, folder, report, more=()):
    command = [alphalift, "evaluate", "--predictions", folder / "trimap", "--truth", folder / "alpha", "--images",
               folder / "image", "--json", report, "--csv", report.with_suffix(".csv"), "--html",
               report.with_suffix(".html"), *more]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, process.returncode
    told = json.loads(report.read_text())
    assert told["data"]["failed"] == 0
    return {"pairs": told["data"]["pairs"], "seconds": told["run"]["seconds"],
            "peak_memory_bytes": 1024 * used.ru_maxrss, "processor_seconds": used.ru_utime + used.ru_stime,
            "json_bytes": report.stat().st_size, "html_bytes": report.with_suffix(".html").stat().st_size,
            "run": told["run"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--alphalift", required=True)
    parser.add_argument("--json", required=True)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--size", default="320x240")
    parser.add_argument("--baseline", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        once, often = work / "once", work / "often"
        subprocess.run([arguments.alphalift, "testset", once, "--count", str(arguments.pairs), "--size",
                        arguments.size], check=True, stderr=subprocess.DEVNULL)
        for kind in ("image", "alpha", "trimap"):
            (often / kind).mkdir(parents=True)
            link(once / kind, often / kind, arguments.times)
        rows = []
        for folder in (once, often):
            report = work / f"{folder.name}.json"
            rows.append(run(arguments.alphalift, folder, report))
            if arguments.baseline:
                held = work / f"{folder.name}-held.json"
                rows[-1]["baseline"] = run(arguments.alphalift, folder, held, ["--baseline", report])
    result = {"what": __doc__.split("\n")[0], "size": arguments.size, "rows": rows,
              "growth": rows[1]["peak_memory_bytes"] / rows[0]["peak_memory_bytes"]}
    if arguments.baseline:
        once, often = (row["baseline"]["peak_memory_bytes"] for row in rows)
        result["growth_with_baseline"] = often / once
    pathlib.Path(arguments.json).write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
