"""Takes JPEG files apart and puts them together with other markers. Only for test fixtures."""

import io
import struct

import numpy as np
from PIL import Image


def segments(data):
    """The header segments up to and with SOS as (marker, body), and the rest of the file."""
    at, found = 2, []
    while True:
        marker = data[at + 1]
        length = struct.unpack(">H", data[at + 2 : at + 4])[0]
        found.append((marker, data[at + 4 : at + 2 + length]))
        at += 2 + length
        if marker == 0xDA:
            return found, data[at:]


def joined(parts, rest):
    out = b"\xff\xd8"
    for marker, body in parts:
        out += segment(marker, body)
    return out + rest


def segment(marker, body):
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def without(data, *markers):
    parts, rest = segments(data)
    return joined([part for part in parts if part[0] not in markers], rest)


def inserted(data, *new, at=0):
    """New (marker, body) segments before the segment with number `at`."""
    parts, rest = segments(data)
    return joined(parts[:at] + list(new) + parts[at:], rest)


def changed(data, marker, change):
    """The body of every segment with this marker passed through change."""
    parts, rest = segments(data)
    return joined([(kind, change(body) if kind == marker else body) for kind, body in parts], rest)


def with_component_ids(data, ids):
    def frame(body):
        body = bytearray(body)
        for number, name in enumerate(ids):
            body[6 + 3 * number] = name
        return bytes(body)

    def scan(body):
        body = bytearray(body)
        for number, name in enumerate(ids):
            body[1 + 2 * number] = name
        return bytes(body)

    return changed(changed(data, 0xC0, frame), 0xDA, scan)


def adobe(transform):
    return 0xEE, b"Adobe" + struct.pack(">HHHB", 100, 0, 0, transform)


def encoded(picture, **options):
    out = io.BytesIO()
    picture.save(out, "JPEG", **options)
    return out.getvalue()


def exif_tiff(orientation, big_endian=False, kind=3, dpi=None):
    """A TIFF block with the tag Orientation (kind 3: SHORT, 4: LONG) and, if given, the resolution."""
    order = ">" if big_endian else "<"
    value = struct.pack(order + ("HH" if kind == 3 else "I"), *((orientation, 0) if kind == 3 else (orientation,)))
    entries = [struct.pack(order + "HHI", 0x0112, kind, 1) + value]
    extra = b""
    if dpi is not None:
        start = 8 + 2 + 12 * 4 + 4
        for number, tag in enumerate((0x011A, 0x011B)):
            entries.append(struct.pack(order + "HHII", tag, 5, 1, start + 8 * number))
            extra += struct.pack(order + "II", dpi, 1)
        entries.append(struct.pack(order + "HHIHH", 0x0128, 3, 1, 2, 0))
    block = (b"MM\0*" if big_endian else b"II*\0") + struct.pack(order + "I", 8)
    return block + struct.pack(order + "H", len(entries)) + b"".join(entries) + bytes(4) + extra


def exif(orientation, **options):
    return 0xE1, b"Exif\0\0" + exif_tiff(orientation, **options)


def resampled(rgb, horizontal, vertical, quality=90):
    """A JPEG with luminance sampling horizontal x vertical (chroma 1x1) where Pillow offers none.

    Made from one that Pillow does write with as many luminance blocks in a unit (4:2:2 for two,
    4:2:0 for four): the blocks are laid out so that only the frame header has to be changed."""
    height, width = rgb.shape[:2]
    blocks = horizontal * vertical
    across, down = -(-width // (8 * horizontal)), -(-height // (8 * vertical))
    padded = np.pad(rgb, ((0, down * 8 * vertical - height), (0, across * 8 * horizontal - width), (0, 0)), "edge")
    colours = np.asarray(Image.fromarray(padded).convert("YCbCr"))
    host_down, host_across = (1, 2) if blocks == 2 else (2, 2)
    host = np.zeros((8 * host_down, across * down * 8 * host_across, 3), np.uint8)
    for unit in range(across * down):
        top, left = unit // across * 8 * vertical, unit % across * 8 * horizontal
        source = colours[top : top + 8 * vertical, left : left + 8 * horizontal]
        chroma = source[:, :, 1:].reshape(8, vertical, 8, horizontal, 2).mean((1, 3)).round().astype(np.uint8)
        target = host[:, unit * 8 * host_across : (unit + 1) * 8 * host_across]
        target[:, :, 1:] = chroma.repeat(host_down, 0).repeat(host_across, 1)
        for block in range(blocks):
            y, x = block // horizontal * 8, block % horizontal * 8
            host_y, host_x = block // host_across * 8, block % host_across * 8
            target[host_y : host_y + 8, host_x : host_x + 8, 0] = source[y : y + 8, x : x + 8, 0]
    data = encoded(
        Image.fromarray(host, "YCbCr"), quality=quality, subsampling="4:2:2" if blocks == 2 else "4:2:0"
    )

    def frame(body):
        body = bytearray(body)
        body[1:5] = struct.pack(">HH", height, width)
        body[7] = horizontal << 4 | vertical
        return bytes(body)

    return changed(data, 0xC0, frame)
