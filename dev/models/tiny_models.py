"""Makes the tiny models of the tests; the same bytes on every run.

    python dev/models/tiny_models.py src/test/resources/models

All weights are written down or seeded here: nothing is taken from another model.
"""

import argparse
import os
import random

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

# The oldest pair that the embedded model needs; ONNX Runtime 1.29 reads it.
OPSET = 17
IR_VERSION = 8

WEIGHTS = [0.9, -0.4, 0.3]
BIAS = 0.1
NOISE_SEED = 7


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", help="where the models are written")
    folder = parser.parse_args().folder
    os.makedirs(folder, exist_ok=True)
    for name, data in files().items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
        print(f"{name}: {len(data)} bytes")


def files():
    return {
        "tiny-320.onnx": sigmoid_model(320),
        "tiny-1024.onnx": sigmoid_model(1024),
        "tiny-logits-1024.onnx": logits_model(1024),
        "tiny-flat-320.onnx": flat_model(320),
        "tiny-nan-320.onnx": nan_model(320),
        "tiny-wrong-input-320.onnx": sigmoid_model(320, weights=[0.9]),
        "tiny-no-input-320.onnx": constant_model(320),
        "tiny-vitmatte-1024.onnx": trimap_model(1024, "pixel_values", "alphas"),
        "tiny-trimap-96.onnx": trimap_model(96, "picture", "opacity"),
        "tiny-trimap-any.onnx": trimap_model(None, "picture", "opacity"),
        "tiny-trimap-4096.onnx": trimap_model(4096, "picture", "opacity"),
        "tiny-trimap-slow-1024.onnx": slow_trimap_model(1024),
        "tiny-modnet.onnx": portrait_model(),
        "tiny-cloth-768.onnx": clothes_model(768),
        "tiny-sam-encoder.onnx": encoder_model(),
        "tiny-sam-decoder.onnx": decoder_model(),
        "not-a-model.onnx": random.Random(NOISE_SEED).randbytes(64),
    }


def sigmoid_model(side, weights=WEIGHTS):
    """The mask is sigmoid(weights . pixel + bias); the second output is its opposite.

    A reader that takes the wrong output gets an inverted mask.
    """
    nodes = [
        convolution("logits"),
        helper.make_node("Sigmoid", ["logits"], ["mask"]),
        helper.make_node("Sub", ["one", "mask"], ["opposite"]),
    ]
    constants = {**convolution_constants(weights, BIAS), "one": one_value(1)}
    return model(side, nodes, ["mask", "opposite"], constants, channels=len(weights))


def logits_model(side):
    """Raw values, not yet between 0 and 1: the same convolution plus a triangle wave.

    The wave goes from -6 to 6 and back every 256 columns. Normalised pixels move the sum by
    less than 5, so it changes its sign along every row, whatever the picture.
    """
    place = np.arange(side) % 256
    wave = (6 - 12 * np.abs(place - 128) / 128).astype(np.float32)
    nodes = [
        convolution("flat"),
        helper.make_node("Add", ["flat", "wave"], ["logits"]),
        helper.make_node("Neg", ["logits"], ["opposite"]),
    ]
    constants = {
        **convolution_constants(WEIGHTS, BIAS),
        "wave": wave.reshape(1, 1, 1, side),
    }
    return model(side, nodes, ["logits", "opposite"], constants)


def flat_model(side):
    """0.25 everywhere, whatever the picture: min-max would divide by zero."""
    return model(side, [convolution("mask")], ["mask"], convolution_constants([0, 0, 0], 0.25))


def nan_model(side):
    """0 / 0 everywhere."""
    nodes = [convolution("zero"), helper.make_node("Div", ["zero", "zero"], ["mask"])]
    return model(side, nodes, ["mask"], convolution_constants([0, 0, 0], 0))


def trimap_model(side, source, target):
    """What is known and, where nothing is, the colours around: 1.2 sigmoid(conv) - .1.

    The kernel is like none of its mirrors, so that a picture or a trimap that lies otherwise
    gives another answer; a part of the values lies beyond 0 and 1.
    """
    constants = {
        "weights": kernels([[2.6, -1.3, 0.4, 6.0]], seed=11),
        "bias": np.array([-4.0], np.float32),
        "stretch": one_value(1.2),
        "below": one_value(0.1),
    }
    nodes = [
        spread(source, "logits", "weights", "bias"),
        helper.make_node("Sigmoid", ["logits"], ["soft"]),
        helper.make_node("Mul", ["soft", "stretch"], ["wide"]),
        helper.make_node("Sub", ["wide", "below"], [target]),
    ]
    return model(side, nodes, [target], constants, channels=4, source=source)


