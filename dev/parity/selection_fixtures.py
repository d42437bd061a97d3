"""Freezes what rembg makes of small pictures by u2net_cloth_seg and sam with tiny models of their form.

    python dev/parity/selection_fixtures.py > src/test/resources/rembg/selection.json

rembg takes the tiny models of the tests for its own files, MODEL_CHECKSUM_DISABLED; nothing is downloaded. Pictures
and results are PNG files in base64.
"""

import base64
import hashlib
import io
import json
import os
import pathlib
import shutil
import tempfile
from importlib.metadata import version
from unittest import mock

import numpy as np
from PIL import Image

COMMAND = "python dev/parity/selection_fixtures.py"
PROJECT = pathlib.Path(__file__).resolve().parents[2]
MODELS = {
    "u2net_cloth_seg.onnx": "tiny-cloth-768.onnx",
    "sam_vit_b_01ec64.encoder.onnx": "tiny-sam-encoder.onnx",
    "sam_vit_b_01ec64.decoder.onnx": "tiny-sam-decoder.onnx",
}

# picture, left, top, width, height, with opacity of its own
PARTS = {
    "fur": ("chelsea.png", 60, 40, 96, 60, False),
    "upright": ("coffee.png", 260, 60, 70, 160, False),
    "narrow": ("rocket.jpg", 290, 100, 7, 90, False),
    "pixel": ("coffee.png", 250, 150, 1, 1, False),
    "glass": ("astronaut.png", 150, 20, 64, 48, True),
}
KINDS = [None, "upper", "lower", "full", "attire"]
POINT = [{"type": "point", "data": [40, 22], "label": 1}]
MARKS = [
    {"type": "rectangle", "data": [10, 8.5, 70, 50], "label": 1},
    {"type": "point", "data": [30.25, 30], "label": 0},
    {"type": "point", "data": [60, 20], "label": 1},
]
RESULTS = [
    {},
    {"only_mask": True},
    {"post_process_mask": True, "only_mask": True},
    {"decontaminate": True},
    {"alpha_matting": True, "alpha_matting_erode_size": 3},
    {"bgcolor": [20, 200, 90, 130]},
    {"post_process_mask": True, "bgcolor": [255, 255, 255, 255]},
]  # fmt: skip
SIZES = [(1, 1), (3, 2), (640, 427), (427, 640), (1024, 684), (1023, 683), (2048, 1368), (30, 3001), (3001, 5), (1500, 999)]


def png(picture):
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def text(data):
    return base64.b64encode(data).decode()


def part(file, left, top, width, height, transparent):
    picture = Image.open(PROJECT / "samples" / file).convert("RGB").crop((left, top, left + width, top + height))
    if transparent:
        slope = np.linspace(0, 255, width * height).reshape(height, width).astype(np.uint8)
        picture.putalpha(Image.fromarray(slope))
    return picture


def case(session, model, name, data, extras, options):
    from rembg import remove

    result = remove(data, session=session, **json.loads(json.dumps(extras)), **options)
    return {"model": model, "picture": name, "extras": extras, "options": options, "result": text(result)}


def fed(session, width, height, extras):
    """What is given to SAM's encoder and decoder for a picture whose values name their places."""
    asked = {}
    encoder, decoder = session.encoder, session.decoder

    class Encoder:
        def get_inputs(self):
            return encoder.get_inputs()

        def run(self, names, feed):
            asked["encoder"] = hashlib.sha256(np.ascontiguousarray(feed["input_image"], "<f4").tobytes()).hexdigest()
            return encoder.run(names, feed)

    class Decoder:
        def run(self, names, feed):
            asked["points"] = feed["point_coords"].ravel().tolist()
            asked["labels"] = feed["point_labels"].ravel().tolist()
            return decoder.run(names, feed)

    steps = np.add.outer(np.arange(height) * 31, np.arange(width) * 17)[..., None] + np.array([0, 85, 170])
    with mock.patch.object(session, "encoder", Encoder()), mock.patch.object(session, "decoder", Decoder()):
        (mask,) = session.predict(Image.fromarray(steps.astype(np.uint8)), **extras)
    asked["mask"] = hashlib.sha256(mask.tobytes()).hexdigest()
    asked["inside"] = int(np.count_nonzero(np.asarray(mask)))
    return {"width": width, "height": height, "prompt": extras.get("sam_prompt")} | asked


def cases(sessions):
    rows = []
    pictures = {name: png(part(*where)) for name, where in PARTS.items()}
    for name, data in pictures.items():
        for kind in KINDS if name == "fur" else [None]:
            extras = {} if kind is None else {"cc": kind}
            for options in RESULTS if kind in (None, "lower") and name in ("fur", "glass") else [{"only_mask": True}]:
                rows.append(case(sessions["u2net_cloth_seg"], "u2net_cloth_seg", name, data, extras, options))
        prompts = [{}, {"sam_prompt": POINT}, {"sam_prompt": MARKS}] if name == "fur" else [{}]
        for extras in prompts:
            for options in RESULTS if "sam_prompt" in extras else [{}, {"only_mask": True}]:
                rows.append(case(sessions["sam"], "sam", name, data, extras, options))
    return {name: text(data) for name, data in pictures.items()}, rows


def samples(sessions):
    rows = []
    for name in ("coffee.png", "rocket.jpg"):
        data = (PROJECT / "samples" / name).read_bytes()
        width, height = Image.open(io.BytesIO(data)).size
        corner = [{"type": "rectangle", "data": [0, 0, width, height], "label": 1}]
        for model, extras in (("u2net_cloth_seg", {}), ("sam", {}), ("sam", {"sam_prompt": corner})):
            rows.append(case(sessions[model], model, name, data, extras, {"only_mask": True}))
    return rows


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.environ["U2NET_HOME"] = folder
        os.environ["MODEL_CHECKSUM_DISABLED"] = "1"
        for file, model in MODELS.items():
            shutil.copyfile(PROJECT / "src/test/resources/models" / model, pathlib.Path(folder) / file)
        from rembg import new_session

        sessions = {name: new_session(name) for name in ("u2net_cloth_seg", "sam")}
        pictures, rows = cases(sessions)
        sizes = []
        for width, height in SIZES:
            mark = {"type": "rectangle", "data": [width / 3, height / 7, width, height * 0.6], "label": 1}
            sizes += [fed(sessions["sam"], width, height, {}), fed(sessions["sam"], width, height, {"sam_prompt": [mark]})]
        print(json.dumps({
            "command": COMMAND,
            **{name: version(name) for name in ("rembg", "onnxruntime", "pillow", "pymatting", "scipy", "numpy")},
            "models": MODELS,
            "note": "cases: of pictures here; samples: of the files in samples/. sizes: what sam is fed for the picture"
                    " whose value at (x, y) is (17 x + 31 y + 85 channel) mod 256: the sha256 of the encoder's input,"
                    " 684x1024x3 in float32, little endian, and the decoder's points and labels; the sha256 of the mask"
                    " and how many of its pixels are inside.",
            "pictures": pictures,
            "cases": rows,
            "samples": samples(sessions),
            "sizes": sizes,
        }, indent=1))


main()
