"""Fits the curve of docs/confidence.md from masks and truths, and says how far it can be trusted.

    python dev/eval/calibrate_confidence.py --pairs PAIRS --masks MASKS [--json FILE]
    python dev/eval/calibrate_confidence.py --pairs PAIRS --masks MASKS --flipped FLIPPED [--model FILE] [--json FILE]

PAIRS holds manifest.json (a list "pairs" of id and alpha), MASKS for each pair ID.png, the model's own mask
before it is enlarged. Prints Markdown; the JSON is src/test/resources/confidence/calibration.json.

FLIPPED holds what the model made of each picture's mirror image, turned back; --model (u2netp.onnx) makes those
that are missing. With it the curve is the one for the mean of both masks (option `flip`): the signal of the mean is
multiplied by 1 - soft IoU of both, the JSON is src/test/resources/confidence/calibration-flip.json.

The signal is the mean of 4 p (1 - p) over the share of p >= .5. The curve is a logistic one of two parameters
in the logarithm of the signal, fitted to the IoU at one half by Bernoulli likelihood (fractional logistic
regression: Papke and Wooldridge 1996). The threshold is the one that finds most of the poor masks while it
asks for no more than a fifth of the others, in the middle between the two pairs around it.
"""

import argparse
import json
import pathlib

import numpy as np
import scipy
from PIL import Image
from scipy.optimize import minimize
from scipy.stats import rankdata, spearmanr

POOR = 0.7
MOST_FALSE_ALARMS = 0.2
BINS = [0, 0.7, 0.85, 0.9, 0.93, 1.0001]


def flipped(picture, model):
    """What the model makes of the mirror image of its input, as rembg prepares and reads it."""
    import onnxruntime

    session = onnxruntime.InferenceSession(model)
    small = np.asarray(Image.open(picture).convert("RGB").resize((320, 320), Image.LANCZOS)) / 1.0
    values = (small / max(small.max(), 1e-6) - (0.485, 0.456, 0.406)) / (0.229, 0.224, 0.225)
    planes = values.transpose(2, 0, 1)[None, ..., ::-1].astype(np.float32)
    output = session.run(None, {session.get_inputs()[0].name: np.ascontiguousarray(planes)})[0][0, 0]
    stretched = (output - output.min()) / (output.max() - output.min())
    return Image.fromarray((stretched * 255).astype(np.uint8)[:, ::-1])


def soft_iou(one, other):
    one, other = np.asarray(one, int), np.asarray(other, int)
    return np.minimum(one, other).sum() / np.maximum(one, other).sum()