def slow_trimap_model(side):
    """Takes seconds: the same convolution forty times, of eight planes."""
    constants = {
        "first": kernels(np.full((8, 4), 0.2), seed=12),
        "again": kernels(np.full((8, 8), 0.1), seed=13),
        "last": kernels(np.full((1, 8), 0.1), seed=14),
    }
    nodes = [spread("picture", "planes0", "first")]
    for layer in range(40):
        nodes.append(spread(f"planes{layer}", f"wide{layer}", "again"))
        nodes.append(helper.make_node("Tanh", [f"wide{layer}"], [f"planes{layer + 1}"]))
    nodes.append(spread("planes40", "opacity", "last"))
    return model(side, nodes, ["opacity"], constants, channels=4, source="picture")


def portrait_model():
    """MODNet's interface: input and output of any size, an opacity."""
    constants = {
        "weights": kernels([[1.5, -0.7, 0.5]], seed=15),
        "bias": np.array([0.3], np.float32),
    }
    nodes = [
        spread("input", "logits", "weights", "bias"),
        helper.make_node("Sigmoid", ["logits"], ["output"]),
    ]
    return model(None, nodes, ["output"], constants)


def clothes_model(side):
    """Four classes: the colours decide, and a wave along the columns, so that each wins somewhere."""
    place = np.arange(side)
    waves = [2 * np.cos(2 * np.pi * (place / side * 3 - phase / 4)) for phase in range(4)]
    constants = {
        "weights": kernels([[0.5, 0.2, -0.4], [1.4, -0.6, 0.1], [-0.9, 0.8, 0.6], [0.2, -1.1, 1.3]], seed=16),
        "waves": np.array(waves, np.float32).reshape(1, 4, 1, side),
    }
    nodes = [
        spread("input", "flat", "weights"),
        helper.make_node("Add", ["flat", "waves"], ["classes"]),
        helper.make_node("Neg", ["classes"], ["opposite"]),
    ]
    return model(side, nodes, ["classes", "opposite"], constants, planes=4)


SAM_HEIGHT, SAM_WIDTH = 684, 1024


def encoder_model():
    """SAM's encoder as rembg has it: 684 x 1024 pixels of three values, 0 to 255, to an embedding of 256 x 64 x 64."""
    constants = {
        "mix": np.random.default_rng(17).uniform(-0.02, 0.02, (256, 3, 1, 1)).astype(np.float32),
        "sizes": np.array([1, 3, 64, 64], np.int64),
        "one": np.array([0], np.int64),
    }
    nodes = [
        helper.make_node("Transpose", ["input_image"], ["planes"], perm=[2, 0, 1]),
        helper.make_node("Unsqueeze", ["planes", "one"], ["picture"]),
        helper.make_node("Resize", ["picture", "", "", "sizes"], ["small"], mode="linear"),
        helper.make_node("Conv", ["small", "mix"], ["image_embeddings"], kernel_shape=[1, 1]),
    ]
    return graph(
        nodes, {"input_image": [SAM_HEIGHT, SAM_WIDTH, 3]}, {"image_embeddings": [1, 256, 64, 64]}, constants
    )


