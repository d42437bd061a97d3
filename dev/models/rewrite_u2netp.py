"""Rewrites the published u2netp.onnx into an equal network that runs faster.

    python dev/models/rewrite_u2netp.py PUBLISHED.onnx OUT.onnx
    python dev/models/rewrite_u2netp.py PUBLISHED.onnx OUT.onnx --verify --photos A.jpg B.jpg
    python dev/models/rewrite_u2netp.py PUBLISHED.onnx OUT.onnx --check COMMITTED.onnx

Every step computes the same function of real numbers; only the rounding of floats differs.
README.md beside this file says why, step by step.
"""

import argparse
import hashlib
import os
from collections import ChainMap

import numpy as np
import onnx
from onnx import helper, numpy_helper, shape_inference, version_converter
from onnx.reference import ReferenceEvaluator

from comparison import compare, ended, require

PUBLISHED_SHA256 = "309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8"
OPSET = 17
IR_VERSION = 8
SIDE = 320

# The operators that PyTorch's exporter strings together to compute the sizes of a Resize.
SIZE_OPERATORS = {"Cast", "Concat", "Gather", "Slice", "Unsqueeze"}

# The network that must be left in the end; anything else was not foreseen here.
NETWORK_OPERATORS = {
    "Add", "Concat", "Conv", "ConvTranspose", "MaxPool", "Relu", "Resize", "Sigmoid"
}

SPLIT_SIDES = (320, 160)
SPLIT_CHANNELS = 64
SPLIT_ATTRIBUTES = {
    "dilations": [1, 1],
    "group": 1,
    "kernel_shape": [3, 3],
    "pads": [1, 1, 1, 1],
    "strides": [1, 1],
}


# ---------------------------------------------------------------- the rewriting steps


def rewrite(published):
    """Takes the published model as a ModelProto and gives the rewritten one."""
    model = version_converter.convert_version(published, OPSET)
    keep_first_output(model.graph)
    fold_sizes(model)
    scale_instead_of_size(model)
    split_side_convolutions(model)
    remove_dead(model.graph)
    check_result(model)
    return without_traces(model)


def keep_first_output(graph):
    del graph.output[1:]
    remove_dead(graph)


def remove_dead(graph):
    """Removes every node and initializer that no output depends on; the order stays."""
    needed = {output.name for output in graph.output}
    living = []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            living.append(node)
            needed.update(node.input)
    replace(graph.node, reversed(living))
    replace(graph.initializer, [tensor for tensor in graph.initializer if tensor.name in needed])


def replace(repeated, values):
    values = list(values)
    del repeated[:]
    repeated.extend(values)


def fold_sizes(model):
    """Computes the size arithmetic of the exporter once, here, instead of at every run.

    A Resize's output shape is known only when its sizes are, and the next Resize's sizes
    hang on that shape: so inference and folding take turns until nothing changes.
    """
    graph = model.graph
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    while True:
        folded = fold_once(model, constants)
        if not folded:
            break
        for name, value in folded.items():
            graph.initializer.append(numpy_helper.from_array(np.asarray(value), name))
        constants.update(folded)
        replace(graph.node, [node for node in graph.node if node.output[0] not in folded])
    remove_dead(graph)


def fold_once(model, constants):
    """The values that follow from the constants and from the shapes known so far, by name."""
    shapes = static_shapes(model)
    folded = {}
    known = ChainMap(folded, constants)
    for node in model.graph.node:
        name = node.output[0]
        if node.op_type == "Constant":
            folded[name] = numpy_helper.to_array(attributes(node)["value"])
        elif node.op_type == "Shape" and node.input[0] in shapes:
            folded[name] = np.array(shapes[node.input[0]], np.int64)
        elif node.op_type in SIZE_OPERATORS and all(each in known for each in node.input):
            # A single node is read as its newest version, which for these five is opset 13's.
            evaluator = ReferenceEvaluator(node)
            folded[name] = evaluator.run(None, {each: known[each] for each in node.input})[0]
    return folded


