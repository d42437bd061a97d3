"""Makes src/test/resources/pillow/orientation.json: every place and form in which a file may say
how it lies, with the upright pixels that Pillow (and so rembg) makes of it.

    python dev/parity/orientation_fixtures.py [OUT_FILE]

Deterministic: the same Pillow gives the same bytes.
"""

import io
import pathlib
import struct
import sys
import warnings
import zlib

import numpy as np
import PIL
from PIL import Image, ImageOps

import jpeg_bytes as jpeg
import pillow_fixtures as fixtures
import png_bytes as png
import webp_bytes as webp

COMMAND = "python dev/parity/orientation_fixtures.py"
WIDTH, HEIGHT = 5, 3
ORIENTATION, MAKE, XMP_TAG = 274, 271, 700
BYTE, ASCII, SHORT, LONG, RATIONAL, SBYTE, UNDEFINED, SSHORT, SLONG, SRATIONAL, FLOAT, DOUBLE, IFD = range(1, 14)
FORMS = {
    BYTE: "B", ASCII: "s", SHORT: "H", LONG: "I", RATIONAL: "II", SBYTE: "b", UNDEFINED: "B",
    SSHORT: "h", SLONG: "i", SRATIONAL: "ii", FLOAT: "f", DOUBLE: "d", IFD: "I",
}  # fmt: skip
PREFIX = b"Exif\0\0"


def entry(tag, kind, values, count=None, at=None):
    """An entry: its values, by its type, how many it says there are, and where it says they lie."""
    return tag, kind, values, count, at


def orient(value, kind=SHORT, **more):
    return entry(ORIENTATION, kind, [value] if not isinstance(value, (list, bytes)) else value, **more)


def block(*entries, order="<", magic=None, start=8, claimed=None, next_directory=0, between=b""):
    """A TIFF block of one directory."""
    head = {"<": b"II*\0", ">": b"MM\0*"}[order] if magic is None else magic
    data_start = start + 2 + 12 * len(entries) + 4
    listed, extra = b"", b""
    for tag, kind, values, count, at in entries:
        if isinstance(values, bytes):
            raw, number = values, len(values)
        else:
            raw = b"".join(struct.pack(order + FORMS[kind], *(v if isinstance(v, tuple) else (v,))) for v in values)
            number = len(values)
        count = number if count is None else count
        listed += struct.pack(order + "HHI", tag, kind, count)
        if len(raw) <= 4 and at is None:
            listed += raw.ljust(4, b"\0")
        else:
            listed += struct.pack(order + "I", data_start + len(extra) if at is None else at)
            extra += raw
    directory = struct.pack(order + "H", len(entries) if claimed is None else claimed) + listed
    directory += struct.pack(order + "I", next_directory)
    return head + struct.pack(order + "I", start) + between.ljust(start - 8, b"\0") + directory + extra


def xmp(orientation, form="attribute"):
    said = {
        "attribute": f'<rdf:Description tiff:Orientation="{orientation}"/>',
        "element": f"<rdf:Description><tiff:Orientation>{orientation}</tiff:Orientation></rdf:Description>",
        "single": f"<rdf:Description tiff:Orientation='{orientation}'/>",
        "blank": f'<rdf:Description tiff:Orientation = "{orientation}"/>',
    }[form]
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>{said}</rdf:RDF></x:xmpmeta>'.encode()


