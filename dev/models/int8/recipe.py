"""From floats to bytes, in two walks through the network."""

import numpy as np

from int8 import constant, fine, rounding
from int8.channels import Channels
from int8.network import copied
from int8.pairs import Pairs
from int8.scales import Ranges
from int8.windows import Window

# Places of a picture, at most, that a convolution's covariance is estimated from.
PLACES = 1500
# Of the places: one of four that were tried, see docs/quantization-evaluation.md.
SEED = 1

MOVING = {"Concat", "MaxPool"}


class Small:
    """A convolution with bytes.

    weights: int8 [output, channel, row, column]; steps: one an output; bias: float, one an output,
    set when it is known.
    """

    def __init__(self, weights, steps):
        self.weights = weights
        self.steps = steps
        self.bias = None

    def floats(self):
        return (self.weights * self.steps[:, None, None, None]).astype(np.float32)


def quantised(network, pictures, say):
    """The scale of every tensor and a Small for every convolution that is computed with bytes."""
    ranges, means = watched(network, pictures, say)
    fine.widen(network, ranges)
    constant.part(network, Channels(network), ranges, means)
    scales = ranges.scales(network)
    return scales, convolutions(network, pictures, scales, means, say)


def watched(network, pictures, say):
    """The float network on all pictures: ranges, and the mean result of every convolution."""
    ranges, sums = Ranges(), {}

    def step(node, values):
        result = network.run(node, values)
        name = network.result(node)
        if network.small(node):
            mean = result.mean(axis=(0, 2, 3), dtype=np.float64)
            sums[name] = sums.get(name, 0) + mean
        if name != node.output[0]:
            result = np.maximum(result, 0)
        if name in network.group:
            ranges.see(name, result)
        return result

    for number, picture in enumerate(pictures):
        say(f"float network, picture {number + 1} of {len(pictures)}")
        ranges.see(network.input, picture)
        network.walk(picture, step)
    return ranges, {name: total / len(pictures) for name, total in sums.items()}


def convolutions(network, pictures, scales, means, say):
    """The network of bytes on all pictures, convolution after convolution.

    Each is rounded for the bytes that it will really see, and its bias makes its mean result that
    of the float network, so that errors do not add up from stage to stage.
    """
    generator = np.random.default_rng(SEED)
    made = {}

    def step(node, values):
        name = network.result(node)
        taken = network.inputs(node)
        if name in network.tail:
            return []  # nothing depends on it here
        if node.op_type == "Conv":
            say(f"convolution {len(made) + 1}, {name}")
            scale = scales[taken[0]]
            small, floats = fitted(network, node, values[0], scale, means[name], generator)
            made[name] = small
            return [scales[name].to_bytes(each) for each in floats]
        return [on_bytes(network, node, one, scales) for one in zip(*values)]

    scale = scales[network.input]
    network.walk([scale.to_bytes(fine.parts(each, scale)) for each in pictures], step)
    return made


def on_bytes(network, node, values, scales):
    """A node without weights; as in ONNX Runtime, only what moves values keeps them as bytes."""
    if node.op_type in MOVING:
        return network.run(node, list(values))
    name = network.result(node)
    floats = [scales[each].to_floats(value) for each, value in zip(network.inputs(node), values)]
    result = network.run(node, floats)
    return scales[name].to_bytes(np.maximum(result, 0) if name != node.output[0] else result)


def fitted(network, node, pictures, scale, mean, generator):
    """A convolution for bytes, and its results (not yet rounded) for every picture, one by one."""
    weights = network.constants[node.input[1]]
    window = Window(node)
    size = weights[0].size
    moments, means = rounding.Moments(size), np.zeros(size)
    for each in pictures:
        floats = scale.to_floats(each[0])
        places = window.places(floats)
        chosen = np.sort(generator.permutation(places)[: min(PLACES, places)])
        moments.add(window.columns(floats, chosen))
        means += window.means(floats) / len(pictures)
    flat = weights.reshape(len(weights), size)
    pairs = Pairs(size, int(np.prod(window.kernel)))
    integers, steps = rounding.rounded(flat, moments.covariance(), pairs)
    small = Small(integers.reshape(weights.shape), steps)
    # A convolution is linear: its mean result is that of its mean inputs.
    small.bias = mean - small.floats().reshape(flat.shape).astype(np.float64) @ means
    return small, results(network, node, pictures, scale, small)


def results(network, node, pictures, scale, small):
    copy = copied(node)
    bias = copy.input[2] if len(copy.input) > 2 else node.output[0] + "_bias"
    copy.input[:] = [*copy.input[:2], bias]
    constants = {node.input[1]: small.floats(), bias: small.bias.astype(np.float32)}
    run = network.runner(copy, np.float32, constants)
    rectify = network.result(node) != node.output[0]
    for each in pictures:
        result = run(scale.to_floats(each))
        yield np.maximum(result, 0) if rectify else result
