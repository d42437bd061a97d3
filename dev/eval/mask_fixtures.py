"""Makes src/test/resources/masks: one mask in every kind of file, and masks whose values say little.

    python dev/eval/mask_fixtures.py [OUT_DIR]

Needs requirements.txt. `read/NAME` is to be read as `expected/NAME.png` (8-bit grey, which
NumPy computed by the rule of docs/evaluation.md: 255 v / highest, rounded); `unscaled`, `labels` and `wrong` hold files
of values that cannot be what their depth says.
"""

import pathlib
import struct
import sys
import zlib

import numpy as np
import tifffile
from PIL import Image

WIDTH, HEIGHT = 24, 18
OUT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "src/test/resources/masks")

y, x = np.mgrid[:HEIGHT, :WIDTH]
# 0 to 1, with both ends: a soft disk with a ramp beside it.
SOFT = np.clip(1.4 - np.hypot(x - 9, y - 8) / 6, 0, 1)
SOFT[:, 20:] = np.linspace(0, 1, HEIGHT)[:, None]
DEEP = np.floor(SOFT * 65535 + 0.5).astype(np.uint16)
BYTES = np.floor(SOFT * 255 + 0.5).astype(np.uint8)
HARD = (SOFT >= 0.5).astype(np.uint8)
COLOURS = np.stack([x * 9 % 256, y * 13 % 256, (x + y) * 5 % 256], 2).astype(np.uint8)

GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def to_bytes(values, highest):
    """The rule: 255 v / highest, rounded, halves up."""
    v = np.asarray(values).astype(object)
    return np.vectorize(lambda one: (int(one) * 255 + highest // 2) // highest)(v).astype(np.uint8)


def packed(row, depth):
    if depth == 16:
        return row.astype(">u2").tobytes()
    bits = "".join(format(int(v), f"0{depth}b") for v in row.reshape(-1))
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8))


