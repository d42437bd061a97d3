"""Quantises a small network of random weights that has what IS-Net has and U²-Net has not.

    python dev/models/quantize_check.py

Strides, ceiling pools, batch normalisation, sizes that are computed while it runs, several
outputs, an enlarged side output as the last step. Fails when the masks are not near the float
network's. Then another one with a nearly constant channel, as U²-Net† has: taken apart, it must
compute the same, up to the border.
"""


import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

import quantize
from comparison import ended, require
from int8 import constant, recipe
from int8.channels import Channels
from int8.network import Network, session

SIDE = 64
SEED = 3

# Random weights have no nearly constant channels: 8 bits are plenty.
LARGEST_MEAN = 0.01

CONSTANT, ZERO = 2, 5  # channels
# Additions of floats in another order.
LARGEST_APART = 1e-4


class Builder:
    def __init__(self):
        self.generator = np.random.default_rng(SEED)
        self.nodes = []
        self.constants = {}

    def node(self, kind, taken, given, **attributes):
        self.nodes.append(helper.make_node(kind, taken, [given], name=given, **attributes))
        return given

    def constant(self, name, value):
        self.constants[name] = value
        return name

    def convolution(self, name, taken, channels, normalised=True, stride=1, dilation=1):
        """Three by three, with or without batch normalisation and Relu behind it."""
        scale = (2 / (9 * channels[0])) ** 0.5
        weights = self.generator.normal(0, scale, (channels[1], channels[0], 3, 3))
        parts = [taken, self.constant(name + ".weight", weights.astype(np.float32))]
        if not normalised:
            parts.append(self.constant(name + ".bias", np.zeros(channels[1], np.float32)))
        convolved = self.node(
            "Conv", parts, name + "_convolved", kernel_shape=[3, 3], pads=[dilation] * 4,
            strides=[stride] * 2, dilations=[dilation] * 2,
        )
        if not normalised:
            return convolved
        return self.node("Relu", [self.normalisation(name, convolved, channels[1])], name)

    def normalisation(self, name, taken, count):
        values = {
            "gain": self.generator.uniform(0.5, 1.5, count),
            "shift": self.generator.normal(0, 0.2, count),
            "mean": self.generator.normal(0, 0.1, count),
            "variance": self.generator.uniform(0.5, 1.5, count),
        }
        parts = [
            self.constant(f"{name}.{part}", value.astype(np.float32))
            for part, value in values.items()
        ]
        return self.node("BatchNormalization", [taken, *parts], name + "_normalised")

    def enlarged(self, name, taken, like):
        """To the size of another tensor, as PyTorch's exporter writes it."""
        shape = self.node("Shape", [like], name + "_shape")
        own = self.node("Shape", [taken], name + "_own")
        for part, (start, end) in {"first": (0, 2), "last": (2, 4)}.items():
            self.constant(f"{name}.{part}.start", np.array([start], np.int64))
            self.constant(f"{name}.{part}.end", np.array([end], np.int64))
        first = self.node("Slice", [own, f"{name}.first.start", f"{name}.first.end"], name + "_f")
        last = self.node("Slice", [shape, f"{name}.last.start", f"{name}.last.end"], name + "_l")
        sizes = self.node("Concat", [first, last], name + "_sizes", axis=0)
        none = self.constant("none", np.zeros(0, np.float32))
        return self.node(
            "Resize", [taken, none, none, sizes], name, mode="linear",
            coordinate_transformation_mode="pytorch_half_pixel",
        )

    def model(self):
        start = self.convolution("start", "picture", (3, 16), stride=2)
        wide = self.convolution("wide", start, (16, 16))
        pooled = self.node(
            "MaxPool", [wide], "pooled", kernel_shape=[2, 2], strides=[2, 2], ceil_mode=1
        )
        deep = self.convolution("deep", pooled, (16, 16), dilation=2)
        large = self.enlarged("large", deep, wide)
        both = self.node("Concat", [large, wide], "both", axis=1)
        joined = self.convolution("joined", both, (32, 16))
        added = self.node("Add", [joined, start], "added")
        outputs = []
        for name, taken in {"first": added, "second": deep}.items():
            side = self.convolution(name + "_side", taken, (16, 1), normalised=False)
            whole = self.enlarged(name + "_whole", side, "picture")
            outputs.append(self.node("Sigmoid", [whole], name))
        graph = helper.make_graph(
            self.nodes,
            "small",
            [helper.make_tensor_value_info("picture", TensorProto.FLOAT, [1, 3, SIDE, SIDE])],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 1, SIDE, SIDE])
                for name in outputs
            ],
            [numpy_helper.from_array(value, name) for name, value in self.constants.items()],
        )
        made = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", 11)], ir_version=6
        )
        onnx.checker.check_model(made, full_check=True)
        return made


