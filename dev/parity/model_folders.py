"""Makes src/test/resources/rembg: where rembg looks for models, and what it knows of each of them.

    python dev/parity/model_folders.py [OUT_DIR]

Needs requirements.txt of this folder. Nothing is downloaded: rembg's own code runs up to the point
where it would look at a file, fetch one or feed the network, and is asked there what it wants.
Deterministic. model_folders.json holds the folders by environment variables and the paths of own
models that are allowed; models.json holds names, files, addresses, hashes and inputs.
"""

import os
import pathlib
import sys
import tempfile
from importlib.metadata import version
from unittest import mock

import numpy as np
import pooch
from PIL import Image
from rembg import matting
from rembg.sessions import sessions, sessions_names
from rembg.sessions.sam import SAM_CHECKSUMS
from rembg.sessions.u2net import U2netSession
from rembg.sessions.u2net_custom import U2netCustomSession

from frozen import write_json

COMMAND = "python dev/parity/model_folders.py"
REMBG = "2.0.86"
VARIABLES = ["U2NET_HOME", "REMBG_HOME", "XDG_DATA_HOME", "MODEL_CHECKSUM_DISABLED"]
OUTPUT = [-4.0, -1.0, 0.5, 2.0]

ENVIRONMENTS = [
    {},
    {"U2NET_HOME": "/srv/u2net"},
    {"U2NET_HOME": ""},
    {"U2NET_HOME": "~"},
    {"U2NET_HOME": "~/deep/er"},
    {"U2NET_HOME": "relative/u2net"},
    {"U2NET_HOME": "/srv/../srv/./u2net/"},
    {"REMBG_HOME": "/srv/rembg"},
    {"REMBG_HOME": ""},
    {"REMBG_HOME": "~"},
    {"REMBG_HOME": "~/rembg"},
    {"REMBG_HOME": "relative"},
    {"XDG_DATA_HOME": "/srv/data"},
    {"XDG_DATA_HOME": ""},
    {"XDG_DATA_HOME": "~"},
    {"XDG_DATA_HOME": "~/data"},
    {"XDG_DATA_HOME": "relative"},
    {"U2NET_HOME": "/srv/u2net", "REMBG_HOME": "/srv/rembg"},
    {"U2NET_HOME": "", "REMBG_HOME": "/srv/rembg"},
    {"U2NET_HOME": "", "REMBG_HOME": ""},
    {"U2NET_HOME": "/srv/u2net", "XDG_DATA_HOME": "/srv/data"},
    {"U2NET_HOME": "", "XDG_DATA_HOME": "/srv/data"},
    {"REMBG_HOME": "/srv/rembg", "XDG_DATA_HOME": "/srv/data"},
    {"REMBG_HOME": "", "XDG_DATA_HOME": "/srv/data"},
    {"REMBG_HOME": "/srv/rembg", "XDG_DATA_HOME": ""},
    {"U2NET_HOME": "/srv/u2net", "REMBG_HOME": "/srv/rembg", "XDG_DATA_HOME": "/srv/data"},
    {"U2NET_HOME": "", "REMBG_HOME": "", "XDG_DATA_HOME": ""},
    {"MODEL_CHECKSUM_DISABLED": "1"},
    {"MODEL_CHECKSUM_DISABLED": "0"},
    {"MODEL_CHECKSUM_DISABLED": ""},
]

CUSTOM_PATHS = [
    ({}, "~/.rembg/own.onnx"),
    ({}, "~/.u2net/own.onnx"),
    ({}, "~/.rembg/models/deep/own.onnx"),
    ({}, "~/.rembg/../own.onnx"),
    ({}, "~/.rembg/../.u2net/own.onnx"),
    ({}, "~/.rembg-other/own.onnx"),
    ({}, "/etc/own.onnx"),
    ({}, "own.onnx"),
    ({}, ""),
    ({"U2NET_HOME": "/srv/u2net"}, "/srv/u2net/own.onnx"),
    ({"U2NET_HOME": "/srv/u2net"}, "~/.rembg/own.onnx"),
    ({"REMBG_HOME": "relative"}, "relative/own.onnx"),
    ({"REMBG_HOME": "/srv/rembg"}, "~/.u2net/own.onnx"),
    ({"REMBG_HOME": "/srv/rembg"}, "~/.rembg/own.onnx"),
    ({"U2NET_HOME": ""}, "own.onnx"),
]


class Asked(Exception):
    """Ends rembg's code where it has said what it wants."""


