"""Bytes for floats: the scale and zero point of every tensor, and of every row of weights."""

import numpy as np


class Scale:
    """value = (byte - zero) * step; a range from zero has the zero point 0."""

    def __init__(self, low, high):
        low, high = min(low, 0.0), max(high, 0.0)
        self.step = np.float32(max((high - low) / 255, 1e-8))
        self.zero = int(np.rint(-low / float(self.step)))

    def to_bytes(self, values):
        scaled = np.rint(values * np.float32(1 / self.step)) + self.zero
        return np.clip(scaled, 0, 255).astype(np.uint8)

    def to_floats(self, values):
        return (values.astype(np.float32) - np.float32(self.zero)) * self.step


class Ranges:
    """The smallest and the largest value of every channel, over all calibration pictures.

    of: by tensor, the smallest and the largest, each [channel].
    """

    def __init__(self):
        self.of = {}

    def see(self, name, values):
        low, high = (
            end(values, axis=(0, 2, 3)).astype(np.float64) for end in (np.min, np.max)
        )
        if name in self.of:
            before = self.of[name]
            low, high = np.minimum(before[0], low), np.maximum(before[1], high)
        self.of[name] = (low, high)

    def scales(self, network):
        """One scale a group of tensors that share it, by tensor."""
        merged = {}
        for name, first in network.group.items():
            low, high = merged.get(first, (0.0, 0.0))
            least, largest = float(self.of[name][0].min()), float(self.of[name][1].max())
            merged[first] = (min(low, least), max(high, largest))
        made = {first: Scale(*ends) for first, ends in merged.items()}
        return {name: made[first] for name, first in network.group.items()}
