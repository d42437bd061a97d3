"""How long all scores of a pair take here, and some of them by their Python references, in one run and one thread each.

    python dev/eval/speed_beside_references.py --alphalift ./alphalift --json FILE [--size 1155x866 ...] [--pairs 12]

Pictures come of `alphalift testset`; predictions are their alphas blurred and shifted, so that the mattes differ along
every edge. Ours: `pairs[].milliseconds.scoring` of `alphalift evaluate`, all scores of the report but LPIPS, one pair at a
time, on one processor. Theirs, for the same scores: PySODMetrics' F-, S-, E- and weighted F-measure and MAE;
scikit-image's SSIM and PSNR of the composites over five backgrounds and of the mattes; and, as Deep Image Matting's
and Boundary IoU's Python ports do it, gradient error by OpenCV's filter2D, connectivity error by scikit-image's labels,
boundary IoU by OpenCV's erode, the relaxed boundary F by SciPy's distances. MS-SSIM, whose reference needs torch, is
taken for SSIM at the four coarser scales by scikit-image. Decoding and composing are left out of theirs. The matting
and boundary values are held against ours, so that both did the same. Medians over pairs; of ours the first half is
warm-up.
"""

import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import cv2  # noqa: E402
import numpy as np  # noqa: E402
import py_sod_metrics as sod  # noqa: E402
from PIL import Image  # noqa: E402
from scipy import ndimage  # noqa: E402
from skimage.measure import label  # noqa: E402
from skimage.metrics import peak_signal_noise_ratio, structural_similarity  # noqa: E402