def measured(pairs, masks, flips, model):
    rows = []
    for pair in json.loads((pairs / "manifest.json").read_text())["pairs"]:
        truth = np.asarray(Image.open(pairs / pair["alpha"]).convert("L")) >= 128
        mask = Image.open(masks / f"{pair['id']}.png")
        disagreement = 1
        if flips:
            file = flips / f"{pair['id']}.png"
            if model and not file.exists():
                flipped(pairs / pair["image"], model).save(file)
            other = Image.open(file)
            disagreement = max(0.001, 1 - soft_iou(mask, other))
            mask = Image.fromarray(((np.asarray(mask, int) + np.asarray(other) + 1) // 2).astype(np.uint8))
        large = np.asarray(mask.resize(truth.shape[::-1], Image.LANCZOS)) >= 128
        p = np.asarray(mask) / 255
        signal = (4 * p * (1 - p)).mean() / (p >= 0.5).mean() * disagreement
        rows.append((pair["id"], signal, (large & truth).sum() / (large | truth).sum()))
    return rows


def fit(signal, iou):
    x = np.log(signal)

    def loss(t):
        z = t[0] - t[1] * x
        return np.mean(np.logaddexp(0, z) - iou * z)

    return minimize(loss, [0, 1]).x


def curve(t, signal):
    return 1 / (1 + np.exp(t[1] * np.log(signal) - t[0]))


def threshold(value, poor):
    """The value below which a mask is to be looked at."""
    ordered = np.sort(value)
    cuts = (ordered[1:] + ordered[:-1]) / 2
    allowed = [cut for cut in cuts if np.mean(value[~poor] < cut) <= MOST_FALSE_ALARMS]
    return min(allowed, key=lambda cut: (np.mean(value[poor] >= cut), np.mean(value[~poor] < cut)))


def auroc(value, poor):
    ranks = rankdata(-value)
    few = poor.sum()
    return (ranks[poor].sum() - few * (few + 1) / 2) / (few * (~poor).sum())


def rates(review, poor):
    return f"{(poor & ~review).sum()} of {poor.sum()} | {(~poor & review).sum()} of {(~poor).sum()}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=pathlib.Path, required=True)
    parser.add_argument("--masks", type=pathlib.Path, required=True)
    parser.add_argument("--flipped", type=pathlib.Path)
    parser.add_argument("--model", type=pathlib.Path)
    parser.add_argument("--json", type=pathlib.Path)
    arguments = parser.parse_args()
    rows = measured(arguments.pairs, arguments.masks, arguments.flipped, arguments.model)
    signal = np.array([row[1] for row in rows])
    iou = np.array([row[2] for row in rows])
    poor = iou < POOR
    t = fit(signal, iou)
    value = curve(t, signal)
    cut = threshold(value, poor)

    # Each pair by a curve and a threshold that were made without it.
    others = np.empty(len(rows))
    reviewed = np.empty(len(rows), bool)
    for one in range(len(rows)):
        rest = np.arange(len(rows)) != one
        part = fit(signal[rest], iou[rest])
        others[one] = curve(part, signal[one])
        reviewed[one] = others[one] < threshold(curve(part, signal[rest]), poor[rest])

    print(f"Pairs: {len(rows)}, of which {poor.sum()} have an IoU below {POOR}.\n")
    print(f"confidence = 1 / (1 + exp({t[1]:.4f} ln(signal) - {t[0]:.4f})); needsReview below {cut:.4f}\n")
    print("| | all | without the pair itself |\n| --- | --- | --- |")
    print(f"| AUROC for IoU < {POOR} | {auroc(value, poor):.3f} | {auroc(others, poor):.3f} |")
    print(f"| rank correlation with IoU | {spearmanr(value, iou)[0]:.3f} | {spearmanr(others, iou)[0]:.3f} |")
    print(f"| mean of abs(confidence - IoU) | {np.abs(value - iou).mean():.3f} | {np.abs(others - iou).mean():.3f} |")
    print(f"| the same for the mean IoU of all | {np.abs(iou.mean() - iou).mean():.3f} | |\n")
    print("| confidence | pairs | mean confidence | mean IoU | least IoU | IoU < .7 |\n| --- | --- | --- | --- | --- | --- |")
    for low, high in zip(BINS, BINS[1:]):
        inside = (value >= low) & (value < high)
        if inside.any():
            print(f"| {low:g} to {min(1, high):g} | {inside.sum()} | {value[inside].mean():.3f} | {iou[inside].mean():.3f}"
                  f" | {iou[inside].min():.3f} | {(poor & inside).sum()} |")  # fmt: skip
    print("\n| needsReview below | poor ones missed | false alarms |\n| --- | --- | --- |")
    for at in sorted((0.7, 0.8, 0.85, cut, 0.905, 0.93)):
        print(f"| {at:.3f} | {rates(value < at, poor)} |")
    print(f"| chosen without the pair itself | {rates(reviewed, poor)} |")
    if arguments.json:
        arguments.json.write_text(json.dumps({
            "command": "python dev/eval/calibrate_confidence.py --pairs PAIRS --masks MASKS"
            + (" --flipped FLIPPED" if arguments.flipped else "") + " --json FILE",
            "numpy": np.__version__, "scipy": scipy.__version__, "pillow": Image.__version__,
            "note": "signal and IoU of each pair by its mask of 320 x 320; intercept and slope of the logistic curve",
            "intercept": round(t[0], 4), "slope": round(t[1], 4), "reviewBelow": round(cut, 4),
            "pairs": [{"id": row[0], "signal": row[1], "iou": row[2], "confidence": float(v)}
                      for row, v in zip(rows, value)],
        }, indent=1) + "\n")  # fmt: skip


main()