def retrieved(session):
    """What a session would fetch, and the files it looks at before."""
    seen = []
    fetched = []

    def exists(path):
        seen.append(path)
        return False

    def retrieve(url, known_hash, fname=None, path=None, **_):
        fetched.append({"url": url, "hash": known_hash, "file": fname, "folder": path})
        raise Asked

    with mock.patch("os.path.exists", exists), mock.patch.object(pooch, "retrieve", retrieve):
        try:
            session.download_models()
        except Asked:
            pass
    return seen, fetched[0]


def inference(session):
    """What a session does to a picture, as it calls normalize(), and the mask of OUTPUT."""
    asked = []

    class Inner:
        def run(self, *_):
            return [np.array(OUTPUT, np.float32).reshape(1, 1, 2, 2)]

    one = session.__new__(session)
    one.inner_session = Inner()

    def normalize(_, mean, std, size, *__, **___):
        asked.append({"mean": mean, "std": std, "size": size})

    one.normalize = normalize
    masks = one.predict(Image.new("RGB", (2, 2)))
    row = asked[0]
    if len(masks) == 1:
        row["mask"] = list(masks[0].tobytes())
    return row


def place(path, home, here):
    full = os.path.abspath(path)
    for folder, name in [(home, "{home}"), (here, "{cwd}")]:
        if full == folder or full.startswith(folder + os.sep):
            return name + full[len(folder):]
    return full


def folder_row(environment, home, here):
    with mock.patch.dict(os.environ, environment):
        seen, fetched = retrieved(U2netSession)
    return {
        "environment": environment,
        "looks": [place(path, home, here) for path in seen],
        "downloads": place(os.path.join(fetched["folder"], fetched["file"]), home, here),
        "checks": fetched["hash"] is not None,
    }


def custom_row(environment, path, home, here):
    with mock.patch.dict(os.environ, environment):
        try:
            found = place(U2netCustomSession.validate_model_path(model_path=path), home, here)
        except ValueError:
            found = None
    return {"environment": environment, "model_path": path, "path": found}


def model_row(name):
    session = sessions[name]
    row = {
        "name": name,
        "local": session.is_local(),
        "paid": session.has_usage_cost(),
        "custom": name.endswith("_custom"),
    }
    if not row["local"] or name == "sam":
        return row
    row |= inference(session)
    if not row["custom"] and not name.endswith("-fp16"):
        _, fetched = retrieved(session)
        row |= {key: fetched[key] for key in ["url", "hash", "file"]}
        row["folder"] = os.path.basename(fetched["folder"])
    return row


def refiner_row(variant):
    """What the refiner's class would fetch for a variant."""
    fetched = []

    def retrieve(url, known_hash, fname=None, path=None, **_):
        fetched.append({"url": url, "hash": known_hash, "file": fname, "folder": os.path.basename(path)})
        raise Asked

    with mock.patch.object(matting._ViTMatteFiles, "resolve_existing", lambda _: None), mock.patch.object(pooch, "retrieve", retrieve):
        try:
            matting._ViTMatteFiles.download_models(variant=variant)
        except Asked:
            pass
    return {"variant": variant, "standard": variant == matting.DEFAULT_VARIANT, "side": matting.INPUT_SIZE} | fetched[0]


def main():
    if version("rembg") != REMBG:
        sys.exit(f"This needs rembg {REMBG}; here is {version('rembg')}.")
    out = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "src/test/resources/rembg").absolute()
    out.mkdir(parents=True, exist_ok=True)
    for name in VARIABLES:
        os.environ.pop(name, None)
    head = {"command": COMMAND, "rembg": version("rembg")}
    with tempfile.TemporaryDirectory() as folder:
        root = os.path.realpath(folder)
        home, here = os.path.join(root, "home"), os.path.join(root, "cwd")
        os.mkdir(here)
        os.chdir(here)
        os.environ["HOME"] = home
        folders = head | {
            "note": "looks: where the file of u2net is looked for, in order; downloads: where it is"
            " put; checks: whether its hash is checked; path: null where model_path is refused."
            " {home} is the user's home folder, {cwd} the working folder.",
            "folders": [folder_row(one, home, here) for one in ENVIRONMENTS],
            "custom": [custom_row(one, path, home, here) for one, path in CUSTOM_PATHS],
        }
        models = head | {
            "note": "Every session of rembg. No url: nothing is fetched, or more than one file (see sam)"
            " or the same as birefnet-general (-fp16). size is width and height of the input; mask"
            " is what becomes of the output, 2x2.",
            "output": OUTPUT,
            "models": [model_row(name) for name in sessions_names],
            "sam": [{"file": file, "hash": known} for file, known in SAM_CHECKSUMS.items()],
            "refiners": [refiner_row(variant) for variant in matting.VARIANTS],
        }
        os.chdir(root)
    write_json(out / "model_folders.json", folders)
    write_json(out / "models.json", models)


if __name__ == "__main__":
    main()
