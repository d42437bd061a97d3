"""Where the channels of a network come from, and which nodes read them."""

PASSING = {"Concat", "MaxPool", "Resize"}


class Channels:
    """Follows every channel through the nodes that pass it on.

    of: by tensor, for each of its channels what made it, as (tensor, number of its channel).
    readers: by such a pair, a list of (node, number of its input channel).
    added: such pairs that are added to each other, and to what the sum is, as (pair, pair, pair).
    """

    def __init__(self, network):
        self.network = network
        self.of = {}
        self.readers = {}
        self.added = []
        self._new(network.input, network.input)
        for node in network.nodes:
            if not network.skipped(node):
                self._follow(node, network.result(node), network.inputs(node))

    def _follow(self, node, name, taken):
        if node.op_type in PASSING:
            self.of[name] = [each for one in taken for each in self.of[one]]
            return
        for one in taken:
            for number, each in enumerate(self.of[one]):
                self.readers.setdefault(each, []).append((node, number))
        self._new(name, node.output[0])
        if node.op_type == "Add":
            self.added.extend(zip(self.of[name], *(self.of[each] for each in taken)))

    def _new(self, name, output):
        self.of[name] = [(name, number) for number in range(self.network.channels[output])]