def blocks():
    """What Exif may look like, whatever carries it."""
    for order, word in (("<", "little"), (">", "big")):
        for value in range(10):
            yield f"{word}-{value}", block(orient(value), order=order)
        yield f"{word}-long", block(orient(6, LONG), order=order)
        yield f"{word}-two-values", block(orient([6, 3]), order=order)
        yield f"{word}-three-values", block(orient([6, 3, 8]), order=order)
        yield f"{word}-two-longs", block(orient([6, 3], LONG), order=order)
        yield f"{word}-signed-short", block(orient(6, SSHORT), order=order)
        yield f"{word}-signed-long", block(orient(6, SLONG), order=order)
        yield f"{word}-double", block(orient(6, DOUBLE), order=order)
        yield f"{word}-after-a-name", block(entry(MAKE, ASCII, b"Camera maker\0"), orient(6), order=order)
    yield "byte", block(orient(6, BYTE))
    yield "bytes", block(orient([6, 0, 0, 0], BYTE))
    yield "signed-byte", block(orient(6, SBYTE))
    yield "ascii", block(orient(b"6\0", ASCII))
    yield "undefined", block(orient(6, UNDEFINED))
    yield "rational", block(orient((6, 1), RATIONAL))
    yield "rational-twelve-halves", block(orient((12, 2), RATIONAL))
    yield "rational-thirteen-halves", block(orient((13, 2), RATIONAL))
    yield "rational-by-zero", block(orient((6, 0), RATIONAL))
    yield "signed-rational", block(orient((6, 1), SRATIONAL))
    yield "float", block(orient(6.0, FLOAT))
    yield "float-of-a-fraction", block(orient(6.5, FLOAT))
    yield "ifd", block(orient(6, IFD))
    yield "type-0", block((ORIENTATION, 0, b"\6\0\0\0", 1, None))
    yield "type-14", block((ORIENTATION, 14, b"\6\0\0\0", 1, None))
    yield "count-0", block(orient(6, count=0))
    yield "count-beyond-the-end", block(orient(6, count=1000))
    yield "long-negative", block(orient(-6, SLONG))
    yield "long-large", block(orient(6 + 65536, LONG))
    yield "high-half-set", block((ORIENTATION, SHORT, b"\6\0\7\0", 1, None))
    yield "values-beyond-the-end", block(orient([6, 3, 8], at=9999))
    yield "values-at-the-end-cut", block(orient([6, 3, 8]))[:-1]
    yield "twice", block(orient(3), orient(6))
    yield "twice-second-of-no-type", block(orient(3), (ORIENTATION, 14, b"\6\0\0\0", 1, None))
    yield "twice-second-a-byte", block(orient(3), orient(6, BYTE))
    yield "unsorted", block(entry(305, ASCII, b"editor, name of\0"), orient(6), entry(256, SHORT, [9]))
    yield "behind-a-bad-offset", block(entry(MAKE, ASCII, b"Camera maker\0", at=60000), orient(6))
    yield "before-a-bad-offset", block(orient(6), entry(305, ASCII, b"editor, name of\0", at=60000))
    yield "behind-a-huge-count", block(entry(MAKE, ASCII, b"Camera maker\0", count=0xFFFFFFF0), orient(6))
    yield "behind-an-unknown-type", block((MAKE, 99, b"\0\0\0\0", 0xFFFFFFFF, None), orient(6))
    yield "behind-an-empty-value", block(entry(MAKE, ASCII, b"", count=0), orient(6))
    yield "more-entries-claimed", block(orient(6), claimed=40)
    yield "fewer-entries-claimed", block(entry(MAKE, SHORT, [1]), orient(6), claimed=1)
    yield "no-entries", block(orient(6), claimed=0)
    yield "no-next-directory", block(orient(6))[:-4]
    yield "entry-cut", block(orient(6))[:-8]
    yield "directory-far", block(orient(6), start=200)
    yield "directory-odd", block(orient(6), start=9)
    yield "directory-beyond-the-end", block(orient(6))[:4] + struct.pack("<I", 5000) + block(orient(6))[8:]
    yield "directory-negative", block(orient(6))[:4] + struct.pack("<I", 0xFFFFFFF0) + block(orient(6))[8:]
    yield "directory-at-0", block(orient(6))[:4] + struct.pack("<I", 0) + block(orient(6))[8:]
    yield "next-directory-in-a-circle", block(orient(6), next_directory=8)
    yield "second-directory-only", block(entry(MAKE, SHORT, [1]), next_directory=26) + block(orient(6))[8:]
    yield "magic-swapped-little", block(orient(6), magic=b"II\0*")
    yield "magic-swapped-big", block(orient(6), order=">", magic=b"MM*\0")
    yield "header-alone", block(orient(6))[:8]


def empty_blocks():
    """What has no orientation, or none that can be read, so that XMP may be asked."""
    yield "without", block(entry(MAKE, SHORT, [1]))
    yield "0", block(orient(0))
    yield "9", block(orient(9))
    yield "byte", block(orient(3, BYTE))
    yield "type-14", block((ORIENTATION, 14, b"\3\0\0\0", 1, None))
    yield "count-0", block(orient(3, count=0))
    yield "garbage", bytes(range(40))
    yield "header-cut", b"II*\0\10"
    yield "empty", b""


def picture():
    return Image.fromarray(fixtures.mix(WIDTH, HEIGHT, 3))


def app1(data):
    return 0xE1, data


