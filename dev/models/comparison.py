"""Runs the published and the rewritten u2netp on the same inputs and compares the masks."""

import os
import sys

import numpy as np

SIDE = 320
SEED = 20240501

# Float additions in another order move the output by about 1e-5; a wrong step, by 1e-2 and more.
LARGEST_OUTPUT_DIFFERENCE = 1e-4
# A value beside a truncation step may fall on either side of it.
LARGEST_BYTE_DIFFERENCE = 1


class RequirementError(Exception):
    """A model, an option or a result is not what it must be; the message is one sentence."""


def require(condition, sentence):
    if not condition:
        raise RequirementError(sentence)


def ended(main):
    """Runs a script; what is wrong is one line and the exit code 1."""
    try:
        main()
    except (RequirementError, OSError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)


def compare(published, rewritten, photos):
    """Runs both models, given as bytes, and prints how far apart they are."""
    sessions = [session(published), session(rewritten)]
    largest, differing, total, byte_difference = 0.0, 0, 0, 0
    for name, data in inputs(photos):
        before, after = (run(each, data) for each in sessions)
        require(np.isfinite([before, after]).all(), f"An output for {name} is not finite.")
        difference = float(np.abs(before - after).max())
        bytes_apart = np.abs(mask_bytes(before).astype(int) - mask_bytes(after))
        print(
            f"{name}: output {difference:.1e}, mask bytes changed "
            f"{(bytes_apart > 0).mean():.4%}, by at most {bytes_apart.max()}"
        )
        largest = max(largest, difference)
        byte_difference = max(byte_difference, int(bytes_apart.max()))
        differing += int((bytes_apart > 0).sum())
        total += bytes_apart.size
    print(
        f"all {total // SIDE**2}: largest output difference {largest:.1e}, mask bytes changed "
        f"{differing / total:.4%}, by at most {byte_difference}"
    )
    require(
        largest <= LARGEST_OUTPUT_DIFFERENCE,
        f"The outputs differ by {largest:.1e}, more than {LARGEST_OUTPUT_DIFFERENCE:.0e}.",
    )
    require(
        byte_difference <= LARGEST_BYTE_DIFFERENCE,
        f"A mask byte differs by {byte_difference}, more than {LARGEST_BYTE_DIFFERENCE}.",
    )


def session(model):
    # Only the verification needs ONNX Runtime: what is built must not depend on it.
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def run(one_session, data):
    name = one_session.get_inputs()[0].name
    return one_session.run([one_session.get_outputs()[0].name], {name: data})[0][0, 0]


def mask_bytes(output):
    """Min-max, then truncation to 8 bits, as rembg makes its mask."""
    low, high = output.min(), output.max()
    return ((output - low) / (high - low) * 255).astype(np.uint8)


def inputs(photos):
    generator = np.random.default_rng(SEED)
    for number in range(3):
        shape = (1, 3, SIDE, SIDE)
        yield f"normal noise {number}", generator.standard_normal(shape, np.float32)
    for name, picture in drawings(generator):
        yield name, network_input(picture)
    for number, photo in enumerate(photos):
        yield f"photo {number} ({os.path.basename(photo)})", network_input(read_photo(photo))


def drawings(generator):
    """Pictures of 320 x 320 x 3 bytes with noise, ramps, edges and repeated structure."""
    rows, columns = np.mgrid[0:SIDE, 0:SIDE]
    ramp = np.stack([rows * 255 // 319, columns * 255 // 319, 255 - rows * 255 // 319], axis=2)
    disc = (rows - 150) ** 2 + (columns - 180) ** 2 < 80**2
    board = ((rows // 20 + columns // 20) % 2)[..., None]
    yield "noise", generator.integers(0, 256, (SIDE, SIDE, 3))
    yield "blocks", np.kron(generator.integers(0, 256, (10, 10, 3)), np.ones((32, 32, 1)))
    yield "ramp", ramp
    yield "disc on a ramp", np.where(disc[..., None], [200, 40, 30], ramp)
    yield "board", np.where(board, [240, 240, 240], [20, 60, 120])
    yield "stripes", np.where((columns % 8 < 3)[..., None], [255, 255, 255], [0, 0, 0])


def read_photo(path):
    from PIL import Image

    with Image.open(path) as photo:
        small = photo.convert("RGB").resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    return np.array(small)


def network_input(picture):
    """The preprocessing of rembg: divide by the largest value, then ImageNet's statistics."""
    scaled = picture / max(np.max(picture), 1e-6)
    normal = (scaled - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]
    return normal.transpose(2, 0, 1)[None].astype(np.float32)
