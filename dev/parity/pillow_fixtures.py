"""Makes src/test/resources/pillow: small pictures in many formats and what Pillow makes of them.

    python dev/parity/pillow_fixtures.py [OUT_DIR]

Deterministic: the same Pillow gives the same bytes. See README.md in this folder for the manifests.
"""

import base64
import hashlib
import io
import pathlib
import re
import struct
import sys
import warnings
import zlib

import numpy as np
import PIL
from PIL import Image, ImageCms, ImageOps, features

import jpeg_bytes as jpeg
import png_bytes as png
import webp_bytes as webp
from frozen import write_json

COMMAND = "python dev/parity/pillow_fixtures.py"
PILLOW = "12.3.0"
WIDTH, HEIGHT = 24, 17
LANCZOS = Image.Resampling.LANCZOS


def text(data):
    return base64.b64encode(data).decode()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def versions():
    return {
        "command": COMMAND,
        "pillow": PIL.__version__,
        "libjpeg-turbo": features.version("libjpeg_turbo"),
        "numpy": np.__version__,
    }


def mix(width, height, channels):
    x, y, c = np.arange(width)[None, :, None], np.arange(height)[:, None, None], np.arange(channels)
    return ((x * 31 + y * 17 + c * 101 + (x * y) % 251) % 256).astype(np.uint8)


def checker(width, height, channels):
    x, y, c = np.arange(width)[None, :, None], np.arange(height)[:, None, None], np.arange(channels)
    return ((x + y + c) % 2 * 255).astype(np.uint8)


BLOBS = [(91, 120, 80), (210, 90, 61), (170, 230, 97)]
BOX = (20, 250, 70, 300)


