"""Compares int8 models with the float one on pictures that none was calibrated on.

    apt-get download tuxpaint-stamps-default mate-backgrounds lomiri-wallpapers-16.04 \\
        lomiri-wallpapers-20.04 palapeli-data ukui-wallpapers
    for each in *.deb; do dpkg-deb -x $each PACKAGES; done
    python dev/models/validation.py PACKAGES FLOAT.onnx INT8.onnx ...

The pictures come from Debian 12's packages: photographs and drawn wallpapers, whole and in parts
(which often have no clear subject, so that a small error shows), and cutouts with known opacity
on them. Every other one is for choosing between int8 models ("select"), the rest says how good the
chosen one is ("report").
"""

import argparse
import os

import numpy as np
from PIL import Image

from comparison import ended, network_input, require, run, session

SEED = 77
SIDE = 640
NETWORK = (320, 320)
RESAMPLES = 2000
LEAST_DIFFERENCE = 1e-9

# What a choice between int8 models looked at, and what it did not.
PARTS = {"select": slice(0, None, 2), "report": slice(1, None, 2), "all": slice(None)}

STAMPS = "usr/share/tuxpaint/stamps"
BACKGROUNDS = ["usr/share/backgrounds", "usr/share/palapeli/collection"]

# Of tuxpaint's stamps, folders that hold no photographs and single drawings.
DRAWN = {"cartoon", "symbols", "military", "flags", "roadsigns", "medical", "clothes", "space"}
DRAWINGS = {
    "hedgehog", "pizza", "explosion", "lightningbolt", "eye", "candy_cane", "tree",
    "jackolantern_mean", "menorah", "inukshuk-outline", "dumper_mirror",
}
# Photographs that are kept for calibration.
LEFT_OUT = {
    "Picture_0B_by_freespace", "Picture_1A_by_freespace", "Wine_by_Jakkub_Mede",
    "aitzgorri_by_Aitzol_Berasategi", "friends_by_Aitzol_Berasategi",
    "picosdeeuropa_by_Aitzol_Berasategi", "seeding_by_Clements_Engelhardt",
    "sunset_by_Aitzol_Berasategi", "umang_by_Abhishek_Mudgal",
}
LEFT_OUT_FOLDERS = {"abstract", "desktop"}
LEAST_SIDE = 180


def found(root, suffixes):
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            if name.endswith(suffixes):
                yield os.path.join(folder, name)


def stem(path):
    return os.path.splitext(os.path.basename(path))[0]


def stamps(packages):
    for path in found(os.path.join(packages, STAMPS), ".png"):
        if DRAWN & set(path.split(os.sep)) or stem(path) in DRAWINGS:
            continue
        with Image.open(path) as picture:
            if min(picture.size) < LEAST_SIDE:
                continue
            cutout = picture.convert("RGBA")
        counts = cutout.getchannel("A").histogram()
        if counts[0] >= sum(counts) / 10:
            yield cutout.crop(cutout.getbbox())


def backgrounds(packages):
    for folder in BACKGROUNDS:
        for path in found(os.path.join(packages, folder), (".jpg", ".png")):
            if stem(path) not in LEFT_OUT and not LEFT_OUT_FOLDERS & set(path.split(os.sep)):
                with Image.open(path) as picture:
                    picture.draft("RGB", (1000, 1000))
                    yield picture.convert("RGB")


def part(picture, generator, least, most):
    width, height = (int(each * generator.uniform(least, most)) for each in picture.size)
    left = int(generator.integers(0, picture.size[0] - width + 1))
    top = int(generator.integers(0, picture.size[1] - height + 1))
    return small(picture.crop((left, top, left + width, top + height)))


def small(picture):
    copy = picture.copy()
    copy.thumbnail((SIDE, SIDE))
    return copy


