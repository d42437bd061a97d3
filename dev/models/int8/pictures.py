"""The pictures that a model is calibrated on, and more made of them: all free to use."""

import glob
import os

import numpy as np
from PIL import Image

SEED = 20261128
SIDE = 512  # of the pictures that others are made of

# Of scikit-image's own pictures those without rights reserved, as its `data` package says, and
# besides those that samples/ has too.
SCIKIT_IMAGE = [
    "camera.png",  # Lav Varshney, CC0
    "clock_motion.png",  # Stefan van der Walt, public domain
    "coins.png",  # Brooklyn Museum, no known copyright restrictions
    "hubble_deep_field.jpg",  # NASA, public domain
    "retina.jpg",  # CC0
    "moon.png",  # NASA, public domain
    "horse.png",  # Andreas Preuss, CC0
    "brick.png",  # CC0Textures, CC0
    "grass.png",  # CC0Textures, CC0
    "gravel.png",  # CC0Textures, CC0
]


def free_pictures(root):
    """Photographs of samples/ and scikit-image, and the painted ones, by a stable order."""
    import skimage

    samples = sorted(
        glob.glob(os.path.join(root, "samples", "*.png"))
        + glob.glob(os.path.join(root, "samples", "*.jpg"))
    )
    painted = sorted(glob.glob(os.path.join(root, "samples", "testset", "image", "*.png")))
    data = os.path.join(os.path.dirname(skimage.__file__), "data")
    return samples + [os.path.join(data, name) for name in SCIKIT_IMAGE] + painted


def read(path):
    with Image.open(path) as picture:
        return picture.convert("RGB")


def varied(pictures, crops, composites, mask):
    """The pictures whole, seeded crops of each, and cutouts of some on others.

    mask: gives a picture's mask as floats of 0 to 1 [SIDE, SIDE]; it makes the cutouts.
    """
    generator = np.random.default_rng(SEED)
    made = list(pictures)
    for picture in pictures:
        made.extend(crop(picture, generator) for _ in range(crops))
    squares = [np.asarray(squared(each), np.float32) for each in pictures]
    masks = [mask(each) for each in pictures]
    for _ in range(composites):
        front, back = generator.choice(len(pictures), 2, replace=False)
        made.append(composite(squares[front], masks[front], squares[back], generator))
    return made


def squared(picture):
    return picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def crop(picture, generator):
    """A part of 50 to 90 % of the sides, every other one mirrored, with its own brightness."""
    width, height = (
        int(length * generator.uniform(0.5, 0.9)) for length in picture.size
    )
    left = int(generator.integers(0, picture.size[0] - width + 1))
    top = int(generator.integers(0, picture.size[1] - height + 1))
    part = picture.crop((left, top, left + width, top + height))
    if generator.random() < 0.5:
        part = part.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    gain, tint = generator.uniform(0.6, 1.3), generator.uniform(0.85, 1.15, 3)
    values = np.asarray(part, np.float32) * gain * tint
    return Image.fromarray(np.clip(np.rint(values), 0, 255).astype(np.uint8))


def composite(front, mask, back, generator):
    """A cutout, shrunk and moved, on another picture."""
    side = int(SIDE * generator.uniform(0.4, 0.9))
    left, top = (int(place) for place in generator.integers(0, SIDE - side + 1, 2))
    tint = generator.uniform(0.7, 1.3, 3).astype(np.float32)
    small = resized(front * tint, side)
    opacity = resized(mask, side)[..., None]
    made = back.copy()
    place = made[top : top + side, left : left + side]
    place[:] = small * opacity + place * (1 - opacity)
    return Image.fromarray(np.clip(np.rint(made), 0, 255).astype(np.uint8))


def resized(values, side):
    planes = values[..., None] if values.ndim == 2 else values
    small = [
        np.asarray(
            Image.fromarray(np.ascontiguousarray(planes[..., at], np.float32)).resize(
                (side, side), Image.Resampling.BILINEAR
            )
        )
        for at in range(planes.shape[2])
    ]
    return small[0] if values.ndim == 2 else np.stack(small, axis=2)


def network_input(picture, side, mean, deviation):
    """The preprocessing of rembg: divide by the largest value, then shift and scale."""
    small = np.asarray(picture.resize((side, side), Image.Resampling.LANCZOS), np.float64)
    scaled = small / max(np.max(small), 1e-6)
    normal = (scaled - mean) / deviation
    return normal.transpose(2, 0, 1)[None].astype(np.float32)
