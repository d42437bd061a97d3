"""Freezes gradients, blurred originals, shadows and blending in linear light as NumPy and SciPy have them.

    python dev/parity/backdrop_fixtures.py > src/test/resources/matte/backdrops.json

Gradients by the wording of CSS Images 3; blurred originals by pull-push and SciPy's Gaussian in double precision,
at full size; shadows by scipy.ndimage.map_coordinates and gaussian_filter, at full size. Planes are base64 of zlib of rows
of bytes.
"""

import base64
import json
import math
import pathlib
import zlib

import numpy as np
import scipy
from PIL import Image
from scipy import ndimage

COMMAND = "python dev/parity/backdrop_fixtures.py"
SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "samples"


def text(array):
    return base64.b64encode(zlib.compress(np.ascontiguousarray(array, np.uint8).tobytes(), 9)).decode()


def rounded(array):
    return np.clip(np.floor(array + 0.5), 0, 255).astype(np.uint8)


def gradient(width, height, first, second, degrees):
    """The line through the middle, as long as it must be for the corners to have the two colours."""
    angle = math.radians(degrees)
    direction = np.array([math.sin(angle), -math.cos(angle)])
    corners = np.array([[x, y] for x in (-width / 2, width / 2) for y in (-height / 2, height / 2)])
    half = (corners @ direction).max()
    y, x = np.mgrid[0:height, 0:width]
    along = (x + 0.5 - width / 2) * direction[0] + (y + 0.5 - height / 2) * direction[1]
    part = np.clip((along / half + 1) / 2, 0, 1)[:, :, None]
    one, other = np.array(first, float), np.array(second, float)
    opacity = one[3] * (1 - part) + other[3] * part
    colours = (one[:3] * one[3] * (1 - part) + other[:3] * other[3] * part) / opacity
    return rounded(np.concatenate([colours, opacity], 2))


def light(values):
    v = np.asarray(values, float) / 255
    return np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)


def encoded(linear):
    return 255 * np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * np.maximum(linear, 0) ** (1 / 2.4) - 0.055)


def over_in_light(front, behind):
    a = front[:, :, 3:] / 255
    b = behind[:, :, 3:] / 255 * (1 - a)
    total = np.maximum(a + b, 1e-12)
    mixed = (light(front[:, :, :3]) * a + light(behind[:, :, :3]) * b) / total
    return rounded(np.concatenate([encoded(mixed), 255 * (a + b)], 2))


def disk(width, height, x0, y0, radius, softness):
    y, x = np.mgrid[0:height, 0:width]
    return np.clip((radius - np.hypot(x - x0, y - y0)) / softness * 255 + 128, 0, 255).astype(np.uint8)


def filled(colours, weights):
    """Pull-push: where nothing is known, what the next coarser grid has there, bilinearly."""
    height, width = weights.shape
    if height == width == 1:
        return colours
    even = ((0, height % 2), (0, width % 2))
    sums = np.pad(colours * weights[:, :, None], (*even, (0, 0)))
    sums = sums[::2, ::2] + sums[1::2, ::2] + sums[::2, 1::2] + sums[1::2, 1::2]
    known = np.pad(weights, even)
    known = known[::2, ::2] + known[1::2, ::2] + known[::2, 1::2] + known[1::2, 1::2]
    coarse = filled(sums / np.maximum(known, 1e-30)[:, :, None], np.minimum(1, known))
    behind = upsampled(coarse, (np.arange(width) + 0.5) / 2 - 0.5, (np.arange(height) + 0.5) / 2 - 0.5)
    return colours * weights[:, :, None] + behind * (1 - weights[:, :, None])


def upsampled(grid, x, y):
    places = np.meshgrid(y, x, indexing="ij")
    return np.stack([ndimage.map_coordinates(grid[:, :, c], places, order=1, mode="nearest") for c in range(3)], 2)


def blurred(picture, alpha, sigma):
    """The subject replaced by means over squares of clear background, then SciPy's Gaussian."""
    height, width = alpha.shape
    cell = math.ceil(max(alpha.shape) / 64)
    rows, columns = np.arange(height) // cell, np.arange(width) // cell
    place = rows[:, None] * (columns[-1] + 1) + columns
    clear = alpha < 13
    count = np.bincount(place.ravel())
    known = np.bincount(place.ravel(), clear.ravel())
    sums = np.stack([np.bincount(place.ravel(), (picture[:, :, c] * clear).ravel()) for c in range(3)], 1)
    shape = (rows[-1] + 1, columns[-1] + 1)
    means = (sums / np.maximum(known, 1)[:, None]).reshape(*shape, 3)
    fill = filled(means, (known / count).reshape(shape))
    around = upsampled(fill, (np.arange(width) + 0.5) / cell - 0.5, (np.arange(height) + 0.5) / cell - 0.5)
    share = np.minimum(1, 2 * alpha[:, :, None].astype(float) / 255)
    return rounded(ndimage.gaussian_filter(picture + share * (around - picture), (sigma, sigma, 0)))


