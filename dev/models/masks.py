"""Compares a model's masks on this processor with those of another one.

    python dev/models/masks.py MODEL MASKS.npy PICTURE ...
    python dev/models/masks.py MODEL MASKS.npy PICTURE ... --against OTHER_MASKS.npy

The first run writes the masks, on any processor, an emulated one too; the second compares with
them, and fails if they differ by more than another order of rounding makes. other_processors.sh
does both.
"""

import argparse

import numpy as np

from comparison import ended, network_input, read_photo, require, run, session

# Of masks of 0 to 1. Kernels of other processors round bytes at other places, by one step of 255,
# which moves the doubtful parts of chelsea.png by .007; saturated sums move it by .025.
LARGEST_MEAN = 0.005
LARGEST_OF_ONE = 0.01


def masks(model, pictures):
    with open(model, "rb") as file:
        one_session = session(file.read())
    outputs = [run(one_session, network_input(read_photo(path))) for path in pictures]
    return np.stack([(each - each.min()) / (each.max() - each.min()) for each in outputs])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model")
    parser.add_argument("masks")
    parser.add_argument("pictures", nargs="+")
    parser.add_argument("--against", help="masks of the same pictures by another run")
    options = parser.parse_args()
    made = masks(options.model, options.pictures)
    np.save(options.masks, made)
    print(f"{options.model}: {len(made)} masks")
    if options.against:
        before = np.load(options.against)
        means = np.abs(made - before).mean(axis=(1, 2))
        print(
            f"  against {options.against}: mean difference {means.mean():.5f}, "
            f"largest of a picture {means.max():.5f}"
        )
        require(
            means.mean() <= LARGEST_MEAN and means.max() <= LARGEST_OF_ONE,
            f"More than {LARGEST_MEAN} on average or {LARGEST_OF_ONE} of one picture.",
        )


if __name__ == "__main__":
    ended(main)
