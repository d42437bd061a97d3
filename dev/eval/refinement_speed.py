"""Time and memory of the refinements beside rembg's alpha matting, on one photo at several sizes.

    python dev/eval/refinement_speed.py --photo FILE --models FOLDER --classes target/classes:target/test-classes

The photo is enlarged and gets seeded grain; the mask is rembg's u2netp (--models is its U2NET_HOME), so only what
comes after the mask is timed. Each measurement has a process of its own: the first and the least of --runs runs, and the
least time of all processors, which counts where others are busy on the machine. rembg's -a includes its
colours. Memory is, for ours, all that a run allocates, garbage included; for rembg, by how much the peak of resident
memory grows. Prints a Markdown table.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from PIL import Image

REMBG = """
import resource, sys, time, json
from PIL import Image
from rembg.bg import alpha_matting_cutout
photo, mask = Image.open(sys.argv[1]).convert("RGB"), Image.open(sys.argv[2]).convert("L")
small = (photo.resize((96, 96)), mask.resize((96, 96)))
try:
    alpha_matting_cutout(*small, 240, 10, 4)  # what numba compiles at first
except ValueError:
    pass
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start, busy = time.perf_counter(), time.process_time()
alpha_matting_cutout(photo, mask, 240, 10, 10)
print(json.dumps({"ms": (time.perf_counter() - start) * 1e3,
                  "processors": (time.process_time() - busy) * 1e3,
                  "mb": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024}))
"""


def photo_of(source, megapixels, target):
    photo = Image.open(source).convert("RGB")
    scale = (megapixels * 1e6 / (photo.width * photo.height)) ** 0.5
    larger = photo.resize((round(photo.width * scale), round(photo.height * scale)), Image.LANCZOS)
    grain = np.random.default_rng(int(megapixels)).normal(0, 3, (larger.height, larger.width, 3))
    Image.fromarray((np.asarray(larger) + grain).round().clip(0, 255).astype(np.uint8)).save(target)


def prepare(options, work):
    os.environ["U2NET_HOME"] = str(options.models)
    os.environ["MODEL_CHECKSUM_DISABLED"] = "1"
    from rembg import new_session

    session = None
    for size in options.sizes:
        name = f"{size}mp"
        if not (work / f"{name}.mask.png").exists():
            photo_of(options.photo, size, work / f"{name}.photo.png")
            session = session or new_session("u2netp")
            session.predict(Image.open(work / f"{name}.photo.png"))[0].save(work / f"{name}.mask.png")


def peak(command):
    """What a command prints, and the peak of its resident memory in MB."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} ended with {status}")
    return text, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--photo", type=pathlib.Path, required=True)
    parser.add_argument("--models", type=pathlib.Path, required=True)
    parser.add_argument("--classes", required=True)
    parser.add_argument("--java", default="java")
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1, 6, 12])
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--rembg-up-to", type=int, default=6, help="megapixels; it takes gigabytes beyond")
    options = parser.parse_args()
    work = options.work or pathlib.Path(tempfile.mkdtemp())
    work.mkdir(parents=True, exist_ok=True)
    prepare(options, work)
    print("| megapixels | unknown | step | ms, first | ms, least | ms, processors | MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for size in options.sizes:
        name = f"{size}mp"
        for step in ("trimap", "fast", "quality", "colours"):
            command = [options.java, f"-Druns={options.runs}", f"-Dstep={step}", "-Djava.awt.headless=true",
                       "-cp", options.classes, "dev.alphalift.matte.RefinementTimes", str(work / name)]
            line = json.loads(peak(command)[0])
            print(f"| {size} | {line['unknown']} | {step} | {line['first']} | {line['least']} | {line['processors']} | {line['mb']} |", flush=True)
        if size <= options.rembg_up_to:
            line = json.loads(peak([sys.executable, "-c", REMBG, str(work / f"{name}.photo.png"),
                                    str(work / f"{name}.mask.png")])[0].splitlines()[-1])
            print(f"| {size} | | rembg -a | {line['ms']:.0f} | | {line['processors']:.0f} | {line['mb']:.0f} |", flush=True)


main()
