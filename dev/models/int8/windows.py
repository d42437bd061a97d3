"""What a convolution sees of a picture, by channel and tap."""

import numpy as np

from int8.network import attribute


class Window:
    """The kernel of a convolution as it goes over a picture [channel, row, column]."""

    def __init__(self, node):
        self.kernel = attribute(node, "kernel_shape")
        self.dilations = attribute(node, "dilations") or [1, 1]
        self.strides = attribute(node, "strides") or [1, 1]
        self.pads = attribute(node, "pads") or [0] * 4

    def places(self, picture):
        """How many pixels the result has."""
        height, width = self._size(picture)
        return height * width

    def columns(self, picture, places):
        """What is seen at some places of the result, as [channel and tap, place]."""
        width = self._size(picture)[1]
        rows, across = places // width * self.strides[0], places % width * self.strides[1]
        padded = self._padded(picture)
        return self._by_tap(lambda row, column: padded[:, rows + row, across + column])

    def means(self, picture):
        """The mean of what is seen over all places, by channel and tap."""
        height, width = self._size(picture)
        padded = self._padded(picture)

        def mean(row, column):
            down = slice(row, row + (height - 1) * self.strides[0] + 1, self.strides[0])
            along = slice(column, column + (width - 1) * self.strides[1] + 1, self.strides[1])
            return padded[:, down, along].mean(axis=(1, 2), dtype=np.float64)[:, None]

        return self._by_tap(mean)[:, 0]

    def _by_tap(self, seen):
        """One row a channel and tap, in the order of the weights."""
        taps = [
            seen(row * self.dilations[0], column * self.dilations[1])
            for row in range(self.kernel[0])
            for column in range(self.kernel[1])
        ]
        together = np.stack(taps, axis=1)
        return together.reshape(-1, together.shape[2])

    def _padded(self, picture):
        top, left, bottom, right = self.pads
        return np.pad(picture, ((0, 0), (top, bottom), (left, right)))

    def _size(self, picture):
        return tuple(
            (length + self.pads[axis] + self.pads[axis + 2] - reach - 1) // self.strides[axis] + 1
            for axis, length in enumerate(picture.shape[1:])
            for reach in [self.dilations[axis] * (self.kernel[axis] - 1)]
        )
