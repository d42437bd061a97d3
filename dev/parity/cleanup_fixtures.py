"""Freezes what SciPy makes of small masks, for each clean-up alone and for all of them together.

    python dev/parity/cleanup_fixtures.py > src/test/resources/masks/cleanup.json

The masks are computed: a soft subject with a hole, specks and haze, one that touches the border, noise,
lines of one pixel, a single pixel. Everything is base64 of zlib of rows of bytes. The order of the steps is that of
docs/cleanup.md.
"""

import base64
import json
import math
import zlib

import numpy as np
import scipy
from scipy import ndimage

COMMAND = "python dev/parity/cleanup_fixtures.py"
CROSS = ndimage.generate_binary_structure(2, 1)
SQUARE = np.ones((3, 3), bool)


def masks():
    y, x = np.mgrid[0:44, 0:60]
    soft = np.clip((14 - np.hypot(x - 24, y - 21)) * 60 + 128, 0, 255)
    soft = np.minimum(soft, np.clip((np.hypot(x - 22, y - 19) - 4) * 70 + 90, 0, 255))
    soft = np.maximum(soft, np.clip((3 - np.hypot(x - 50, y - 9)) * 90 + 40, 0, 240))
    soft = np.maximum(soft, np.clip((1.6 - np.hypot(x - 52, y - 36)) * 90 + 40, 0, 200))
    soft = np.maximum(soft, np.where((y == 33) & (x > 30), 30, 0))
    yield "subject", soft.astype(np.uint8)
    corner = np.clip((20 - np.hypot(x + 3, y - 40)) * 25 + 128, 0, 255).astype(np.uint8)
    corner[38:41, 4:7] = 20
    yield "border", corner
    random = np.random.default_rng(8)
    noise = ndimage.gaussian_filter(random.normal(size=(37, 53)), 1.3)
    yield "noise", np.clip(noise * 420 + 120, 0, 255).astype(np.uint8)
    yield "hard", np.where(noise > 0.08, 255, 0).astype(np.uint8)
    yield "row", random.integers(0, 256, (1, 23), np.uint8)
    yield "column", random.integers(0, 256, (19, 1), np.uint8)
    yield "pixel", np.array([[200]], np.uint8)
    yield "empty", np.zeros((9, 11), np.uint8)
    yield "full", np.full((9, 11), 255, np.uint8)


def footprint(radius, box):
    y, x = np.mgrid[-radius : radius + 1, -radius : radius + 1]
    return np.ones(x.shape, bool) if box else x * x + y * y <= radius * radius


def dilated(mask, radius, box=False):
    if radius == 0:
        return mask
    return ndimage.grey_dilation(mask, footprint=footprint(radius, box), mode="constant", cval=0)


def eroded(mask, radius, box=False):
    if radius == 0:
        return mask
    return ndimage.grey_erosion(mask, footprint=footprint(radius, box), mode="constant", cval=255)


def by_levels(mask, level_to_set):
    """A rule for sets, applied to the set above each value, and put together again."""
    result = np.zeros(mask.shape, int)
    for level in range(1, 256):
        result += level_to_set(mask >= level)
    return result.astype(np.uint8)


def filled(mask):
    return by_levels(mask, lambda above: ndimage.binary_fill_holes(above, CROSS))


def kept(mask, keeps):
    labels, count = ndimage.label(mask >= 128, SQUARE)
    if count == 0:
        return mask
    sizes = np.bincount(labels.ravel(), minlength=count + 1)
    chosen = np.isin(labels, [part for part in range(1, count + 1) if keeps(part, sizes)])

    def joined(above):
        return ndimage.binary_propagation(chosen & above, SQUARE, mask=above)

    return by_levels(mask, joined)


def gaussian(mask, sigma):
    return np.floor(ndimage.gaussian_filter(mask.astype(float), sigma) + 0.5).astype(np.uint8)


def length(text, shape):
    text = text.removeprefix("box:")
    if text.endswith("pm"):
        return float(text[:-2]) * max(shape) / 1000
    return float(text.removesuffix("px"))


def whole(value):
    return math.floor(value + 0.5)


def applied(mask, options):
    def of(name):
        return length(options.get(name, "0"), mask.shape)

    for name, first, second in (("open", eroded, dilated), ("close", dilated, eroded)):
        box = options.get(name, "").startswith("box:")
        mask = second(first(mask, whole(of(name)), box), whole(of(name)), box)
    if options.get("fill-holes") == "true":
        mask = filled(mask)
    if of("drop-specks") > 0:
        least = math.ceil(of("drop-specks") ** 2)
        mask = kept(mask, lambda part, sizes: sizes[part] >= least)
    if options.get("largest") == "true":
        mask = kept(mask, lambda part, sizes: part == 1 + np.argmax(sizes[1:]))
    mask = eroded(dilated(mask, whole(of("grow"))), whole(of("shrink")))
    if "threshold" in options:
        mask = np.where(mask >= int(options["threshold"]), 255, 0).astype(np.uint8)
    if of("smooth") > 0:
        mask = gaussian(mask, of("smooth"))
    if of("feather") > 0:
        mask = np.minimum(mask, gaussian(eroded(mask, whole(of("feather") / 2)), of("feather") / 4))
    return mask


CASES = [
    {"open": "1"}, {"open": "2px"}, {"open": "box:1px"}, {"open": "box:3"}, {"open": "40pm"},
    {"close": "2"}, {"close": "box:2"}, {"close": "5px"}, {"close": "box:30px"}, {"close": "25px"},
    {"fill-holes": "true"}, {"drop-specks": "4px"}, {"drop-specks": "50pm"}, {"drop-specks": "100px"},
    {"largest": "true"}, {"threshold": "1"}, {"threshold": "128"}, {"threshold": "255"},
    {"smooth": "0.1"}, {"smooth": "0.7"}, {"smooth": "2"}, {"smooth": "33.3pm"}, {"smooth": "30px"},
    {"grow": "1"}, {"grow": "3"}, {"grow": "7px"}, {"shrink": "1"}, {"shrink": "4px"}, {"shrink": "60px"},
    {"grow": "60px"}, {"feather": "1"}, {"feather": "5px"}, {"feather": "50pm"},
    {"open": "1", "close": "1", "fill-holes": "true", "drop-specks": "5", "largest": "true", "grow": "2",
     "shrink": "1", "threshold": "100", "smooth": "1.5", "feather": "4"},
]  # fmt: skip


def text(array):
    return base64.b64encode(zlib.compress(np.ascontiguousarray(array, np.uint8).tobytes(), 9)).decode()


def main():
    result = {}
    for name, mask in masks():
        result[name] = {
            "width": mask.shape[1], "height": mask.shape[0], "values": text(mask),
            "cases": [{"options": options, "expected": text(applied(mask, options))} for options in CASES],
        }  # fmt: skip
    print(json.dumps({
        "command": COMMAND, "scipy": scipy.__version__, "numpy": np.__version__,
        "note": "expected: the mask after the options, which are applied in the order of docs/cleanup.md.",
        "masks": result,
    }))  # fmt: skip


main()
