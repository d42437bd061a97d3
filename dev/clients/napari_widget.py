"""The whole plugin napari-rembg without a screen: fills in its form and presses Run. By hand; see README.md.

QT_QPA_PLATFORM=offscreen napari_widget.py 7000 picture.png expected-mask.png
"""

import sys
import time

import numpy
from napari.components import ViewerModel
from napari_rembg import RemotePredictorWidget
from PIL import Image
from qtpy.QtWidgets import QApplication

port, picture, expected = sys.argv[1:]

application = QApplication([])
viewer = ViewerModel()
widget = RemotePredictorWidget(viewer)
widget.network_field.setText("127.0.0.1")
widget.port_field.setValue(int(port))
widget.cb_model_name.setCurrentText("u2netp")
viewer.add_image(numpy.asarray(Image.open(picture).convert("RGB")), rgb=True)
widget.run_btn.click()

deadline = time.monotonic() + 60
while not viewer.layers["Foreground mask"].data.any():
    if time.monotonic() > deadline:
        sys.exit("the plugin got no mask")
    application.processEvents()
    time.sleep(0.05)

answer = viewer.layers["Foreground mask"].data
different = int((answer != (numpy.asarray(Image.open(expected)) == 255)).sum())
if different:
    sys.exit(f"{different} of {answer.size} values of the mask differ from {expected}")
print(f"the plugin's mask is {expected}, all {answer.size} values")
