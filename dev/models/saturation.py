"""Shows that no sum of two products is cut off on a processor without VNNI, whatever the picture.

    python dev/models/saturation.py INT8.onnx

Looks at every two weights that are neighbours as ONNX Runtime lays them out, channels last or taps
last, and fails when their sum times the largest byte does not fit 16 bits.
"""

import sys

import numpy as np
import onnx
from onnx import numpy_helper

from comparison import ended, require
from int8.pairs import BYTE, SUM_LIMIT


def convolutions(model):
    """The weights of each as [output, channel, tap]."""
    constants = {each.name: each for each in model.graph.initializer}
    for node in model.graph.node:
        require("MatMul" not in node.op_type, f"{node.name} multiplies, and is not looked at.")
        if node.op_type in {"ConvInteger", "QLinearConv"}:
            name = node.input[3 if node.op_type == "QLinearConv" else 1]
            weights = numpy_helper.to_array(constants[name]).astype(np.int64)
            yield weights.reshape(*weights.shape[:2], -1)


def largest_sum(weights):
    """The largest of the sums of two neighbours of one sign, in both layouts."""
    sums = []
    for row in (weights.transpose(0, 2, 1), weights):
        flat = row.reshape(len(row), -1)
        flat = np.pad(flat, ((0, 0), (0, flat.shape[1] % 2)))
        for sign in (1, -1):
            sums.append(np.maximum(sign * flat, 0).reshape(len(flat), -1, 2).sum(axis=2).max())
    return int(max(sums))


def main():
    require(len(sys.argv) == 2, __doc__.splitlines()[2].strip())
    sums = [largest_sum(weights) for weights in convolutions(onnx.load(sys.argv[1]))]
    require(sums, "The model has no convolutions of bytes.")
    most = BYTE * max(sums)
    print(f"{len(sums)} convolutions: two products make {most} at most, {SUM_LIMIT} fit")
    require(most <= SUM_LIMIT, "A sum could be cut off.")


if __name__ == "__main__":
    ended(main)
