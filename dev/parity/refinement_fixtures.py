"""Freezes what NumPy makes of small pictures by the guided filter and by the blend of two opacities.

    python dev/parity/refinement_fixtures.py > src/test/resources/matte/refinement.json

Nothing but the papers' formulas over whole arrays: He, Sun and Tang (2013) for windows of pixels, with means over
windows that are cut off at the border; and the same with averaged functions at the middles of blocks, interpolated
(He and Sun 2015). The blend is alpha = w c + (1 - w) g with w = exp(-(e / .2)^2) and e the mean of |c - mask| over
17 x 17. The pictures are parts of samples/, masks and trimaps are computed. Bytes and 16-bit values (little endian)
are base64, row by row.
"""

import base64
import json
import pathlib

import numpy as np
import PIL
import scipy
from PIL import Image
from scipy.ndimage import binary_erosion

COMMAND = "python dev/parity/refinement_fixtures.py"
SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "samples"

# picture, left, top, width, height
PARTS = {
    "fur": ("chelsea.png", 60, 40, 60, 44),
    "grey": ("coffee.png", 260, 160, 32, 24),
    "long": ("coffee.png", 200, 150, 67, 3),
    "column": ("coffee.png", 250, 100, 1, 23),
    "four": ("coffee.png", 250, 100, 2, 2),
    "pixel": ("coffee.png", 250, 150, 1, 1),
    "flat": (None, 0, 0, 25, 19),
}


def disk(width, height, softness):
    y, x = np.mgrid[0:height, 0:width]
    distance = np.hypot((x - 0.5 * (width - 1)) / max(1, width), (y - 0.5 * (height - 1)) / max(1, height))
    return np.clip((0.3 - distance) / softness * 255 + 128, 0, 255).astype(np.uint8)


def sums(values, radius):
    """Sums over 2 radius + 1 rows and columns, fewer at the border."""
    for axis in (0, 1):
        total = np.cumsum(np.insert(values, 0, 0, axis=axis), axis=axis)
        at = np.arange(values.shape[axis])
        last = np.minimum(at + radius + 1, values.shape[axis])
        values = np.take(total, last, axis) - np.take(total, np.maximum(at - radius, 0), axis)
    return values


def in_blocks(values, side):
    """Sums over squares, those at the border of what there is."""
    for axis in (0, 1):
        values = np.add.reduceat(values, np.arange(0, values.shape[axis], side), axis=axis)
    return values


def functions(colours, p, radius, epsilon, side):
    """Averaged a and b of each block."""
    def mean(values):
        flat = values.reshape(p.shape + (-1,))
        count = sums(in_blocks(np.ones(p.shape + (1,)), side), radius)
        result = sums(in_blocks(flat, side), radius) / count
        return result.reshape(result.shape[:2] + values.shape[2:])

    mean_colour, mean_p = mean(colours), mean(p)
    covariance = mean(colours * p[..., None]) - mean_colour * mean_p[..., None]
    variance = mean(colours[..., :, None] * colours[..., None, :]) - mean_colour[..., :, None] * mean_colour[..., None, :]
    a = np.linalg.solve(variance + epsilon * np.eye(3), covariance[..., None])[..., 0]
    b = mean_p - (a * mean_colour).sum(-1)
    both = np.concatenate([a, b[..., None]], -1)
    return sums(both, radius) / sums(np.ones(both.shape[:2] + (1,)), radius)


def interpolated(blocks, size, side):
    result = blocks
    for axis in (0, 1):
        place = np.clip((np.arange(size[axis]) + 0.5) / side - 0.5, 0, blocks.shape[axis] - 1)
        low = place.astype(int)
        high = np.minimum(low + 1, blocks.shape[axis] - 1)
        share = (place - low).reshape([-1, 1, 1] if axis == 0 else [1, -1, 1])
        result = np.take(result, low, axis) * (1 - share) + np.take(result, high, axis) * share
    return result


def guided(colours, p, radius, epsilon, side):
    both = interpolated(functions(colours, p, radius, epsilon, side), p.shape, side)
    return (both[..., :3] * colours).sum(-1) + both[..., 3]


def trimap(mask):
    known = np.full(mask.shape, 128, np.uint8)
    known[binary_erosion(mask > 240, structure=np.ones((3, 3)))] = 255
    known[binary_erosion(mask < 10, structure=np.ones((3, 3)), border_value=1)] = 0
    if not (known == 0).any() or not (known == 255).any():  # tiny: the first pixel and the last
        known[0, 0], known[-1, -1] = 0, 255
    return known


def clamped(values, known):
    return np.where(known == 128, np.clip(values, 0, 1), known / 255)


def blended(trusted, other, mask):
    strayed = sums(np.abs(trusted - mask), 8) / sums(np.ones(mask.shape), 8)
    weight = np.exp(-((strayed / 0.2) ** 2))
    return weight * trusted + (1 - weight) * other


def text(array, kind=np.uint8):
    return base64.b64encode(np.ascontiguousarray(array).astype(kind).tobytes()).decode()


def fine(alpha):
    return text(np.round(alpha * 65535), "<u2")


def picture(name):
    file, left, top, width, height = PARTS[name]
    if file is None:
        return np.full((height, width, 3), (90, 140, 30), np.uint8)
    part = Image.open(SAMPLES / file).convert("RGB").crop((left, top, left + width, top + height))
    return np.asarray(part.convert("L").convert("RGB") if name == "grey" else part)


def main():
    cases = []
    for name in PARTS:
        samples = picture(name)
        height, width = samples.shape[:2]
        mask = disk(width, height, 0.2)
        known = trimap(mask)
        colours, p = samples / 255, mask / 255
        case = {"name": name, "width": width, "height": height, "samples": text(samples), "mask": text(mask),
                "trimap": text(known)}
        for key, radius, epsilon, side in (("pixels", 4, 1e-5, 1), ("blocks", 2, 1e-5, 3), ("small", 4, 1e-6, 1)):
            case[key] = fine(clamped(guided(colours, p, radius, epsilon, side), known))
        # something that strays: the mask's complement on the left half
        strayed = np.where(np.arange(width)[None, :] < width // 2, 1 - p, p)
        case["strayed"] = fine(strayed)
        strayed = np.round(strayed * 65535) / 65535
        other = np.round(clamped(guided(colours, p, 4, 1e-5, 1), known) * 65535) / 65535
        case["blended"] = fine(np.where(known == 128, blended(strayed, other, p), other))
        cases.append(case)
    print(json.dumps({
        "command": COMMAND,
        "numpy": np.__version__, "scipy": scipy.__version__, "pillow": PIL.__version__,
        "note": "pixels: radius 4, epsilon 1e-5; blocks: radius 2 blocks of 3 pixels; small: epsilon 1e-6; all"
                " clamped to the trimap; blended: of strayed and pixels, where the trimap knows nothing.",
        "cases": cases,
    }, indent=1))


main()
