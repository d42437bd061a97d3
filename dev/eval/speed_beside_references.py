"""How long all scores of a pair take here, and some of them by their Python references, in one run and one thread each.

    python dev/eval/speed_beside_references.py --alphalift ./alphalift --json FILE [--size 1155x866 ...] [--pairs 12]

Pictures come of `alphalift testset`; predictions are their alphas blurred and shifted, so that the mattes differ along
every edge. Ours: `pairs[].milliseconds.scoring` of `alphalift evaluate`, all scores of the report but LPIPS, one pair at
a time, on one processor. Theirs: PySODMetrics' F-, S-, E- and weighted F-measure and MAE, and scikit-image's SSIM and
PSNR of the composites over five backgrounds and of the matte: fewer scores than ours (no matting errors, boundaries,
MS-SSIM), and decoding and composing are left out. Medians over pairs; of ours the first half is warm-up.
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

import numpy as np  # noqa: E402
import py_sod_metrics as sod  # noqa: E402
from PIL import Image  # noqa: E402
from scipy import ndimage  # noqa: E402
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


def score(image, truth, predicted, pictures):
    for measure in (sod.Fmeasure(), sod.Smeasure(), sod.Emeasure(), sod.WeightedFmeasure(), sod.MAE()):
        measure.step(pred=predicted, gt=truth)
        measure.get_results()
    for one, other in pictures:
        ssim(one, other, 2)
        peak_signal_noise_ratio(one, other, data_range=255)
    ssim(predicted, truth, None)
    peak_signal_noise_ratio(truth, predicted, data_range=255)


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
    for file in sorted((work / "predictions").iterdir())[: max(2, count // 3)]:
        image = np.array(Image.open(work / "set/image" / file.name).convert("RGB"))
        truth = np.array(Image.open(work / "set/alpha" / file.name).convert("L"))
        predicted = np.array(Image.open(file))
        pictures = list(zip(composites(image, predicted), composites(image, truth)))
        start = time.perf_counter()
        score(image, truth, predicted, pictures)
        theirs.append(1000 * (time.perf_counter() - start))
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