def jpeg_files():
    plain = jpeg.encoded(picture(), quality=95, subsampling=0, dpi=(72, 72))
    bare = jpeg.without(plain, 0xE0)

    def holding(*segments, file=plain):
        return jpeg.inserted(file, *segments, at=1 if file is plain else 0)

    for name, data in blocks():
        yield name, holding(app1(PREFIX + data))
        if not name.startswith(("little", "big")):
            yield f"{name}-without-jfif", holding(app1(PREFIX + data), file=bare)
    six, three = block(orient(6)), block(orient(3))
    for times in (2, 3, 7):
        yield f"prefix-{times}-times", holding(app1(PREFIX * times + six))
        yield f"prefix-{times}-times-big", holding(app1(PREFIX * times + block(orient(6), order=">")))
    yield "prefix-twice-then-nothing", holding(app1(PREFIX * 2))
    yield "prefix-with-a-byte-off", holding(app1(b"Exif\0\1" + six))
    yield "prefix-in-small-letters", holding(app1(b"exif\0\0" + six))
    yield "prefix-without-its-last-byte", holding(app1(b"Exif\0" + six))
    yield "two-segments", holding(app1(PREFIX + six), app1(PREFIX + three))
    yield "two-segments-first-empty", holding(app1(PREFIX), app1(PREFIX + six))
    yield "two-segments-first-prefix-twice-and-empty", holding(app1(PREFIX * 2), app1(PREFIX * 2 + six))
    yield "two-segments-first-without", holding(app1(PREFIX + block(entry(MAKE, SHORT, [1]))), app1(PREFIX + six))
    yield "two-segments-first-garbage", holding(app1(PREFIX + bytes(20)), app1(PREFIX + six))
    yield "one-block-in-two-segments", holding(app1(PREFIX + six[:12]), app1(PREFIX + six[12:]))
    yield "one-block-in-three-segments", holding(*(app1(PREFIX + six[a : a + 9]) for a in (0, 9, 18)))
    long = block(orient(6), start=66000, between=b"")
    yield "long-block-in-two-segments", holding(app1(PREFIX + long[:65000]), app1(PREFIX + long[65000:]))
    yield "segment-in-app-13", holding((0xED, PREFIX + six))
    yield "behind-the-frame", jpeg.inserted(plain, app1(PREFIX + six), at=5)
    packet = b"http://ns.adobe.com/xap/1.0/\0"
    for form in ("attribute", "element", "single", "blank"):
        yield f"xmp-{form}", holding(app1(packet + xmp(6, form)))
    yield "xmp-0", holding(app1(packet + xmp(0)))
    yield "xmp-9", holding(app1(packet + xmp(9)))
    yield "xmp-16", holding(app1(packet + xmp(16)))
    yield "xmp-twice", holding(app1(packet + xmp(3)), app1(packet + xmp(6)))
    yield "xmp-second-without", holding(app1(packet + xmp(6)), app1(packet + b"<x/>"))
    yield "exif-behind-xmp", holding(app1(packet + xmp(3)), app1(PREFIX + six))
    yield "xmp-extension", holding(app1(b"http://ns.adobe.com/xmp/extension/\0" + xmp(6)))
    for name, data in empty_blocks():
        for file, word in ((plain, ""), (bare, "-without-jfif")):
            yield f"exif-{name}-and-xmp{word}", holding(app1(PREFIX + data), app1(packet + xmp(6)), file=file)


