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


def model(side, nodes, outputs, constants, channels=3):
    shape = [1, 1, side, side]
    inputs = [] if channels is None else [
        helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, channels, side, side])
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        inputs,
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in outputs],
        [numpy_helper.from_array(value, name) for name, value in sorted(constants.items())],
    )
    made = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="alphalift",
        producer_version="1",
    )
    onnx.checker.check_model(made, full_check=True)
    return made.SerializeToString(deterministic=True)


if __name__ == "__main__":
    main()