def composite(cutout, back, generator):
    """A cutout on a picture, perhaps mirrored, cut off, dark or noisy, and its opacity."""
    room = min(back.size[0] / cutout.size[0], back.size[1] / cutout.size[1])
    size = [max(8, int(each * generator.uniform(0.4, 1.25) * room)) for each in cutout.size]
    front = cutout.resize(size, Image.Resampling.LANCZOS)
    if generator.random() < 0.5:
        front = front.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    place = tuple(
        int(generator.integers(min(0, free), max(0, free) + 1))
        for free in (back.size[axis] - front.size[axis] for axis in (0, 1))
    )
    opacity = Image.new("L", back.size)
    opacity.paste(front.getchannel("A"), place)
    made = back.copy()
    made.paste(front.convert("RGB"), place, front.getchannel("A"))
    values = np.asarray(made, np.float32) * generator.uniform(0.5, 1.2)
    if generator.random() < 0.3:
        values = values + generator.normal(0, generator.uniform(3, 15), values.shape)
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8)), opacity


def pictures(packages):
    """Pictures with their opacity, or None."""
    generator = np.random.default_rng(SEED)
    backs, cutouts = list(backgrounds(packages)), list(stamps(packages))
    require(backs and cutouts, f"{packages} does not hold what the packages hold.")
    for back in backs:
        yield small(back), None
        yield part(back, generator, 0.35, 0.8), None
        yield part(back, generator, 0.35, 0.8), None
    for cutout in cutouts:
        back = part(backs[generator.integers(len(backs))], generator, 0.5, 1.0)
        yield composite(cutout, back, generator)


def mask(one_session, picture):
    values = np.asarray(picture.resize(NETWORK, Image.Resampling.LANCZOS))
    output = run(one_session, network_input(values))
    return (output - output.min()) / max(output.max() - output.min(), 1e-12)


def iou(found_mask, truth):
    found_mask, truth = found_mask > 0.5, truth > 0.5
    return (found_mask & truth).sum() / max((found_mask | truth).sum(), 1)


def interval(values):
    """The mean, and 95 % of the means of samples drawn again."""
    generator = np.random.default_rng(SEED)
    means = values[generator.integers(0, len(values), (RESAMPLES, len(values)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return f"{values.mean():+.4f} ({low:+.4f} to {high:+.4f})"


def compare(float_masks, masks, truths):
    differences = np.array([np.abs(a - b).mean() for a, b in zip(masks, float_masks)])
    geometric = np.exp(np.log(np.maximum(differences, LEAST_DIFFERENCE)).mean())
    print(
        f"  mask difference {interval(differences)}, geometric mean {geometric:.4f}, "
        f"largest {differences.max():.4f}"
    )
    known = [number for number, truth in enumerate(truths) if truth is not None]
    for name, score in {"MAE": lambda a, b: np.abs(a - b).mean(), "IoU": iou}.items():
        gains = [
            score(masks[each], truths[each]) - score(float_masks[each], truths[each])
            for each in known
        ]
        print(f"  {name}, {len(known)} pictures {interval(np.array(gains))}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packages")
    parser.add_argument("model", help="the float model")
    parser.add_argument("others", nargs="+")
    options = parser.parse_args()
    sessions = []
    for path in [options.model, *options.others]:
        with open(path, "rb") as file:
            sessions.append(session(file.read()))
    masks, truths = [[] for _ in sessions], []
    for picture, opacity in pictures(options.packages):
        for each, one_session in zip(masks, sessions):
            each.append(mask(one_session, picture))
        scaled = opacity and opacity.resize(NETWORK, Image.Resampling.BILINEAR)
        truths.append(np.asarray(scaled, np.float32) / 255 if opacity else None)
    for path, each in zip(options.others, masks[1:]):
        for name, part_of in PARTS.items():
            print(f"{path}, {name}: {len(truths[part_of])} pictures")
            compare(masks[0][part_of], each[part_of], truths[part_of])


if __name__ == "__main__":
    ended(main)