def png_files():
    pixels = [[tuple(pixel) for pixel in row] for row in fixtures.mix(WIDTH, HEIGHT, 3).tolist()]

    def holding(*chunks, **more):
        return png.png(pixels, 8, png.RGB, before=b"".join(chunks), **more)

    def exif(data):
        return png.chunk(b"eXIf", data)

    def text(key, value):
        return png.chunk(b"tEXt", key + b"\0" + value)

    def packed(key, value, method=b"\0"):
        return png.chunk(b"zTXt", key + b"\0" + method + zlib.compress(value))

    def international(key, value, compressed=False):
        flags = b"\1\0" if compressed else b"\0\0"
        return png.chunk(b"iTXt", key + b"\0" + flags + b"\0\0" + (zlib.compress(value) if compressed else value))

    def raw(data, line="\n", width=72, head="\nexif\n%8d\n"):
        digits = data.hex()
        lines = [digits[at : at + width] for at in range(0, len(digits), width)]
        return ((head % len(data)) + "\n".join(lines) + "\n").replace("\n", line).encode()

    six, three = block(orient(6)), block(orient(3))
    name = b"Raw profile type exif"
    for case, data in blocks():
        yield f"exif-{case}", holding(exif(data))
    for times in (1, 2, 5):
        yield f"prefix-{times}-times", holding(exif(PREFIX * times + six))
    yield "chunk-twice", holding(exif(three), exif(six))
    yield "chunk-twice-second-without", holding(exif(six), exif(block(entry(MAKE, SHORT, [1]))))
    yield "chunk-twice-second-behind-the-pixels", holding(exif(three), after=exif(six))
    yield "exif-behind-the-pixels-with-a-wrong-checksum", holding(after=png.chunk(b"eXIf", six, crc=1))
    for kind, maker in (("text", text), ("packed", packed), ("international", international)):
        yield f"raw-{kind}", holding(maker(name, raw(PREFIX + six)))
        yield f"raw-{kind}-behind-the-pixels", holding(after=maker(name, raw(PREFIX + six)))
        yield f"raw-{kind}-without-prefix", holding(maker(name, raw(six)))
        yield f"raw-{kind}-prefix-twice", holding(maker(name, raw(PREFIX * 2 + six)))
        yield f"xmp-{kind}", holding(maker(b"XML:com.adobe.xmp", xmp(6)))
        yield f"xmp-{kind}-behind-the-pixels", holding(after=maker(b"XML:com.adobe.xmp", xmp(6)))
    yield "raw-international-packed", holding(international(name, raw(PREFIX + six), True))
    yield "xmp-international-packed", holding(international(b"XML:com.adobe.xmp", xmp(6), True))
    yield "raw-big", holding(packed(name, raw(PREFIX + block(orient(6), order=">"))))
    yield "raw-capitals", holding(packed(name, raw(PREFIX + six).upper().replace(b"EXIF", b"exif")))
    yield "raw-one-line", holding(packed(name, raw(PREFIX + six, width=4000)))
    yield "raw-with-carriage-returns", holding(packed(name, raw(PREFIX + six, line="\r\n")))
    yield "raw-with-blanks", holding(packed(name, raw(PREFIX + six, width=2).replace(b"\n", b"\n ")))
    yield "raw-without-its-head", holding(packed(name, raw(PREFIX + six, head="\n%0.0d\n\n")))
    yield "raw-app1", holding(packed(b"Raw profile type APP1", raw(PREFIX + six)))
    yield "raw-twice", holding(packed(name, raw(PREFIX + three)), packed(name, raw(PREFIX + six)))
    yield "raw-three-exif-six", holding(packed(name, raw(PREFIX + three)), exif(six))
    yield "exif-six-raw-three", holding(exif(six), packed(name, raw(PREFIX + three)))
    yield "exif-without-raw-six", holding(exif(block(entry(MAKE, SHORT, [1]))), packed(name, raw(PREFIX + six)))
    yield "exif-0-raw-six", holding(exif(block(orient(0))), packed(name, raw(PREFIX + six)))
    yield "exif-empty-raw-six", holding(exif(b""), packed(name, raw(PREFIX + six)))
    yield "raw-without-xmp-six", holding(packed(name, raw(block(entry(MAKE, SHORT, [1])))), international(b"XML:com.adobe.xmp", xmp(6)))
    yield "raw-0-xmp-six", holding(packed(name, raw(block(orient(0)))), international(b"XML:com.adobe.xmp", xmp(6)))
    yield "text-exif", holding(text(b"exif", six))
    yield "text-exif-with-prefix", holding(text(b"exif", PREFIX + six))
    yield "xmp-twice", holding(international(b"XML:com.adobe.xmp", xmp(3)), international(b"XML:com.adobe.xmp", xmp(6)))
    yield "xmp-second-without", holding(international(b"XML:com.adobe.xmp", xmp(6)), international(b"XML:com.adobe.xmp", b"<x/>"))
    yield "xmp-second-empty", holding(international(b"XML:com.adobe.xmp", xmp(6)), international(b"XML:com.adobe.xmp", b""))
    yield "xmp-not-utf-8", holding(international(b"XML:com.adobe.xmp", xmp(6) + b"\xff"))
    yield "xmp-other-keyword", holding(international(b"xml:com.adobe.xmp", xmp(6)))
    for case, data in empty_blocks():
        yield f"exif-{case}-and-xmp", holding(exif(data), international(b"XML:com.adobe.xmp", xmp(6)))


