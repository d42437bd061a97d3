"""Compares `alphalift evaluate` with PySODMetrics and scikit-image on pairs made by a seed."""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import argparse
import json
import math
import platform
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from importlib.metadata import version
from pathlib import Path

import cv2
import numpy as np
import py_sod_metrics as sod
from PIL import Image
from scipy.ndimage import gaussian_filter
from skimage.metrics import (
    mean_squared_error,
    peak_signal_noise_ratio,
    structural_similarity,
)

cv2.setNumThreads(1)
warnings.filterwarnings("ignore")

STRICT = 1e-9
TOLERANCES = {"weighted_f": 1e-3, "ssim": 1e-6, "ssim_matte": 1e-6}
KINDS = ("blur", "shift", "noise", "threshold", "invert", "dim", "same", "empty", "full", "other")
TEST_SET_SIZES = ("64x48", "160x120", "97x131", "240x320", "320x240")
TEST_SET_PICTURES = 11


# ----------------------------------------------------------------------------------------------
# Pairs


def as_bytes(values):
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def blobs(random, height, width):
    """Soft or hard spots; sometimes nothing, or everything."""
    chance = random.random()
    if chance < 0.04:
        return np.zeros((height, width), np.uint8)
    if chance < 0.08:
        return np.full((height, width), 255, np.uint8)
    field = gaussian_filter(random.normal(size=(height, width)), min(height, width) / random.uniform(5, 14))
    field = (field - field.min()) / (field.max() - field.min())
    level = random.uniform(0.45, 0.75)
    softness = random.choice([0.001, 0.01, 0.05, 0.3])
    return as_bytes(255 * np.clip((field - level) / softness + 0.5, 0, 1))


def prediction(random, kind, truth):
    height, width = truth.shape
    if kind == "blur":
        return as_bytes(gaussian_filter(truth.astype(float), random.uniform(0.5, min(height, width) / 12)))
    if kind == "shift":
        return np.roll(truth, (int(random.integers(-9, 10)), int(random.integers(-9, 10))), (0, 1))
    if kind == "noise":
        return as_bytes(truth + random.normal(0, random.uniform(2, 90), truth.shape))
    if kind == "threshold":
        return np.where(truth >= random.integers(1, 255), 255, 0).astype(np.uint8)
    if kind == "invert":
        return 255 - truth
    if kind == "dim":
        return as_bytes(truth * random.uniform(0.3, 0.9) + random.uniform(0, 25))
    if kind == "same":
        return truth.copy()
    if kind == "empty":
        return np.zeros_like(truth)
    if kind == "full":
        return np.full_like(truth, 255)
    return blobs(random, height, width)


def scenery(random, height, width):
    planes = [gaussian_filter(random.normal(size=(height, width)), random.uniform(1, 12)) for _ in range(3)]
    image = np.dstack([(plane - plane.min()) / (plane.max() - plane.min() + 1e-9) for plane in planes])
    return as_bytes(255 * image + random.normal(0, 6, image.shape))


def test_set_pictures(alphalift, folder, seed):
    """(image, alpha) of the product's own test set, in several sizes."""
    pictures = []
    for at, size in enumerate(TEST_SET_SIZES):
        target = folder / f"set-{size}"
        command = [alphalift, "testset", str(target), "--seed", str(seed + at)]
        command += ["--count", str(TEST_SET_PICTURES), "--size", size]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        for pair in json.loads((target / "manifest.json").read_text())["pairs"]:
            image = np.asarray(Image.open(target / pair["image"]).convert("RGB"))
            pictures.append((image, np.asarray(Image.open(target / pair["alpha"]))))
    return pictures


def make_pairs(alphalift, folder, seed, count):
    random = np.random.default_rng(seed)
    made = test_set_pictures(alphalift, folder, seed)
    random.shuffle(made)
    pairs = {}
    for at in range(count):
        if at % 4 == 0 and made:
            image, truth = made.pop()
        else:
            height, width = (int(side) for side in random.integers(24, 402, 2))
            image, truth = scenery(random, height, width), blobs(random, height, width)
        kind = KINDS[at % len(KINDS)] if at < count // 2 else str(random.choice(KINDS))
        pairs[f"{at:03d}-{kind}"] = (image, truth, prediction(random, kind, truth))
    for part, index in (("images", 0), ("truth", 1), ("predictions", 2)):
        (folder / part).mkdir(parents=True, exist_ok=True)
        for name, pair in pairs.items():
            Image.fromarray(pair[index]).save(folder / part / f"{name}.png")
    return pairs


# ----------------------------------------------------------------------------------------------
# References


