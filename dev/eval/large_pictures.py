"""What refinements and second looks do with one photo at the largest size that is read: memory and time.

    python dev/eval/large_pictures.py --alphalift ./alphalift --photo FILE [--megapixels 50] [--work FOLDER]

The photo is enlarged (Lanczos) and gets grain by a seed. Each run is a process of its own: the most memory that it held
(resident, with the Java VM, the model and the decoder), processor time of all threads, and its exit code; the plain
cutout is the first row. The time also holds the start, reading and writing. Prints a Markdown table.
"""

import argparse
import math
import os
import pathlib
import subprocess
import sys

import numpy as np
from PIL import Image

RUNS = [[], ["-dc"], ["--refine", "fast"], ["--refine", "quality"], ["-a"], ["--flip", "--zoom"]]


def enlarged(photo, megapixels, target):
    image = Image.open(photo).convert("RGB")
    scale = math.sqrt(megapixels * 1e6 / (image.width * image.height))
    image = image.resize((int(image.width * scale), int(image.height * scale)), Image.LANCZOS)
    random = np.random.default_rng(1)
    samples = np.array(image)
    for row in samples:
        row[:] = np.clip(row + random.normal(0, 3, row.shape), 0, 255)
    Image.fromarray(samples).save(target, quality=92)
    return image.size


def run(command):
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    return os.waitstatus_to_exitcode(status), used.ru_maxrss / 1024, used.ru_utime + used.ru_stime, said.strip()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--alphalift", required=True)
    parser.add_argument("--photo", required=True)
    parser.add_argument("--megapixels", type=float, default=49.9)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("target/large"))
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    picture = options.work / "large.jpg"
    width, height = enlarged(options.photo, options.megapixels, picture)
    print(f"{width} x {height}\n\n| options | exit code | most memory, MB | processor time, s |\n| --- | --- | --- | --- |", flush=True)
    for words in RUNS:
        code, memory, seconds, said = run([options.alphalift, "i", *words, picture, options.work / "out.png"])
        print(f"| {' '.join(words) or 'plain'} | {code} | {memory:,.0f} | {seconds:.1f} |", flush=True)
        if code:
            print(said.splitlines()[-1] if said else "", file=sys.stderr)


main()
