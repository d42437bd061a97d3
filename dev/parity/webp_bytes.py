"""Takes WebP files apart and puts them together in ways that Pillow does not. Only for test fixtures."""

import struct

ICC, ALPHA, EXIF, XMP, ANIMATION = 0x20, 0x10, 0x08, 0x04, 0x02


def chunk(kind, body):
    return kind + struct.pack("<I", len(body)) + body + bytes(len(body) & 1)


def riff(chunks):
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks


def chunks(data):
    """All chunks of a file."""
    return data[12:]


def parts(data):
    """Each chunk as (kind, body)."""
    at = 12
    while at + 8 <= len(data):
        kind, length = data[at : at + 4], struct.unpack("<I", data[at + 4 : at + 8])[0]
        yield kind, data[at + 8 : at + 8 + length]
        at += 8 + length + (length & 1)


def image_chunks(data):
    """The chunks with pixels of a still file."""
    return b"".join(chunk(kind, body) for kind, body in parts(data) if kind in (b"ALPH", b"VP8 ", b"VP8L"))


def size_of(pixels):
    for kind, body in parts(bytes(12) + pixels):
        if kind == b"VP8 ":
            return struct.unpack("<HH", body[6:10])
        if kind == b"VP8L":
            bits = struct.unpack("<I", body[1:5])[0]
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    raise ValueError("no picture")


def header(size, flags):
    return chunk(b"VP8X", bytes([flags, 0, 0, 0]) + b"".join(struct.pack("<I", side - 1)[:3] for side in size))


def extended(pixels, flags, size=None, icc=None, exif=None, after=b""):
    before = chunk(b"ICCP", icc) if icc is not None else b""
    behind = chunk(b"EXIF", exif) if exif is not None else b""
    return riff(header(size or size_of(pixels), flags) + before + pixels + behind + after)


def frame(x, y, size, pixels, blend=True, dispose=False):
    numbers = (x // 2, y // 2, size[0] - 1, size[1] - 1, 50)
    start = b"".join(struct.pack("<I", number)[:3] for number in numbers)
    return chunk(b"ANMF", start + bytes([(not blend) << 1 | dispose]) + pixels)


def animated(size, flags, frames, background=(0, 0, 0, 0), after=b""):
    return riff(header(size, flags | ANIMATION) + chunk(b"ANIM", bytes(background) + b"\0\0") + b"".join(frames) + after)


def sized(data, more):
    """With a RIFF size that is off."""
    return data[:4] + struct.pack("<I", len(data) - 8 + more) + data[8:]


def changed(data, at, new):
    return data[:at] + new + data[at + len(new) :]


def shortened(cut):
    """A file that was cut off, and whose sizes were mended to fit: only the pixels know."""
    last = max((at for at in (cut.rfind(kind) for kind in (b"VP8 ", b"VP8L")) if at >= 12), default=None)
    if last is None or last + 8 > len(cut):
        return riff(cut[12:])
    return riff(cut[12:last] + chunk(cut[last : last + 4], cut[last + 8 :]))
