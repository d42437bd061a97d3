"""Writes the network with QuantizeLinear and DequantizeLinear around every node.

ONNX Runtime makes its integer operators of that.
"""

import numpy as np
import onnx
from onnx import helper, numpy_helper

from comparison import require
from int8 import fine
from int8.network import copied

OPSET = 17
IR_VERSION = 8


class Writer:
    def __init__(self, network, scales, convolutions):
        self.network = network
        self.scales = scales
        self.convolutions = convolutions
        self.nodes = []
        self.constants = {}
        self.known_as = {}

    def model(self, facts):
        network = self.network
        self.picture(network.input)
        for node in network.nodes:
            if network.skipped(node):
                continue
            if network.result(node) in self.convolutions:
                self.convolution(node)
            else:
                self.other(node)
        graph = helper.make_graph(
            self.nodes,
            "int8",
            [network.model.graph.input[0]],
            [network.model.graph.output[0]],
            [numpy_helper.from_array(value, name) for name, value in sorted(self.constants.items())],
        )
        made = helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", OPSET)],
            ir_version=IR_VERSION,
            producer_name="alphalift",
            producer_version="1",
        )
        for key in sorted(facts):
            made.metadata_props.add(key=key, value=facts[key])
        onnx.checker.check_model(made, full_check=True)
        return made

    def node(self, kind, taken, given, **attributes):
        self.nodes.append(helper.make_node(kind, taken, [given], name=given, **attributes))

    def scale_names(self, tensor):
        first = self.network.group[tensor]
        names = [f"{first}_step", f"{first}_zero"]
        scale = self.scales[first]
        self.constants[names[0]] = np.array(scale.step, np.float32)
        self.constants[names[1]] = np.array(scale.zero, np.uint8)
        return names

    def picture(self, name):
        """The picture's bytes in two parts, as fine.py says."""
        scale = self.scale_names(name)
        self.constants[name + "_finer"] = np.array(fine.FINER, np.float32)
        self.node("QuantizeLinear", [name, *scale], name + "_coarse_bytes")
        self.node("DequantizeLinear", [name + "_coarse_bytes", *scale], name + "_coarse")
        self.node("Sub", [name, name + "_coarse"], name + "_rest")
        self.node("Mul", [name + "_rest", name + "_finer"], name + "_fine")
        self.node("Concat", [name + "_coarse", name + "_fine"], name + "_both", axis=1)
        self.bytes_of(name, name + "_both")

    def bytes_of(self, tensor, floats):
        """What reads the tensor from now on reads it from bytes."""
        scale = self.scale_names(tensor)
        self.node("QuantizeLinear", [floats, *scale], tensor + "_bytes")
        self.node("DequantizeLinear", [tensor + "_bytes", *scale], tensor + "_read")
        self.known_as[tensor] = tensor + "_read"

    def read(self, tensor):
        return self.known_as.get(tensor, tensor)

    def convolution(self, node):
        name = self.network.result(node)
        small = self.convolutions[name]
        step = self.scales[node.input[0]].step
        bias_steps = (small.steps * step).astype(np.float32)
        self.dequantised(name + "_weights", small.weights, small.steps)
        bias = np.rint(small.bias / bias_steps.astype(np.float64))
        require(np.abs(bias).max() < 2**31, f"The bias of {name} does not fit 32 bits.")
        self.dequantised(name + "_bias", bias.astype(np.int32), bias_steps)
        copy = copied(node)
        copy.name = name + "_float"
        del copy.input[:]
        copy.input.extend([self.read(node.input[0]), name + "_weights", name + "_bias"])
        copy.output[0] = name + "_float"
        self.nodes.append(copy)
        # A range from 0 cuts off what is negative, as the Relu would.
        if name == node.output[0] or self.scales[name].zero == 0:
            self.bytes_of(name, name + "_float")
        else:
            self.node("Relu", [name + "_float"], name + "_positive")
            self.bytes_of(name, name + "_positive")

    def dequantised(self, name, integers, steps):
        parts = [name + "_bytes", name + "_step", name + "_zero"]
        values = [integers, steps, np.zeros(len(steps), integers.dtype)]
        self.constants.update(zip(parts, values))
        self.node("DequantizeLinear", parts, name, axis=0)

    def other(self, node):
        name = node.output[0]
        copy = copied(node)
        del copy.input[:]
        for taken in node.input:
            if taken in self.network.constants:
                self.constants[taken] = self.network.constants[taken]
            copy.input.append(self.read(taken))
        if name in self.scales:
            copy.output[0] = name + "_float"
        self.nodes.append(copy)
        if name in self.scales:
            self.bytes_of(name, name + "_float")
