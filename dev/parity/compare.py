"""Compares this project's results with rembg's, pixel by pixel.

    python dev/parity/compare.py --pictures samples --alphalift ./alphalift --date 2026-11-24 --markdown docs/rembg-parity.md

--pictures takes folders and manifests (JSON with pairs[].id and pairs[].image, relative to it). rembg runs in this
process and its results are kept in a cache; ours come from one `alphalift p` a set of options. Both run as their
command lines do, so with the background 0 0 0 0 where none is asked for. Exit code 1: a limit was missed.

-vm needs ViTMatte's weights, or any model of its interface that both take for them: --vitmatte names the file.
"""

import argparse
import hashlib
import io
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from importlib.metadata import version

import numpy as np
from PIL import Image

MODEL = "u2netp"
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff"}
MOST_STEPS = 1
LEAST_EQUAL_VALUES = 0.999
LEAST_EQUAL_PIXELS = 0.9999
MOST_FAR_VALUES = 0.001
MOST_SOFT_STEPS = 2


@dataclass(frozen=True)
class OptionSet:
    name: str
    arguments: tuple
    keywords: dict
    binary: bool = False  # the mask is 0 or 255
    straight: bool = False  # the colour is not multiplied by alpha, and cleared only where alpha is 0
    refined: bool = False  # opacity and colours are the ends of iterations, in another order of sums
    learned: bool = False  # by the model of --vitmatte
    our_masks: bool = False  # rembg refines our masks: its own may lie on the other side of a trimap's threshold


OPTION_SETS = [
    OptionSet("plain", (), {}),
    OptionSet("-om", ("-om",), {"only_mask": True}),
    OptionSet("-ppm", ("-ppm",), {"post_process_mask": True}, binary=True),
    OptionSet("-bgc 20 200 120 255", ("-bgc", "20", "200", "120", "255"), {"bgcolor": (20, 200, 120, 255)}),
    OptionSet("putalpha", ("-x", '{"putalpha":true}'), {"putalpha": True}, straight=True),
    OptionSet("-dc", ("-dc",), {"decontaminate": True}, straight=True, refined=True),
    OptionSet("-a", ("-a",), {"alpha_matting": True}, straight=True, refined=True),
    OptionSet("-vm", ("-vm",), {"vitmatte": True}, straight=True, refined=True, learned=True),
    OptionSet("-vm of our masks", ("-vm",), {"vitmatte": True}, straight=True, refined=True, learned=True, our_masks=True),
]


@dataclass
class Comparison:
    """Counts over one picture, or the sum over many."""

    values: int = 0
    equal_values: int = 0
    pixels: int = 0
    equal_pixels: int = 0
    equal_alpha: int = 0
    far_values: int = 0
    far_alpha: int = 0
    soft_values: int = 0  # colours of pixels that are neither opaque nor transparent
    soft_steps: int = 0
    most: dict = field(default_factory=dict)
    fault: str = ""

    def most_steps(self):
        return max(self.most.values(), default=0)

    def colour_steps(self):
        return max((steps for channel, steps in self.most.items() if channel != "A"), default=0)

    def plus(self, other):
        channels = self.most.keys() | other.most.keys()
        return Comparison(
            self.values + other.values,
            self.equal_values + other.equal_values,
            self.pixels + other.pixels,
            self.equal_pixels + other.equal_pixels,
            self.equal_alpha + other.equal_alpha,
            self.far_values + other.far_values,
            self.far_alpha + other.far_alpha,
            self.soft_values + other.soft_values,
            self.soft_steps + other.soft_steps,
            {channel: max(self.most.get(channel, 0), other.most.get(channel, 0)) for channel in channels},
        )

    def misses(self, option_set):
        """Why a limit is missed, or an empty list."""
        if self.fault:
            return [self.fault]
        if option_set.binary:
            share = self.equal_pixels / self.pixels
            return [] if share >= LEAST_EQUAL_PIXELS else [f"only {percent(share)} of the pixels equal"]
        found = []
        if option_set.refined:
            if self.far_values / self.values > MOST_FAR_VALUES and option_set.name != "-a":
                found.append(f"{percent(self.far_values / self.values)} of the values off by more than 1")
            if option_set.our_masks and self.far_alpha:
                found.append(f"{self.far_alpha} of alpha off by more than 1")
            if self.far_alpha / self.pixels > MOST_FAR_VALUES:
                found.append(f"{percent(self.far_alpha / self.pixels)} of alpha off by more than 1")
            if self.soft_steps > MOST_SOFT_STEPS * self.soft_values:
                found.append(f"colours of soft pixels off by {self.soft_steps / self.soft_values:.2f} on average")
            return found
        if self.most_steps() > MOST_STEPS:
            found.append(f"off by {self.most_steps()}")
        if self.equal_values / self.values < LEAST_EQUAL_VALUES:
            found.append(f"only {percent(self.equal_values / self.values)} of the values equal")
        return found


