"""Freezes what rembg makes of small pictures and masks with -vm and a tiny model, step by step.

    python dev/parity/vitmatte_fixtures.py > src/test/resources/rembg/vitmatte.json

The pictures and masks are those of matting_fixtures.py. rembg takes the tiny model of the tests for
ViTMatte's file, MODEL_CHECKSUM_DISABLED; nothing is downloaded. Bytes are base64, row by row.
"""

import hashlib
import json
import os
import pathlib
import shutil
import tempfile
from importlib.metadata import version

import numpy as np
from PIL import Image

COMMAND = "python dev/parity/vitmatte_fixtures.py"
MODEL = "tiny-vitmatte-1024.onnx"
PROJECT = pathlib.Path(__file__).resolve().parents[2]
SIZES = [(1, 1), (3, 2), (31, 7), (127, 250), (640, 427), (1023, 1025), (1024, 1024), (2049, 1536), (5, 3001), (3001, 5), (30, 3001)]
NEAREST, BILINEAR, LANCZOS = Image.Resampling.NEAREST, Image.Resampling.BILINEAR, Image.Resampling.LANCZOS


def provided(folder):
    """rembg's own names, in a folder of their own, with the tiny model as its default variant."""
    os.environ["U2NET_HOME"] = folder
    os.environ["MODEL_CHECKSUM_DISABLED"] = "1"
    from rembg import matting

    file = matting.VARIANTS[matting.DEFAULT_VARIANT]["fname"]
    shutil.copyfile(PROJECT / "src/test/resources/models" / MODEL, pathlib.Path(folder) / file)
    return matting


class Listener:
    """A session that keeps what it was fed."""

    def __init__(self, session):
        self.session = session

    def run(self, names, feed):
        self.fed = feed["pixel_values"]
        return self.session.run(names, feed)


def case(matting, listener, name, picture, kind, mask, options):
    from matting_fixtures import text
    from rembg.bg import decontaminate_cutout

    photo, plane = Image.fromarray(picture), Image.fromarray(mask)
    alpha = matting.vitmatte_alpha(photo, plane, **options)
    row = {"picture": name, "mask": kind, "values": text(mask), "options": options, "alpha": text(np.asarray(alpha))}
    row["input_sha256"] = hashlib.sha256(np.ascontiguousarray(listener.fed, "<f4").tobytes()).hexdigest()
    if max(mask.shape) > 1:
        row["cutout"] = text(np.asarray(decontaminate_cutout(photo, alpha)))
    return row


def resized(kind):
    """Hashes of what Pillow makes of pictures whose values name their places."""
    rows = []
    for width, height in SIZES:
        ramp = Image.fromarray(np.add.outer(np.arange(height) * 31, np.arange(width) * 17).astype(np.uint8))
        for target in ((1024, 1024), (96, 64), (7, 5)):
            data = ramp.resize(target, kind).tobytes()
            rows.append([width, height, *target, hashlib.sha256(data).hexdigest()])
    return rows


def main():
    with tempfile.TemporaryDirectory() as folder:
        matting = provided(folder)
        from matting_fixtures import PARTS, SAMPLES, masks, text

        listener = Listener(matting._get_session(matting.DEFAULT_VARIANT))
        matting._sessions[matting.DEFAULT_VARIANT] = listener
        pictures, cases = {}, []
        for name, (file, left, top, width, height) in PARTS.items():
            part = Image.open(SAMPLES / file).convert("RGB").crop((left, top, left + width, top + height))
            picture = np.asarray(part)
            pictures[name] = {"width": width, "height": height, "samples": text(picture)}
            for kind, mask in masks(width, height):
                sets = [{"erode_size": 3}]
                if name == "fur" and kind == "soft":
                    sets += [{}, {"erode_size": 0}, {"foreground_threshold": 200, "background_threshold": 90, "erode_size": 1}]
                cases += [case(matting, listener, name, picture, kind, mask, options) for options in sets]
    print(json.dumps({
        "command": COMMAND,
        **{name: version(name) for name in ("rembg", "onnxruntime", "pillow", "pymatting", "scipy", "numpy")},
        "model": MODEL,
        "note": "alpha and cutout (RGBA) are rembg's; input_sha256 is of what it fed the model, 1x4x1024x1024 in"
                " float32, little endian. nearest, bilinear, lanczos: width, height, target width and height, and the"
                " sha256 of the resized picture whose value at (x, y) is (17 x + 31 y) mod 256.",
        **{kind.name.lower(): resized(kind) for kind in (NEAREST, BILINEAR, LANCZOS)},
        "pictures": pictures,
        "cases": cases,
    }, indent=1))


main()
