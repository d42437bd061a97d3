"""Weights of 8 bits whose products do not saturate.

Processors with AVX2 or AVX512 and without VNNI multiply bytes with weights and add two neighbouring
products in 16 bits, which cuts off what is beyond. Two of 255 x 127 are; but neighbours that are
both large and of one sign are few. So two neighbouring weights are held to a sum of 128, which fits
whatever the bytes are.
"""

import numpy as np

# The largest integer weight, and the largest sum of two neighbours: 16 bits, by the largest byte.
SINGLE = 127
BYTE = 255
SUM_LIMIT = 32767
TOGETHER = SUM_LIMIT // BYTE


class Pairs:
    """Which weights of a convolution are neighbours, by their place as [channel and tap].

    ONNX Runtime lays a convolution's inputs out with the channels last or with the taps last, and
    takes them two by two from the first on. Both are held here.
    """

    def __init__(self, size, taps):
        places = np.arange(size)
        self.orders = (places, places.reshape(-1, taps).T.ravel())
        self.neighbours = [set() for _ in places]
        for order in self.orders:
            for one, other in zip(order[0::2], order[1::2]):
                self.neighbours[one].add(int(other))
                self.neighbours[other].add(int(one))

    def bounds(self, place, integers, done):
        """What the weights at a place may be, by row, after those that are done."""
        low, high = -np.full(len(integers), SINGLE), np.full(len(integers), SINGLE)
        for other in self.neighbours[place]:
            if done[other]:
                low = np.maximum(low, lowest(integers[:, other]))
                high = np.minimum(high, highest(integers[:, other]))
        return low, high

    def fitting(self, integers, variances):
        """Integers that are cut off until they fit, of two neighbours the one that matters less."""
        fitted = np.clip(integers, -SINGLE, SINGLE)
        for order in self.orders:
            one, other = order[0 : len(order) - 1 : 2], order[1::2]
            swapped = variances[one] < variances[other]
            kept, cut = np.where(swapped, other, one), np.where(swapped, one, other)
            beside = fitted[:, kept]
            fitted[:, cut] = np.clip(fitted[:, cut], lowest(beside), highest(beside))
        return fitted


def lowest(beside):
    """The least that a neighbour of these may be."""
    return -TOGETHER - np.minimum(beside, 0)


def highest(beside):
    """The most that a neighbour of these may be."""
    return TOGETHER - np.maximum(beside, 0)