def percent(share):
    """Rounded down, so that 100 % means all."""
    return f"{int(share * 1_000_000) / 10_000:.4f} %"


def compared(option_set, expected, actual):
    """Straight colour is cleared where alpha is 0; where only one of the two alphas is, just alpha is compared."""
    if expected.size != actual.size:
        return Comparison(fault=f"size {actual.size} instead of {expected.size}")
    if expected.mode != actual.mode:
        return Comparison(fault=f"mode {actual.mode} instead of {expected.mode}")
    first, second = (np.asarray(picture).astype(np.int16) for picture in (expected, actual))
    if first.ndim == 2:
        first, second = first[:, :, None], second[:, :, None]
    steps = np.abs(first - second)
    channels = expected.getbands()
    if option_set.straight:
        cleared_once = (first[:, :, -1] == 0) != (second[:, :, -1] == 0)
        steps[:, :, :-1][cleared_once] = 0
    pixel_steps = steps.max(2)
    soft = (first[:, :, -1] > 0) & (first[:, :, -1] < 255)
    return Comparison(
        values=steps.size,
        equal_values=int((steps == 0).sum()),
        pixels=pixel_steps.size,
        equal_pixels=int((pixel_steps == 0).sum()),
        equal_alpha=int((steps[:, :, -1] == 0).sum()),
        far_values=int((steps > MOST_STEPS).sum()),
        far_alpha=int((steps[:, :, -1] > MOST_STEPS).sum()),
        soft_values=int(soft.sum()) * (steps.shape[2] - 1),
        soft_steps=int(steps[:, :, :-1][soft].sum()),
        most={channel: int(steps[:, :, number].max()) for number, channel in enumerate(channels)},
    )


def pictures_of(sources):
    """id -> path, ids unique."""
    found = {}
    for source in sources:
        source = pathlib.Path(source)
        if source.is_dir():
            entries = [(path.stem, path) for path in sorted(source.iterdir()) if path.suffix.lower() in SUFFIXES]
        else:
            pairs = json.loads(source.read_text())["pairs"]
            entries = [(pair["id"], source.parent / pair["image"]) for pair in pairs]
        for name, path in entries:
            if name in found:
                sys.exit(f"Two pictures are called {name}: {found[name]} and {path}.")
            found[name] = path
    if not found:
        sys.exit("There are no pictures.")
    return found


class Given:
    """A session of rembg that has the mask already."""

    def __init__(self, file):
        self.file = file

    def predict(self, *_, **__):
        with Image.open(self.file) as mask:
            mask.load()
            return [mask]


class Reference:
    """rembg in this process, with a cache of what it has answered."""

    def __init__(self, cache, learned):
        self.learned = learned
        self.cache = cache
        self.cache.mkdir(parents=True, exist_ok=True)
        self.session = None
        self.stamp = " ".join(f"{name} {version(name)}" for name in ("rembg", "onnxruntime", "pillow", "numpy", "scikit-image", "scipy"))

    def result(self, path, option_set, mask):
        data = path.read_bytes()
        key = hashlib.sha256(data).hexdigest() + json.dumps(option_set.keywords, sort_keys=True) + self.stamp + MODEL
        if option_set.learned:
            key += self.learned
        if mask:
            key += hashlib.sha256(mask.read_bytes()).hexdigest()
        kept = self.cache / (hashlib.sha256(key.encode()).hexdigest() + ".png")
        if not kept.exists():
            kept_new = kept.with_suffix(".new")
            kept_new.write_bytes(self.removed(data, option_set, mask))
            kept_new.rename(kept)
        with Image.open(io.BytesIO(kept.read_bytes())) as picture:
            picture.load()
            return picture

    def removed(self, data, option_set, mask):
        import rembg

        if self.session is None:
            self.session = rembg.new_session(MODEL)
        session = Given(mask) if mask else self.session
        return rembg.remove(data, session=session, **({"bgcolor": (0, 0, 0, 0)} | option_set.keywords))


