"""Variants of an evaluation beside one of them, by subsets, with paired intervals.

    alphalift evaluate DATA --variant plain:model=u2netp --variant zoom:model=u2netp,zoom=true --json REPORT.json
    python dev/eval/subsets.py --report REPORT.json [--manifest FILE] [--base plain] [--scores iou,mae]

--manifest (a list "pairs" of id, alpha, tags) tells tags, and by the alphas how much of a picture its subject is.
Prints a Markdown table: for each subset and score the mean of --base, and of each other variant the mean of its
differences with a 95 % interval (percentiles of 10,000 bootstrap samples of the pairs, seed 1). A star: the
interval leaves out 0. A subset of fewer than 3 pairs has no interval.
"""

import argparse
import json
import pathlib
import re

import numpy as np
from PIL import Image

LITTLE = 0.05  # of the picture
RIGHT = 0.8  # intersection over union
SAMPLES = 10_000
FEWEST = 3
DIGITS = {"iou": 4, "mae": 4}


def interval(differences):
    random = np.random.default_rng(1)
    picks = random.integers(0, len(differences), (SAMPLES, len(differences)))
    return np.percentile(differences[picks].mean(axis=1), [2.5, 97.5])


def difference(values, base, digits):
    changed = values - base
    text = f"{changed.mean():+.{digits}f}"
    if len(changed) < FEWEST:
        return text
    low, high = interval(changed)
    star = " *" if low > 0 or high < 0 else ""
    return f"{text} [{low:+.{digits}f} {high:+.{digits}f}]{star}"


def shares(manifest):
    """By name: how much of the picture the subject is, and its tags."""
    facts = {}
    for pair in json.loads(manifest.read_text())["pairs"]:
        truth = np.asarray(Image.open(manifest.parent / pair["alpha"]).convert("L"))
        fact = ((truth >= 128).mean(), pair.get("tags", []))
        facts[pair["id"]] = facts[re.sub("_(alpha|mask)$", "", pathlib.Path(pair["alpha"]).stem)] = fact
    return facts


def subsets(names, right, facts, least):
    yield "all", names
    yield f"IoU at least {RIGHT}", [name for name in names if right[name]]
    if not facts:
        return
    found = {name: facts[name.split("/")[-1]] for name in names}
    yield "subject under 5 %", [name for name in names if found[name][0] < LITTLE]
    yield "subject 5 % or more", [name for name in names if found[name][0] >= LITTLE]
    for tag in sorted({tag for _, tags in found.values() for tag in tags}):
        tagged = [name for name in names if tag in found[name][1]]
        if len(tagged) >= least:
            yield tag, tagged


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--report", type=pathlib.Path, required=True)
    parser.add_argument("--manifest", type=pathlib.Path)
    parser.add_argument("--base", default="plain")
    parser.add_argument("--scores", default="iou,mae")
    parser.add_argument("--least", type=int, default=2, help="pairs that a tag must have")
    options = parser.parse_args()
    scores = {}
    for pair in json.loads(options.report.read_text())["pairs"]:
        scores.setdefault(pair["variant"], {})[pair["name"]] = pair["scores"]
    base = scores.pop(options.base)
    right = {name: base[name]["iou"] >= RIGHT for name in base}
    facts = shares(options.manifest) if options.manifest else {}
    print(f"| subset | pairs | score | {options.base} | " + " | ".join(scores) + " |")
    print("| --- " * (4 + len(scores)) + "|")
    for title, names in subsets(sorted(base), right, facts, options.least):
        if not names:
            continue
        for score in options.scores.split(","):
            digits = DIGITS.get(score, 2)
            before = np.array([base[name][score] for name in names])
            cells = [
                difference(np.array([variant[name][score] for name in names]), before, digits)
                for variant in scores.values()
            ]
            print(f"| {title} | {len(names)} | {score} | {before.mean():.{digits}f} | " + " | ".join(cells) + " |")


main()
