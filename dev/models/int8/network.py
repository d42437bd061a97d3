"""A network of the U²-Net or IS-Net family, node by node.

It says which tensors become bytes and which of them share one scale, and it runs single nodes, on
floats or, for those that ONNX Runtime runs on bytes, on bytes.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from comparison import require

OPERATORS = {"Add", "Concat", "Conv", "ConvTranspose", "MaxPool", "Relu", "Resize", "Sigmoid"}

# These move or mix values of one range: their inputs and outputs share one scale.
SHARING = {"Concat", "MaxPool", "Resize"}

# The tail that stays float works on this many pictures at most: the side outputs, or the nine
# taps of one.
TAIL_CHANNELS = 9


class Network:
    """The nodes of a model in their order, and what is known about them."""

    def __init__(self, model):
        graph = model.graph
        self.model = model
        self.nodes = list(graph.node)
        self.constants = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
        self.input = graph.input[0].name
        self.output = graph.output[0].name
        self.side = graph.input[0].type.tensor_type.shape.dim[2].dim_value
        unforeseen = {node.op_type for node in self.nodes} - OPERATORS
        require(not unforeseen, f"The operators {sorted(unforeseen)} are not foreseen here.")
        self.rectified = self._rectified()
        self.channels = self._channels()
        self.tail = self._tail()
        self.group = self._groups()
        self._runners = {}

    def inputs(self, node):
        """The tensors that a node takes, without its constants."""
        return [name for name in node.input if name and name not in self.constants]

    def result(self, node):
        """The name of a node's result; for a convolution with a Relu, that of the Relu."""
        return self.rectified.get(node.output[0], node.output[0])

    def skipped(self, node):
        """Whether a node is a Relu that is done with its convolution."""
        return node.op_type == "Relu" and node.output[0] in self.rectified.values()

    def small(self, node):
        """Whether a convolution is computed with bytes."""
        return node.op_type == "Conv" and node.output[0] not in self.tail

    def quantised(self):
        """The tensors that become bytes, in their order."""
        rest = [
            self.result(node)
            for node in self.nodes
            if node.output[0] not in self.tail and not self.skipped(node)
        ]
        return [self.input, *rest]

    def _rectified(self):
        """Which Relu output replaces which convolution output."""
        convolved = {node.output[0] for node in self.nodes if node.op_type == "Conv"}
        users = {}
        for node in self.nodes:
            for name in node.input:
                users.setdefault(name, []).append(node)
        return {
            node.input[0]: node.output[0]
            for node in self.nodes
            if node.op_type == "Relu"
            and node.input[0] in convolved
            and len(users[node.input[0]]) == 1
        }

    def _tail(self):
        """The outputs of the last nodes, from the network's output back to the side outputs."""
        makers = {node.output[0]: node for node in self.nodes}
        tail, waiting = set(), [self.output]
        while waiting:
            name = waiting.pop()
            node = makers.get(name)
            if node is None or name in tail:
                continue
            taken = self.inputs(node)
            if all(self.channels[each] <= TAIL_CHANNELS for each in taken):
                tail.add(name)
                waiting.extend(taken)
        return tail

    def _channels(self):
        channels = {self.input: 3}
        for node in self.nodes:
            taken = self.inputs(node)
            if node.op_type == "Conv":
                count = self.constants[node.input[1]].shape[0]
            elif node.op_type == "ConvTranspose":
                count = self.constants[node.input[1]].shape[1]
            elif node.op_type == "Concat":
                count = sum(channels[name] for name in taken)
            else:
                count = channels[taken[0]]
            channels[node.output[0]] = count
        return channels

    def _groups(self):
        """For each tensor that becomes bytes, the first of those that share its scale."""
        names = self.quantised()
        group = {name: name for name in names}
        for node in self.nodes:
            if node.op_type in SHARING and node.output[0] not in self.tail:
                joined = {group[name] for name in [*self.inputs(node), node.output[0]]}
                first = min(joined, key=names.index)
                for name in names:
                    if group[name] in joined:
                        group[name] = first
        return group

    # ------------------------------------------------------------ running nodes

    def run(self, node, values):
        """A node's own output for the given inputs; floats or bytes, as the inputs are."""
        if node.op_type == "Add":
            return values[0] + values[1]
        if node.op_type == "Concat":
            return np.concatenate(values, axis=1)
        if node.op_type == "Relu":
            return np.maximum(values[0], 0)
        if node.op_type == "Sigmoid":
            return 1 / (1 + np.exp(-values[0]))
        kind = values[0].dtype
        key = (node.output[0], kind)
        if key not in self._runners:
            self._runners[key] = self.runner(node, kind, self.constants)
        return self._runners[key](values[0])

    def runner(self, node, kind, constants):
        """A node with its constants as a function of its first input."""
        element = TensorProto.UINT8 if kind == np.uint8 else TensorProto.FLOAT
        free = [None] * 4
        graph = helper.make_graph(
            [node],
            "node",
            [helper.make_tensor_value_info(node.input[0], element, free)],
            [helper.make_tensor_value_info(node.output[0], element, free)],
            [
                numpy_helper.from_array(constants[name], name)
                for name in dict.fromkeys(node.input)
                if name in constants
            ],
        )
        model = helper.make_model(graph, opset_imports=self.model.opset_import)
        model.ir_version = self.model.ir_version
        one_session = session(model.SerializeToString())
        return lambda value: one_session.run(None, {node.input[0]: value})[0]

    def walk(self, start, step):
        """Calls step(node, inputs) for every node but the skipped ones; it gives the result.

        Results that nobody needs any more are forgotten.
        """
        last = {}
        order = [node for node in self.nodes if not self.skipped(node)]
        for place, node in enumerate(order):
            for name in self.inputs(node):
                last[name] = place
        values = {self.input: start}
        for place, node in enumerate(order):
            taken = self.inputs(node)
            values[self.result(node)] = step(node, [values[name] for name in taken])
            for name in set(taken):
                if last[name] == place:
                    del values[name]
        return values[self.output]


def session(model):
    """One thread, so that sums are added in the same order whatever the machine does besides."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def attribute(node, name):
    for found in node.attribute:
        if found.name == name:
            return helper.get_attribute_value(found)
    return None


def copied(node):
    copy = onnx.NodeProto()
    copy.CopyFrom(node)
    return copy