def decoder_model():
    """SAM's decoder as rembg has it. Two masks: hills and hollows at the points by their labels, and the embedding.

    All inputs count: one that is left out or lies otherwise gives another answer.
    """
    constants = {
        "mix": np.random.default_rng(18).uniform(-0.05, 0.05, (2, 256, 1, 1)).astype(np.float32),
        "sizes": np.array([1, 2, SAM_HEIGHT, SAM_WIDTH], np.int64),
        "columns": np.arange(SAM_WIDTH, dtype=np.float32).reshape(1, 1, SAM_WIDTH),
        "rows": np.arange(SAM_HEIGHT, dtype=np.float32).reshape(1, SAM_HEIGHT, 1),
        "first": np.array([0], np.int64),
        "second": np.array([1], np.int64),
        "axes": np.array([1, 2], np.int64),
        "spread": one_value(-1 / 240**2),
        # Labels -1 to 3: padding, background, subject, both corners.
        "worth": np.array([-0.3, -5, 4, 2, 3], np.float32),
        "height": one_value(SAM_HEIGHT),
        "threshold": np.array([-1.5, -2.5], np.float32).reshape(1, 2, 1, 1),
    }
    nodes = [
        helper.make_node("Conv", ["image_embeddings", "mix"], ["small"], kernel_shape=[1, 1]),
        helper.make_node("Resize", ["small", "", "", "sizes"], ["colours"], mode="linear"),
        helper.make_node("Squeeze", ["point_coords", "first"], ["points"]),
        helper.make_node("Gather", ["points", "first"], ["x"], axis=1),
        helper.make_node("Gather", ["points", "second"], ["y"], axis=1),
        helper.make_node("Unsqueeze", ["x", "second"], ["x_3"]),
        helper.make_node("Unsqueeze", ["y", "second"], ["y_3"]),
        helper.make_node("Sub", ["columns", "x_3"], ["across"]),
        helper.make_node("Sub", ["rows", "y_3"], ["down"]),
        helper.make_node("Mul", ["across", "across"], ["across_2"]),
        helper.make_node("Mul", ["down", "down"], ["down_2"]),
        helper.make_node("Add", ["across_2", "down_2"], ["far"]),
        helper.make_node("Mul", ["far", "spread"], ["exponent"]),
        helper.make_node("Exp", ["exponent"], ["near"]),
        helper.make_node("Squeeze", ["point_labels", "first"], ["labels"]),
        helper.make_node("Cast", ["labels"], ["whole"], to=TensorProto.INT64),
        helper.make_node("Add", ["whole", "second"], ["kind"]),
        helper.make_node("Gather", ["worth", "kind"], ["weight"]),
        helper.make_node("Unsqueeze", ["weight", "axes"], ["weight_3"]),
        helper.make_node("Mul", ["near", "weight_3"], ["hills"]),
        helper.make_node("ReduceSum", ["hills", "first"], ["ground"], keepdims=1),
        helper.make_node("Add", ["colours", "ground"], ["heights"]),
        helper.make_node("Add", ["heights", "threshold"], ["low"]),
        helper.make_node("ReduceMean", ["mask_input"], ["given"], axes=[0, 1, 2, 3], keepdims=0),
        helper.make_node("Add", ["given", "has_mask_input"], ["more"]),
        helper.make_node("Add", ["low", "more"], ["raised"]),
        helper.make_node("Gather", ["orig_im_size", "first"], ["tall"]),
        helper.make_node("Div", ["tall", "height"], ["scale"]),
        helper.make_node("Mul", ["raised", "scale"], ["masks"]),
        helper.make_node("ReduceMean", ["masks"], ["iou_predictions"], axes=[2, 3], keepdims=0),
        helper.make_node("Identity", ["small"], ["low_res_masks"]),
    ]
    inputs = {
        "image_embeddings": [1, 256, 64, 64],
        "point_coords": [1, "num_points", 2],
        "point_labels": [1, "num_points"],
        "mask_input": [1, 1, 256, 256],
        "has_mask_input": [1],
        "orig_im_size": [2],
    }
    outputs = {
        "masks": [1, 2, SAM_HEIGHT, SAM_WIDTH],
        "iou_predictions": [1, 2],
        "low_res_masks": [1, 2, 64, 64],
    }
    return graph(nodes, inputs, outputs, constants)


def spread(source, target, *weights):
    return helper.make_node("Conv", [source, *weights], [target], kernel_shape=[3, 3], pads=[1, 1, 1, 1])


def kernels(sums, seed):
    """Kernels of 3 x 3 that add up to `sums`."""
    sums = np.asarray(sums)
    parts = np.random.default_rng(seed).uniform(0.2, 1, (*sums.shape, 3, 3))
    return (sums[..., None, None] * parts / parts.sum((2, 3), keepdims=True)).astype(np.float32)


def constant_model(side):
    """0.25 everywhere, without looking at any picture: there is no input."""
    value = helper.make_tensor("quarter", TensorProto.FLOAT, [1], [0.25])
    nodes = [helper.make_node("ConstantOfShape", ["shape"], ["mask"], value=value)]
    constants = {"shape": np.array([1, 1, side, side], np.int64)}
    return model(side, nodes, ["mask"], constants, channels=None)


def convolution(output):
    return helper.make_node("Conv", ["input", "weights", "bias"], [output], kernel_shape=[1, 1])


def convolution_constants(weights, bias):
    return {
        "weights": np.array(weights, np.float32).reshape(1, len(weights), 1, 1),
        "bias": one_value(bias),
    }


def one_value(value):
    return np.array([value], np.float32)


def model(side, nodes, outputs, constants, channels=3, source="input", planes=1):
    """side None: any height and width."""
    area = ["height", "width"] if side is None else [side, side]
    inputs = {} if channels is None else {source: [1, channels, *area]}
    return graph(nodes, inputs, {name: [1, planes, *area] for name in outputs}, constants)


def floats(shapes):
    return [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()]


def graph(nodes, inputs, outputs, constants):
    made = helper.make_graph(
        nodes,
        "tiny",
        floats(inputs),
        floats(outputs),
        [numpy_helper.from_array(value, name) for name, value in sorted(constants.items())],
    )
    made = helper.make_model(
        made,
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="alphalift",
        producer_version="1",
    )
    onnx.checker.check_model(made, full_check=True)
    return made.SerializeToString(deterministic=True)


if __name__ == "__main__":
    main()