def with_a_constant_channel():
    """Two convolutions; between them a channel of about 50 and one of zeros."""
    generator = np.random.default_rng(SEED)
    shapes = {"first": (8, 3, 3, 3), "second": (16, 8, 3, 3), "side": (1, 16, 3, 3)}
    constants, nodes, taken = {}, [], "picture"
    for name, shape in shapes.items():
        constants[name + ".weight"] = generator.normal(0, 0.3, shape).astype(np.float32)
        constants[name + ".bias"] = np.zeros(shape[0], np.float32)
        parts = [taken, name + ".weight", name + ".bias"]
        nodes.append(
            helper.make_node("Conv", parts, [name], kernel_shape=[3, 3], pads=[1] * 4)
        )
        kind, taken = ("Sigmoid", "mask") if name == "side" else ("Relu", name + "_positive")
        nodes.append(helper.make_node(kind, [name], [taken]))
    constants["first.weight"][CONSTANT] *= 0.1
    constants["first.bias"][CONSTANT] = 50
    constants["second.weight"][:, CONSTANT] *= 0.3  # below LARGEST
    constants["first.weight"][ZERO] = 0
    constants["first.bias"][ZERO] = -1
    ends = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, count, SIDE, SIDE])
        for name, count in {"picture": 3, "mask": 1}.items()
    ]
    tensors = [numpy_helper.from_array(value, name) for name, value in constants.items()]
    graph = helper.make_graph(nodes, "constant", ends[:1], ends[1:], tensors)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def check_parting(inputs):
    model = with_a_constant_channel()
    network = Network(model)
    ranges, means = recipe.watched(network, inputs, lambda line: None)
    before = float(ranges.of["first_positive"][1].max())
    constant.part(network, Channels(network), ranges, means)
    after = float(ranges.of["first_positive"][1].max())
    require(after < before / 3, f"The largest value is {after:.1f} and was {before:.1f}.")
    parted = onnx.ModelProto()
    parted.CopyFrom(model)
    for each in parted.graph.initializer:
        each.CopyFrom(numpy_helper.from_array(network.constants[each.name], each.name))
    sessions = [session(each.SerializeToString()) for each in (model, parted)]
    apart = max(
        float(np.abs(np.subtract(*(quantize.run(each, data) for each in sessions))).max())
        for data in inputs
    )
    print(f"a constant channel taken apart: outputs differ by {apart:.1e}")
    require(apart < LARGEST_APART, f"The outputs differ by {apart:.1e}.")


def main():
    model = Builder().model()
    network = Network(quantize.prepared(model))
    small = [node for node in network.nodes if network.small(node)]
    require(len(small) == 5, f"{len(small)} of 5 convolutions would be computed with bytes.")
    generator = np.random.default_rng(SEED)
    inputs = [
        generator.normal(0, 1, (1, 3, SIDE, SIDE)).astype(np.float32) for _ in range(8)
    ]
    made = quantize.made(network, inputs, {}, lambda line: None)
    mean, largest = quantize.mask_difference(
        model.SerializeToString(), quantize.fast_form(made), inputs
    )
    print(f"masks against float: mean difference {mean:.4f}, largest {largest:.4f}")
    require(mean <= LARGEST_MEAN, f"The masks differ by {mean:.4f}, more than {LARGEST_MEAN}.")
    check_parting(inputs)


if __name__ == "__main__":
    ended(main)
