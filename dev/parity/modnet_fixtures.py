"""Freezes what MODNet's published form makes of small pictures with a tiny model.

    python dev/parity/modnet_fixtures.py > src/test/resources/masks/modnet.json

The form is that of the project's ONNX demo (Ke et al. 2022): (value - 127.5) / 127.5; OpenCV's INTER_AREA to 512 on
the short side, unless 512 lies between the two; both sides cut down to multiples of 32; the output times 255, cut
off. The mask goes back to the picture's size by Pillow's Lanczos, as rembg enlarges all masks, instead of in blocks.
Bytes are base64, row by row.
"""

import base64
import json
import pathlib
from importlib.metadata import version

import cv2
import numpy as np
import onnxruntime
from PIL import Image

COMMAND = "python dev/parity/modnet_fixtures.py"
MODEL = "tiny-modnet.onnx"
PROJECT = pathlib.Path(__file__).resolve().parents[2]
SIDE, MULTIPLE = 512, 32

# picture, left, top, width, height
PARTS = {
    "fur": ("chelsea.png", 60, 40, 60, 44),
    "upright": ("coffee.png", 260, 60, 70, 160),
    "strip": ("coffee.png", 10, 150, 560, 45),
    "narrow": ("rocket.jpg", 290, 0, 120, 260),
    "pixel": ("coffee.png", 250, 150, 1, 1),
}
SIZES = [
    (1, 1), (60, 44), (511, 511), (512, 512), (513, 513), (511, 512), (513, 512), (640, 427), (427, 640), (1024, 600),
    (600, 1024), (1000, 700), (4000, 3000), (3024, 4032), (560, 45), (900, 512), (512, 900), (511, 300), (300, 511),
]  # fmt: skip


def size(width, height):
    if max(width, height) < SIDE or min(width, height) > SIDE:
        if width >= height:
            width, height = int(width / height * SIDE), SIDE
        else:
            width, height = SIDE, int(height / width * SIDE)
    return width - width % MULTIPLE, height - height % MULTIPLE


def text(array):
    return base64.b64encode(np.ascontiguousarray(array, np.uint8).tobytes()).decode()


def case(session, name, picture):
    height, width = picture.shape[:2]
    target = size(width, height)
    values = cv2.resize((picture - 127.5) / 127.5, target, interpolation=cv2.INTER_AREA)
    fed = values.transpose(2, 0, 1)[None].astype(np.float32)
    (output,) = session.run(None, {"input": fed})
    small = (output[0, 0] * 255).astype(np.uint8)
    mask = Image.fromarray(small).resize((width, height), Image.Resampling.LANCZOS)
    rng = np.random.default_rng(len(name))
    places = rng.integers(0, fed.size, 60).tolist()
    return {
        "picture": name, "width": width, "height": height, "samples": text(picture),
        "input_width": target[0], "input_height": target[1],
        "input": [[place, round(float(fed.ravel()[place]), 6)] for place in places],
        "small": [[y, text(small[y])] for y in range(0, target[1], 61)],
        "mask": text(np.asarray(mask)),
    }  # fmt: skip


def main():
    model = PROJECT / "src/test/resources/models" / MODEL
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    cases = []
    for name, (file, left, top, width, height) in PARTS.items():
        whole = Image.open(PROJECT / "samples" / file).convert("RGB")
        cases.append(case(session, name, np.asarray(whole.crop((left, top, left + width, top + height)))))
    print(json.dumps({
        "command": COMMAND,
        **{name: version(name) for name in ("opencv-python-headless", "onnxruntime", "pillow", "numpy")},
        "model": MODEL,
        "note": "sizes: width, height, and width and height of the input. input: places in the planes and their"
                " values. small: rows of the model's mask.",
        "sizes": [[*one, *size(*one)] for one in SIZES],
        "cases": cases,
    }, indent=1))


main()
