"""removebg 0.4 from PyPI, unchanged but for the endpoint: removebg_python.py URL PICTURE RESULT"""
import base64
import os
import shutil
import sys
import tempfile

import requests
from removebg import removebg

url, picture, result = sys.argv[1:]
removebg.API_ENDPOINT = url
work = tempfile.mkdtemp()
client = removebg.RemoveBg("any", os.path.join(work, "error.log"))

photo = os.path.join(work, "photo.jpg")
shutil.copy(picture, photo)
client.remove_background_from_img_file(photo, size="4k")
shutil.copy(photo + "_no_bg.png", result)

with open(picture, "rb") as file:
    text = base64.b64encode(file.read())
other = os.path.join(work, "other.png")
client.remove_background_from_base64_img(text, size="4k", new_file_name=other)
with open(result, "rb") as first, open(other, "rb") as second:
    if first.read() != second.read():
        sys.exit("the result from base64 is another")

try:
    client.remove_background_from_img_url("https://images.example.com/a.jpg", new_file_name=other)
    sys.exit("an address that is not allowed was read")
except requests.HTTPError as error:
    if error.response.json()["errors"][0]["code"] != "not_available":
        sys.exit(error.response.text)
shutil.rmtree(work)
