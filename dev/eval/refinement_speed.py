"""Time and memory of the refinements beside rembg's alpha matting, on one photo at several sizes.

    python dev/eval/refinement_speed.py --photo FILE --models FOLDER --classes target/classes:target/test-classes:JARS \
        --json docs/benchmarks/DATE-refinement.json

The photo is enlarged and gets seeded grain; the mask is rembg's u2netp (--models is its U2NET_HOME), so only what
comes after the mask is timed. Each measurement has a process of its own: the first run, the median and the least of
--runs further ones in milliseconds, and the median time of all processors, which counts where others are busy on the
machine. `fast-whole` and `quality-whole` are trimap, opacity and colours, as a cutout takes them; rembg's -a includes
its colours, too, and is run once, after one small picture for what numba compiles. Memory is, for ours, all that a run
allocates, garbage included; for rembg, by how much the peak of resident memory grows. Prints a Markdown table.
"""

import argparse
import importlib.metadata
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile

import numpy as np
from PIL import Image

STEPS = ("trimap", "fast", "quality", "colours", "fast-whole", "quality-whole")
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


def ours(photo, step, options):
    return json.loads(peak([
        options.java, f"-Druns={options.runs}", f"-Dstep={step}", f"-Dthreads={options.threads}",
        "-Djava.awt.headless=true", "-cp", options.classes, "dev.alphalift.matte.RefinementTimes", str(photo)])[0])


def rembg(photo, options):
    """Each run in a process of its own, as memory is."""
    runs = [json.loads(peak([sys.executable, "-c", REMBG, f"{photo}.photo.png", f"{photo}.mask.png"])[0].splitlines()[-1])
            for _ in range(options.rembg_runs)]
    return {"first": round(runs[0]["ms"], 1),
            **{to: round(statistics.median(run[of] for run in runs), 1)
               for to, of in (("median", "ms"), ("processors", "processors"), ("mb", "mb"))}}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--photo", type=pathlib.Path, required=True)
    parser.add_argument("--models", type=pathlib.Path, required=True)
    parser.add_argument("--classes", required=True)
    parser.add_argument("--java", default="java")
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1, 6, 12])
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--rembg-runs", type=int, default=3)
    parser.add_argument("--rembg-up-to", type=int, default=6, help="megapixels; it takes gigabytes beyond")
    options = parser.parse_args()
    work = options.work or pathlib.Path(tempfile.mkdtemp())
    work.mkdir(parents=True, exist_ok=True)
    prepare(options, work)
    print("| megapixels | unknown | step | ms, first | ms, median | ms, processors | MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    rows = []
    for size in options.sizes:
        name = f"{size}mp"
        steps = [*STEPS] + ["rembg -a"] * (size <= options.rembg_up_to)
        for step in steps:
            line = rembg(work / name, options) if step == "rembg -a" else ours(work / name, step, options)
            rows.append({"megapixels": size, "step": step, **line})
            print("| {megapixels} | {unknown} | {step} | {first} | {median} | {processors} | {mb} |".format(
                **{"unknown": "", **rows[-1]}), flush=True)
    if options.json:
        options.json.write_text(json.dumps({
            "what": __doc__.splitlines()[0], "photo": options.photo.name, "threads": options.threads,
            "runs": options.runs, "rembg_runs": options.rembg_runs, "machine": platform.machine(),
            "processors": os.cpu_count(), "rembg": importlib.metadata.version("rembg"),
            "pymatting": importlib.metadata.version("pymatting"),
            "java": subprocess.run([options.java, "-version"], stderr=subprocess.PIPE,
                                   text=True).stderr.splitlines()[0],
            "rows": rows}, indent=1) + "\n")


main()
