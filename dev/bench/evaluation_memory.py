"""How the memory of `alphalift evaluate` grows with the number of pairs: the same pictures, once and linked ten times.

    python dev/bench/evaluation_memory.py --alphalift ./alphalift --json FILE [--pairs 1000] [--times 10] [--size 320x240]

Pictures, truths and trimaps come of `alphalift testset`; the trimaps serve as predictions. Peak memory is the process'
own (VmHWM), as the report says it.
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


def run(alphalift, folder, report):
    subprocess.run([alphalift, "evaluate", "--predictions", folder / "trimap", "--truth", folder / "alpha", "--images",
                    folder / "image", "--json", report, "--html", report.with_suffix(".html")], check=True,
                   stdout=subprocess.DEVNULL)
    told = json.loads(report.read_text())
    assert told["data"]["failed"] == 0
    return {"pairs": told["data"]["pairs"], "seconds": told["run"]["seconds"],
            "peak_memory_bytes": told["run"]["peak_memory_bytes"], "json_bytes": report.stat().st_size,
            "html_bytes": report.with_suffix(".html").stat().st_size, "run": told["run"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--alphalift", required=True)
    parser.add_argument("--json", required=True)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--size", default="320x240")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        once, often = work / "once", work / "often"
        subprocess.run([arguments.alphalift, "testset", once, "--count", str(arguments.pairs), "--size",
                        arguments.size], check=True, stderr=subprocess.DEVNULL)
        for kind in ("image", "alpha", "trimap"):
            (often / kind).mkdir(parents=True)
            link(once / kind, often / kind, arguments.times)
        rows = [run(arguments.alphalift, once, work / "once.json"), run(arguments.alphalift, often, work / "often.json")]
    result = {"what": __doc__.split("\n")[0], "size": arguments.size, "rows": rows,
              "growth": rows[1]["peak_memory_bytes"] / rows[0]["peak_memory_bytes"]}
    pathlib.Path(arguments.json).write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