def hard(matte):
    return np.where(matte >= 128, 255, 0).astype(np.uint8)


def binary(handler):
    """A score of PySODMetrics at one threshold, of mattes that are hard already."""

    def score(_, truth, predicted):
        measure = sod.FmeasureV2({"score": handler()})
        measure.step(hard(predicted), hard(truth))
        return measure.get_results()["score"]["binary"]

    return score


def handler(kind, **more):
    return lambda: kind(with_dynamic=False, with_adaptive=False, with_binary=True, sample_based=True, **more)


def stepped(measure, read):
    def score(_, truth, predicted):
        instance = measure()
        instance.step(predicted, truth)
        return read(instance.get_results())

    return score


def over_grey(image, matte):
    colour, opacity = image.astype(np.int64), matte.astype(np.int64)[..., None]
    return ((2 * (colour * opacity + 128 * (255 - opacity)) + 255) // 510).astype(np.uint8)


def gauss_ssim(one, two, **more):
    return structural_similarity(
        one, two, gaussian_weights=True, sigma=1.5, use_sample_covariance=False, data_range=255, **more
    )


F = "FmeasureV2"
GAUSS = "structural_similarity(gaussian_weights, sigma 1.5, population covariance)"
REFERENCES = {
    "iou": (f"{F}: IOUHandler", binary(handler(sod.IOUHandler))),
    "dice": (f"{F}: DICEHandler", binary(handler(sod.DICEHandler))),
    "f1": (f"{F}: FmeasureHandler(beta=1)", binary(handler(sod.FmeasureHandler, beta=1))),
    "precision": (f"{F}: PrecisionHandler", binary(handler(sod.PrecisionHandler))),
    "recall": (f"{F}: RecallHandler", binary(handler(sod.RecallHandler))),
    "f_beta": (f"{F}: FmeasureHandler(beta=0.3)", binary(handler(sod.FmeasureHandler, beta=0.3))),
    "mae": ("numpy: mean of the absolute difference", lambda _, t, p: np.abs(t / 255 - p / 255).mean()),
    "mse": ("mean_squared_error", lambda _, t, p: mean_squared_error(t / 255, p / 255)),
    "mae_minmax": ("MAE", stepped(sod.MAE, lambda r: r["mae"])),
    "f_beta_adaptive": ("Fmeasure: adp", stepped(sod.Fmeasure, lambda r: r["fm"]["adp"])),
    "f_beta_mean": ("Fmeasure: mean of curve", stepped(sod.Fmeasure, lambda r: r["fm"]["curve"].mean())),
    "f_beta_max": ("Fmeasure: max of curve", stepped(sod.Fmeasure, lambda r: r["fm"]["curve"].max())),
    "s_measure": ("Smeasure", stepped(sod.Smeasure, lambda r: r["sm"])),
    "e_measure_adaptive": ("Emeasure: adp", stepped(sod.Emeasure, lambda r: r["em"]["adp"])),
    "e_measure_mean": ("Emeasure: mean of curve", stepped(sod.Emeasure, lambda r: r["em"]["curve"].mean())),
    "e_measure_max": ("Emeasure: max of curve", stepped(sod.Emeasure, lambda r: r["em"]["curve"].max())),
    "weighted_f": ("WeightedFmeasure", stepped(sod.WeightedFmeasure, lambda r: r["wfm"])),
    "ssim": (f"{GAUSS} over grey", lambda i, t, p: gauss_ssim(over_grey(i, t), over_grey(i, p), channel_axis=2)),
    "ssim_matte": (GAUSS, lambda _, t, p: gauss_ssim(t, p)),
    "psnr": (
        "peak_signal_noise_ratio over grey",
        lambda i, t, p: peak_signal_noise_ratio(over_grey(i, t), over_grey(i, p), data_range=255),
    ),
    "psnr_matte": ("peak_signal_noise_ratio", lambda _, t, p: peak_signal_noise_ratio(t, p, data_range=255)),
}
# What one call of a reference gives at once; its time counts once.
TOGETHER = {"f_beta_mean": "f_beta_adaptive", "f_beta_max": "f_beta_adaptive"}
TOGETHER |= {"e_measure_mean": "e_measure_adaptive", "e_measure_max": "e_measure_adaptive"}


def reference_scores(pairs):
    """The scores by name and key, and the seconds by key."""
    scores = {name: {} for name in pairs}
    seconds = {}
    for key, (_, score) in REFERENCES.items():
        start = time.perf_counter()
        for name, pair in pairs.items():
            with np.errstate(all="ignore"):
                scores[name][key] = float(score(*pair))
        seconds[key] = time.perf_counter() - start
    return scores, {key: spent for key, spent in seconds.items() if key not in TOGETHER}


# ----------------------------------------------------------------------------------------------
# Ours


def our_scores(alphalift, folder):
    """The scores by name and key, and the seconds on the clock and of the processor."""
    report = folder / "scores.json"
    command = [alphalift, "evaluate", "--predictions", str(folder / "predictions")]
    command += ["--truth", str(folder / "truth"), "--images", str(folder / "images"), "--json", str(report)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, env=os.environ | {"ALPHALIFT_THREADS": "1"}, stdout=sys.stderr)
    clock = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    pairs = json.loads(report.read_text())["pairs"]
    return {Path(pair["name"]).stem: pair["scores"] for pair in pairs}, clock, processor


# ----------------------------------------------------------------------------------------------
# Comparison


def compare(ours, theirs):
    """Rows of the table, and what is wrong."""
    rows, wrong = [], []
    for key, (call, _) in REFERENCES.items():
        tolerance = TOLERANCES.get(key, STRICT)
        differences, undefined = [], 0
        for name in theirs:
            expected = theirs[name][key]
            if key not in ours[name]:
                wrong.append(f"{key} of {name}: missing")
                continue
            actual = ours[name][key]
            if actual is None:
                undefined += 1
                if math.isfinite(expected) and expected != 0:
                    wrong.append(f"{key} of {name}: no value, the reference has {expected!r}")
                continue
            difference = abs(actual - expected)
            differences.append(difference)
            if not difference <= tolerance:
                wrong.append(f"{key} of {name}: {actual!r}, the reference has {expected!r}")
        if not differences:
            wrong.append(f"{key}: nothing was compared")
            differences = [math.nan]
        greatest, mean = max(differences), sum(differences) / len(differences)
        rows.append((key, call, greatest, mean, tolerance, len(differences), undefined))
    return rows, wrong


def print_report(rows, count, seed, times):
    theirs, clock, processor, pixels = times
    total = sum(theirs.values())
    packages = ", ".join(f"{name} {version(name)}" for name in ("pysodmetrics", "scikit-image", "numpy", "scipy"))
    print("# Evaluation against PySODMetrics and scikit-image\n")
    print(f"{count} pairs by the seed {seed}, {pixels / 1e6:.1f} million pixels; {packages}, Python "
          f"{platform.python_version()}, {platform.machine()}. Made by `dev/eval/compare_with_references.py`.\n")
    print("| metric | reference | greatest difference | mean | tolerance | pairs | no value here |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for key, call, greatest, mean, tolerance, compared, undefined in rows:
        print(f"| `{key}` | {call} | {greatest:.2g} | {mean:.2g} | {tolerance:.0e} | {compared} | {undefined} |")
    print("\n| | seconds | a megapixel |\n| --- | --- | --- |")
    print(f"| the references, one thread, without decoding | {total:.2f} | {total / pixels * 1e6:.2f} |")
    print(f"| `alphalift evaluate`, one thread, the whole command with all its scores, on the clock | {clock:.2f} "
          f"| {clock / pixels * 1e6:.2f} |")
    print(f"| the same, time of the processor | {processor:.2f} | {processor / pixels * 1e6:.2f} |")
    slowest = sorted(theirs.items(), key=lambda item: -item[1])[:6]
    print("\nThe slowest references: " + ", ".join(f"`{key}` {spent:.2f} s" for key, spent in slowest) + ".")


def run(arguments, folder):
    folder.mkdir(parents=True, exist_ok=True)
    pairs = make_pairs(arguments.alphalift, folder, arguments.seed, arguments.count)
    ours, clock, processor = our_scores(arguments.alphalift, folder)
    missing = sorted(set(pairs) - set(ours))
    if missing:
        sys.exit(f"No scores for {len(missing)} pairs: {', '.join(missing[:5])} ...")
    theirs, seconds = reference_scores(pairs)
    rows, wrong = compare(ours, theirs)
    pixels = sum(truth.size for _, truth, _ in pairs.values())
    print_report(rows, len(pairs), arguments.seed, (seconds, clock, processor, pixels))
    for line in wrong[:40]:
        print(line, file=sys.stderr)
    if len(wrong) > 40:
        print(f"... and {len(wrong) - 40} more", file=sys.stderr)
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--alphalift", default="./alphalift", help="the program (default: ./alphalift)")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--count", type=int, default=200, help="pairs (default: 200)")
    parser.add_argument("--keep", type=Path, help="a folder in which pictures and scores stay")
    arguments = parser.parse_args()
    if arguments.keep:
        return run(arguments, arguments.keep)
    with tempfile.TemporaryDirectory() as folder:
        return run(arguments, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
