"""How the memory of `alphalift p` grows with the number of files, and how fast they go: links to a few photographs.

    python dev/bench/folder_memory.py --alphalift target/native/alphalift --json FILE [--files 1000,10000] \
        [--photos samples] [--side 320] [--model u2netp] [--jobs N]

The photographs are made smaller first (--side, in pixels; 0 leaves them), so that most of the time goes where it goes
with each file. Peak memory is what the system counted for the whole process. Each number of files is run twice: once
all are made, then all are skipped; both write a report.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import tempfile
import time

from PIL import Image

SUMMARY = re.compile(rb"(\d+) done, (\d+) skipped, (\d+) failed in ([\d.]+) s")


def photographs(source, target, side):
    target.mkdir()
    files = [file for file in sorted(source.iterdir()) if file.suffix.lower() in (".png", ".jpg", ".jpeg")]
    for file in files:
        with Image.open(file) as picture:
            picture = picture.convert("RGB")
            if side:
                picture.thumbnail((side, side))
            picture.save(target / f"{file.stem}.jpg", quality=90)
    return sorted(target.iterdir())


def link(photos, folder, files):
    folder.mkdir()
    for number in range(files):
        os.symlink(photos[number % len(photos)], folder / f"{number:06d}.jpg")


def run(command, expected):
    began = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - began
    assert process.returncode == 0, said
    done, skipped, failed, _ = SUMMARY.search(said).groups()
    assert (int(done), int(skipped), int(failed)) == expected, said
    return {"seconds": round(seconds, 1), "files_a_second": round(sum(expected) / seconds, 1),
            "processor_seconds": round(used.ru_utime + used.ru_stime, 1), "peak_memory_bytes": 1024 * used.ru_maxrss}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--alphalift", required=True)
    parser.add_argument("--json", required=True)
    parser.add_argument("--files", default="1000,10000")
    parser.add_argument("--photos", type=pathlib.Path, default=pathlib.Path("samples"))
    parser.add_argument("--side", type=int, default=320)
    parser.add_argument("--model", default="u2netp")
    parser.add_argument("--jobs", type=int)
    arguments = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        photos = photographs(arguments.photos, work / "photos", arguments.side)
        for files in map(int, arguments.files.split(",")):
            link(photos, work / f"in{files}", files)
            report = work / f"{files}.csv"
            command = [arguments.alphalift, "p", "-m", arguments.model, "--report", report]
            command += ["--jobs", arguments.jobs] if arguments.jobs else []
            command += [work / f"in{files}", work / f"out{files}"]
            row = {"files": files, "made": run(command, (files, 0, 0)), "skipped": run(command, (0, files, 0))}
            with report.open() as lines:
                assert sum(1 for _ in lines) == files + 1
            rows.append(row)
            print(json.dumps(row), flush=True)
    version = subprocess.run([arguments.alphalift, "--version"], capture_output=True, text=True, check=True).stdout
    result = {"what": __doc__.split("\n")[0], "program": arguments.alphalift, "version": version.strip(),
              "processors": os.cpu_count(), "load_before_the_end": os.getloadavg()[2], "photographs": len(photos),
              "longest_side": arguments.side, "model": arguments.model, "rows": rows,
              "growth": {kind: round(rows[-1][kind]["peak_memory_bytes"] / rows[0][kind]["peak_memory_bytes"], 3)
                         for kind in ("made", "skipped")}}
    pathlib.Path(arguments.json).write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result["growth"]))


if __name__ == "__main__":
    main()
