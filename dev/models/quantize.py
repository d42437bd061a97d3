"""Makes the int8 form of a model of the U²-Net or IS-Net family: about three times faster.

    python dev/models/quantize.py MODEL.onnx OUT.onnx
    python dev/models/quantize.py MODEL.onnx OUT.onnx --photos FOLDER_OR_FILE ...
    python dev/models/quantize.py MODEL.onnx OUT.onnx --check COMMITTED.onnx

MODEL is the float model as published, or as rewrite_u2netp.py made it. README.md beside this file
tells the steps.
"""

import argparse
import glob
import os
import sys
import tempfile

# Sums in one order, before numpy is loaded: the same bytes on every run.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import onnx
from onnx import version_converter

import rewrite_u2netp as rewriting
from comparison import ended, require
from int8 import pictures, recipe
from int8.network import Network, session
from int8.writing import Writer

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

NORMALISATIONS = {
    "imagenet": ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
    "imagenet-mean": ([0.485, 0.456, 0.406], [1.0, 1.0, 1.0]),
    "half": ([0.5, 0.5, 0.5], [1.0, 1.0, 1.0]),
}

# Mask values of 0 to 1, on average over the calibration pictures. Another processor adds floats in
# another order, which moves single roundings; a wrong step moves masks by more than this.
SAME_MASK = 0.005


# ---------------------------------------------------------------- the float network


def prepared(model):
    """One output, opset 17, sizes folded, integer scales: the network of nodes and weights."""
    if any(node.op_type in {"Shape", "Constant"} for node in model.graph.node) or len(
        model.graph.output
    ) > 1:
        model = version_converter.convert_version(model, rewriting.OPSET)
        rewriting.keep_first_output(model.graph)
        model = without_batch_norm(model)
        rewriting.fold_sizes(model)
        rewriting.scale_instead_of_size(model)
        rewriting.remove_dead(model.graph)
    return model


def without_batch_norm(model):
    """Batch normalisations that the exporter left go into their convolutions."""
    if all(node.op_type != "BatchNormalization" for node in model.graph.node):
        return model
    import onnxruntime

    level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnx.load_model_from_string(saved(model, level))


def saved(model, level):
    """The bytes of a model as ONNX Runtime saves it after its optimisations of a level.

    All of EXTENDED and below is the same for every processor; what is above is not.
    """
    import onnxruntime

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.onnx")
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = level
        options.optimized_model_filepath = path
        options.log_severity_level = 3
        onnxruntime.InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
        return rewriting.read(path)


# ---------------------------------------------------------------- the int8 model


def made(network, inputs, facts, say):
    scales, convolutions = recipe.quantised(network, inputs, say)
    return Writer(network, scales, convolutions).model(facts)


def fast_form(model):
    import onnxruntime

    return saved(model, onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED)


def calibration(options, network):
    """The inputs that the network is calibrated on."""
    mean, deviation = NORMALISATIONS[options.normalisation]
    paths = photo_paths(options.photos) if options.photos else pictures.free_pictures(ROOT)
    require(paths, "There are no photos to calibrate on.")
    photos = [pictures.read(path) for path in paths]
    float_session = session(network.model.SerializeToString())

    def mask(picture):
        data = pictures.network_input(picture, network.side, mean, deviation)
        return pictures.resized(min_max(run(float_session, data)), pictures.SIDE)

    all_pictures = pictures.varied(photos, options.crops, options.composites, mask)
    return [
        pictures.network_input(each, network.side, mean, deviation) for each in all_pictures
    ]


def photo_paths(named):
    found = []
    for path in named:
        inside = sorted(glob.glob(os.path.join(path, "*"))) if os.path.isdir(path) else [path]
        found.extend(
            each for each in inside if each.lower().endswith((".png", ".jpg", ".jpeg", ".webp"))
        )
    return found


def run(one_session, data):
    name = one_session.get_inputs()[0].name
    return one_session.run([one_session.get_outputs()[0].name], {name: data})[0][0, 0]


def min_max(output):
    low, high = output.min(), output.max()
    return (output - low) / max(high - low, 1e-12)


def mask_difference(first, second, inputs):
    """The mean and the largest mean difference of two models' masks, in parts of 1."""
    sessions = [session(first), session(second)]
    differences = [
        float(np.abs(np.subtract(*(min_max(run(each, data)) for each in sessions))).mean())
        for data in inputs
    ]
    return float(np.mean(differences)), max(differences)


# ---------------------------------------------------------------- the command line


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", help="the float model")
    parser.add_argument("out", help="the file to write")
    parser.add_argument("--photos", nargs="+", help="pictures, or folders, instead of the free ones")
    parser.add_argument("--normalisation", choices=NORMALISATIONS, default="imagenet")
    parser.add_argument("--crops", type=int, default=1, help="crops a picture")
    parser.add_argument("--composites", type=int, default=12, help="cutouts on other pictures")
    parser.add_argument("--check", metavar="EXPECTED", help="fail unless OUT is like this file")
    parser.add_argument("--quiet", action="store_true")
    return parser.parse_args()


def main():
    options = arguments()
    published = rewriting.read(options.model)
    expected = rewriting.read(options.check) if options.check else None
    network = Network(prepared(onnx.load_model_from_string(published)))
    inputs = calibration(options, network)
    say = (lambda line: None) if options.quiet else (lambda line: print(line, file=sys.stderr))
    facts = {
        "calibration": f"{len(inputs)} pictures",
        "changed": "activations and weights of 8 bits",
        "made_from_sha256": rewriting.sha256(published),
    }
    model = made(network, inputs, facts, say)
    data = fast_form(model)
    with open(options.out, "wb") as file:
        file.write(data)
    rewriting.print_hashes("int8", data)
    float_model = network.model.SerializeToString()
    mean, largest = mask_difference(float_model, data, inputs)
    print(f"masks against float: mean difference {mean:.4f}, largest {largest:.4f}")
    if expected is not None:
        check(data, expected, inputs, options.check)


def check(data, expected, inputs, name):
    if data == expected:
        print("check: the same bytes")
        return
    mean, largest = mask_difference(data, expected, inputs)
    require(
        mean <= SAME_MASK,
        f"The masks differ from those of {name} by {mean:.4f} on average, at most {largest:.4f}.",
    )
    print(f"check: other bytes, the same masks: mean difference {mean:.4f}, largest {largest:.4f}")


if __name__ == "__main__":
    ended(main)
