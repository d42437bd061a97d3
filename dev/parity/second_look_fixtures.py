"""Freezes what NumPy and Pillow make of two looks at a picture: where to look again, and how both masks are blended.

    python dev/parity/second_look_fixtures.py > src/test/resources/masks/second-looks.json

Nothing but the rule of docs/second-looks.md over whole arrays. The masks are computed; as bytes they are base64 of zlib,
row by row.
"""

import base64
import json
import math
import zlib

import numpy as np
import PIL
from PIL import Image

COMMAND = "python dev/parity/second_look_fixtures.py"


def disk(side, x, y, radius, softness=6.0):
    """A soft disk; all lengths as parts of the side, the softness in pixels."""
    rows, columns = np.mgrid[0:side, 0:side]
    distance = np.hypot(columns + 0.5 - x * side, rows + 0.5 - y * side)
    return np.clip((radius * side - distance) / softness * 255 + 128, 0, 255).astype(np.uint8)


def region(small, width, height):
    """left, top, width, height; None where another look is worth nothing."""
    rows, columns = np.nonzero(small >= 128)
    if len(rows) == 0:
        return None
    across, down = width / small.shape[1], height / small.shape[0]
    left, right = columns.min() * across, (columns.max() + 1) * across
    top, bottom = rows.min() * down, (rows.max() + 1) * down
    margin = 0.25 * max(right - left, bottom - top)
    left, top = max(0, math.floor(left - margin)), max(0, math.floor(top - margin))
    right, bottom = min(width, math.ceil(right + margin)), min(height, math.ceil(bottom + margin))
    box = [left, top, right - left, bottom - top]
    return box if 2 * box[2] * box[3] < width * height else None


def resized(mask, width, height):
    return np.asarray(Image.fromarray(mask).resize((width, height), Image.LANCZOS))


def soft_iou(one, other):
    most = np.maximum(one, other).sum(dtype=int)
    return 1.0 if most == 0 else np.minimum(one, other).sum(dtype=int) / most


def box_mean(values, radius):
    """Means over squares, cut off at the border."""
    total = np.pad(values.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    def ends(length):
        at = np.arange(length)
        return np.maximum(at - radius, 0), np.minimum(at + radius + 1, length)
    (top, bottom), (left, right) = ends(values.shape[0]), ends(values.shape[1])
    sums = total[bottom][:, right] - total[bottom][:, left] - total[top][:, right] + total[top][:, left]
    return sums / np.outer(bottom - top, right - left)


def slope(length, at_start, at_end):
    at = np.arange(length)
    rise = max(1, length // 20)
    start = (at - 3) / rise if at_start else np.ones(length)
    end = (length - 1 - at - 3) / rise if at_end else np.ones(length)
    return np.clip(np.minimum(start, end), 0, 1)


def blended(whole, box, look):
    left, top, width, height = box
    part = np.ascontiguousarray(whole[top : top + height, left : left + width])
    rows, columns = look.shape
    before = resized(part, columns, rows)
    if soft_iou(before, look) < 0.5:
        return whole
    doubt = box_mean(np.abs(before.astype(float) - look) / 255, max(1, min(rows, columns) // 40))
    across = slope(columns, left > 0, left + width < whole.shape[1])
    down = slope(rows, top > 0, top + height < whole.shape[0])
    weights = np.exp(-((doubt / 0.4) ** 2)) * across * down[:, None]
    weight = resized((255 * weights + 0.5).astype(np.uint8), width, height) / 255
    mixed = part + weight * (resized(look, width, height).astype(float) - part)
    result = whole.copy()
    result[top : top + height, left : left + width] = np.round(mixed)
    return result


def text(mask):
    return base64.b64encode(zlib.compress(np.ascontiguousarray(mask).tobytes(), 9)).decode()


def cases():
    """Name, picture's size, first look, second look given the part."""
    yield "small disk", 96, 72, disk(64, 0.4, 0.55, 0.12), disk(64, 0.5, 0.5, 0.3, 9)
    yield "at the corner", 90, 120, disk(64, 0.05, 0.98, 0.2), disk(64, 0.15, 0.9, 0.5, 9)
    yield "a larger picture", 231, 150, disk(64, 0.7, 0.3, 0.1), disk(64, 0.5, 0.5, 0.34, 5)
    yield "a smaller picture", 31, 27, disk(64, 0.5, 0.5, 0.15), disk(64, 0.5, 0.5, 0.3, 9)
    halves = disk(64, 0.5, 0.5, 0.3, 9)
    halves[:, 32:] //= 3
    yield "agrees on one half", 128, 96, disk(64, 0.5, 0.4, 0.14), halves
    yield "looks elsewhere", 128, 96, disk(64, 0.5, 0.4, 0.14), disk(64, 0.1, 0.1, 0.2)
    yield "sees nothing", 128, 96, disk(64, 0.5, 0.4, 0.14), np.zeros((64, 64), np.uint8)
    yield "most of the picture", 96, 72, disk(64, 0.5, 0.5, 0.3), None
    yield "no subject", 96, 72, disk(64, 0.5, 0.5, 0.3) // 3, None
    yield "one pixel", 1, 1, disk(64, 0.5, 0.5, 0.1), None
    yield "a row", 200, 1, disk(64, 0.5, 0.5, 0.05), disk(64, 0.5, 0.5, 0.3)


def main():
    frozen = []
    for name, width, height, small, look in cases():
        box = region(small, width, height)
        case = {"name": name, "width": width, "height": height, "side": 64, "small": text(small), "region": box}
        if box is not None and look is not None:
            whole = resized(small, width, height)
            result = blended(whole, box, look)
            case |= {"look": text(look), "whole": text(whole), "blended": text(result)}
            case["changed"] = int((result != whole).sum())
        frozen.append(case)
    one, other = disk(8, 0.4, 0.5, 0.3, 3), disk(8, 0.6, 0.5, 0.3, 3)
    pair = {"side": 8, "one": text(one), "other": text(other), "soft_iou": soft_iou(one, other),
            "mean": text(((one.astype(int) + other + 1) // 2).astype(np.uint8))}
    print(json.dumps({"command": COMMAND, "numpy": np.__version__, "pillow": PIL.__version__,
                      "pair": pair, "cases": frozen}, indent=1))


main()
