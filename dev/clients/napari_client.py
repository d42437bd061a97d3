"""napari-rembg's client, as it was published, against the mask that ./alphalift i -om -ppm makes of the same picture.

napari_client.py http://127.0.0.1:7000/api/remove picture.png expected-mask.png
"""

import importlib.metadata
import importlib.util
import sys

import numpy
from PIL import Image

url, picture, expected = sys.argv[1:]

# The package itself would import napari and Qt for its window; the client needs neither.
package = importlib.metadata.distribution("napari-rembg")
source = package.locate_file("napari_rembg/segmentation_api_client.py")
spec = importlib.util.spec_from_file_location("segmentation_api_client", source)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)

pixels = numpy.asarray(Image.open(picture).convert("RGB"))
answer = module.SegmentationAPIClient(url).predict_via_api(pixels, "u2netp")
mask = numpy.asarray(Image.open(expected))

if answer is None:
    sys.exit("the client got no mask")
if answer.shape != pixels.shape[:2]:
    sys.exit(f"the client got a mask of {answer.shape}, the picture has {pixels.shape}")
if not 0 < answer.mean() < 1:
    sys.exit("the client got a mask without a subject or without a background")
different = int((answer != (mask == 255)).sum())
if different:
    sys.exit(f"{different} of {answer.size} values of the mask differ from {expected}")