def shadow(kind, alpha, right, down, sigma):
    height, width = alpha.shape
    y, x = np.mgrid[0:height, 0:width].astype(float)
    visible = alpha >= 128
    floor = np.nonzero(visible.any(1))[0].max()
    if kind == "CONTACT":
        first = np.nonzero(visible.any(1))[0].min()
        foot = np.nonzero(visible[floor - (floor - first) // 5 : floor + 1].any(0))[0]
        half = 1.1 * (foot.max() + 1 - foot.min()) / 2
        along = (x - (foot.min() + foot.max()) / 2 - right) / half
        beside = (y - floor - down) / (0.18 * half)
        fallen = 255 * np.sqrt(np.maximum(0, 1 - along**2 - beside**2))
    else:
        high = (floor - y + down) / {"DROP": 1, "FLOOR": 0.35}[kind]
        aside = right + (0.45 * high if kind == "FLOOR" else 0)
        fallen = ndimage.map_coordinates(alpha.astype(float), [floor - high, x - aside], order=1, mode="nearest")
        if kind == "FLOOR":
            fallen = np.where((high >= 0) & (floor - high >= 0), fallen, 0)
    return rounded(ndimage.gaussian_filter(fallen, sigma))


def gradients():
    for width, height, degrees in ((9, 5, 0), (9, 5, 45), (9, 5, 90), (7, 12, 137), (7, 12, 270), (1, 1, 33)):
        for first, second in (((255, 0, 0, 255), (0, 64, 255, 255)), ((10, 200, 30, 255), (250, 0, 9, 51))):
            yield {"width": width, "height": height, "degrees": degrees, "from": first, "to": second,
                   "expected": text(gradient(width, height, first, second, degrees))}  # fmt: skip


def blurs():
    picture = np.asarray(Image.open(SAMPLES / "coffee.png").convert("RGB").crop((180, 60, 276, 132)))
    alpha = disk(96, 72, 40, 35, 22, 5)
    yield {"width": 96, "height": 72, "samples": text(picture), "alpha": text(alpha), "cases": [
        {"sigma": sigma, "expected": text(blurred(picture, alpha, sigma))} for sigma in (1, 3.5, 8.5, 13)]}  # fmt: skip


def shadows():
    alpha = np.maximum(disk(90, 70, 38, 30, 18, 4), disk(90, 70, 45, 52, 9, 3))
    cases = [("DROP", 0, 0, 1), ("DROP", 5, 3, 2.5), ("DROP", -4.5, 2.25, 3), ("DROP", 8, 6, 9.2),
             ("FLOOR", 0, 0, 1.5), ("FLOOR", 2, 1, 3), ("CONTACT", 0, 1, 2), ("CONTACT", 3, 0, 3.5)]  # fmt: skip
    yield {"width": 90, "height": 70, "alpha": text(alpha), "cases": [
        {"kind": kind, "right": right, "down": down, "sigma": sigma,
         "expected": text(shadow(kind, alpha, right, down, sigma))}
        for kind, right, down, sigma in cases]}  # fmt: skip


def blending():
    random = np.random.default_rng(3)
    front, behind = random.integers(0, 256, (2, 40, 50, 4), np.uint8)
    front[:4, :, 3], front[4:8, :, 3], behind[8:20, :, 3], behind[20:23, :, 3] = 0, 255, 255, 0
    return {"width": 50, "height": 40, "front": text(front), "behind": text(behind),
            "expected": text(over_in_light(front, behind))}  # fmt: skip


print(json.dumps({
    "command": COMMAND, "numpy": np.__version__, "scipy": scipy.__version__,
    "note": "expected of gradients and blending: RGBA; of blurs: RGB; of shadows: opacity at full strength",
    "gradients": list(gradients()), "blurs": list(blurs()), "shadows": list(shadows()), "blending": blending(),
}))  # fmt: skip
