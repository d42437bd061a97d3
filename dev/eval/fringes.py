"""How much of the old background's colour is left in soft edges, against the exact truth.

    ./mvnw -Dquick package
    python dev/eval/fringes.py --alphalift ./alphalift --models FOLDER --classes CLASSPATH [--work FOLDER]

Subjects of `alphalift testset` whose colours and opacity are known exactly are put on a green, a blue and a red screen,
cut out (plain, -dc, fast, quality; rembg's -a and -dc) and put on magenta and white. --models has u2netp.onnx and is
rembg's U2NET_HOME; --classes is the class path of the built project with its tests; --work keeps everything. Subjects
of glass and of shadows are left out, and pictures whose plain mask has an IoU below .8: there the mask is measured, not
the edge. What is measured, over pixels with a true opacity of 5 to 250 of 255:

- old colour: with F the subject's colour, old and new the backgrounds, the result minus the truth (a F + (1 - a) new),
  as the part of (old - F) that fits it best (least squares over the channels), in percent and at least 0; only where
  F and old differ by a quarter of the range or more. Mean over pixels, then over pictures and new backgrounds.
- error: mean absolute difference from the truth in steps of 255, by new background.

Prints a Markdown table with 95 % intervals of the first (bootstrap over subjects) and the figures by screen.
"""

import argparse
import os
import pathlib
import subprocess

import numpy as np
from PIL import Image

SCREENS = {"green": (0, 177, 64), "blue": (0, 71, 187), "red": (200, 30, 30)}
NEW = {"magenta": (255, 0, 255), "white": (255, 255, 255)}
OURS = {"plain": (), "-dc": ("-dc",), "fast": ("--refine", "fast"), "quality": ("--refine", "quality")}
THEIRS = {"rembg -dc": {"decontaminate": True}, "rembg -a": {"alpha_matting": True}}
LEFT_OUT = ("glass", "shadow", "tiny")
SEED, COUNT, SIZE = 21, 11, (640, 480)
RIGHT = 0.8


def read(path, mode="RGB"):
    return np.asarray(Image.open(path).convert(mode), np.float64)


def over(foreground, alpha, colour):
    share = alpha[..., None] / 255
    return share * foreground + (1 - share) * np.array(colour, float)


def made_pictures(work, options):
    layers, pictures = work / "layers", work / "pictures"
    if not layers.exists():
        layers.mkdir(parents=True)
        subprocess.run([options.java, "-cp", options.classes, "dev.alphalift.testset.SubjectLayers", layers,
                        str(SEED), str(COUNT), *map(str, SIZE)], check=True)  # fmt: skip
    pictures.mkdir(exist_ok=True)
    names = [path.name.removesuffix(".alpha.png") for path in sorted(layers.glob("*.alpha.png"))]
    names = [name for name in names if not name.endswith(LEFT_OUT)]
    for name in names:
        foreground, alpha = read(layers / f"{name}.foreground.png"), read(layers / f"{name}.alpha.png", "L")
        for screen, colour in SCREENS.items():
            picture = np.floor(over(foreground, alpha, colour) + 0.5).astype(np.uint8)
            Image.fromarray(picture).save(pictures / f"{name}.{screen}.png")
    return names


def cutouts(work, options):
    for title, arguments in OURS.items():
        subprocess.run([options.alphalift, "p", *arguments, work / "pictures", work / title], check=True)
    os.environ["U2NET_HOME"] = str(options.models)
    os.environ["MODEL_CHECKSUM_DISABLED"] = "1"
    import rembg

    session = None
    for title, keywords in THEIRS.items():
        (work / title).mkdir(exist_ok=True)
        for picture in sorted((work / "pictures").iterdir()):
            target = work / title / picture.name
            if not target.exists():
                session = session or rembg.new_session("u2netp")
                rembg.remove(Image.open(picture), session=session, **keywords).save(target)


def measured(cutout, foreground, alpha, old):
    """Old colour in percent, and errors on each new background."""
    soft = (alpha >= 5) & (alpha <= 250)
    gap = (np.array(old, float) - foreground)[soft]
    told = (np.abs(gap).max(axis=1) >= 64)
    left, errors = [], []
    for colour in NEW.values():
        result = over(cutout[..., :3], cutout[..., 3], colour)[soft]
        difference = result - over(foreground, alpha, colour)[soft]
        errors.append(np.abs(difference).mean())
        part = (difference * gap)[told].sum(axis=1) / (gap**2)[told].sum(axis=1)
        left.append(100 * np.maximum(part, 0).mean())
    return [np.mean(left), *errors]


def interval(values):
    random = np.random.default_rng(1)
    picks = random.integers(0, len(values), (10_000, len(values)))
    return np.percentile(values[picks].mean(axis=1), [2.5, 97.5])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--alphalift", required=True)
    parser.add_argument("--models", type=pathlib.Path, required=True)
    parser.add_argument("--classes", required=True)
    parser.add_argument("--java", default="java")
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("target/fringes"))
    options = parser.parse_args()
    work = options.work
    names = made_pictures(work, options)
    cutouts(work, options)
    titles = [*OURS, *THEIRS]
    table, screens, subjects = [], [], []
    for name in names:
        foreground = read(work / "layers" / f"{name}.foreground.png")
        alpha = read(work / "layers" / f"{name}.alpha.png", "L")
        for screen, old in SCREENS.items():
            mask = read(work / "plain" / f"{name}.{screen}.png", "RGBA")[..., 3] >= 128
            if (mask & (alpha >= 128)).sum() < RIGHT * (mask | (alpha >= 128)).sum():
                continue
            row = [measured(read(work / title / f"{name}.{screen}.png", "RGBA"), foreground, alpha, old)
                   for title in titles]  # fmt: skip
            table.append(row)
            screens.append(screen)
            subjects.append(name)
    table, screens, subjects = np.array(table), np.array(screens), np.array(subjects)
    print(f"{len(table)} pictures of {len(set(subjects))} subjects, of {3 * len(names)}.\n")
    print("| cutout | old colour | " + " | ".join(SCREENS) + " | error on magenta | error on white |")
    print("| --- " * (4 + len(SCREENS)) + "|")
    for index, title in enumerate(titles):
        left = table[:, index, 0]
        by_subject = np.array([left[subjects == name].mean() for name in sorted(set(subjects))])
        low, high = interval(by_subject)
        each = " | ".join(f"{left[screens == screen].mean():.1f} %" for screen in SCREENS)
        magenta, white = table[:, index, 1:].mean(axis=0)
        print(f"| {title} | {left.mean():.1f} % [{low:.1f} {high:.1f}] | {each} | {magenta:.1f} | {white:.1f} |")


main()
