"""Refinements beside rembg's alpha matting on pictures whose opacity was measured: error and gradient error.

    python dev/eval/refinements.py --pairs FOLDER --models FOLDER --classes target/classes:target/test-classes

--pairs has a manifest.json (id, image, alpha, kind); only pairs of kind "alpha" are taken. --models has u2netp.onnx
and is rembg's U2NET_HOME. Both are enlarged masks of the same network run, made by rembg itself; `-a` is rembg's.
--work keeps masks and alphas between runs. Prints a Markdown table.
"""

import argparse
import json
import os
import pathlib
import subprocess
import tempfile
import time

import numpy as np
from PIL import Image
from scipy.ndimage import correlate

RIGHT = 0.8  # intersection over union from which a mask counts as right


def gaussian_kernel(sigma=1.4):
    """Kernel of the gradient error of deep image matting (Xu et al. 2017): 9 x 9, of unit length."""
    half = int(np.ceil(sigma * np.sqrt(-2 * np.log(np.sqrt(2 * np.pi) * sigma * 0.01))))
    x = np.arange(-half, half + 1)
    density = np.exp(-(x**2) / (2 * sigma**2)) / (sigma * np.sqrt(2 * np.pi))
    kernel = np.outer(density, -x * density / sigma**2)
    return kernel / np.sqrt((kernel**2).sum())


KERNEL = gaussian_kernel()


def magnitude(alpha):
    low, high = alpha.min(), alpha.max()
    stretched = (alpha - low) / (high - low) if high > low else np.zeros_like(alpha)
    across = correlate(stretched, KERNEL, mode="nearest")
    down = correlate(stretched, KERNEL.T, mode="nearest")
    return np.hypot(across, down)


def errors(alpha, truth):
    """Mean absolute error; gradient error / 1000 over the whole picture."""
    difference = magnitude(alpha) - magnitude(truth)
    return np.abs(alpha - truth).mean(), (difference**2).sum() / 1000


def intersection_over_union(mask, truth):
    one, other = mask >= 128 / 255, truth >= 128 / 255
    return (one & other).sum() / max(1, (one | other).sum())


def rembg_alphas(pairs, models, work):
    """Writes ID.mask.png and ID.rembg.png; seconds that -a took after the mask, by id."""
    os.environ["U2NET_HOME"] = str(models)
    os.environ["MODEL_CHECKSUM_DISABLED"] = "1"
    from rembg import new_session
    from rembg.bg import alpha_matting_cutout

    seconds = {}
    session = None
    for name, picture, _ in pairs:
        target = work / f"{name}.rembg.png"
        if target.exists():
            continue
        session = session or new_session("u2netp")
        photo = Image.open(picture).convert("RGB")
        photo.save(work / f"{name}.photo.png")
        mask = session.predict(photo)[0]
        mask.save(work / f"{name}.mask.png")
        start = time.perf_counter()
        try:
            cutout = alpha_matting_cutout(photo, mask, 240, 10, 10)
            alpha = cutout.getchannel("A")
        except ValueError:  # no sure subject or no sure background: rembg takes the mask
            alpha = mask
        seconds[name] = time.perf_counter() - start
        alpha.save(target)
    return seconds


def ours(pairs, classes, work, java):
    names = [name for name, _, _ in pairs]
    command = [java, "-Djava.awt.headless=true", "-cp", classes, "dev.alphalift.matte.RefinementRuns", str(work)]
    subprocess.run(command + names, check=True)


def read(path):
    return np.asarray(Image.open(path).convert("L"), np.float64) / 255


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=pathlib.Path, required=True)
    parser.add_argument("--models", type=pathlib.Path, required=True)
    parser.add_argument("--classes", help="class path of the built project with its tests")
    parser.add_argument("--java", default="java")
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("--each", action="store_true", help="a line for each picture, too")
    parser.add_argument("--columns", default="mask,rembg,fast,quality")
    options = parser.parse_args()
    work = options.work or pathlib.Path(tempfile.mkdtemp())
    work.mkdir(parents=True, exist_ok=True)
    manifest = json.loads((options.pairs / "manifest.json").read_text())
    pairs = [
        (pair["id"], options.pairs / pair["image"], options.pairs / pair["alpha"])
        for pair in manifest["pairs"]
        if pair["kind"] == "alpha"
    ]
    rembg_alphas(pairs, options.models, work)
    if options.classes:
        ours(pairs, options.classes, work, options.java)
    columns = options.columns.split(",")
    rows, right = [], []
    for name, _, truth_file in pairs:
        truth = read(truth_file)
        right.append(intersection_over_union(read(work / f"{name}.mask.png"), truth) >= RIGHT)
        rows.append([errors(read(work / f"{name}.{column}.png"), truth) for column in columns])
    table, right = np.array(rows), np.array(right)
    print(f"| | all {len(pairs)}: MAE | gradient | {right.sum()} with IoU >= {RIGHT}: MAE | gradient |")
    print("| --- | --- | --- | --- | --- |")
    for index, column in enumerate(columns):
        all_of = table[:, index].mean(axis=0)
        some = table[right, index].mean(axis=0)
        print(f"| {column} | {all_of[0]:.4f} | {all_of[1]:.2f} | {some[0]:.4f} | {some[1]:.2f} |")
    if options.each:
        for (name, _, _), row, good in zip(pairs, rows, right):
            print(name, "right" if good else "wrong", " ".join(f"{mae:.4f}/{gradient:.2f}" for mae, gradient in row))


main()