def static_shapes(model):
    """The shapes of all tensors whose every dimension is a known number, by name."""
    graph = shape_inference.infer_shapes(model, check_type=True, strict_mode=True).graph
    shapes = {}
    for tensor in [*graph.input, *graph.value_info, *graph.output]:
        dimensions = tensor.type.tensor_type.shape.dim
        if dimensions and all(dimension.HasField("dim_value") for dimension in dimensions):
            shapes[tensor.name] = [dimension.dim_value for dimension in dimensions]
    return shapes


def attributes(node):
    return {found.name: helper.get_attribute_value(found) for found in node.attribute}


def scale_instead_of_size(model):
    """Gives every Resize its integer scale, and half_pixel for pytorch_half_pixel."""
    graph = model.graph
    shapes = static_shapes(model)
    scales = {}
    for node in graph.node:
        if node.op_type == "Resize":
            scale = integer_scale(node, shapes)
            name = f"resize_scales_{scale}"
            scales[name] = np.array([1, 1, scale, scale], np.float32)
            replace(node.input, [node.input[0], "", name])
            set_half_pixel(node)
    for name, value in sorted(scales.items()):
        graph.initializer.append(numpy_helper.from_array(value, name))


def integer_scale(node, shapes):
    before = shapes.get(node.input[0])
    after = shapes.get(node.output[0])
    require(before and after, f"The shapes around {node.name} are not known.")
    require(before[:2] == after[:2], f"{node.name} resizes batch or channels.")
    scale = after[2] // before[2]
    require(
        scale > 1 and after[2:] == [scale * before[2], scale * before[3]],
        f"{node.name} resizes {before} to {after}: not by one integer scale.",
    )
    return scale


def set_half_pixel(node):
    found = attributes(node)
    mode = found.get("coordinate_transformation_mode")
    require(found.get("mode") == b"linear", f"{node.name} is not a linear Resize.")
    require(mode == b"pytorch_half_pixel", f"{node.name} has the coordinates {mode}.")
    for attribute in node.attribute:
        if attribute.name == "coordinate_transformation_mode":
            attribute.s = b"half_pixel"


def split_side_convolutions(model):
    """Replaces the two large side convolutions, found by their shapes, by equal pairs."""
    graph = model.graph
    shapes = static_shapes(model)
    weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    nodes, sides = [], []
    for node in graph.node:
        side = side_to_split(node, weights, shapes)
        if side:
            sides.append(side)
            added, tensors = split(node, weights[node.input[1]])
            nodes.extend(added)
            graph.initializer.extend(tensors)
        else:
            nodes.append(node)
    require(
        sorted(sides) == sorted(SPLIT_SIDES),
        f"Expected one {SPLIT_CHANNELS} to 1 convolution of 3x3 at each of {SPLIT_SIDES} "
        f"pixels, found them at {sides}.",
    )
    replace(graph.node, nodes)


def side_to_split(node, weights, shapes):
    """The picture side at which a 64 to 1 convolution of 3x3 works, or 0 for other nodes."""
    if node.op_type != "Conv" or weights[node.input[1]].shape != (1, SPLIT_CHANNELS, 3, 3):
        return 0
    height, width = shapes[node.input[0]][2:]
    if height != width or height not in SPLIT_SIDES:
        return 0
    found = attributes(node)
    for name, value in SPLIT_ATTRIBUTES.items():
        require(found.get(name) == value, f"{node.name} has {name} {found.get(name)}.")
    require(found.get("auto_pad", b"NOTSET") == b"NOTSET", f"{node.name} pads by itself.")
    require(len(node.input) == 3, f"{node.name} has no bias.")
    return height


def split(node, weight):
    """A 1x1 convolution makes nine pictures, one per tap; a one-hot one shifts and adds them.

    Tap (row, column) of a convolution reads the pixel at (+row-1, +column-1); a transposed
    convolution writes its tap to (+row-1, +column-1). So the tap's one sits at the mirrored
    place (2-row, 2-column). The zero padding agrees: what lies outside is not added.
    """
    taps = weight[0].reshape(SPLIT_CHANNELS, 9).T.reshape(9, SPLIT_CHANNELS, 1, 1)
    shifts = np.zeros((9, 1, 3, 3), np.float32)
    for tap in range(9):
        row, column = divmod(tap, 3)
        shifts[tap, 0, 2 - row, 2 - column] = 1
    data, _, bias = node.input
    names = [f"{node.name}_taps", f"{node.name}_taps_weight", f"{node.name}_shifts_weight"]
    pointwise = helper.make_node(
        "Conv", [data, names[1]], [names[0]], name=names[0],
        **{**SPLIT_ATTRIBUTES, "kernel_shape": [1, 1], "pads": [0, 0, 0, 0]},
    )
    shifting = helper.make_node(
        "ConvTranspose", [names[0], names[2], bias], list(node.output),
        name=f"{node.name}_shifts", **SPLIT_ATTRIBUTES,
    )
    tensors = [
        numpy_helper.from_array(np.ascontiguousarray(taps), names[1]),
        numpy_helper.from_array(shifts, names[2]),
    ]
    return [pointwise, shifting], tensors


