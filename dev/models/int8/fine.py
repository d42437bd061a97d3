"""Gives the picture to the first convolution in two parts: 8 bits, and what they leave, finer.

A picture's own steps, of 255, are not the bytes' steps after its normalisation; rounding them once
more moved the masks of pictures without a clear subject as much as all the rest. The second part
are channels of the same bytes with the weights divided by FINER, so it costs next to nothing.
"""

import numpy as np

FINER = 8


def widen(network, ranges):
    """Lets the convolutions that read the picture read both parts."""
    for node in network.nodes:
        if node.input[0] == network.input:
            weights = network.constants[node.input[1]]
            network.constants[node.input[1]] = np.concatenate([weights, weights / FINER], axis=1)
    network.channels[network.input] *= 2
    ranges.of[network.input] = [np.tile(end, 2) for end in ranges.of[network.input]]


def parts(picture, scale):
    coarse = scale.to_floats(scale.to_bytes(picture))
    return np.concatenate([coarse, (picture - coarse) * np.float32(FINER)], axis=1)
