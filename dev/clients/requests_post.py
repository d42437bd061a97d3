"""Python's requests, in the form of most scripts: requests_post.py URL picture cutout"""

import sys

import requests

url, picture, cutout = sys.argv[1:]
with open(picture, "rb") as file:
    response = requests.post(url, files={"file": file}, data={"model": "u2netp"})
response.raise_for_status()
with open(cutout, "wb") as file:
    file.write(response.content)