def composites(image, alpha):
    height, width = alpha.shape
    board = np.where((np.add.outer(np.arange(height) // 8, np.arange(width) // 8)) % 2 == 0, 255, 204)
    share = alpha[..., None] / 255.0
    for behind in (255, 0, 128, board[..., None], 90):
        yield np.rint(image * share + behind * (1 - share)).astype(np.uint8)


def ssim(one, other, axis):
    return structural_similarity(one, other, gaussian_weights=True, sigma=1.5, use_sample_covariance=False,
                                 data_range=255, channel_axis=axis)


def gradient(matte):
    matte = cv2.normalize(matte / 255.0, None, 0.0, 1.0, cv2.NORM_MINMAX)
    half = 4
    places = np.arange(-half, half + 1)
    normal = np.exp(-places**2 / (2 * 1.4**2)) / (1.4 * np.sqrt(2 * np.pi))
    kernel = np.outer(normal, -places * normal / 1.4**2)
    kernel /= np.sqrt((kernel**2).sum())
    parts = [cv2.filter2D(matte, -1, k, borderType=cv2.BORDER_REPLICATE) for k in (kernel, kernel.T)]
    return np.sqrt(parts[0] ** 2 + parts[1] ** 2)


def gradient_error(predicted, truth):
    return ((gradient(predicted) - gradient(truth)) ** 2).sum() / 1000


def connectivity_error(predicted, truth):
    p, t = predicted.astype(np.float32) / 255, truth.astype(np.float32) / 255
    level = -np.ones_like(p)
    for step in np.float32(np.arange(0.1, 1.05, 0.1)):
        labels = label((p >= step) & (t >= step), connectivity=1)
        counts = np.bincount(labels.ravel())[1:]
        connected = labels == 1 + counts.argmax() if counts.size else np.zeros_like(labels, bool)
        level[(level == -1) & ~connected] = step - np.float32(0.1)
    level[level == -1] = 1
    def share(x):
        distance = x - level
        return 1 - distance * (distance >= 0.15)
    return np.abs(share(p) - share(t)).sum() / 1000


def boundary(mask, ratio):
    width = max(1, round(ratio * np.hypot(*mask.shape)))
    padded = cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    return mask - cv2.erode(padded, np.ones((3, 3), np.uint8), iterations=width)[1:-1, 1:-1]


def boundary_iou(predicted, truth, ratio):
    p, t = (boundary((x >= 128).astype(np.uint8), ratio) for x in (predicted, truth))
    return (p & t).sum() / (p | t).sum()


def boundary_f(predicted, truth):
    cross = ndimage.generate_binary_structure(2, 1)
    p, t = ((x >= 128) & ~ndimage.binary_erosion(x >= 128, cross) for x in (predicted, truth))
    precision = (ndimage.distance_transform_edt(~t)[p] <= 3).mean()
    recall = (ndimage.distance_transform_edt(~p)[t] <= 3).mean()
    return 1.3 * precision * recall / (0.3 * precision + recall)


def ms_ssim(one, other, axis):
    values = []
    for _ in range(4):
        height, width = one.shape[0] // 2 * 2, one.shape[1] // 2 * 2
        one, other = (x[:height, :width].astype(np.float64).reshape(height // 2, 2, width // 2, 2, -1).mean((1, 3))
                      for x in (one, other))
        values.append(ssim(one if axis else one[..., 0], other if axis else other[..., 0], axis))
    return values


def score(image, truth, predicted, pictures):
    told = {"gradient_error": gradient_error(predicted, truth),
            "connectivity_error": connectivity_error(predicted, truth),
            "boundary_iou": boundary_iou(predicted, truth, 0.02),
            "boundary_iou_0_5": boundary_iou(predicted, truth, 0.005),
            "boundary_f": boundary_f(predicted, truth)}
    for measure in (sod.Fmeasure(), sod.Smeasure(), sod.Emeasure(), sod.WeightedFmeasure(), sod.MAE()):
        measure.step(pred=predicted, gt=truth)
        measure.get_results()
    for one, other in pictures:
        ssim(one, other, 2)
        ms_ssim(one, other, 2)
        peak_signal_noise_ratio(one, other, data_range=255)
    ssim(predicted, truth, None)
    ms_ssim(predicted, truth, None)
    peak_signal_noise_ratio(truth, predicted, data_range=255)
    return told


def measure(alphalift, size, count, work):
    width, height = map(int, size.split("x"))
    subprocess.run([alphalift, "testset", work / "set", "--count", str(count), "--size", size], check=True,
                   stderr=subprocess.DEVNULL)
    (work / "predictions").mkdir()
    for file in sorted((work / "set/alpha").iterdir()):
        truth = np.array(Image.open(file).convert("L"))
        blurred = ndimage.gaussian_filter(truth.astype(np.float32), max(1.0, width / 400))
        Image.fromarray(np.roll(blurred, 2, axis=1).round().astype(np.uint8)).save(work / "predictions" / file.name)
    environment = {**os.environ, "ALPHALIFT_THREADS": "1",
                   "ALPHALIFT_PICTURE_MEMORY": str(int(1.5 * 44 * width * height))}
    subprocess.run(["taskset", "-c", "0", alphalift, "evaluate", "--predictions", work / "predictions", "--truth",
                    work / "set/alpha", "--images", work / "set/image", "--json", work / "ours.json"], check=True,
                   env=environment, stdout=subprocess.DEVNULL)
    report = json.loads((work / "ours.json").read_text())
    ours = [pair["milliseconds"]["scoring"] for pair in report["pairs"]]
    theirs = []
    os.sched_setaffinity(0, {0})
    cv2.setNumThreads(1)
    for file in sorted((work / "predictions").iterdir())[: max(2, count // 3)]:
        image = np.array(Image.open(work / "set/image" / file.name).convert("RGB"))
        truth = np.array(Image.open(work / "set/alpha" / file.name).convert("L"))
        predicted = np.array(Image.open(file))
        pictures = list(zip(composites(image, predicted), composites(image, truth)))
        start = time.perf_counter()
        told = score(image, truth, predicted, pictures)
        theirs.append(1000 * (time.perf_counter() - start))
        scores = next(pair["scores"] for pair in report["pairs"] if pair["name"] == file.stem)
        for key, value in told.items():
            assert abs(value - scores[key]) <= 1e-4 * max(1, abs(value)), (file.name, key, value, scores[key])
    return {"size": size, "megapixels": width * height / 1e6, "pairs": count,
            "ours_ms": {"first": ours[0], "median": statistics.median(ours[count // 2:]), "all": ours},
            "references_ms": {"median": statistics.median(theirs), "all": theirs},
            "ratio": statistics.median(theirs) / statistics.median(ours[count // 2:]),
            "run": report["run"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--alphalift", required=True)
    parser.add_argument("--json", required=True)
    parser.add_argument("--size", nargs="+", default=["1155x866", "4000x3000"])
    parser.add_argument("--pairs", type=int, default=12)
    arguments = parser.parse_args()
    rows = []
    for size in arguments.size:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(measure(arguments.alphalift, size, arguments.pairs, pathlib.Path(folder)))
        print({key: rows[-1][key] for key in ("size", "ratio")}, rows[-1]["ours_ms"]["median"],
              rows[-1]["references_ms"]["median"], file=sys.stderr)
    result = {"what": __doc__.split("\n")[0], "command": "python dev/eval/speed_beside_references.py --pairs %d --size %s"
              % (arguments.pairs, " ".join(arguments.size)), "python": platform.python_version(),
              "numpy": np.__version__, "processor": platform.processor() or platform.machine(),
              "rows": rows}
    pathlib.Path(arguments.json).write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