def share_vitmatte(file, folder):
    """Puts a file where rembg and this project both look for ViTMatte; returns its hash."""
    from rembg import matting
    from rembg.sessions.u2netp import U2netpSession

    weights = U2netpSession.resolve_existing(f"{MODEL}.onnx")
    if weights is None:
        sys.exit(f"rembg has no {MODEL}.onnx.")
    shutil.copyfile(weights, folder / f"{MODEL}.onnx")
    shutil.copyfile(file, folder / matting.VARIANTS[matting.DEFAULT_VARIANT]["fname"])
    os.environ |= {"U2NET_HOME": str(folder), "MODEL_CHECKSUM_DISABLED": "1"}
    return hashlib.sha256(file.read_bytes()).hexdigest()


def our_results(command, our_model, pictures, option_set, folder, limit):
    """Runs `alphalift p` over all pictures; returns the folder of results and what it complained about."""
    given, made = folder / "input", folder / ("output-" + re.sub(r"\W+", "-", option_set.name))
    if not given.exists():
        given.mkdir()
        for name, path in pictures.items():
            shutil.copyfile(path, given / (name + path.suffix.lower()))
    run = subprocess.run(
        [*command, "p", "-m", our_model, *option_set.arguments, str(given), str(made)],
        capture_output=True, text=True, timeout=limit, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    complaint = ""
    if run.returncode != 0:
        complaint = f"exit code {run.returncode}: {run.stderr.strip()[-300:]}".replace(str(folder), "...")
        print(f"alphalift p {' '.join(option_set.arguments)}: {complaint}", file=sys.stderr)
    return made


def our_masks(command, arguments, pictures, sets, folder):
    """The folder of our masks, which is empty where no set needs them."""
    if not any(one.our_masks for one in sets):
        return folder
    masks = next(one for one in OPTION_SETS if one.name == "-om")
    return our_results(command, arguments.our_model, pictures, masks, folder, arguments.seconds)


def compared_set(option_set, pictures, reference, made, masks):
    """id -> Comparison, and id -> why rembg itself fails."""
    results, refused = {}, {}
    for name, path in pictures.items():
        try:
            expected = reference.result(path, option_set, masks / (name + ".png") if option_set.our_masks else None)
        except Exception as error:
            refused[name] = f"{type(error).__name__}: {error}"
            continue
        file = made / (name + ".png")
        if not file.exists():
            results[name] = Comparison(fault="no result")
            continue
        with Image.open(file) as actual:
            results[name] = compared(option_set, expected, actual)
    return results, refused


def overall(results):
    total = Comparison()
    for one in results.values():
        if not one.fault:
            total = total.plus(one)
    return total


def row(name, one, misses):
    if one.fault or one.values == 0:
        return f"| {name} | - | - | - | - | - | missed: {one.fault or 'nothing compared'} |"
    steps = " ".join(f"{channel} {one.most[channel]}" for channel in "RGBLA" if channel in one.most)
    verdict = "kept" if not misses else "missed: " + "; ".join(misses)
    shares = [percent(part / whole) for part, whole in ((one.equal_values, one.values), (one.equal_pixels, one.pixels), (one.equal_alpha, one.pixels))]
    return f"| {name} | {steps} | {one.far_values} | {' | '.join(shares)} | {verdict} |"


HEAD = "| most steps, by channel | values off by more than 1 | equal values | equal pixels | equal alpha | limit |\n"
RULE = "| --- | --- | --- | --- | --- | --- | --- |"


def report(outcome, pictures, versions, arguments):
    vitmatte = f", for ViTMatte `{arguments.vitmatte.name}`" if arguments.vitmatte else ""
    date = f", {arguments.date}" if arguments.date else ""
    lines = [
        "# Parity with rembg, measured",
        "",
        f"{len(pictures)} pictures; rembg with {MODEL}, alphalift with {arguments.our_model}{vitmatte}{date}. Made by `dev/parity/compare.py`.",
        "",
        "| part | version |",
        "| --- | --- |",
        *[f"| {name} | {value} |" for name, value in versions.items()],
        "",
        f"Limits: no value off by more than {MOST_STEPS} step of 255 and at least {LEAST_EQUAL_VALUES:.1%} of the values equal;",
        f"with `-ppm`, whose mask is 0 or 255, at least {LEAST_EQUAL_PIXELS:.2%} of the pixels equal. They hold for every picture",
        "and over all. Shares are rounded down. With putalpha the colour is cleared where alpha is 0: where only one",
        "of the two alphas is 0, only alpha is compared. With `-dc`, `-vm` and `-a`, whose results are the ends of iterations, no more",
        f"than {MOST_FAR_VALUES:.1%} of the values (`-a`: of alpha) may be off by more than 1, and colours of soft pixels by {MOST_SOFT_STEPS} on average. With `-vm` no alpha at all, where both refine the same mask: where the first masks differ by a step at a threshold, so do the trimaps. With `-om` the mask is the only channel, and stands under alpha too.",
        "",
        "## Over all pictures",
        "",
        "| options " + HEAD + RULE,
    ]
    for option_set, results, _ in outcome:
        total = overall(results)
        missed = [name for name, one in results.items() if one.misses(option_set)]
        misses = [f"{len(missed)} of {len(results)} pictures"] if missed else []
        lines.append(row(f"`{option_set.name}`", total, misses))
    for option_set, results, refused in outcome:
        lines += ["", f"## `{option_set.name}`", "", "| picture " + HEAD + RULE]
        lines += [row(name, one, one.misses(option_set)) for name, one in results.items()]
        if refused:
            lines += ["", "rembg itself fails on:", ""]
            lines += [f"- {name}: {why}" for name, why in refused.items()]
    return "\n".join(lines) + "\n"


def our_version(command):
    run = subprocess.run([*command, "--version"], capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
    said = (run.stdout.strip() or run.stderr.strip()).splitlines()
    return said[0] if run.returncode == 0 and said else "unknown"


def default_cache():
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return pathlib.Path(home) / "alphalift" / "parity"


def parsed():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pictures", nargs="+", required=True, help="folders or manifests")
    parser.add_argument("--alphalift", default="./alphalift", help="the command, with arguments if need be")
    parser.add_argument("--cache", type=pathlib.Path, default=default_cache(), help="where rembg's results are kept")
    parser.add_argument("--markdown", type=pathlib.Path, help="where to write the report; default: standard output")
    parser.add_argument("--our-model", default=MODEL, help="the model on our side, for example u2netp-published")
    parser.add_argument("--only", action="append", help="a set of options, for example --only=-a, as often as need be; default: all")
    parser.add_argument("--vitmatte", type=pathlib.Path, help="the model for -vm; without it -vm is left out")
    parser.add_argument("--date", default="", help="the date to put into the report")
    parser.add_argument("--seconds", type=float, default=900, help="longest time for one run of alphalift")
    return parser.parse_args()


def main():
    arguments = parsed()
    command = shlex.split(arguments.alphalift)
    pictures = pictures_of(arguments.pictures)
    names = {"rembg": "rembg", "Pillow": "pillow", "onnxruntime": "onnxruntime", "numpy": "numpy", "scikit-image": "scikit-image", "scipy": "scipy"}
    versions = {"alphalift": our_version(command)} | {name: version(package) for name, package in names.items()}
    outcome = []
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as models:
        learned = share_vitmatte(arguments.vitmatte, pathlib.Path(models)) if arguments.vitmatte else None
        reference = Reference(arguments.cache, learned)
        sets = [one for one in OPTION_SETS if not arguments.only or one.name in arguments.only]
        sets = [one for one in sets if learned or not one.learned]
        masks = our_masks(command, arguments, pictures, sets, pathlib.Path(folder))
        for option_set in sets:
            made = our_results(command, arguments.our_model, pictures, option_set, pathlib.Path(folder), arguments.seconds)
            outcome.append((option_set, *compared_set(option_set, pictures, reference, made, masks)))
            print(f"{option_set.name}: {len(pictures)} pictures compared", file=sys.stderr)
    text = report(outcome, pictures, versions, arguments)
    if arguments.markdown:
        arguments.markdown.parent.mkdir(parents=True, exist_ok=True)
        arguments.markdown.write_text(text)
    else:
        print(text)
    missed = sum(bool(one.misses(option_set)) for option_set, results, _ in outcome for one in results.values())
    # Where nothing was compared no limit was kept.
    missed += sum(not results for _, results, _ in outcome)
    print(f"{missed} limits missed" if missed else "every limit is kept", file=sys.stderr)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
