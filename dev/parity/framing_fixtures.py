"""Numbers of Pillow for scaled, moved and backed cutouts: python dev/parity/framing_fixtures.py > src/test/resources/pillow/framing.json"""
import hashlib
import json

import numpy as np
import PIL
from PIL import Image


def mix(width, height, channels):
    y, x, c = np.mgrid[0:height, 0:width, 0:channels]
    values = (x * 31 + y * 17 + c * 101 + x * y % 251) % 256
    return values.astype(np.uint8)


def rgb(width, height):
    return Image.fromarray(mix(width, height, 3), "RGB")


def grey(width, height):
    return Image.fromarray(mix(width, height, 1)[:, :, 0], "L")


def sha(image):
    return hashlib.sha256(image.tobytes()).hexdigest()


def placed(canvas, piece, target):
    """The piece's colours and opacity, each resized by itself, on a transparent canvas."""
    left, top, width, height = piece
    box = (left, top, left + width, top + height)
    colours = rgb(40, 30).crop(box).resize(target[2:], Image.LANCZOS)
    opacity = grey(40, 30).crop(box).resize(target[2:], Image.LANCZOS)
    colours.putalpha(opacity)
    result = Image.new("RGBA", canvas)
    result.paste(colours, target[:2])
    # As rembg's command line does it: colours that cannot be seen are cleared, the others are not touched.
    return Image.alpha_composite(Image.new("RGBA", canvas), result)


def covering(canvas, size, soft):
    picture = rgb(*size)
    if soft:
        picture.putalpha(grey(*size))
    scale = max(canvas[0] / size[0], canvas[1] / size[1])
    width, height = (min(size[i], int(canvas[i] / scale + 0.5)) for i in (0, 1))
    left, top = (size[0] - width) // 2, (size[1] - height) // 2
    middle = picture.crop((left, top, left + width, top + height))
    bands = [band.resize(canvas, Image.LANCZOS) for band in middle.split()]
    return Image.merge(picture.mode, bands).convert("RGBA")


def main():
    cases = []
    for canvas, piece, target in (
        ((40, 30), (5, 4, 20, 16), (3, 2, 33, 26)),
        ((24, 18), (8, 6, 16, 12), (4, 9, 12, 9)),
        ((40, 30), (0, 0, 40, 30), (0, 0, 40, 30)),
    ):
        front = placed(canvas, piece, target)
        case = {"canvas": canvas, "piece": piece, "target": target, "sha256": sha(front), "behind": []}
        for size, soft in (((50, 20), False), ((17, 33), True), (canvas, False)):
            back = covering(canvas, size, soft)
            over = Image.alpha_composite(back, front)
            case["behind"].append({"size": size, "soft": soft, "back_sha256": sha(back), "sha256": sha(over)})
        cases.append(case)
    print(json.dumps({"pillow": PIL.__version__, "numpy": np.__version__, "cases": cases}, indent=1))


main()