def blobs(width, height, channels):
    x, y = np.arange(width)[None, :], np.arange(height)[:, None]
    value = np.zeros((height, width), np.int64)
    for centre_x, centre_y, radius in BLOBS:
        distance = (x - centre_x) ** 2 + (y - centre_y) ** 2
        value = np.maximum(value, 255 - 255 * distance // (radius * radius))
    value = np.minimum(255, 2 * np.maximum(value, 0))
    left, top, right, bottom = BOX
    value[(y >= top) & (y < bottom) & (x >= left) & (x < right)] = 255
    return value.astype(np.uint8)[:, :, None].repeat(channels, 2)


FORMULAS = {
    "mix": "(x*31 + y*17 + c*101 + (x*y) % 251) % 256",
    "checker": "(x + y + c) % 2 * 255",
    "blobs": "255 inside box (left, top inclusive; right, bottom exclusive), else min(255, 2 * max(0, the largest of "
    "255 - 255*((x-centreX)^2 + (y-centreY)^2) / (radius*radius) over the blobs)), with integer division",
}


def picture_of(values):
    return Image.fromarray(values[:, :, 0] if values.shape[2] == 1 else values)


def resampling_cases():
    makers = {"mix": mix, "checker": checker, "blobs": blobs}
    small = [
        ((1, 1), (4, 4)), ((1, 1), (320, 320)), ((7, 5), (3, 2)), ((3, 2), (7, 5)), ((2, 2), (1, 1)), ((5, 1), (2, 3)),
        ((1, 9), (3, 4)), ((37, 23), (16, 16)), ((16, 16), (37, 23)), ((16, 16), (16, 16)), ((37, 23), (37, 10)),
        ((37, 23), (11, 23)), ((640, 3), (5, 5)), ((2, 200), (3, 3)), ((24, 17), (23, 18)),
    ]  # fmt: skip
    plan = [(formula, a, b, c) for a, b in small for formula in ("mix", "checker") for c in (3, 1)]
    plan += [("blobs", (320, 320), size, 1) for size in ((101, 67), (450, 300), (320, 320), (1, 1), (640, 427), (7, 900))]
    plan += [
        ("mix", (1000, 700), (320, 320), 3), ("mix", (1000, 700), (320, 320), 1), ("mix", (320, 320), (1000, 700), 1),
        ("mix", (321, 319), (320, 320), 3), ("mix", (4000, 3000), (320, 320), 3),
        ("checker", (333, 222), (320, 320), 3),
    ]  # fmt: skip
    for formula, size, target, channels in plan:
        source = makers[formula](*size, channels)
        result = np.asarray(picture_of(source).resize(target, LANCZOS))
        case = {
            "input": formula, "width": size[0], "height": size[1], "channels": channels,
            "target_width": target[0], "target_height": target[1],
            "input_sha256": sha256(source.tobytes()), "sha256": sha256(result.tobytes()),
        }  # fmt: skip
        if result.size <= 120:
            case["values"] = result.ravel().tolist()
        else:
            rows = sorted({0, target[1] // 2, target[1] - 1})
            case["rows"] = [{"y": y, "values": result[y].ravel()[:96].tolist()} for y in rows]
        yield case


def resampling(out):
    value = versions() | {
        "filter": "Image.resize(size, LANCZOS)",
        "note": "Bytes are row by row, channels together. rows[].values holds the first 96 values of a row at most.",
        "formulas": FORMULAS,
        "blobs": [{"centreX": x, "centreY": y, "radius": r} for x, y, r in BLOBS],
        "box": dict(zip(("left", "top", "right", "bottom"), BOX)),
        "cases": list(resampling_cases()),
    }
    write_json(out / "resampling.json", value)


# ---------------------------------------------------------------- compositing


def compositing(out):
    """Every pair of bytes through Pillow's paste, and seeded pixels through its alpha_composite."""
    value, weight = np.meshgrid(np.arange(256, dtype=np.uint8), np.arange(256, dtype=np.uint8))
    opaque = Image.fromarray(np.dstack([value, value, value]))
    mask = Image.fromarray(weight)
    empty = Image.new("RGBA", opaque.size, 0)
    cutout = np.asarray(Image.composite(opaque, empty, mask))
    soft = Image.fromarray(np.dstack([value, 255 - value, value // 2, value]))
    soft_cutout = np.asarray(Image.composite(soft, empty, mask))
    cases = []
    for colour in [(0, 0, 0, 0), (20, 200, 120, 255), (20, 200, 120, 100), (255, 255, 255, 1), (7, 0, 250, 254)]:
        over = Image.alpha_composite(Image.new("RGBA", opaque.size, colour), Image.fromarray(cutout))
        plain = Image.fromarray(np.dstack([value, 255 - value, value // 2, weight]))
        over_plain = Image.alpha_composite(Image.new("RGBA", opaque.size, colour), plain)
        sample = [[int(v), int(w), np.asarray(over_plain)[w, v].tolist()] for v, w in ((0, 0), (255, 1), (200, 128), (13, 254), (99, 255), (128, 77))]
        cases.append(
            {
                "colour": list(colour),
                "over_cutout_sha256": sha256(over.tobytes()),
                "over_straight_sha256": sha256(over_plain.tobytes()),
                "over_straight_samples": sample,
            }
        )
    result = versions() | {
        "note": "All pictures are 256 x 256, RGBA bytes row by row: column = value v, row = weight w. "
        "cutout: Image.composite(RGB (v,v,v), empty RGBA, mask w), its red in cutout_red. "
        "soft_cutout: the same of RGBA (v, 255-v, v/2, v). "
        "over_cutout: alpha_composite of the cutout over the colour. over_straight: alpha_composite of RGBA "
        "(v, 255-v, v/2, w) over the colour; samples are [v, w, [r, g, b, a]].",
        "cutout_sha256": sha256(cutout.tobytes()),
        "soft_cutout_sha256": sha256(soft_cutout.tobytes()),
        "cutout_red_rows": {str(w): cutout[w, :, 0].tolist() for w in (1, 127, 128, 254)},
        "cases": cases,
    }
    write_json(out / "compositing.json", result)


# ---------------------------------------------------------------- the pictures


def scene(width=WIDTH, height=HEIGHT):
    """Gradients, and four corners that tell every turn and flip apart."""
    y, x = np.mgrid[:height, :width]
    red = x * 255 // max(1, width - 1)
    green = y * 255 // max(1, height - 1)
    blue = (x * 7 + y * 13) % 64 * 4
    pixels = np.dstack([red, green, blue]).astype(np.uint8)
    if width >= 8 and height >= 8:
        pixels[:3, :3], pixels[:3, -3:], pixels[-3:, :3], pixels[-3:, -3:] = (
            (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
        )  # fmt: skip
    return pixels


def rows_of(array):
    """Rows of tuples of ints, for the PNG writer."""
    if array.ndim == 2:
        array = array[:, :, None]
    return [[tuple(int(v) for v in pixel) for pixel in row] for row in array]


def grey_scene(depth, width=WIDTH, height=HEIGHT):
    wide = scene(width, height).astype(np.int64) @ np.array([19595, 38470, 7471])  # 0 .. 255 << 16
    return rows_of((wide >> (24 - depth)).clip(0, (1 << depth) - 1))


def deep(pixels):
    """8 bits to 16 with a low byte that differs, so that rounding shows."""
    value = pixels.astype(np.int64) * 256
    y, x = np.mgrid[: pixels.shape[0], : pixels.shape[1]]
    return value + (x * 37 + y * 59)[:, :, None] % 256


def with_alpha(pixels):
    height, width = pixels.shape[:2]
    y, x = np.mgrid[:height, :width]
    return np.dstack([pixels, (x * 11 + y * 15) % 256]).astype(np.uint8)


def palette_scene(depth):
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    return rows_of((x // 2 + y * 3) * (3 if depth == 8 else 1) % (1 << depth))


def palette(count):
    return png.chunk(b"PLTE", bytes(v for i in range(count) for v in (i * 53 % 256, i * 101 % 256, 255 - i * 29 % 256)))


def profile(name="sRGB"):
    """The sRGB profile of Little CMS with its date frozen; Display P3 has other primaries in it."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data[24:36] = struct.pack(">6H", 2020, 1, 1, 0, 0, 0)
    if name == "Display P3":
        primaries = {b"rXYZ": (0.51512, 0.2412, -0.00105), b"gXYZ": (0.29198, 0.69225, 0.04189), b"bXYZ": (0.1571, 0.06657, 0.78407)}
        for number in range(struct.unpack(">I", data[128:132])[0]):
            tag, offset, _ = struct.unpack(">4sII", data[132 + 12 * number : 144 + 12 * number])
            if tag in primaries:
                data[offset + 8 : offset + 20] = struct.pack(">3i", *(round(v * 65536) for v in primaries[tag]))
    return bytes(data)


def xmp(orientation, element=False):
    inside = f"><tiff:Orientation>{orientation}</tiff:Orientation></rdf:Description>"
    attribute = f' tiff:Orientation="{orientation}"/>'
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/"'
        + (inside if element else attribute)
        + "</rdf:RDF></x:xmpmeta>"
    ).encode()


def xmp_jpeg(packet):
    return 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet


def xmp_png(packet, compressed=False):
    body = zlib.compress(packet) if compressed else packet
    return png.chunk(b"iTXt", b"XML:com.adobe.xmp\0" + bytes([compressed, 0]) + b"\0\0" + body)


def icc_jpeg(data, count=1, order=None):
    cuts = [len(data) * part // count for part in range(count + 1)]
    parts = [(0xE2, b"ICC_PROFILE\0" + bytes([n + 1, count]) + data[cuts[n] : cuts[n + 1]]) for n in range(count)]
    return [parts[n] for n in order] if order is not None else parts


def jpeg_files():
    pixels = scene()
    picture = Image.fromarray(pixels)
    plain = jpeg.encoded(picture, quality=90, subsampling="4:2:0")
    full = jpeg.encoded(picture, quality=90, subsampling="4:4:4")
    end = plain[-2:]
    assert end == b"\xff\xd9"

    yield "444", full
    yield "422", jpeg.encoded(picture, quality=90, subsampling="4:2:2")
    yield "420", plain
    yield "440", jpeg.resampled(pixels, 1, 2)
    yield "411", jpeg.resampled(pixels, 4, 1)
    yield "410-tall", jpeg.resampled(pixels, 1, 4)
    yield "quality-20", jpeg.encoded(picture, quality=20)
    yield "quality-100", jpeg.encoded(picture, quality=100, subsampling="4:2:0")
    yield "progressive-444", jpeg.encoded(picture, quality=90, subsampling="4:4:4", progressive=True)
    yield "progressive-422", jpeg.encoded(picture, quality=90, subsampling="4:2:2", progressive=True)
    yield "progressive-420", jpeg.encoded(picture, quality=75, subsampling="4:2:0", progressive=True)
    yield "progressive-grey", jpeg.encoded(picture.convert("L"), quality=90, progressive=True)
    yield "optimized", jpeg.encoded(picture, quality=90, optimize=True)
    yield "restart-blocks", jpeg.encoded(picture, quality=90, subsampling="4:2:0", restart_marker_blocks=1)
    yield "restart-rows", jpeg.encoded(picture, quality=90, subsampling="4:4:4", restart_marker_rows=1)
    yield "restart-progressive", jpeg.encoded(picture, quality=90, progressive=True, restart_marker_blocks=2)
    yield "grey", jpeg.encoded(picture.convert("L"), quality=90)
    yield "comment", jpeg.encoded(picture, quality=90, comment=b"A comment")

    inks = np.dstack([255 - pixels, (pixels[:, :, 2] // 3)])
    cmyk = jpeg.encoded(Image.frombytes("CMYK", picture.size, inks.tobytes()), quality=90)
    yield "cmyk", cmyk
    yield "cmyk-no-adobe", jpeg.without(cmyk, 0xEE)
    yield "ycck", jpeg.changed(cmyk, 0xEE, lambda body: body[:-1] + b"\2")
    keep = jpeg.encoded(picture, quality=90, keep_rgb=True)
    yield "rgb-adobe-0", keep
    yield "rgb-ids-no-markers", jpeg.without(keep, 0xEE, 0xE0)
    yield "rgb-adobe-0-ids-123", jpeg.with_component_ids(keep, (1, 2, 3))
    yield "ids-123-no-markers", jpeg.without(plain, 0xE0)
    yield "ids-012-no-markers", jpeg.with_component_ids(jpeg.without(plain, 0xE0), (0, 1, 2))
    yield "adobe-1", jpeg.inserted(jpeg.without(plain, 0xE0), jpeg.adobe(1))
    yield "adobe-1-and-jfif", jpeg.inserted(plain, jpeg.adobe(1), at=1)
    yield "adobe-0-and-jfif", jpeg.inserted(plain, jpeg.adobe(0), at=1)
    yield "adobe-0-ycc-data", jpeg.inserted(jpeg.without(plain, 0xE0), jpeg.adobe(0))
    yield "adobe-before-jfif", jpeg.inserted(plain, jpeg.adobe(0))

    for orientation in range(10):
        yield f"orientation-{orientation}", jpeg.inserted(jpeg.without(plain, 0xE0), jpeg.exif(orientation))
    yield "orientation-6-big-endian", jpeg.inserted(plain, jpeg.exif(6, big_endian=True), at=1)
    yield "orientation-5-422", jpeg.inserted(jpeg.encoded(picture, subsampling="4:2:2"), jpeg.exif(5), at=1)
    yield "orientation-8-long", jpeg.inserted(plain, jpeg.exif(8, kind=4), at=1)
    yield "orientation-8-long-big-endian", jpeg.inserted(plain, jpeg.exif(8, kind=4, big_endian=True), at=1)
    yield "orientation-3-and-resolution", jpeg.inserted(jpeg.without(plain, 0xE0), jpeg.exif(3, dpi=240))
    yield "orientation-3-late", jpeg.inserted(plain, jpeg.exif(3), at=3)
    yield "orientation-6-twice", jpeg.inserted(plain, jpeg.exif(6), jpeg.exif(3), at=1)
    yield "orientation-6-cmyk", jpeg.inserted(cmyk, jpeg.exif(6))
    yield "orientation-xmp-6", jpeg.inserted(plain, xmp_jpeg(xmp(6)), at=1)
    yield "orientation-xmp-8-element", jpeg.inserted(plain, xmp_jpeg(xmp(8, element=True)), at=1)
    yield "orientation-exif-3-xmp-6", jpeg.inserted(plain, jpeg.exif(3), xmp_jpeg(xmp(6)), at=1)
    yield "orientation-exif-1-xmp-6", jpeg.inserted(plain, jpeg.exif(1), xmp_jpeg(xmp(6)), at=1)
    yield "exif-garbage", jpeg.inserted(plain, (0xE1, b"Exif\0\0" + bytes(range(40))), at=1)
    yield "exif-cut-short", jpeg.inserted(plain, (0xE1, b"Exif\0\0" + jpeg.exif_tiff(6)[:15]), at=1)
    yield "exif-empty", jpeg.inserted(plain, (0xE1, b"Exif\0\0"), at=1)
    yield "exif-count-too-large", jpeg.inserted(plain, (0xE1, b"Exif\0\0" + jpeg.exif_tiff(6).replace(b"\1\0\x12\1", b"\x40\0\x12\1")), at=1)

    srgb, display = profile(), profile("Display P3")
    yield "icc-srgb", jpeg.inserted(plain, *icc_jpeg(srgb), at=1)
    yield "icc-display-p3", jpeg.inserted(plain, *icc_jpeg(display), at=1)
    yield "icc-in-three", jpeg.inserted(plain, *icc_jpeg(display, 3), at=1)
    yield "icc-out-of-order", jpeg.inserted(plain, *icc_jpeg(display, 3, (2, 0, 1)), at=1)
    yield "icc-part-missing", jpeg.inserted(plain, *icc_jpeg(display, 3, (0, 2)), at=1)
    yield "icc-garbage", jpeg.inserted(plain, *icc_jpeg(b"no profile at all"), at=1)
    yield "icc-display-p3-orientation-6", jpeg.inserted(plain, jpeg.exif(6), *icc_jpeg(display), at=1)
    yield "dpi-300", jpeg.encoded(picture, quality=90, dpi=(300, 300))
    yield "dpi-300-72", jpeg.encoded(picture, quality=90, dpi=(300, 72))
    yield "dots-per-cm", jpeg.changed(jpeg.encoded(picture, dpi=(118, 118)), 0xE0, lambda b: b[:7] + b"\2" + b[8:])
    yield "aspect-only", jpeg.changed(jpeg.encoded(picture, dpi=(2, 1)), 0xE0, lambda b: b[:7] + b"\0" + b[8:])

    garbage = bytes(i * 7 % 256 for i in range(2048))
    yield "trailing-garbage", plain + garbage
    yield "trailing-second-jpeg", plain + full
    yield "end-marker-missing", plain[:-2]
    yield "end-marker-missing-progressive", jpeg.encoded(picture, quality=90, progressive=True)[:-2]
    yield "end-marker-half", plain[:-1]
    yield "end-marker-missing-padded", plain[:-2] + bytes(64)
    yield "fill-bytes", plain.replace(b"\xff\xdb", b"\xff\xff\xff\xdb", 1)
    yield "junk-between-segments", plain.replace(b"\xff\xdb", b"\0\1\2\xff\xdb", 1)
    yield "leading-garbage", b"xx" + plain
    huge = io.BytesIO()
    Image.fromarray(pixels).save(huge, "MPO", save_all=True, append_images=[Image.fromarray(pixels[::-1].copy())], quality=90)
    yield "multi-picture", huge.getvalue()

    for percent in (30, 70, 90, 99):
        big = jpeg.encoded(Image.fromarray(scene(96, 64)), quality=90)
        yield f"truncated-{percent}", big[: len(big) * percent // 100]
    big = jpeg.encoded(Image.fromarray(scene(96, 64)), quality=90, progressive=True)
    yield "truncated-70-progressive", big[: len(big) * 70 // 100]
    broken = bytearray(jpeg.encoded(Image.fromarray(scene(96, 64)), quality=90))
    broken[len(broken) * 3 // 4 : len(broken) * 3 // 4 + 8] = bytes(range(8))
    yield "damaged-scan", bytes(broken)
    yield "start-marker-only", plain[:2]
    yield "start-of-frame-missing", jpeg.without(plain, 0xC0)
    yield "huffman-missing", jpeg.without(plain, 0xC4)
    yield "quantization-missing", jpeg.without(plain, 0xDB)
    yield "zero-width", jpeg.changed(plain, 0xC0, lambda b: b[:3] + b"\0\0" + b[5:])
    yield "zero-height", jpeg.changed(plain, 0xC0, lambda b: b[:1] + b"\0\0" + b[3:])
    yield "height-larger-than-data", jpeg.changed(plain, 0xC0, lambda b: b[:1] + b"\0\x21" + b[3:])
    yield "height-smaller-than-data", jpeg.changed(plain, 0xC0, lambda b: b[:1] + b"\0\x09" + b[3:])
    yield "twelve-bits", jpeg.changed(plain, 0xC0, lambda b: b"\x0c" + b[1:])
    yield "lossless-marker", plain.replace(b"\xff\xc0", b"\xff\xc3", 1)

    for width, height in ((1, 1), (1, 17), (17, 1), (8, 8), (9, 9), (16, 16), (17, 33), (2, 3)):
        for sampling in ("4:2:0", "4:2:2"):
            small = Image.fromarray(scene(width, height))
            yield f"{width}x{height}-{sampling.replace(':', '')}", jpeg.encoded(small, quality=90, subsampling=sampling)
    yield "3x5-440", jpeg.resampled(scene(3, 5), 1, 2)


def png_files():
    pixels = scene()
    rgb, rgba = rows_of(pixels), rows_of(with_alpha(pixels))
    rgb_deep, rgba_deep = rows_of(deep(pixels)), rows_of(deep(with_alpha(pixels)))
    grey_alpha = [[(r, a) for r, g, b, a in row] for row in rgba]
    grey_alpha_deep = [[(r, a) for r, g, b, a in row] for row in rgba_deep]
    kinds = {
        "grey-1": (grey_scene(1), 1, png.GREY, b""),
        "grey-2": (grey_scene(2), 2, png.GREY, b""),
        "grey-4": (grey_scene(4), 4, png.GREY, b""),
        "grey-8": (grey_scene(8), 8, png.GREY, b""),
        "grey-16": (grey_scene(16), 16, png.GREY, b""),
        "grey-16-dark": ([[(v // 150,) for (v,) in row] for row in grey_scene(16)], 16, png.GREY, b""),
        "rgb-8": (rgb, 8, png.RGB, b""),
        "rgb-16": (rgb_deep, 16, png.RGB, b""),
        "palette-1": (palette_scene(1), 1, png.PALETTE, palette(2)),
        "palette-2": (palette_scene(2), 2, png.PALETTE, palette(4)),
        "palette-4": (palette_scene(4), 4, png.PALETTE, palette(16)),
        "palette-8": (palette_scene(8), 8, png.PALETTE, palette(256)),
        "grey-alpha-8": (grey_alpha, 8, png.GREY_ALPHA, b""),
        "grey-alpha-16": (grey_alpha_deep, 16, png.GREY_ALPHA, b""),
        "rgba-8": (rgba, 8, png.RGBA, b""),
        "rgba-16": (rgba_deep, 16, png.RGBA, b""),
    }
    for name, (rows, depth, kind, before) in kinds.items():
        yield name, png.png(rows, depth, kind, before=before)
    for name in ("grey-1", "grey-4", "grey-16", "palette-2", "palette-8", "rgb-8", "rgb-16", "grey-alpha-8", "rgba-8", "rgba-16"):
        rows, depth, kind, before = kinds[name]
        yield name + "-interlaced", png.png(rows, depth, kind, interlaced=True, before=before)

    def transparent(name, body, **options):
        rows, depth, kind, before = kinds[name]
        return png.png(rows, depth, kind, before=before + png.chunk(b"tRNS", body), **options)

    yield "palette-1-trns", transparent("palette-1", b"\0")
    yield "palette-4-trns", transparent("palette-4", bytes(i * 16 for i in range(9)))
    yield "palette-8-trns", transparent("palette-8", bytes(i * 5 % 256 for i in range(200)))
    yield "palette-8-trns-one", transparent("palette-8", b"\xff\xff\xff\0")
    yield "palette-4-trns-interlaced", transparent("palette-4", bytes(i * 16 for i in range(16)), interlaced=True)
    yield "palette-2-trns-too-long", transparent("palette-2", bytes((9, 99, 199, 255, 1, 2)))
    yield "grey-1-trns", transparent("grey-1", b"\0\1")
    yield "grey-2-trns", transparent("grey-2", b"\0\2")
    yield "grey-4-trns", transparent("grey-4", b"\0\7")
    yield "grey-8-trns", transparent("grey-8", struct.pack(">H", kinds["grey-8"][0][8][8][0]))
    yield "grey-8-trns-high-byte", transparent("grey-8", struct.pack(">H", 256 + kinds["grey-8"][0][8][8][0]))
    yield "grey-16-trns", transparent("grey-16", struct.pack(">H", kinds["grey-16"][0][8][8][0]))
    yield "grey-16-trns-small", transparent("grey-16", struct.pack(">H", 255))
    yield "rgb-8-trns", transparent("rgb-8", struct.pack(">3H", 255, 0, 0))
    yield "rgb-16-trns", transparent("rgb-16", struct.pack(">3H", *rgb_deep[8][8]))
    yield "rgb-16-trns-high-bytes", transparent("rgb-16", struct.pack(">3H", *(v >> 8 for v in rgb_deep[8][8])))
    yield "rgb-8-trns-short", transparent("rgb-8", b"\0\1")
    yield "rgba-8-trns", transparent("rgba-8", struct.pack(">3H", 255, 0, 0))

    def plain(**options):
        return png.png(rgb, 8, png.RGB, **options)

    srgb, display = profile(), profile("Display P3")
    icc = png.chunk(b"iCCP", b"Display P3\0\0" + zlib.compress(display, 9))
    exif = png.chunk(b"eXIf", jpeg.exif_tiff(6))
    yield "icc-display-p3", plain(before=icc)
    yield "icc-srgb-grey", png.png(kinds["grey-8"][0], 8, png.GREY, before=png.chunk(b"iCCP", b"s\0\0" + zlib.compress(srgb, 9)))
    yield "icc-damaged", plain(before=png.chunk(b"iCCP", b"x\0\0not deflated"))
    yield "gamma-chromaticities-srgb", plain(
        before=png.chunk(b"gAMA", struct.pack(">I", 100000))
        + png.chunk(b"cHRM", struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000))
        + png.chunk(b"sRGB", b"\0")
    )
    yield "gamma-1", plain(before=png.chunk(b"gAMA", struct.pack(">I", 100000)))
    yield "background-significant-bits", plain(before=png.chunk(b"sBIT", b"\5\6\5") + png.chunk(b"bKGD", bytes(6)))
    yield "dpi-metre", plain(before=png.chunk(b"pHYs", struct.pack(">IIB", 11811, 11811, 1)))
    yield "dpi-aspect", plain(before=png.chunk(b"pHYs", struct.pack(">IIB", 2, 1, 0)))
    for orientation in range(1, 9):
        yield f"orientation-{orientation}", plain(before=png.chunk(b"eXIf", jpeg.exif_tiff(orientation, big_endian=True)))
    yield "orientation-6-little-endian", plain(before=exif)
    yield "orientation-6-with-prefix", plain(before=png.chunk(b"eXIf", b"Exif\0\0" + jpeg.exif_tiff(6)))
    yield "orientation-6-after-data", plain(after=exif)
    yield "orientation-6-palette-trns", transparent("palette-4", bytes(i * 16 for i in range(9)), after=exif)
    yield "orientation-6-grey-16", png.png(kinds["grey-16"][0], 16, png.GREY, before=exif)
    yield "orientation-6-rgba-interlaced", png.png(rgba, 8, png.RGBA, interlaced=True, before=exif)
    yield "orientation-xmp-8", plain(before=xmp_png(xmp(8)))
    yield "orientation-xmp-8-compressed", plain(before=xmp_png(xmp(8), compressed=True))
    yield "orientation-xmp-8-element-after-data", plain(after=xmp_png(xmp(8, element=True)))
    raw = (b"Exif\0\0" + jpeg.exif_tiff(6)).hex().encode()
    raw = b"\nexif\n" + b"%8d" % (len(raw) // 2) + b"\n" + raw + b"\n"
    yield "orientation-6-raw-profile", plain(before=png.chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(raw)))
    yield "orientation-6-raw-profile-plain", plain(before=png.chunk(b"tEXt", b"Raw profile type exif\0" + raw))
    yield "text-chunks", plain(
        before=png.chunk(b"tEXt", b"Title\0A title") + png.chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"A comment " * 20)),
        after=png.chunk(b"tEXt", b"Software\0none") + png.chunk(b"tIME", bytes((7, 228, 1, 1, 0, 0, 0))),
    )
    yield "unknown-ancillary-chunk", plain(before=png.chunk(b"abCd", b"something"), after=png.chunk(b"zzZz"))
    yield "unknown-critical-chunk", plain(before=png.chunk(b"ABCD", b"something"))
    yield "private-chunk-bad-name", plain(before=png.chunk(b"a\0C1", b"something"))
    yield "five-data-chunks", plain(parts=5)
    yield "empty-data-chunk", png.SIGNATURE + png.header(WIDTH, HEIGHT, 8, png.RGB) + png.chunk(b"IDAT") + plain()[33:]
    yield "data-chunks-apart", plain(parts=2, between=png.chunk(b"tEXt", b"Title\0between"))
    yield "palette-too-short", png.png(palette_scene(4), 4, png.PALETTE, before=palette(9))
    yield "palette-8-short", png.png(palette_scene(8), 8, png.PALETTE, before=palette(100))
    yield "palette-8-short-trns", png.png(palette_scene(8), 8, png.PALETTE, before=palette(100) + png.chunk(b"tRNS", bytes(range(0, 200, 2))))
    yield "palette-missing", png.png(palette_scene(4), 4, png.PALETTE)
    yield "palette-after-data", png.png(palette_scene(4), 4, png.PALETTE, after=palette(16))
    yield "palette-longer-than-depth", png.png(palette_scene(2), 2, png.PALETTE, before=palette(16))
    yield "palette-suggested-for-rgb", plain(before=palette(16))
    yield "palette-length-odd", png.png(palette_scene(2), 2, png.PALETTE, before=png.chunk(b"PLTE", bytes(range(11))))
    yield "trailing-garbage", plain() + bytes(range(256)) * 8

    control = lambda number: png.chunk(b"fcTL", struct.pack(">IIIIIHHBB", number, WIDTH, HEIGHT, 0, 0, 1, 10, 0, 0))
    frame = png.chunk(b"fdAT", struct.pack(">I", 2) + zlib.compress(png.scanlines(rows_of(pixels[::-1]), 8), 9))
    animation = png.chunk(b"acTL", struct.pack(">II", 2, 0))
    yield "animated", plain(before=animation + control(0), after=control(1) + frame)
    yield "animated-default-apart", plain(before=png.chunk(b"acTL", struct.pack(">II", 1, 0)), after=control(0) + png.chunk(b"fdAT", struct.pack(">I", 1) + zlib.compress(png.scanlines(rows_of(pixels[::-1]), 8), 9)))

    for width, height in ((1, 1), (3, 1), (1, 3), (2, 2), (5, 5), (8, 8), (9, 3)):
        rows = rows_of(scene(width, height))
        yield f"{width}x{height}", png.png(rows, 8, png.RGB)
        yield f"{width}x{height}-interlaced", png.png(rows, 8, png.RGB, interlaced=True)
    yield "1x1-grey-1", png.png([[(1,)]], 1, png.GREY)
    yield "3x1-grey-1-interlaced", png.png([[(1,), (0,), (1,)]], 1, png.GREY, interlaced=True)

    stream = zlib.compress(png.scanlines(rgb, 8), 9)
    end = png.chunk(b"IEND")
    head = png.SIGNATURE + png.header(WIDTH, HEIGHT, 8, png.RGB)
    data = png.chunk(b"IDAT", stream)
    yield "truncated-in-data", (head + data)[: len(head) + 8 + len(stream) * 6 // 10]
    yield "truncated-before-data-checksum", head + data[:-4]
    yield "truncated-in-data-checksum", head + data[:-2]
    yield "end-missing", head + data
    yield "end-cut-short", head + data + end[:6]
    yield "stream-cut-short", plain(stream=stream[: len(stream) * 6 // 10])
    yield "stream-without-checksum", plain(stream=stream[:-4])
    yield "stream-wrong-checksum", plain(stream=stream[:-4] + b"\0\0\0\0")
    yield "stream-garbage-after", plain(stream=stream + b"garbage")
    yield "stream-row-missing", plain(stream=zlib.compress(png.scanlines(rgb, 8)[: -(3 * WIDTH + 1)], 9))
    yield "stream-row-too-many", plain(stream=zlib.compress(png.scanlines(rgb, 8) + bytes(3 * WIDTH + 1), 9))
    yield "stream-not-deflate", plain(stream=b"this is no zlib stream")
    damaged = bytearray(stream)
    damaged[len(damaged) // 2] ^= 0x55
    yield "stream-damaged", plain(stream=bytes(damaged))
    wrong_filter = bytearray(png.scanlines(rgb, 8))
    wrong_filter[(3 * WIDTH + 1) * 5] = 5
    yield "filter-5", plain(stream=zlib.compress(bytes(wrong_filter), 9))
    yield "checksum-wrong-header", png.SIGNATURE + png.header(WIDTH, HEIGHT, 8, png.RGB, crc=1) + data + end
    yield "checksum-wrong-data", head + png.chunk(b"IDAT", stream, crc=1) + end
    half = len(stream) // 2
    yield "checksum-wrong-first-of-two", head + png.chunk(b"IDAT", stream[:half], crc=1) + png.chunk(b"IDAT", stream[half:]) + end
    yield "checksum-wrong-palette", png.png(palette_scene(4), 4, png.PALETTE, before=png.chunk(b"PLTE", palette(16)[8:-4], crc=1))
    yield "checksum-wrong-ancillary", plain(before=png.chunk(b"tEXt", b"Title\0A title", crc=1))
    yield "checksum-wrong-ancillary-after-data", plain(after=png.chunk(b"tEXt", b"Title\0A title", crc=1))
    yield "checksum-wrong-transparency", png.png(rgb, 8, png.RGB, before=png.chunk(b"tRNS", struct.pack(">3H", 255, 0, 0), crc=1))
    yield "checksum-wrong-end", head + data + png.chunk(b"IEND", crc=1)
    yield "signature-only", png.SIGNATURE
    yield "header-only", head
    yield "no-data", head + end
    yield "header-missing", png.SIGNATURE + data + end
    yield "header-twice", head + png.header(WIDTH, HEIGHT, 8, png.RGB) + data + end
    yield "zero-width", png.SIGNATURE + png.header(0, HEIGHT, 8, png.RGB) + data + end
    yield "zero-height", png.SIGNATURE + png.header(WIDTH, 0, 8, png.RGB) + data + end
    yield "depth-3", png.SIGNATURE + png.header(WIDTH, HEIGHT, 3, png.GREY) + data + end
    yield "rgb-depth-4", png.SIGNATURE + png.header(WIDTH, HEIGHT, 4, png.RGB) + data + end
    yield "kind-5", png.SIGNATURE + png.header(WIDTH, HEIGHT, 8, 5) + data + end
    yield "interlace-2", png.SIGNATURE + png.header(WIDTH, HEIGHT, 8, png.RGB, interlace=2) + data + end
    yield "compression-1", png.SIGNATURE + png.chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 1, 0, 0)) + data + end
    yield "filter-method-1", png.SIGNATURE + png.chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 1, 0)) + data + end
    yield "too-many-pixels", png.SIGNATURE + png.header(60000, 60000, 8, png.RGB) + data + end
    yield "size-beyond-31-bits", png.SIGNATURE + png.header(0x80000001, 1, 8, png.RGB) + data + end
    yield "chunk-length-beyond-31-bits", head + struct.pack(">I", 0xFFFFFFF0) + data[4:] + end


def webp_files():
    pixels, soft = scene(), with_alpha(scene())
    picture, transparent = Image.fromarray(pixels), Image.fromarray(soft)
    lossy = saved("WEBP", picture, quality=80)
    lossless = saved("WEBP", picture, lossless=True)
    lossy_alpha = saved("WEBP", transparent, quality=80)
    lossless_alpha = saved("WEBP", transparent, lossless=True, exact=True)

    yield "lossy", lossy
    yield "lossy-quality-1", saved("WEBP", picture, quality=1)
    yield "lossy-quality-100", saved("WEBP", picture, quality=100)
    yield "lossless", lossless
    yield "lossless-grey", saved("WEBP", picture.convert("L"), lossless=True)
    yield "lossless-two-colours", saved("WEBP", picture.convert("1").convert("RGB"), lossless=True)
    yield "lossy-alpha", lossy_alpha
    yield "lossy-alpha-quality-20", saved("WEBP", transparent, quality=60, alpha_quality=20)
    yield "lossless-alpha", lossless_alpha
    yield "lossless-alpha-colours-dropped", saved("WEBP", transparent, lossless=True)
    yield "lossless-alpha-opaque", saved("WEBP", picture.convert("RGBA"), lossless=True)
    yield "lossy-alpha-opaque", saved("WEBP", picture.convert("RGBA"), quality=80)

    for width, height in ((1, 1), (1, 17), (17, 1), (2, 3), (16, 16), (17, 33), (97, 61)):
        small = Image.fromarray(scene(width, height))
        yield f"{width}x{height}-lossy", saved("WEBP", small, quality=80)
        yield f"{width}x{height}-lossless", saved("WEBP", small, lossless=True)
        yield f"{width}x{height}-lossy-alpha", saved("WEBP", Image.fromarray(with_alpha(scene(width, height))), quality=80)
    yield "301x203-lossy", saved("WEBP", Image.fromarray(scene(301, 203)), quality=50)

    for orientation in range(10):
        yield f"orientation-{orientation}", saved("WEBP", picture, quality=80, exif=jpeg.exif_tiff(orientation))
    yield "orientation-6-alpha", saved("WEBP", transparent, lossless=True, exact=True, exif=jpeg.exif_tiff(6))
    yield "orientation-6-big-endian", saved("WEBP", picture, quality=80, exif=jpeg.exif_tiff(6, big_endian=True))
    yield "orientation-6-with-prefix", webp.extended(webp.chunks(lossy), webp.EXIF, exif=b"Exif\0\0" + jpeg.exif_tiff(6))
    yield "orientation-6-not-announced", webp.extended(webp.chunks(lossy), 0, exif=jpeg.exif_tiff(6))
    yield "orientation-xmp-8", saved("WEBP", picture, quality=80, xmp=xmp(8))
    yield "orientation-exif-3-xmp-6", saved("WEBP", picture, quality=80, exif=jpeg.exif_tiff(3), xmp=xmp(6))
    yield "exif-garbage", saved("WEBP", picture, quality=80, exif=bytes(range(40)))
    yield "exif-resolution", saved("WEBP", picture, quality=80, exif=jpeg.exif_tiff(3, dpi=240))

    srgb, display = profile(), profile("Display P3")
    yield "icc-srgb", saved("WEBP", picture, quality=80, icc_profile=srgb)
    yield "icc-display-p3-alpha", saved("WEBP", transparent, quality=80, icc_profile=display)
    yield "icc-display-p3-lossless", saved("WEBP", picture, lossless=True, icc_profile=display)
    yield "icc-display-p3-orientation-6", saved("WEBP", picture, quality=80, icc_profile=display, exif=jpeg.exif_tiff(6))
    yield "icc-not-announced", webp.extended(webp.chunks(lossy), 0, icc=srgb)
    yield "icc-garbage", webp.extended(webp.chunks(lossy), webp.ICC, icc=b"no profile at all")

    turned = [Image.fromarray(soft[::-1].copy()), Image.fromarray(soft[:, ::-1].copy())]
    yield "animated", saved("WEBP", transparent, save_all=True, append_images=turned, duration=50, quality=80)
    yield "animated-lossless", saved("WEBP", transparent, save_all=True, append_images=turned, duration=50, lossless=True)
    yield "animated-opaque", saved("WEBP", picture, save_all=True, append_images=[Image.fromarray(pixels[::-1].copy())], duration=50, quality=80)
    canvas = (WIDTH + 10, HEIGHT + 8)
    opaque_frame, soft_frame = webp.image_chunks(lossy), webp.image_chunks(lossy_alpha)
    size = (WIDTH, HEIGHT)
    yield "animated-offset", webp.animated(canvas, webp.ALPHA, [webp.frame(4, 6, size, opaque_frame), webp.frame(0, 0, size, soft_frame)])
    yield "animated-offset-alpha", webp.animated(canvas, webp.ALPHA, [webp.frame(4, 6, size, soft_frame), webp.frame(0, 0, size, opaque_frame)])
    yield "animated-offset-lossless", webp.animated(canvas, webp.ALPHA, [webp.frame(10, 8, size, webp.image_chunks(lossless_alpha), blend=False)])
    yield "animated-offset-no-alpha", webp.animated(canvas, 0, [webp.frame(4, 6, size, opaque_frame)])
    yield "animated-alpha-not-announced", webp.animated(size, 0, [webp.frame(0, 0, size, soft_frame)])
    yield "animated-dispose", webp.animated(canvas, webp.ALPHA, [webp.frame(2, 2, size, soft_frame, dispose=True)], background=(9, 8, 7, 255))
    yield "animated-orientation-6", webp.animated(canvas, webp.ALPHA | webp.EXIF, [webp.frame(4, 6, size, soft_frame)], after=webp.chunk(b"EXIF", jpeg.exif_tiff(6)))
    yield "animated-frame-outside", webp.animated(canvas, webp.ALPHA, [webp.frame(12, 6, size, soft_frame)])
    yield "animated-frame-size-wrong", webp.animated(canvas, webp.ALPHA, [webp.frame(0, 0, (WIDTH + 2, HEIGHT), soft_frame)])
    yield "animated-frame-empty", webp.animated(canvas, webp.ALPHA, [webp.frame(0, 0, size, b"")])
    yield "animated-no-frames", webp.animated(canvas, webp.ALPHA, [])
    yield "animated-later-frame-damaged", webp.animated(canvas, webp.ALPHA, [webp.frame(4, 6, size, soft_frame), webp.frame(0, 0, size, soft_frame[:90] + bytes(20) + soft_frame[110:])])
    yield "animated-still-picture", webp.extended(webp.chunks(lossy), webp.ANIMATION)

    yield "alpha-not-announced", webp.extended(soft_frame, 0)
    yield "alpha-announced-but-missing", webp.extended(opaque_frame, webp.ALPHA)
    yield "alpha-after-picture", webp.extended(opaque_frame + webp.chunk(b"ALPH", bytes(1 + WIDTH * HEIGHT)), webp.ALPHA)
    yield "alpha-before-lossless", webp.extended(webp.chunk(b"ALPH", bytes(1 + WIDTH * HEIGHT)) + webp.image_chunks(lossless), webp.ALPHA)
    yield "alpha-raw", webp.extended(webp.chunk(b"ALPH", bytes(1) + soft[:, :, 3].tobytes()) + opaque_frame, webp.ALPHA)
    yield "alpha-cut-short", webp.extended(webp.chunk(b"ALPH", bytes(1) + soft[:9, :, 3].tobytes()) + opaque_frame, webp.ALPHA)
    yield "lossless-alpha-not-announced", webp.extended(webp.image_chunks(lossless_alpha), 0)
    yield "unknown-chunk", webp.extended(webp.chunk(b"abcd", b"something") + opaque_frame, 0, after=webp.chunk(b"wxyz", b"odd"))
    yield "unknown-chunk-first", webp.riff(webp.chunk(b"abcd", b"something") + opaque_frame)
    yield "unknown-chunk-after-simple", webp.riff(opaque_frame + webp.chunk(b"abcd", b"something"))
    yield "two-pictures", webp.riff(opaque_frame + webp.image_chunks(lossless))
    yield "two-pictures-extended", webp.extended(opaque_frame + webp.image_chunks(lossless), 0)
    yield "trailing-garbage", lossy + bytes(range(256)) * 8
    yield "riff-size-too-large", webp.sized(lossy, 2)
    yield "riff-size-too-small", webp.sized(lossy, -40)
    yield "riff-size-zero", webp.sized(lossy, 8 - len(lossy))
    odd = webp.extended(opaque_frame, webp.EXIF, exif=(jpeg.exif_tiff(6) + bytes(2))[: len(jpeg.exif_tiff(6)) // 2 * 2 + 1])
    yield "length-odd", odd
    yield "length-odd-pad-missing", webp.sized(odd[:-1], 0)
    yield "canvas-larger-than-picture", webp.extended(opaque_frame, 0, size=(WIDTH + 1, HEIGHT))
    yield "canvas-huge", webp.extended(opaque_frame, 0, size=(1 << 24, 1 << 24))
    yield "canvas-too-many-pixels", webp.extended(opaque_frame, 0, size=(16383, 16383))
    yield "header-cut-short", webp.riff(webp.chunk(b"VP8X", bytes(9)) + opaque_frame)
    yield "lossy-size-zero", webp.changed(lossy, 26, b"\0\0")
    yield "lossy-size-larger-than-data", webp.changed(lossy, 26, struct.pack("<HH", 400, 300))
    yield "lossy-mark-wrong", webp.changed(lossy, 23, b"\0")
    yield "lossy-not-a-key-frame", webp.changed(lossy, 20, bytes([lossy[20] | 1]))
    yield "lossless-mark-wrong", webp.changed(lossless, 20, b"\0")
    yield "lossless-version-1", webp.changed(lossless, 24, bytes([lossless[24] | 0x20]))
    yield "lossless-size-larger-than-data", webp.changed(lossless, 21, b"\xff\xc0\x40\0")
    yield "chunk-length-too-large", webp.changed(lossy, 16, struct.pack("<I", 0xFFFFFFF0))

    for form in (lossy, lossless, lossy_alpha):
        name = {lossy: "lossy", lossless: "lossless", lossy_alpha: "lossy-alpha"}[form]
        for percent in (30, 70, 95):
            cut = form[: len(form) * percent // 100]
            yield f"truncated-{percent}-{name}", cut
            yield f"truncated-{percent}-{name}-sizes-right", webp.shortened(cut)
    yield "riff-only", lossy[:12]
    yield "chunk-header-only", lossy[:20]


# ---------------------------------------------------------------- what Pillow makes of them


def failure(stage, error):
    message = re.sub(r"<_io\.BytesIO object at 0x[0-9a-f]+>", "the bytes", str(error))
    return {"stage": stage, "type": type(error).__name__, "message": message[:200]}


def verdict(data):
    """What rembg's remove(bytes) would see: open, exif_transpose, then RGB (for the model) and RGBA (the cutout)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            opened = Image.open(io.BytesIO(data))
        except Exception as error:
            return {"error": failure("open", error)}
        entry = {"format": opened.format, "mode": opened.mode}
        try:
            upright = ImageOps.exif_transpose(opened)
        except Exception as error:
            return entry | {"error": failure("load", error)}
        entry |= {"width": upright.width, "height": upright.height}
        info = opened.info
        entry["icc_sha256"] = sha256(info["icc_profile"]) if info.get("icc_profile") else None
        entry["dpi"] = [round(float(v), 4) for v in info["dpi"]] if "dpi" in info else None
        if "transparency" in info:
            value = info["transparency"]
            entry["transparency"] = text(value) if isinstance(value, bytes) else value
        try:
            rgb = np.asarray(upright.convert("RGB"))
        except Exception as error:
            return entry | {"error": failure("rgb", error)}
        entry["rgb"] = text(rgb.tobytes())
        entry["rgb_sha256"] = sha256(rgb.tobytes())
        if rgb.size > 6000:
            del entry["rgb"]
        try:
            rgba = np.asarray(upright.convert("RGBA"))
            pasted = Image.new("RGBA", upright.size, 0)
            pasted.paste(upright, None, Image.new("L", upright.size, 255))
        except Exception as error:
            return entry | {"error": failure("rgba", error)}
        same = np.array_equal(rgba[:, :, :3], rgb) and bool((rgba[:, :, 3] == 255).all())
        entry["rgba"] = "opaque" if same else text(rgba.tobytes())
        if not np.array_equal(np.asarray(pasted), rgba) and not (rgba[:, :, 3] < 255).any():
            entry["paste_differs"] = True
        return entry


# Readable, but what stands in the damaged part is each decoder's own business.
LOOSE = {"jpeg-damaged-scan", "jpeg-height-larger-than-data"}


def formats(out):
    folder = out / "formats"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    files = []
    plan = [(f"jpeg-{name}", ".jpg", data) for name, data in jpeg_files()]
    plan += [(f"png-{name}", ".png", data) for name, data in png_files()]
    plan += [(f"webp-{name}", ".webp", data) for name, data in webp_files()]
    plan += [("empty", ".bin", b""), ("text", ".bin", b"This is no picture.\n"), ("zeros", ".bin", bytes(64))]
    for name, suffix, data in plan:
        assert name not in {entry["name"] for entry in files}, name
        (folder / (name + suffix)).write_bytes(data)
        entry = {"name": name, "file": f"formats/{name}{suffix}", "bytes": len(data)} | verdict(data)
        files.append(entry | ({"loose": True} if name in LOOSE else {}))
    value = versions() | {
        "note": "width, height, rgb and rgba: after ImageOps.exif_transpose; rgb = convert('RGB'), rgba = convert('RGBA') "
        "(what rembg composites), base64 of the bytes row by row; rgba 'opaque' means rgb with alpha 255. mode: as opened. "
        "icc_sha256, dpi: from Pillow's info. error: what Pillow raised and where; with stage 'rgba' rgb is still there. "
        "loose: Pillow reads it, but the pixels of the damaged part need not be matched. rgb is left out above 6000 bytes.",
        "files": files,
    }
    write_json(out / "formats.json", value)


# ---------------------------------------------------------------- other formats, by their first bytes


def brand(name, *compatible):
    body = b"ftyp" + name + bytes(4) + b"".join(compatible)
    return struct.pack(">I", len(body) + 4) + body + struct.pack(">I", 8) + b"free"


def saved(form, picture, **options):
    buffer = io.BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def signature_files():
    picture = Image.fromarray(scene(8, 6))
    yield "gif", "gif", saved("GIF", picture), "image/gif"
    yield "gif87", "gif", b"GIF87a" + saved("GIF", picture)[6:], "image/gif"
    yield "bmp", "bmp", saved("BMP", picture), "image/bmp"
    yield "webp-lossless", "webp", saved("WEBP", picture, lossless=True), "image/webp"
    yield "webp-lossy", "webp", saved("WEBP", picture, quality=50), "image/webp"
    yield "webp-alpha", "webp", saved("WEBP", Image.fromarray(with_alpha(scene(8, 6))), quality=50), "image/webp"
    yield "tiff-little-endian", "tiff", saved("TIFF", picture), "image/tiff"
    yield "tiff-big-endian", "tiff", b"MM\0*\0\0\0\x08\0\0\0\0\0\0", "image/tiff"
    yield "bigtiff", "tiff", b"II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0" + bytes(16), "image/tiff"
    yield "heic", "heic", brand(b"heic", b"mif1", b"heic"), "image/heic"
    yield "heic-mif1", "heic", brand(b"mif1", b"mif1", b"heic"), "image/heic"
    yield "heic-sequence", "heic", brand(b"hevc", b"msf1", b"hevc"), "image/heic"
    yield "avif", "avif", brand(b"avif", b"avif", b"mif1", b"miaf"), "image/avif"
    yield "avif-sequence", "avif", brand(b"avis", b"avis", b"avif"), "image/avif"
    yield "mp4", "mp4", brand(b"isom", b"isom", b"mp41"), "video/mp4"
    yield "svg", "svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="6"><rect width="8" height="6"/></svg>', "image/svg+xml"
    yield "svg-with-declaration", "svg", b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>\n<!-- a comment -->\n<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"
    yield "pdf", "pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf"
    yield "jpegxl-codestream", "jxl", b"\xff\x0a" + bytes(14), "image/jxl"
    yield "jpegxl-container", "jxl", b"\0\0\0\x0cJXL \r\n\x87\n" + brand(b"jxl ", b"jxl "), "image/jxl"
    yield "jpeg2000", "jp2", b"\0\0\0\x0cjP  \r\n\x87\n" + brand(b"jp2 ", b"jp2 "), "image/jp2"
    yield "jpeg2000-codestream", "jp2", b"\xff\x4f\xff\x51\0\x2f" + bytes(45), "image/jp2"
    yield "psd", "psd", b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 3, 6, 8, 8, 3), "image/vnd.adobe.photoshop"
    yield "ico", "ico", saved("ICO", Image.fromarray(scene(16, 16)), sizes=[(16, 16)]), "image/vnd.microsoft.icon"
    yield "netpbm", "ppm", saved("PPM", picture), "image/x-portable-pixmap"
    yield "zip", "zip", b"PK\3\4" + bytes(26), "application/zip"
    tga = "image/x-tga"
    for name, one in (("rgb", picture), ("grey", picture.convert("L")), ("palette", picture.quantize(8))):
        yield f"tga-{name}", "tga", saved("TGA", one), tga
        yield f"tga-{name}-without-end", "tga", saved("TGA", one)[:-26], tga
        yield f"tga-{name}-runs", "tga", saved("TGA", one, compression="tga_rle")[:-26], tga
    yield "tga-alpha-without-end", "tga", saved("TGA", Image.fromarray(with_alpha(scene(8, 6))))[:-26], tga
    yield "tga-named", "tga", saved("TGA", picture, id_section=b"a name")[:-26], tga
    icon = saved("ICO", Image.fromarray(scene(16, 16)), sizes=[(16, 16)])
    yield "cur", "cur", icon[:2] + b"\2" + icon[3:10] + struct.pack("<HH", 3, 4) + icon[14:], "image/x-win-bitmap"
    yield "ico-bitmap", "ico", saved("ICO", Image.fromarray(scene(16, 16)), sizes=[(16, 16)], bitmap_format="bmp"), "image/vnd.microsoft.icon"
    yield "ico-two", "ico", saved("ICO", Image.fromarray(scene(32, 32)), sizes=[(16, 16), (32, 32)]), "image/vnd.microsoft.icon"
    yield "pcx", "pcx", saved("PCX", picture), "image/x-pcx"
    yield "pcx-palette", "pcx", saved("PCX", picture.quantize(8)), "image/x-pcx"
    yield "pcx-bits", "pcx", saved("PCX", picture.convert("1")), "image/x-pcx"
    yield "dds", "dds", saved("DDS", picture), "image/vnd-ms.dds"
    yield "qoi", "qoi", saved("QOI", picture), "image/qoi"
    yield "sgi", "sgi", saved("SGI", picture), "image/sgi"
    yield "icns", "icns", saved("ICNS", Image.fromarray(scene(16, 16))), "image/icns"
    yield "eps", "eps", saved("EPS", picture), "application/postscript"
    yield "avif-written", "avif", saved("AVIF", picture), "image/avif"
    yield "avif-mif1", "avif", brand(b"mif1", b"mif1", b"avif"), "image/avif"
    yield "jpeg2000-written", "jp2", saved("JPEG2000", picture), "image/jp2"
    for mode in ("1", "L", "RGB", "F"):
        yield f"netpbm-{mode}", "ppm", saved("PPM", picture.convert(mode)), "image/x-portable-anymap"
    yield "netpbm-alpha", "ppm", saved("PPM", picture.convert("RGBA")), "image/x-portable-arbitrarymap"


def signatures(out):
    folder = out / "signatures"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    files = []
    for name, form, data, kind in signature_files():
        (folder / f"{name}.bin").write_bytes(data)
        entry = {"name": name, "file": f"signatures/{name}.bin", "format": form, "media_type": kind}
        read = verdict(data)
        entry["pillow_reads"] = "error" not in read
        files.append(entry)
    note = "Files of other formats, to be named by their first bytes; many are a header only."
    write_json(out / "signatures.json", versions() | {"note": note, "files": files})


def main():
    if PIL.__version__ != PILLOW:
        sys.exit(f"The fixtures are frozen from Pillow {PILLOW}; this is {PIL.__version__}.")
    default = pathlib.Path(__file__).resolve().parents[2] / "src/test/resources/pillow"
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    out.mkdir(parents=True, exist_ok=True)
    resampling(out)
    compositing(out)
    formats(out)
    signatures(out)
    total = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"{out}: {total} bytes")


if __name__ == "__main__":
    main()
