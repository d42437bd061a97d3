"""Freezes what rembg makes of small pictures and masks with -a and -dc, step by step.

    python dev/parity/matting_fixtures.py > src/test/resources/rembg/matting.json

The pictures are parts of samples/, the masks are computed: a soft disk, a hard one, one that touches
the border, stripes. Everything is base64 of rows of bytes.
"""

import base64
import json
import pathlib
from importlib.metadata import version

import numpy as np
from PIL import Image
from pymatting import estimate_alpha_cf
from rembg.bg import alpha_matting_cutout, decontaminate_cutout
from scipy.ndimage import binary_erosion

COMMAND = "python dev/parity/matting_fixtures.py"
SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "samples"

# picture, left, top, width, height
PARTS = {
    "fur": ("chelsea.png", 60, 40, 60, 44),
    "rocket": ("rocket.jpg", 290, 50, 40, 48),
    "long": ("coffee.png", 200, 150, 67, 13),
    "grey": ("coffee.png", 260, 160, 32, 24),
    "column": ("coffee.png", 250, 100, 1, 23),
    "pixel": ("coffee.png", 250, 150, 1, 1),
}


def disk(width, height, softness, at=(0.5, 0.5)):
    y, x = np.mgrid[0:height, 0:width]
    distance = np.hypot((x - at[0] * (width - 1)) / max(1, width), (y - at[1] * (height - 1)) / max(1, height))
    return np.clip((0.3 - distance) / softness * 255 + 128, 0, 255).astype(np.uint8)


def masks(width, height):
    yield "soft", disk(width, height, 0.2)
    yield "hard", np.where(disk(width, height, 0.01) > 127, 255, 0).astype(np.uint8)
    yield "corner", disk(width, height, 0.1, (0, 0.9))
    yield "stripes", (np.add.outer(np.arange(height), np.arange(width)) * 37 % 256).astype(np.uint8)
    yield "nothing", np.zeros((height, width), np.uint8)
    yield "everything", np.full((height, width), 255, np.uint8)


def trimap(mask, above, below, erode):
    structure = np.ones((erode, erode), np.uint8) if erode else None
    result = np.full(mask.shape, 128, np.uint8)
    result[binary_erosion(mask > above, structure=structure)] = 255
    result[binary_erosion(mask < below, structure=structure, border_value=1)] = 0
    return result


def text(array):
    return base64.b64encode(np.ascontiguousarray(array, np.uint8).tobytes()).decode()


def case(name, picture, kind, mask, erode):
    photo = Image.fromarray(picture)
    known = trimap(mask, 240, 10, erode)
    result = {"picture": name, "mask": kind, "erode": erode, "values": text(mask), "trimap": text(known)}
    if max(mask.shape) > 1 and erode == 3:
        result["decontaminated"] = text(np.asarray(decontaminate_cutout(photo, Image.fromarray(mask))))
    try:
        estimate_alpha_cf(picture / 255.0, known / 255.0)
        cutout = alpha_matting_cutout(photo, Image.fromarray(mask), 240, 10, erode)
        result["matted"] = text(np.asarray(cutout))
    except ValueError as fault:
        result["refused"] = str(fault)
    return result


def main():
    pictures = {}
    cases = []
    for name, (file, left, top, width, height) in PARTS.items():
        whole = Image.open(SAMPLES / file).convert("RGB")
        part = whole.crop((left, top, left + width, top + height))
        picture = np.asarray(part.convert("L").convert("RGB") if name == "grey" else part)
        pictures[name] = {"width": width, "height": height, "samples": text(picture)}
        for kind, mask in masks(width, height):
            erodes = (10, 0, 1, 3, 4) if name == "fur" and kind == "soft" else (3,)
            cases += [case(name, picture, kind, mask, erode) for erode in erodes]
    print(json.dumps({
        "command": COMMAND,
        "rembg": version("rembg"), "pymatting": version("pymatting"), "scipy": version("scipy"),
        "numpy": np.__version__,
        "note": "trimap by the thresholds 240 and 10; decontaminated and matted are RGBA; refused is why"
                " rembg's library cannot tell an opacity. rembg cannot decontaminate a single pixel.",
        "pictures": pictures,
        "cases": cases,
    }, indent=1))


if __name__ == "__main__":
    main()
