"""Freezes what rembg itself makes of the pictures in samples/, with the model u2netp.

    python dev/parity/goldens.py [OUT_DIR]

Writes PNG files, manifest.json and post_process.json to src/test/resources/golden. The pictures are
what rembg's command line gives (it always lays the colour 0 0 0 0 behind a cutout), only packed tighter.
"""

import base64
import hashlib
import io
import pathlib
import sys

import numpy as np
import onnxruntime
import PIL
import rembg
import scipy
import skimage
from importlib.metadata import version
from PIL import Image
from rembg.bg import post_process

from frozen import write_json

COMMAND = "python dev/parity/goldens.py"
PROJECT = pathlib.Path(__file__).resolve().parents[2]
MODEL = "u2netp"
CLEAR = (0, 0, 0, 0)

# name, arguments of rembg's command line, keyword arguments of rembg.remove
OPTION_SETS = {
    "plain": ([], {}),
    "only-mask": (["-om"], {"only_mask": True}),
    "post-process": (["-ppm"], {"post_process_mask": True}),
    "post-process-only-mask": (["-ppm", "-om"], {"post_process_mask": True, "only_mask": True}),
    "background": (["-bgc", "20", "200", "120", "255"], {"bgcolor": (20, 200, 120, 255)}),
    "background-half": (["-bgc", "20", "200", "120", "100"], {"bgcolor": (20, 200, 120, 100)}),
    "putalpha": (["-x", '{"putalpha": true}'], {"putalpha": True}),
}

# What is kept as a picture; every other combination is kept as a hash.
KEPT = {
    "chelsea.png": ["plain", "only-mask", "post-process-only-mask"],
    "rocket.jpg": ["plain", "only-mask", "post-process", "post-process-only-mask"],
    "coffee.png": ["only-mask", "post-process-only-mask"],
    "astronaut.png": ["only-mask", "post-process-only-mask"],
    "chelsea-small.png": list(OPTION_SETS),
}


def versions():
    return {
        "command": COMMAND,
        "rembg": version("rembg"),
        "onnxruntime": onnxruntime.__version__,
        "pillow": PIL.__version__,
        "numpy": np.__version__,
        "scikit-image": skimage.__version__,
        "scipy": scipy.__version__,
        "model": MODEL,
    }


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def small_picture(out):
    """chelsea at 150 x 100, so that every option set can be kept as a picture."""
    path = out / "chelsea-small.png"
    with Image.open(PROJECT / "samples/chelsea.png") as source:
        small = source.convert("RGB").resize((150, 100), Image.Resampling.LANCZOS)
    Image.fromarray(np.asarray(small)).save(path, optimize=True)
    return path


def removed(data, keywords, session):
    keywords = {"bgcolor": CLEAR} | keywords
    return Image.open(io.BytesIO(rembg.remove(data, session=session, **keywords)))


def pictures(out, session):
    sources = [PROJECT / "samples" / name for name in ("chelsea.png", "rocket.jpg", "coffee.png", "astronaut.png")]
    sources.append(small_picture(out))
    for source in sources:
        data = source.read_bytes()
        for name, (arguments, keywords) in OPTION_SETS.items():
            result = removed(data, keywords, session)
            pixels = np.asarray(result)
            entry = {
                "source": source.relative_to(PROJECT).as_posix() if source.is_relative_to(PROJECT) else source.name,
                "source_sha256": sha256(data),
                "options": name,
                "arguments": arguments,
                "mode": result.mode,
                "width": result.width,
                "height": result.height,
                "sha256": sha256(pixels.tobytes()),
                "file": None,
            }
            if name in KEPT[source.name]:
                file = out / f"{source.stem}.{name}.png"
                result.save(file, optimize=True)
                with Image.open(file) as again:
                    assert np.array_equal(np.asarray(again), pixels) and again.mode == result.mode
                entry["file"] = file.name
            yield entry


def formula_mask(kind, width, height):
    x, y = np.arange(width)[None, :], np.arange(height)[:, None]
    if kind == "noise":
        return ((x * 31 + y * 17 + (x * y) % 251) % 256).astype(np.uint8)
    if kind == "disc":
        distance = (2 * x - width) ** 2 + (2 * y - height) ** 2
        return np.clip(510 - 640 * distance // (width * height), 0, 255).astype(np.uint8)
    return np.where((x // 4 + y // 3) % 3 == 0, 0, 230).astype(np.uint8) + np.zeros((height, width), np.uint8)


def post_process_cases():
    sizes = [(1, 1), (2, 3), (1, 9), (9, 1), (5, 7), (8, 8), (9, 9), (16, 16), (17, 31), (37, 23), (64, 48), (101, 67), (300, 200)]
    for width, height in sizes:
        for kind in ("noise", "disc", "tiles"):
            mask = formula_mask(kind, width, height)
            opened = skimage.morphology.opening(mask, skimage.morphology.disk(1))
            blurred = scipy.ndimage.gaussian_filter(opened.astype(np.float64), sigma=2)
            yield {
                "input": kind,
                "width": width,
                "height": height,
                "input_sha256": sha256(mask.tobytes()),
                "opened_sha256": sha256(opened.tobytes()),
                "blurred_first": [float(v) for v in blurred.ravel()[:4]],
                "nearest_to_127": float(np.abs(blurred - 127).min()),
                "sha256": sha256(post_process(mask).tobytes()),
                "bits": base64.b64encode(np.packbits(post_process(mask) > 0).tobytes()).decode(),
            }


def main():
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "src/test/resources/golden"
    out.mkdir(parents=True, exist_ok=True)
    session = rembg.new_session(MODEL)
    note = (
        "width, height, mode, sha256: of rembg's result (sha256 of its bytes row by row). file: the picture, or null "
        "where only the hash is kept. A hash may differ on a processor of another kind, as the model computes in "
        "floats; the pictures are compared with one step of tolerance. arguments: as for rembg's command line."
    )
    write_json(out / "manifest.json", versions() | {"note": note, "results": list(pictures(out, session))})
    note = (
        "rembg.bg.post_process of masks made by formula (integer division): noise (x*31 + y*17 + (x*y) % 251) % 256; "
        "disc: 510 - 640*((2x-width)^2 + (2y-height)^2) / (width*height), clamped to 0..255; tiles: 0 where "
        "(x/4 + y/3) % 3 == 0, else 230. bits: the result, one bit a pixel over the whole picture, first pixel "
        "highest, no padding between rows. nearest_to_127: how close the blurred mask comes to the threshold."
    )
    write_json(out / "post_process.json", versions() | {"note": note, "cases": list(post_process_cases())})
    total = sum(path.stat().st_size for path in out.iterdir())
    print(f"{out}: {total} bytes in {len(list(out.glob('*.png')))} pictures and two lists")


if __name__ == "__main__":
    main()
