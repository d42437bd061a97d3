"""Takes nearly constant channels apart, at no cost when the network runs.

U²-Net† has two channels that hardly depend on the picture, left over from its training: one of
stage 2d is 226.3, give or take 0.1, and 228 in the corners; its neighbours stay below 80. It sets
the step of all tensors that share one with it, and in the convolution that reads it its weights,
30 times as large as their neighbours, set the step of the row: 7 bits leave the neighbours three
levels. In floats nothing changes when such a channel v becomes two:

- what is left of it, (v - low) * gain, where v was, with the weights divided by gain and low times
  the middle weight in the bias;
- a constant for what the other weights make of low, which outside the picture is zero and therefore
  cannot be in the bias. Channels that are always zero, of which the network has some, hold it.
"""

import numpy as np

from int8.network import attribute

# A channel is nearly constant if its smallest value is more than this part of its largest.
NEARLY = 0.9
# Below the smallest value seen, by this part of the range, what is left begins. Relu cuts off what
# another picture has below that.
MARGIN = 0.1
# The weights of the constant are cut off at so many times the largest of the others of their row,
# lest they set its step. That moves results at the very border of the picture only.
LARGEST = 4.0


class Parting:
    """A channel that is taken apart, and the zero channels that hold the rest of it.

    reader: the convolution that reads it, and its number there.
    carriers: the zero channels, with their numbers there.
    room: the largest value that anything that shares its step has.
    """

    def __init__(self, channel, reader, carriers, low, high, room):
        self.channel = channel
        self.reader = reader
        self.carriers = dict(carriers)
        self.low = low - MARGIN * (high - low)
        self.gain = room / (high - self.low)
        self.room = room

    def apply(self, network, readers):
        """Changes the constants of the network."""
        node, number = self.reader
        carried = list(self.carriers.values())
        weights, bias = floats(network, node)
        middle = tuple(length // 2 for length in weights.shape[2:])
        outer = weights[:, number].copy()
        outer[:, *middle] = 0
        bias += self.low * weights[:, number, *middle]
        weights[:, number] /= self.gain
        weights[:, carried] = 0
        most = LARGEST * np.abs(weights).max(axis=(1, 2, 3))[:, None, None]
        value = self.room * len(carried)
        kept = np.clip(outer * (self.low / value), -most, most)
        bias += (outer * self.low - kept * value).sum(axis=(1, 2))
        weights[:, carried] = kept[:, None]
        put(network, node, weights, bias)
        self._make(network, self.channel, self.gain, self.low)
        for carrier in self.carriers:
            self._make(network, carrier, 0, -self.room)
            for other, place in readers[carrier]:
                if other is not node:
                    read, unchanged = floats(network, other)
                    read[:, place] = 0
                    put(network, other, read, unchanged)

    def _make(self, network, channel, gain, low):
        """The convolution that gives the channel; with the gain 0, a constant."""
        node = maker(network, channel)
        weights, bias = floats(network, node)
        weights[channel[1]] *= gain
        bias[channel[1]] = (bias[channel[1]] - low) * gain if gain else -low
        put(network, node, weights, bias)

    def seen(self, values, channel):
        """What the lows, highs or means of a channel are afterwards."""
        if channel == self.channel:
            return (values - self.low) * self.gain
        return self.room if channel in self.carriers else values


def maker(network, channel):
    return next(node for node in network.nodes if network.result(node) == channel[0])


def floats(network, node):
    return [network.constants[name].astype(np.float64) for name in node.input[1:3]]


def put(network, node, weights, bias):
    for name, values in zip(node.input[1:3], (weights, bias)):
        network.constants[name] = values.astype(np.float32)


def part(network, channels, ranges, means):
    """Takes the channels apart in the constants of the network, in the ranges and the means."""
    for each in found(network, channels, ranges):
        each.apply(network, channels.readers)
        for name, of in channels.of.items():
            for number, channel in enumerate(of):
                for values in ranges.of.get(name, ()):
                    values[number] = each.seen(values[number], channel)
                if name in means and channel[0] == name:
                    means[name][number] = each.seen(means[name][number], channel)


def found(network, channels, ranges):
    """The channels that can be taken apart, by the order of the network."""
    partings, used = [], set()
    for name in channels.of:
        if name not in network.rectified.values():
            continue
        for number, channel in enumerate(channels.of[name]):
            low, high = (values[number] for values in ranges.of[name])
            if channel[0] != name or low <= NEARLY * high:
                continue
            room = largest_beside(network, channels, ranges, channel)
            read = reader(network, channels, channel)
            if high <= room or read is None:
                continue
            carriers = zero_channels(network, channels, ranges, read[0], used)
            if carriers:
                used.update(carrier for carrier, _ in carriers)
                partings.append(Parting(channel, read, carriers, low, high, room))
    return partings


def largest_beside(network, channels, ranges, channel):
    """The largest value of what shares a step with a channel."""
    group = network.group[channel[0]]
    return max(
        float(high)
        for name, of in channels.of.items()
        if name in ranges.of and network.group[name] == group
        for each, high in zip(of, ranges.of[name][1])
        if each != channel
    )


def reader(network, channels, channel):
    """The one convolution that reads a channel, if what is outside its picture is zero."""
    readers = channels.readers.get(channel, [])
    if len(readers) != 1 or not network.small(readers[0][0]):
        return None
    node, number = readers[0]
    kernel = attribute(node, "kernel_shape")
    same = [
        length // 2 * wide
        for length, wide in zip(kernel, attribute(node, "dilations") or [1, 1])
    ]
    odd = all(length % 2 for length in kernel)
    pads = list(attribute(node, "pads") or [0] * 4)
    biased = len(node.input) > 2 and len(maker(network, channel).input) > 2
    return (node, number) if odd and biased and pads == same * 2 else None


def zero_channels(network, channels, ranges, node, used):
    """The channels that a convolution reads and that are always zero, with their numbers there."""
    return [
        (channel, number)
        for number, channel in enumerate(channels.of[network.inputs(node)[0]])
        if channel not in used
        and channel[0] in network.rectified.values()
        and ranges.of[channel[0]][1][channel[1]] <= 0
        and all(
            network.small(each) and len(each.input) > 2 for each, _ in channels.readers[channel]
        )
        and len(maker(network, channel).input) > 2
    ]
