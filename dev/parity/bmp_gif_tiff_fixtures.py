"""Makes src/test/resources/pillow/bmp-gif-tiff: small BMP, GIF and TIFF files and what Pillow makes of them.

    python dev/parity/bmp_gif_tiff_fixtures.py [OUT_DIR]

Deterministic: the same Pillow gives the same bytes. The manifest is as that of pillow_fixtures.py.
"""

import io
import pathlib
import struct
import sys
import zlib

import numpy as np
import PIL
from PIL import Image, ImageCms

from pillow_fixtures import PILLOW, profile, saved, scene, verdict, versions, with_alpha, write_json, xmp

COMMAND = "python dev/parity/bmp_gif_tiff_fixtures.py"
WIDTH, HEIGHT = 19, 13


def view(width=WIDTH, height=HEIGHT):
    return scene(width, height)


def grey(width=WIDTH, height=HEIGHT):
    return np.asarray(Image.fromarray(view(width, height)).convert("L"))


def indices(depth, width=WIDTH, height=HEIGHT):
    y, x = np.mgrid[:height, :width]
    return ((x * 5 + y * 3) % (1 << depth)).astype(np.uint8)


def colours(count):
    return [(i * 37 % 256, i * 91 % 256, 255 - i * 53 % 256) for i in range(count)]


def packed(row, depth):
    """The bytes of one row of samples of 1, 2, 4, 8 or 12 bits, most significant first."""
    value = "".join(format(int(v), f"0{depth}b") for v in row)
    value += "0" * (-len(value) % 8)
    return bytes(int(value[i : i + 8], 2) for i in range(0, len(value), 8))


# ---------------------------------------------------------------- BMP


def bmp(width, height, depth, pixels, header=40, compression=0, palette=b"", masks=b"", colours_used=0,
        offset=None, resolution=(2835, 2835), planes=1):  # fmt: skip
    if header == 12:
        dib = struct.pack("<IHHHH", 12, width, height, planes, depth)
    else:
        dib = struct.pack("<IiiHHIIiiII", header, width, height, planes, depth, compression, len(pixels),
                          *resolution, colours_used, 0)  # fmt: skip
        if header > 40:
            dib += (masks + bytes(header))[: header - 40]
            masks = b""
    start = 14 + len(dib) + len(masks) + len(palette)
    whole = b"BM" + struct.pack("<IHHI", start + len(pixels), 0, 0, start if offset is None else offset)
    return whole + dib + masks + palette + pixels


def rows(lines, align=4):
    """Rows from the bottom up, each filled to a multiple of four bytes."""
    return b"".join(line + bytes(-len(line) % align) for line in reversed(list(lines)))


def quads(entries):
    return b"".join(bytes((b, g, r, 0)) for r, g, b in entries)


def indexed(depth, count=None, **options):
    entries = colours(1 << depth if count is None else count)
    return bmp(WIDTH, HEIGHT, depth, rows(packed(row, depth) for row in indices(depth)), palette=quads(entries),
               colours_used=count or 0, **options)  # fmt: skip


