"""Makes the photographs to measure with from a real one.

    python dev/bench/photos.py OUT_DIR [--source samples/astronaut.png]

1mp.jpg, 3mp.jpg, 6mp.jpg and 12mp.jpg, one/ with a single photograph of 1 MP, and folder/ with 24 different ones.
An enlarged photograph is too smooth, so seeded grain is added: compressing it then costs what a camera's picture
costs. The same Pillow and NumPy give the same files.
"""

import argparse
import pathlib

import numpy as np
from PIL import Image, ImageOps

PROJECT = pathlib.Path(__file__).resolve().parents[2]
QUALITY = 92
GRAIN = 3.0
MEGAPIXELS = (1, 3, 6, 12)
FOLDER_COUNT = 24


def enlarged(photograph, megapixels):
    scale = (megapixels * 1e6 / (photograph.width * photograph.height)) ** 0.5
    size = round(photograph.width * scale), round(photograph.height * scale)
    return photograph.resize(size, Image.Resampling.LANCZOS)


def grained(photograph, seed):
    """Grain as of film: the same on all channels for the most part, and a little of each one's own."""
    random = np.random.default_rng(seed)
    shape = photograph.height, photograph.width
    shared = random.standard_normal(shape, np.float32)[:, :, None] * (GRAIN * 0.9)
    own = random.standard_normal((*shape, 3), np.float32) * (GRAIN * 0.45)
    values = np.asarray(photograph, np.float32) + shared + own
    return Image.fromarray(values.round().clip(0, 255).astype(np.uint8))


def varied(photograph, number):
    """Another frame, side and exposure of the same subject, of three shapes."""
    random = np.random.default_rng(1000 + number)
    keep = random.uniform(0.82, 1.0)
    shape = (1.0, 4 / 3, 3 / 4)[number % 3]
    width = min(photograph.width, photograph.height * shape) * keep
    height = width / shape
    left = random.uniform(0, photograph.width - width)
    top = random.uniform(0, photograph.height - height)
    frame = photograph.crop((round(left), round(top), round(left + width), round(top + height)))
    if number % 2:
        frame = ImageOps.mirror(frame)
    exposure = random.uniform(0.8, 1.15)
    return frame.point(lambda value: min(255, round(value * exposure)))


def save(photograph, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    photograph.save(path, "JPEG", quality=QUALITY)
    print(f"{path.name}: {photograph.width} x {photograph.height}, {path.stat().st_size} bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--source", type=pathlib.Path, default=PROJECT / "samples/astronaut.png")
    arguments = parser.parse_args()
    with Image.open(arguments.source) as opened:
        source = ImageOps.exif_transpose(opened).convert("RGB")
    for megapixels in MEGAPIXELS:
        save(grained(enlarged(source, megapixels), megapixels), arguments.out / f"{megapixels}mp.jpg")
    for number in range(FOLDER_COUNT):
        photograph = grained(enlarged(varied(source, number), 1), 100 + number)
        save(photograph, arguments.out / "folder" / f"photo-{number:02d}.jpg")
        if number == 0:
            save(photograph, arguments.out / "one" / "photo-00.jpg")


if __name__ == "__main__":
    main()