def check_result(model):
    graph = model.graph
    unforeseen = {node.op_type for node in graph.node} - NETWORK_OPERATORS
    require(not unforeseen, f"The operators {sorted(unforeseen)} were not removed.")
    require(len(graph.input) == 1, f"The model has {len(graph.input)} inputs.")
    require(len(graph.output) == 1, f"The model has {len(graph.output)} outputs.")
    shapes = static_shapes(model)
    for tensor, channels in ((graph.input[0], 3), (graph.output[0], 1)):
        shape = shapes.get(tensor.name)
        require(shape == [1, channels, SIDE, SIDE], f"{tensor.name} has the shape {shape}.")


def without_traces(model):
    """Rebuilds the model with fixed facts only, so that equal input gives equal bytes."""
    graph = model.graph
    for part in [*graph.node, *graph.initializer]:
        part.ClearField("doc_string")
    clean = helper.make_model(
        helper.make_graph(
            graph.node,
            "u2netp",
            graph.input,
            graph.output,
            sorted(graph.initializer, key=lambda tensor: tensor.name),
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="alphalift",
        producer_version="1",
        doc_string="U2-Net-p, rewritten exactly from the published u2netp.onnx.",
    )
    facts = {
        "changed": "first output only, integer Resize scales, two side convolutions split",
        "licence": "Apache-2.0",
        "origin": "xuebinqin/U-2-Net, ONNX export of danielgatis/rembg v0.0.0",
        "origin_sha256": PUBLISHED_SHA256,
    }
    for key in sorted(facts):
        clean.metadata_props.add(key=key, value=facts[key])
    onnx.checker.check_model(clean, full_check=True)
    return clean


# ---------------------------------------------------------------- the command line


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("published", help="u2netp.onnx as rembg published it")
    parser.add_argument("out", help="the file to write")
    parser.add_argument("--verify", action="store_true", help="run both models and compare")
    parser.add_argument("--photos", nargs="+", default=[], help="more inputs for --verify")
    parser.add_argument("--check", metavar="EXPECTED", help="fail unless OUT equals this file")
    return parser.parse_args()


def read(path):
    with open(path, "rb") as file:
        return file.read()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def print_hashes(name, data):
    print(f"{name}: {len(data)} bytes")
    print(f"  sha256 {sha256(data)}")
    print(f"  md5    {hashlib.md5(data, usedforsecurity=False).hexdigest()}")


def main():
    options = arguments()
    require(options.verify or not options.photos, "--photos is for --verify.")
    published = read(options.published)
    expected = read(options.check) if options.check else None
    for path in filter(None, (options.published, options.check)):
        require(
            os.path.realpath(path) != os.path.realpath(options.out),
            f"OUT must be another file than {path}.",
        )
    require(
        sha256(published) == PUBLISHED_SHA256,
        f"{options.published} has the sha256 {sha256(published)}, not {PUBLISHED_SHA256}.",
    )
    model = rewrite(onnx.load_model_from_string(published))
    rewritten = model.SerializeToString(deterministic=True)
    with open(options.out, "wb") as file:
        file.write(rewritten)
    print_hashes("published", published)
    print_hashes("rewritten", rewritten)
    if options.verify:
        compare(published, rewritten, options.photos)
    if expected is not None:
        require(
            sha256(rewritten) == sha256(expected),
            f"{options.check} has the sha256 {sha256(expected)}: it is not what was written.",
        )
        print("check: the same bytes")


if __name__ == "__main__":
    ended(main)