def webp_files():
    out = io.BytesIO()
    picture().save(out, "WEBP", lossless=True, exact=True)
    pixels = webp.image_chunks(out.getvalue())

    def holding(exif=None, xmp_packet=None, flags=None, after=b""):
        said = (webp.EXIF if exif is not None else 0) | (webp.XMP if xmp_packet is not None else 0)
        tail = after if xmp_packet is None else webp.chunk(b"XMP ", xmp_packet) + after
        return webp.extended(pixels, said if flags is None else flags, exif=exif, after=tail)

    six = block(orient(6))
    for case, data in blocks():
        yield f"exif-{case}", holding(data)
    for times in (1, 2, 5):
        yield f"prefix-{times}-times", holding(PREFIX * times + six)
    yield "prefix-with-a-byte-off", holding(b"Exif\0\1" + six)
    yield "chunk-twice", holding(block(orient(3)), after=webp.chunk(b"EXIF", six))
    yield "xmp", holding(xmp_packet=xmp(6))
    yield "xmp-element", holding(xmp_packet=xmp(6, "element"))
    yield "xmp-not-announced", holding(xmp_packet=xmp(6), flags=0)
    for case, data in empty_blocks():
        yield f"exif-{case}-and-xmp", holding(data, xmp(6))


def tiff_files():
    raw = fixtures.mix(WIDTH, HEIGHT, 3).tobytes()

    def file(*said, order="<", compression=1):
        pixels = raw if compression == 1 else zlib.compress(raw)
        entries = [
            entry(256, SHORT, [WIDTH]), entry(257, SHORT, [HEIGHT]), entry(258, SHORT, [8, 8, 8]),
            entry(259, SHORT, [compression]), entry(262, SHORT, [2]), entry(273, LONG, [8]),
            *[one for one in said if one[0] < 277],
            entry(277, SHORT, [3]), entry(278, SHORT, [HEIGHT]), entry(279, LONG, [len(pixels)]),
            *[one for one in said if one[0] >= 277],
        ]  # fmt: skip
        start = 8 + len(pixels) + len(pixels) % 2
        return block(*entries, order=order, start=start, between=pixels)

    for compression, word in ((1, "plain"), (8, "deflate")):
        for order, name in (("<", "little"), (">", "big")):
            for value in range(10):
                yield f"{word}-{name}-{value}", file(orient(value), order=order, compression=compression)
            yield f"{word}-{name}-two-values", file(orient([6, 3]), order=order, compression=compression)
            yield f"{word}-{name}-three-values", file(orient([6, 3, 8]), order=order, compression=compression)
            yield f"{word}-{name}-long", file(orient(6, LONG), order=order, compression=compression)
        for kind in (BYTE, SBYTE, UNDEFINED, SSHORT, SLONG, FLOAT, DOUBLE, IFD):
            yield f"{word}-type-{kind}", file(orient(6, kind), compression=compression)
        yield f"{word}-rational", file(orient((6, 1), RATIONAL), compression=compression)
        yield f"{word}-ascii", file(orient(b"6\0", ASCII), compression=compression)
        yield f"{word}-count-0", file(orient(6, count=0), compression=compression)
        packet = entry(XMP_TAG, BYTE, xmp(6))
        yield f"{word}-xmp", file(packet, compression=compression)
        yield f"{word}-xmp-undefined", file(entry(XMP_TAG, UNDEFINED, xmp(6)), compression=compression)
        for value in (0, 1, 3, 9):
            yield f"{word}-{value}-and-xmp", file(orient(value), packet, compression=compression)
        yield f"{word}-byte-and-xmp", file(orient(3, BYTE), packet, compression=compression)
        yield f"{word}-count-0-and-xmp", file(orient(3, count=0), packet, compression=compression)


def expected(data):
    """What rembg sees: upright, as RGB; or why it fails."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")
        except Exception as error:
            return {"error": type(error).__name__}
    return {"width": upright.width, "height": upright.height, "rgb": fixtures.text(upright.tobytes())}


def main():
    if PIL.__version__ != fixtures.PILLOW:
        sys.exit(f"This needs Pillow {fixtures.PILLOW}; there is {PIL.__version__}.")
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path("src/test/resources/pillow/orientation.json")
    makers = {"jpeg": jpeg_files, "png": png_files, "webp": webp_files, "tiff": tiff_files}
    files = []
    for kind, maker in makers.items():
        for name, data in maker():
            # Long runs of nothing, as in the blocks that need two segments, pack well.
            files.append({"name": f"{kind}-{name}", "zlib": fixtures.text(zlib.compress(data, 9))} | expected(data))
    names = [file["name"] for file in files]
    assert len(names) == len(set(names)), "a name twice"
    value = fixtures.versions() | {
        "command": COMMAND,
        "note": "zlib: the file, compressed; width, height, rgb: after ImageOps.exif_transpose and convert('RGB'); "
        "error: Pillow's exception where it makes none",
        "files": files,
    }
    fixtures.write_json(out, value)


if __name__ == "__main__":
    main()