def wide(masks, depth=32, header=56, opacity=True, compression=3):
    """Pixels of 16 or 32 bits with each channel put under its mask."""
    pixels = with_alpha(view()).astype(np.int64)
    value = np.zeros(pixels.shape[:2], np.int64)
    for channel, mask in enumerate(masks):
        if mask:
            shift = (mask & -mask).bit_length() - 1
            highest = mask >> shift
            value |= (pixels[:, :, channel] * highest // 255) << shift
    kind = "<u4" if depth == 32 else "<u2"
    data = rows(row.astype(kind).tobytes() for row in value)
    return bmp(WIDTH, HEIGHT, depth, data, header, compression, masks=struct.pack("<4I", *masks)[: 16 if header > 52 else 12])


def runs(rle4=False):
    """Runs, plain stretches, an end of row for each row."""
    out = b""
    for row in indices(4 if rle4 else 8)[::-1] // (1 if rle4 else 40):
        row = [int(v) for v in row]
        if rle4:
            out += bytes((8, row[0] << 4 | row[1])) + b"\0\x08" + bytes(row[i] << 4 | row[i + 1] for i in range(8, 16, 2))
            out += bytes((3, row[16] << 4 | row[17]))
        else:
            out += bytes((7, row[0])) + b"\0\x05" + bytes(row[7:12]) + b"\0" + bytes((7, row[12]))
        out += b"\0\0"
    return out + b"\0\1"


def bmp_files():
    picture = Image.fromarray(view())
    yield "rgb-24", saved("BMP", picture)
    yield "rgb-24-core", bmp(WIDTH, HEIGHT, 24, rows(row[:, ::-1].tobytes() for row in view()), header=12)
    for header in (40, 52, 56, 64, 108, 124):
        yield f"rgb-24-header-{header}", bmp(WIDTH, HEIGHT, 24, rows(row[:, ::-1].tobytes() for row in view()), header=header)
    yield "rgb-24-top-first", bmp(WIDTH, -HEIGHT, 24, rows([row[:, ::-1].tobytes() for row in view()][::-1]))
    yield "rgb-24-one-pixel", bmp(1, 1, 24, b"\1\2\3\0")
    yield "rgb-24-last-padding-missing", bmp(WIDTH, HEIGHT, 24, rows(row[:, ::-1].tobytes() for row in view()))[:-3]
    yield "rgb-24-cut", saved("BMP", picture)[:-30]
    yield "rgb-24-offset-zero", bmp(WIDTH, HEIGHT, 24, rows(row[:, ::-1].tobytes() for row in view()), offset=0)
    yield "rgb-24-offset-beyond", bmp(WIDTH, HEIGHT, 24, rows(row[:, ::-1].tobytes() for row in view()), offset=1 << 30)
    yield "grey-8", saved("BMP", picture.convert("L"))
    yield "bilevel", saved("BMP", picture.convert("1"))
    yield "palette-8", indexed(8)
    yield "palette-8-core", bmp(WIDTH, HEIGHT, 8, rows(packed(row, 8) for row in indices(8)), header=12,
                                palette=b"".join(bytes((b, g, r)) for r, g, b in colours(256)))  # fmt: skip
    yield "palette-8-short", indexed(8, 200)
    yield "palette-8-no-offset", indexed(8, offset=54)
    yield "palette-8-claims-too-many", bmp(WIDTH, HEIGHT, 8, rows(packed(row, 8) for row in indices(8)),
                                           palette=quads(colours(256)), colours_used=70000)  # fmt: skip
    yield "palette-4", indexed(4)
    yield "palette-4-short", indexed(4, 9)
    yield "palette-4-top-first", bmp(WIDTH, -HEIGHT, 4, rows([packed(row, 4) for row in indices(4)][::-1]), palette=quads(colours(16)))
    yield "palette-1", indexed(1)
    yield "rgb-555", wide((0x7C00, 0x3E0, 0x1F, 0), 16, 40, compression=0)
    yield "rgb-555-masks", wide((0x7C00, 0x3E0, 0x1F, 0), 16, 40)
    yield "rgb-565-masks", wide((0xF800, 0x7E0, 0x1F, 0), 16, 40)
    yield "rgb-565-header-56", wide((0xF800, 0x7E0, 0x1F, 0), 16, 56)
    yield "rgb-444-masks", wide((0xF00, 0xF0, 0xF, 0), 16, 40)
    yield "rgb-32", wide((0xFF0000, 0xFF00, 0xFF, 0), 32, 40, compression=0)
    yield "rgb-32-unused-set", wide((0xFF0000, 0xFF00, 0xFF, 0xFF000000), 32, 40, compression=0)
    yield "rgba-32-pillow", saved("BMP", Image.fromarray(with_alpha(view())))
    for masks in [
        (0xFF0000, 0xFF00, 0xFF, 0), (0xFF000000, 0xFF0000, 0xFF00, 0), (0xFF000000, 0xFF00, 0xFF, 0),
        (0xFF000000, 0xFF0000, 0xFF00, 0xFF), (0xFF, 0xFF00, 0xFF0000, 0xFF000000),
        (0xFF0000, 0xFF00, 0xFF, 0xFF000000), (0xFF000000, 0xFF00, 0xFF, 0xFF0000), (0, 0, 0, 0),
        (0xFF, 0xFF00, 0xFF0000, 0), (0x3FF00000, 0xFFC00, 0x3FF, 0),
    ]:  # fmt: skip
        yield "masks-" + "-".join(f"{mask:x}" for mask in masks), wide(masks)
    yield "masks-header-52", wide((0xFF0000, 0xFF00, 0xFF, 0), 32, 52)
    yield "masks-header-124", wide((0xFF0000, 0xFF00, 0xFF, 0xFF000000), 32, 124)
    yield "runs-8", bmp(WIDTH, HEIGHT, 8, runs(), compression=1, palette=quads(colours(256)))
    yield "runs-4", bmp(WIDTH, HEIGHT, 4, runs(True), compression=2, palette=quads(colours(16)))
    yield "runs-8-cut", bmp(WIDTH, HEIGHT, 8, runs()[:60], compression=1, palette=quads(colours(256)))
    yield "runs-8-ended-early", bmp(WIDTH, HEIGHT, 8, runs()[:52] + b"\0\1", compression=1, palette=quads(colours(256)))
    jump = bytes((5, 9)) + b"\0\2\3\1" + bytes((4, 7)) + b"\0\0"
    jump += b"".join(bytes((WIDTH, 3)) + b"\0\0" for _ in range(HEIGHT))
    yield "runs-8-jump", bmp(WIDTH, HEIGHT, 8, jump, compression=1, palette=quads(colours(256)))
    yield "runs-8-over-the-edge", bmp(WIDTH, 2, 8, bytes((40, 9)) + b"\0\0" + bytes((40, 5)), compression=1, palette=quads(colours(256)))
    yield "runs-wrong-depth", bmp(WIDTH, HEIGHT, 24, runs(), compression=1)
    yield "compression-jpeg", bmp(WIDTH, HEIGHT, 0, saved("JPEG", picture), compression=4)
    yield "compression-png", bmp(WIDTH, HEIGHT, 24, saved("PNG", picture), compression=5)
    yield "compression-unknown", bmp(WIDTH, HEIGHT, 24, bytes(999), compression=9)
    yield "depth-2", bmp(WIDTH, HEIGHT, 2, rows(packed(row, 2) for row in indices(2)), palette=quads(colours(4)))
    yield "header-16", b"BM" + bytes(8) + struct.pack("<IIIIHH", 30, 16, 1, 1, 1, 24) + bytes(8)
    yield "width-zero", bmp(0, 4, 24, bytes(64))
    yield "width-negative", bmp(-4, 4, 24, bytes(64))
    yield "resolution", bmp(2, 2, 24, bytes(16), resolution=(11811, 5906))
    yield "header-only", saved("BMP", picture)[:30]


# ---------------------------------------------------------------- GIF


def lzw(values, depth, clear_every=200, end=True):
    """GIF's codes without a dictionary in use: a clear code often enough that they never grow."""
    clear, size, out, count = 1 << depth, depth + 1, [], 0
    limit = max(1, (1 << depth) - 2)
    for at, value in enumerate(values):
        if at % min(clear_every, limit) == 0:
            out.append(clear)
        out.append(int(value))
    out += [clear + 1] if end else []
    bits, count, data = 0, 0, bytearray()
    for code in out:
        bits |= code << count
        count += size
        while count >= 8:
            data.append(bits & 255)
            bits >>= 8
            count -= 8
    if count:
        data.append(bits & 255)
    return blocks(bytes(data))


def blocks(data):
    return b"".join(bytes((len(data[i : i + 255]),)) + data[i : i + 255] for i in range(0, len(data), 255)) + b"\0"


def gif(width, height, table, frame, before=b"", codes=None, depth=4, local=b"", flags=0, screen=None, version=b"GIF89a", values=None):
    """frame: left, top, width, height."""
    size = max(1, (len(table) // 3 - 1).bit_length()) if table else 0
    whole = version + struct.pack("<HHBBB", width, height, (0x80 | size - 1) if table else 0, 2, 0) + table + before
    local_size = max(1, (len(local) // 3 - 1).bit_length()) if local else 0
    whole += b"," + struct.pack("<HHHHB", *frame, flags | ((0x80 | local_size - 1) if local else 0)) + local
    if values is None:
        values = indices(depth, frame[2], frame[3]).ravel()
    return whole + bytes((depth,)) + (lzw(values, depth) if codes is None else codes) + b";"


def control(flags, transparent, disposal=0):
    return b"!\xf9\4" + struct.pack("<BHB", flags | disposal << 2, 10, transparent) + b"\0"


def flat(entries):
    return b"".join(bytes(entry) for entry in entries)


def gif_files():
    picture = Image.fromarray(view(60, 40))
    table = flat(colours(16))
    box = (0, 0, WIDTH, HEIGHT)
    yield "pillow", saved("GIF", picture)
    yield "pillow-grey", saved("GIF", picture.convert("L"))
    yield "pillow-bilevel", saved("GIF", picture.convert("1"))
    yield "pillow-interlaced", saved("GIF", picture.quantize(7), interlace=1)
    yield "pillow-large", saved("GIF", Image.fromarray(((np.mgrid[:90, :120][0] * 7 ^ np.mgrid[:90, :120][1] * 5) % 256).astype(np.uint8)))
    yield "pillow-transparent", saved("GIF", Image.fromarray(with_alpha(view(60, 40))))
    yield "pillow-animated", saved("GIF", picture, save_all=True, append_images=[picture.rotate(90), picture.rotate(180)])
    for depth in range(1, 9):
        yield f"depth-{depth}", gif(WIDTH, HEIGHT, flat(colours(1 << depth)), box, depth=max(2, depth), values=indices(depth).ravel())
    yield "depth-1-code-size-1", gif(WIDTH, HEIGHT, flat(colours(2)), box, depth=1, values=indices(1).ravel())
    yield "87a", gif(WIDTH, HEIGHT, table, box, version=b"GIF87a")
    yield "local-palette", gif(WIDTH, HEIGHT, table, box, local=flat(colours(32)[16:]))
    yield "local-palette-only", gif(WIDTH, HEIGHT, b"", box, local=flat(colours(32)[16:]))
    yield "local-palette-grey-ramp", gif(WIDTH, HEIGHT, table, box, local=flat((i, i, i) for i in range(16)))
    yield "no-palette", gif(WIDTH, HEIGHT, b"", box)
    yield "no-palette-transparent", gif(WIDTH, HEIGHT, b"", box, before=control(1, 3))
    yield "index-beyond-palette", gif(WIDTH, HEIGHT, flat(colours(4)), box)
    yield "grey-ramp-beyond-palette", gif(WIDTH, HEIGHT, flat((i, i, i) for i in range(4)), box)
    yield "transparent", gif(WIDTH, HEIGHT, table, box, before=control(1, 3))
    yield "transparent-zero", gif(WIDTH, HEIGHT, table, box, before=control(1, 0))
    yield "transparent-unused", gif(WIDTH, HEIGHT, table, box, before=control(1, 200))
    yield "transparent-named-not-set", gif(WIDTH, HEIGHT, table, box, before=control(0, 3))
    yield "transparent-then-not", gif(WIDTH, HEIGHT, table, box, before=control(1, 3) + control(0, 5))
    yield "disposal-2", gif(WIDTH, HEIGHT, table, box, before=control(1, 3, 2))
    yield "disposal-3", gif(WIDTH, HEIGHT, table, box, before=control(0, 3, 3))
    yield "frame-inside", gif(WIDTH, HEIGHT, table, (4, 3, 9, 7))
    yield "frame-inside-transparent", gif(WIDTH, HEIGHT, table, (4, 3, 9, 7), before=control(1, 5))
    yield "frame-over-the-edge", gif(WIDTH, HEIGHT, table, (12, 9, 14, 8))
    yield "frame-over-the-edge-transparent", gif(WIDTH, HEIGHT, table, (12, 9, 14, 8), before=control(1, 5))
    yield "screen-empty", gif(0, 0, table, box)
    yield "frame-empty", gif(WIDTH, HEIGHT, table, (0, 0, 0, 4), codes=b"\0")
    yield "interlaced", gif(WIDTH, HEIGHT, table, box, flags=64)
    yield "interlaced-3-rows", gif(WIDTH, 3, table, (0, 0, WIDTH, 3), flags=64)
    yield "interlaced-1-row", gif(WIDTH, 1, table, (0, 0, WIDTH, 1), flags=64)
    yield "extensions", gif(WIDTH, HEIGHT, table, box, before=b"!\xfe\5hello\0" + b"!\xff\x0bNETSCAPE2.0\3\1\0\0\0" + b"!\1\2ab\0!\x33\0")
    yield "garbage-between-blocks", gif(WIDTH, HEIGHT, table, box, before=b"\0\7\0")
    yield "codes-cut", gif(WIDTH, HEIGHT, table, box)[:-60]
    yield "codes-ended-early", gif(WIDTH, HEIGHT, table, box, values=indices(4).ravel()[:100])
    yield "codes-too-many", gif(WIDTH, HEIGHT, table, box, values=list(indices(4).ravel()) * 2)
    yield "codes-end-missing", gif(WIDTH, HEIGHT, table, box, codes=lzw(indices(4).ravel(), 4, end=False))[:-1]
    yield "codes-empty", gif(WIDTH, HEIGHT, table, box, codes=b"\0")
    yield "codes-beyond-table", gif(WIDTH, HEIGHT, table, box, codes=blocks(bytes((0x10, 0xFF, 0xFF, 0xFF)) * 9))
    yield "code-size-0", gif(WIDTH, HEIGHT, table, box, depth=0, codes=b"\4\1\2\3\4\0")
    yield "code-size-9", gif(WIDTH, HEIGHT, table, box, depth=9, codes=lzw(indices(4).ravel(), 9))
    yield "code-size-13", gif(WIDTH, HEIGHT, table, box, depth=13, codes=b"\4\1\2\3\4\0")
    yield "no-frame", gif(WIDTH, HEIGHT, table, box)[: 13 + 48] + b";"
    yield "header-only", gif(WIDTH, HEIGHT, table, box)[:10]
    yield "palette-cut", gif(WIDTH, HEIGHT, table, box)[:30]
    yield "trailer-missing", gif(WIDTH, HEIGHT, table, box)[:-1]


# ---------------------------------------------------------------- TIFF

SHORT, LONG, RATIONAL, UNDEFINED, LONG8 = 3, 4, 5, 7, 16
FORMATS = {1: "B", 2: "B", SHORT: "H", LONG: "I", UNDEFINED: "B", LONG8: "Q"}


def tiff(strips, tags, order="<", lengths=True, tiled=False, next_directory=0, directory_first=False):
    """Strips behind the header, the directory behind them. tags: number -> (type, values), or a value."""
    body = (b"II*\0" if order == "<" else b"MM\0*") + bytes(4)
    offsets = []
    for strip in strips:
        offsets.append(len(body))
        body += strip + bytes(len(strip) % 2)
    entries = {}
    for tag, value in tags.items():
        if not isinstance(value, tuple) or len(value) != 2 or not isinstance(value[1], (list, bytes)):
            value = (LONG if tag in (256, 257, 278) else SHORT, list(value) if isinstance(value, (list, tuple)) else [value])
        entries[tag] = value
    entries.setdefault(324 if tiled else 273, (LONG, offsets))
    if lengths:
        entries.setdefault(325 if tiled else 279, (LONG, [len(strip) for strip in strips]))
    packed_entries = []
    for tag, (kind, values) in sorted(entries.items()):
        if values is None or values == []:
            continue
        if kind == RATIONAL:
            data, count = b"".join(struct.pack(order + "II", *v) for v in values), len(values)
        else:
            data, count = struct.pack(f"{order}{len(values)}{FORMATS[kind]}", *values), len(values)
        if len(data) > 4:
            place = len(body)
            body += data + bytes(len(data) % 2)
            data = struct.pack(order + "I", place)
        packed_entries.append(struct.pack(order + "HHI", tag, kind, count) + data.ljust(4, b"\0"))
    start = len(body)
    body += struct.pack(order + "H", len(packed_entries)) + b"".join(packed_entries) + struct.pack(order + "I", next_directory)
    return body[:4] + struct.pack(order + "I", start) + body[8:]


def kind(photometric, bits, samples=1, width=WIDTH, height=HEIGHT, **more):
    tags = {256: width, 257: height, 258: [bits] * samples, 259: 1, 262: photometric, 277: samples}
    return tags | {int(key[1:]): value for key, value in more.items()}


def lines(array, depth=8, order="<"):
    """Each row of an array as bytes."""
    if depth == 16:
        return [row.astype(order + "u2").tobytes() for row in array]
    if depth == 32:
        return [row.astype(order + array.dtype.str[1:]).tobytes() for row in array]
    return [packed(np.asarray(row).ravel(), depth) for row in array]


def strips_of(array, depth=8, order="<", every=5):
    data = lines(array, depth, order)
    return [b"".join(data[i : i + every]) for i in range(0, len(data), every)]


def tiles_of(array, size=16):
    height, width = array.shape[:2]
    padded = np.pad(array, [(0, -height % size), (0, -width % size)] + [(0, 0)] * (array.ndim - 2))
    return [padded[y : y + size, x : x + size].tobytes() for y in range(0, height, size) for x in range(0, width, size)]


def predicted(array):
    """Differences to the left neighbour."""
    result = array.copy()
    result[:, 1:] = array[:, 1:] - array[:, :-1]
    return result


def deep(array):
    return (array.astype(np.uint16) * 256 + (array.astype(np.uint16) * 7 + 31) % 256).astype(np.uint16)


def reverse_bits(data):
    return bytes(int(f"{value:08b}"[::-1], 2) for value in data)


def packbits(data):
    out = b""
    for start in range(0, len(data), 100):
        part = data[start : start + 100]
        out += bytes((len(part) - 1,)) + part
    return b"\x80" + out + bytes((257 - 5, 7))


def premultiplied(rgba):
    result = rgba.astype(np.int64)
    result[:, :, :3] = result[:, :, :3] * result[:, :, 3:] // 255
    return result.astype(rgba.dtype)


def tiff_pillow_files():
    rgb = Image.fromarray(view())
    rgba = Image.fromarray(with_alpha(view()))
    grey_picture = rgb.convert("L")
    modes = {
        "bilevel": rgb.convert("1"), "grey": grey_picture, "palette": rgb.quantize(40), "rgb": rgb, "rgba": rgba,
        "grey-alpha": rgba.convert("LA"), "cmyk": rgb.convert("CMYK"), "grey-16": Image.fromarray(deep(grey())),
    }  # fmt: skip
    for compression in (None, "tiff_lzw", "tiff_adobe_deflate", "tiff_deflate", "packbits"):
        for name, picture in modes.items():
            yield f"{compression or 'plain'}-{name}".replace("tiff_", "").replace("_", "-"), saved("TIFF", picture, compression=compression)
    large = Image.fromarray(view(400, 300))
    yield "lzw-large", saved("TIFF", large, compression="tiff_lzw")
    yield "lzw-predictor", saved("TIFF", rgb, compression="tiff_lzw", tiffinfo={317: 2})
    yield "deflate-predictor-rgba", saved("TIFF", rgba, compression="tiff_adobe_deflate", tiffinfo={317: 2})
    yield "lzw-predictor-16", saved("TIFF", modes["grey-16"], compression="tiff_lzw", tiffinfo={317: 2})
    for name in ("grey", "rgb", "cmyk"):
        yield f"jpeg-{name}", saved("TIFF", modes[name], compression="jpeg", quality=80)
    yield "jpeg-large", saved("TIFF", large, compression="jpeg", quality=80)
    yield "jpeg-ycbcr", saved("TIFF", rgb.convert("YCbCr"), compression="jpeg", quality=80)
    yield "jpeg-ycbcr-large", saved("TIFF", large.convert("YCbCr"), compression="jpeg", quality=80)
    for compression in ("group3", "group4", "tiff_ccitt"):
        yield f"{compression}".replace("tiff_", ""), saved("TIFF", Image.fromarray(view(70, 50)).convert("1"), compression=compression)
    yield "group4-strips", saved("TIFF", Image.fromarray(view(70, 50)).convert("1"), compression="group4", strip_size=60)
    yield "big", saved("TIFF", rgb, big_tiff=True)
    yield "big-lzw", saved("TIFF", rgb, big_tiff=True, compression="tiff_lzw")
    yield "pages", saved("TIFF", rgb, save_all=True, append_images=[grey_picture, rgba])
    yield "zstd", saved("TIFF", rgb, compression="zstd")
    yield "float", saved("TIFF", Image.fromarray(grey().astype(np.float32) * 1.4 - 30))
    yield "integer-32", saved("TIFF", Image.fromarray(grey().astype(np.int32) * 2 - 60))
    yield "lab", saved("TIFF", ImageCms.profileToProfile(rgb, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"))
    for orientation in range(0, 10):
        yield f"orientation-{orientation}", saved("TIFF", rgb, tiffinfo={274: orientation})
    for orientation in range(1, 9):
        yield f"lzw-orientation-{orientation}", saved("TIFF", rgb, compression="tiff_lzw", tiffinfo={274: orientation})
    yield "orientation-xmp", saved("TIFF", rgb, tiffinfo={700: xmp(6)})
    yield "icc", saved("TIFF", rgb, icc_profile=profile())
    yield "icc-lzw-cmyk", saved("TIFF", modes["cmyk"], icc_profile=profile(), compression="tiff_lzw")
    yield "dpi", saved("TIFF", rgb, dpi=(300, 150))
    yield "dpi-turned", saved("TIFF", rgb, dpi=(300, 150), tiffinfo={274: 6})
    yield "dots-per-centimetre", saved("TIFF", rgb, x_resolution=118.0, y_resolution=118.0, resolution_unit=3)


def tiff_files():
    rgb, rgba = view(), with_alpha(view())
    yield from tiff_pillow_files()
    for name, order in (("little", "<"), ("big", ">")):
        yield f"{name}-rgb", tiff(strips_of(rgb), kind(2, 8, 3, t278=5), order)
        yield f"{name}-rgb-16", tiff(strips_of(deep(rgb), 16, order), kind(2, 16, 3, t278=5), order)
        yield f"{name}-rgba-16", tiff(strips_of(deep(rgba), 16, order), kind(2, 16, 4, t278=5, t338=2), order)
        yield f"{name}-rgba-16-premultiplied", tiff(strips_of(premultiplied(deep(rgba) // 257), 16, order), kind(2, 16, 4, t278=5, t338=1), order)
        yield f"{name}-rgb-16-extra", tiff(strips_of(deep(rgba), 16, order), kind(2, 16, 4, t278=5, t338=0), order)
        yield f"{name}-cmyk-16", tiff(strips_of(deep(rgba), 16, order), kind(5, 16, 4, t278=5), order)
        yield f"{name}-grey-16", tiff(strips_of(deep(grey()), 16, order), kind(1, 16, t278=5), order)
        yield f"{name}-grey-16-dark", tiff(strips_of(grey().astype(np.uint16) * 2, 16, order), kind(1, 16, t278=5), order)
        yield f"{name}-grey-16-white-is-zero", tiff(strips_of(grey().astype(np.uint16) * 2, 16, order), kind(0, 16, t278=5), order)
        yield f"{name}-grey-16-signed", tiff(strips_of(grey().astype(np.uint16) * 3 - 90, 16, order), kind(1, 16, t278=5, t339=2), order)
        yield f"{name}-grey-32-signed", tiff(strips_of(grey().astype(np.int32) * 3 - 90, 32, order), kind(1, 32, t278=5, t339=2), order)
        yield f"{name}-float", tiff(strips_of(grey().astype(np.float32) * 1.3 - 20, 32, order), kind(1, 32, t278=5, t339=3), order)
        yield f"{name}-lzw-rgb-16-predictor", tiff(
            [zlib.compress(s) for s in strips_of(predicted(deep(rgb)), 16, order)], kind(2, 16, 3, t259=8, t278=5, t317=2), order)
    yield "grey-12", tiff(strips_of(grey() // 4, 12), kind(1, 12, t278=5))
    for depth in (1, 2, 4, 8):
        yield f"grey-{depth}", tiff(strips_of(indices(depth), depth), kind(1, depth, t278=5))
        yield f"grey-{depth}-white-is-zero", tiff(strips_of(indices(depth), depth), kind(0, depth, t278=5))
        reversed_strips = [reverse_bits(s) for s in strips_of(indices(depth), depth)]
        yield f"grey-{depth}-bits-reversed", tiff(reversed_strips, kind(1, depth, t266=2, t278=5))
        table = [int(v) * 257 for channel in zip(*colours(1 << depth)) for v in channel]
        yield f"palette-{depth}", tiff(strips_of(indices(depth), depth), kind(3, depth, t278=5, t320=(SHORT, table)))
        yield f"palette-{depth}-bits-reversed", tiff(reversed_strips, kind(3, depth, t266=2, t278=5, t320=(SHORT, table)))
    table = [int(v) * 257 for channel in zip(*colours(256)) for v in channel]
    two = np.dstack([indices(8), grey()])
    yield "palette-opacity", tiff(strips_of(two), kind(3, 8, 2, t278=5, t320=(SHORT, table), t338=2))
    yield "palette-extra", tiff(strips_of(two), kind(3, 8, 2, t278=5, t320=(SHORT, table), t338=0))
    yield "palette-missing", tiff(strips_of(indices(8)), kind(3, 8, t278=5))
    yield "palette-short", tiff(strips_of(indices(8)), kind(3, 8, t278=5, t320=(SHORT, table[:300])))
    yield "grey-opacity", tiff(strips_of(two), kind(1, 8, 2, t278=5, t338=2))
    yield "grey-opacity-unsaid", tiff(strips_of(two), kind(1, 8, 2, t278=5))
    yield "rgba-unsaid", tiff(strips_of(rgba), kind(2, 8, 4, t278=5))
    yield "rgb-extra", tiff(strips_of(rgba), kind(2, 8, 4, t278=5, t338=0))
    yield "rgba-straight", tiff(strips_of(rgba), kind(2, 8, 4, t278=5, t338=2))
    yield "rgba-premultiplied", tiff(strips_of(premultiplied(rgba)), kind(2, 8, 4, t278=5, t338=1))
    yield "rgba-premultiplied-impossible", tiff(strips_of(rgba), kind(2, 8, 4, t278=5, t338=1))
    yield "rgba-extra", tiff(strips_of(np.dstack([rgba, grey()])), kind(2, 8, 5, t278=5, t338=(SHORT, [2, 0])))
    yield "rgb-bits-once", tiff(strips_of(rgb), kind(2, 8, 3, t278=5) | {258: 8})
    yield "rgb-bits-differ", tiff(strips_of(rgb), kind(2, 8, 3, t278=5) | {258: [5, 6, 5]})
    yield "cmyk-extra", tiff(strips_of(np.dstack([rgba, grey()])), kind(5, 8, 5, t278=5, t338=0))
    planes = [s for channel in range(3) for s in strips_of(rgb[:, :, channel])]
    yield "rgb-planar", tiff(planes, kind(2, 8, 3, t278=5, t284=2))
    yield "rgb-planar-deflate-predictor", tiff(
        [zlib.compress(s) for channel in range(3) for s in strips_of(predicted(rgb[:, :, channel]))],
        kind(2, 8, 3, t259=8, t278=5, t284=2, t317=2))
    yield "rgb-planar-16-deflate", tiff(
        [zlib.compress(s) for channel in range(3) for s in strips_of(deep(rgb)[:, :, channel], 16)],
        kind(2, 16, 3, t259=8, t278=5, t284=2))
    yield "rgba-planar", tiff(planes + strips_of(rgba[:, :, 3]), kind(2, 8, 4, t278=5, t284=2, t338=2))
    yield "cmyk-planar", tiff(planes + strips_of(rgba[:, :, 3]), kind(5, 8, 4, t278=5, t284=2))
    yield "rgb-tiled", tiff(tiles_of(rgb), kind(2, 8, 3, t322=16, t323=16), tiled=True)
    yield "rgb-tiled-deflate", tiff([zlib.compress(t) for t in tiles_of(rgb)], kind(2, 8, 3, t259=8, t322=16, t323=16), tiled=True)
    yield "grey-tiled-packbits", tiff([packbits(t) for t in tiles_of(grey())], kind(1, 8, t259=32773, t322=16, t323=16), tiled=True)
    yield "rgb-planar-tiled-deflate", tiff(
        [zlib.compress(t) for channel in range(3) for t in tiles_of(rgb[:, :, channel])],
        kind(2, 8, 3, t259=8, t284=2, t322=16, t323=16), tiled=True)
    yield "grey-packbits", tiff([packbits(s) for s in strips_of(grey())], kind(1, 8, t259=32773, t278=5))
    yield "grey-packbits-bits-reversed", tiff([reverse_bits(packbits(s)) for s in strips_of(grey())], kind(1, 8, t259=32773, t266=2, t278=5))
    yield "grey-deflate-cut", tiff([zlib.compress(s)[:-9] for s in strips_of(grey())], kind(1, 8, t259=8, t278=5))
    yield "grey-packbits-short", tiff([packbits(s)[:40] for s in strips_of(grey())], kind(1, 8, t259=32773, t278=5))
    yield "strip-lengths-missing", tiff(strips_of(rgb), kind(2, 8, 3, t278=5), lengths=False)
    yield "strip-lengths-wrong", tiff(strips_of(rgb), kind(2, 8, 3, t278=5, t279=(LONG, [7, 7, 7])))
    yield "strip-offsets-missing", tiff([], kind(2, 8, 3, t278=5), lengths=False)
    yield "strip-offsets-too-few", tiff(strips_of(rgb)[:2], kind(2, 8, 3, t278=5))
    yield "strip-offset-beyond", tiff(strips_of(rgb), kind(2, 8, 3, t278=5, t273=(LONG, [8, 1 << 30, 8])))
    yield "rows-per-strip-missing", tiff([b"".join(lines(rgb))], kind(2, 8, 3))
    yield "rows-per-strip-huge", tiff([b"".join(lines(rgb))], kind(2, 8, 3, t278=(LONG, [0xFFFFFFFF])))
    yield "rows-per-strip-zero", tiff([b"".join(lines(rgb))], kind(2, 8, 3, t278=0))
    yield "cut", tiff(strips_of(rgb), kind(2, 8, 3, t278=5))[:300]
    yield "header-only", b"II*\0\x08\0\0\0"
    yield "directory-beyond", b"II*\0\0\0\0\x10"
    yield "directory-empty", b"II*\0\x08\0\0\0\0\0\0\0\0\0"
    yield "directory-count-huge", b"II*\0\x08\0\0\0\xff\xff" + bytes(40)
    yield "width-missing", tiff(strips_of(rgb), {k: v for k, v in kind(2, 8, 3, t278=5).items() if k != 256})
    yield "width-zero", tiff(strips_of(rgb), kind(2, 8, 3, width=0, t278=5))
    yield "photometric-missing", tiff(strips_of(grey()), {k: v for k, v in kind(2, 8, t278=5).items() if k != 262})
    yield "photometric-unknown", tiff(strips_of(grey()), kind(77, 8, t278=5))
    yield "compression-unknown", tiff(strips_of(grey()), kind(1, 8, t259=999, t278=5))
    yield "compression-old-jpeg", tiff(strips_of(grey()), kind(1, 8, t259=6, t278=5))
    yield "rgb-4", tiff(strips_of(rgb // 16, 4), kind(2, 4, 3, t278=5))
    yield "samples-huge", tiff(strips_of(rgb), kind(2, 8, 3, t278=5) | {277: 60000})
    yield "predictor-3", tiff([zlib.compress(s) for s in strips_of(grey())], kind(1, 8, t259=8, t278=5, t317=3))
    yield "pages-in-a-circle", tiff(strips_of(rgb), kind(2, 8, 3, t278=5), next_directory=8)
    circle = tiff(strips_of(rgb), kind(2, 8, 3, t278=5))
    yield "pages-itself-next", circle[:-4] + circle[4:8]
    yield "big-big-endian", big_tiff_big_endian()


def big_tiff_big_endian():
    data = b"".join(lines(grey()))
    entries = [(256, 3, WIDTH), (257, 3, HEIGHT), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 16, 16), (277, 3, 1), (278, 3, HEIGHT), (279, 4, len(data))]
    whole = b"MM\0+\0\x08\0\0" + struct.pack(">Q", 16 + len(data)) + data + struct.pack(">Q", len(entries))
    for tag, form, value in entries:
        field = struct.pack({3: ">H", 4: ">I", 16: ">Q"}[form], value).ljust(8, b"\0")
        whole += struct.pack(">HHQ", tag, form, 1) + field
    return whole + bytes(8)


def main():
    if PIL.__version__ != PILLOW:
        sys.exit(f"The fixtures are frozen from Pillow {PILLOW}; this is {PIL.__version__}.")
    default = pathlib.Path(__file__).resolve().parents[2] / "src/test/resources/pillow"
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    folder = out / "bmp-gif-tiff"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    files = []
    for form, suffix, plan in (("bmp", ".bmp", bmp_files()), ("gif", ".gif", gif_files()), ("tiff", ".tif", tiff_files())):
        for name, data in plan:
            name = f"{form}-{name}"
            assert name not in {entry["name"] for entry in files}, name
            (folder / (name + suffix)).write_bytes(data)
            entry = {"name": name, "file": f"bmp-gif-tiff/{name}{suffix}", "bytes": len(data)} | verdict(data)
            files.append(entry)
    note = "As formats.json, for BMP, GIF (first frame) and TIFF (first page)."
    write_json(out / "bmp-gif-tiff.json", versions() | {"command": COMMAND, "note": note, "files": files})
    print(len(files), "files", sum(path.stat().st_size for path in folder.iterdir()), "bytes")


if __name__ == "__main__":
    main()