def png(samples, depth, kind, extra=(), interlaced=False):
    """A PNG file of samples of (height, width[, channels])."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    parts = [samples[top::down, left::right] for left, top, right, down in ADAM7] if interlaced else [samples]
    rows = b"".join(b"\0" + packed(row, depth) for part in parts for row in part)
    head = struct.pack(">IIBBBBB", samples.shape[1], samples.shape[0], depth, kind, 0, 0, int(interlaced))
    chunks = [chunk(b"IHDR", head)] + [chunk(name, data) for name, data in extra]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def put(folder, name, data):
    place = OUT / folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(data, bytes):
        place.write_bytes(data)
    else:
        data(place)


def reads(name, data, expected):
    put("read", name, data)
    put("expected", name.rsplit(".", 1)[0] + ".png", lambda place: Image.fromarray(expected, "L").save(place))


def saved(pixels, mode=None, **options):
    return lambda place: Image.fromarray(pixels, mode).save(place, **options)


def tiff(samples, **options):
    options.setdefault("photometric", "rgb" if samples.ndim == 3 else "minisblack")
    return lambda place: tifffile.imwrite(place, samples, metadata=None, software=None, **options)


def grey_rgb(plane):
    return np.repeat(plane[:, :, None], 3, 2)


# ---- PNG
reads("png-1-bit.png", png(HARD, 1, GREY), HARD * 255)
for depth in (2, 4):
    levels = np.floor(SOFT * (2**depth - 1) + 0.5).astype(np.uint8)
    reads(f"png-{depth}-bits.png", png(levels, depth, GREY), to_bytes(levels, 2**depth - 1))
reads("png-8-bits.png", png(BYTES, 8, GREY), BYTES)
reads("png-16-bits.png", png(DEEP, 16, GREY), to_bytes(DEEP, 65535))
reads("png-16-bits-interlaced.png", png(DEEP, 16, GREY, interlaced=True), to_bytes(DEEP, 65535))
reads("png-16-bits-empty.png", png(DEEP * 0, 16, GREY), BYTES * 0)
reads("png-rgb-8.png", png(grey_rgb(BYTES), 8, RGB), BYTES)
reads("png-rgb-16.png", png(grey_rgb(DEEP), 16, RGB), to_bytes(DEEP, 65535))
reads("png-grey-alpha-8.png", png(np.stack([BYTES * 0 + 255, BYTES], 2), 8, GREY_ALPHA), BYTES)
reads("png-grey-alpha-16.png", png(np.stack([DEEP * 0 + 65535, DEEP], 2), 16, GREY_ALPHA), to_bytes(DEEP, 65535))
reads("png-grey-opaque-8.png", png(np.stack([BYTES, BYTES * 0 + 255], 2), 8, GREY_ALPHA), BYTES)
reads("png-grey-opaque-16.png", png(np.stack([DEEP, DEEP * 0 + 65535], 2), 16, GREY_ALPHA), to_bytes(DEEP, 65535))
reads("png-rgba-8.png", png(np.dstack([COLOURS, BYTES]), 8, RGBA), BYTES)
reads("png-rgba-16.png", png(np.dstack([COLOURS.astype(np.uint16) * 257, DEEP]), 16, RGBA), to_bytes(DEEP, 65535))
reads("png-rgba-grey-opaque.png", png(np.dstack([grey_rgb(BYTES), BYTES * 0 + 255]), 8, RGBA), BYTES)
greys = np.array([0, 77, 160, 255], np.uint8)
index = np.floor(SOFT * 3.999).astype(np.uint8)
reads("png-palette.png", png(index, 2, PALETTE, [(b"PLTE", np.repeat(greys, 3).tobytes())]), greys[index])
reads("png-palette-alpha.png", png(index, 8, PALETTE, [(b"PLTE", bytes(range(12))), (b"tRNS", greys.tobytes())]),
      greys[index])  # fmt: skip

# ---- TIFF
reads("tif-1-bit.tif", saved(HARD * 255, "L"), HARD * 255)
reads("tif-1-bit-packed.tif", lambda place: Image.fromarray(HARD * 255).convert("1", dither=0).save(place), HARD * 255)
reads("tif-white-is-zero.tif", tiff(255 - BYTES, photometric="miniswhite"), BYTES)
reads("tif-16-white-is-zero.tif", tiff(65535 - DEEP, photometric="miniswhite"), to_bytes(DEEP, 65535))
reads("tif-16-little.tif", tiff(DEEP, byteorder="<"), to_bytes(DEEP, 65535))
reads("tif-16-big-lzw.tif", tiff(DEEP, byteorder=">", compression="lzw", predictor=True), to_bytes(DEEP, 65535))
reads("tif-16-deflate.tif", tiff(DEEP, compression="zlib", rowsperstrip=5), to_bytes(DEEP, 65535))
reads("tif-16-signed.tif", tiff((DEEP >> 1).astype(np.int16)), to_bytes(DEEP >> 1, 32767))
WIDE = DEEP.astype(np.uint32) * 65537
reads("tif-32.tif", tiff(WIDE), to_bytes(WIDE, 2**32 - 1))
reads("tif-32-signed.tif", tiff((WIDE >> 1).astype(np.int32)), to_bytes(WIDE >> 1, 2**31 - 1))
reads("tif-float.tif", tiff(SOFT.astype(np.float32)), np.floor(SOFT.astype(np.float32).astype(float) * 255 + 0.5).astype(np.uint8))
reads("tif-rgb-16.tif", tiff(grey_rgb(DEEP)), to_bytes(DEEP, 65535))
reads("tif-rgba-16.tif", tiff(np.dstack([COLOURS.astype(np.uint16) * 257, DEEP]), extrasamples=["unassalpha"]),
      to_bytes(DEEP, 65535))  # fmt: skip

# ---- others
reads("bmp-1-bit.bmp", lambda place: Image.fromarray(HARD * 255).convert("1", dither=0).save(place), HARD * 255)
reads("bmp-8-bits.bmp", saved(BYTES), BYTES)
reads("bmp-24-bits.bmp", saved(grey_rgb(BYTES)), BYTES)
reads("gif.gif", saved(BYTES), BYTES)
reads("webp-lossless.webp", saved(grey_rgb(BYTES), lossless=True), BYTES)
reads("webp-alpha.webp", saved(np.dstack([COLOURS, BYTES]), lossless=True, exact=True), BYTES)
for name, pixels, options in (
    ("jpg-grey.jpg", BYTES, {"quality": 92}),
    ("jpg-rgb.jpg", grey_rgb(BYTES), {"quality": 92}),
    ("webp-lossy.webp", grey_rgb(BYTES), {"quality": 80}),
):
    put("read", name, saved(pixels, **options))
    decoded = np.asarray(Image.open(OUT / "read" / name).convert("RGB")).astype(int)
    print(name, "channels differ by", (decoded.max(2) - decoded.min(2)).max())
    # The middle one of the three.
    middle = np.sort(decoded, 2)[:, :, 1].astype(np.uint8)
    put("expected", name.rsplit(".", 1)[0] + ".png", saved(middle))

# ---- values that are not of their file's range
put("unscaled", "png-zero-one.png", png(HARD, 8, GREY))
put("unscaled", "png-zero-one-of-4-bits.png", png(HARD, 4, GREY))
put("unscaled", "png-alpha-zero-one.png", png(np.dstack([COLOURS, HARD]), 8, RGBA))
put("unscaled", "png-palette-zero-one.png", png(HARD, 8, PALETTE, [(b"PLTE", bytes([0, 0, 0, 1, 1, 1]))]))
put("unscaled", "png-8-bits-in-16.png", png(BYTES.astype(np.uint16), 16, GREY))
put("unscaled", "png-rgb-8-bits-in-16.png", png(grey_rgb(BYTES.astype(np.uint16)), 16, RGB))
put("unscaled", "png-zero-one-of-16.png", png(HARD.astype(np.uint16), 16, GREY))
put("unscaled", "tif-8-bits-in-16.tif", tiff(BYTES.astype(np.uint16)))
put("unscaled", "tif-8-bits-in-32.tif", tiff(BYTES.astype(np.uint32)))
put("unscaled", "tif-16-bits-in-32.tif", tiff(DEEP.astype(np.uint32)))
put("unscaled", "tif-labels-of-32.tif", tiff((HARD * 7).astype(np.int32)))
put("unscaled", "bmp-zero-one.bmp", saved(HARD))
put("unscaled", "webp-zero-one.webp", saved(grey_rgb(HARD), lossless=True))

# ---- numbers of classes
VOC = np.where(SOFT >= 0.6, 15, np.where(SOFT >= 0.4, 255, 0)).astype(np.uint8)
put("labels", "voc.png", png(VOC, 8, GREY))
put("labels", "classes.png", png(np.where(SOFT >= 0.6, 7, HARD * 3).astype(np.uint8), 8, GREY))
put("labels", "voc-deflate.tif", tiff(VOC, compression="zlib"))

# ---- what is no mask by any rule
VOC_COLOURS = bytearray(768)
VOC_COLOURS[45:48] = bytes([192, 128, 128])
VOC_COLOURS[765:768] = bytes([224, 224, 192])
put("wrong", "voc-palette.png", png(VOC, 8, PALETTE, [(b"PLTE", bytes(VOC_COLOURS))]))
put("wrong", "red-mask.png", png(np.dstack([HARD * 255, HARD * 0, HARD * 0]), 8, RGB))
put("wrong", "picture.png", png(COLOURS, 8, RGB))
put("wrong", "tif-float-255.tif", tiff((SOFT * 255).astype(np.float32)))
put("wrong", "tif-float-negative.tif", tiff((SOFT * 2 - 1).astype(np.float32)))
put("wrong", "tif-float-nan.tif", tiff(np.where(SOFT > 0.9, np.nan, SOFT).astype(np.float32)))
put("wrong", "tif-signed-negative.tif", tiff((DEEP.astype(int) - 32768).astype(np.int16)))
put("wrong", "alpha-the-same-everywhere.png", png(np.dstack([COLOURS, HARD * 0 + 100]), 8, RGBA))

# ---- values that are possible and odd
put("odd", "dim.png", png((SOFT * 100).astype(np.uint8), 8, GREY))
put("odd", "plain.png", png(BYTES, 8, GREY))
put("odd", "both.png", png(np.stack([HARD * 255, np.roll(HARD * 255, 5, 1)], 2), 8, GREY_ALPHA))
