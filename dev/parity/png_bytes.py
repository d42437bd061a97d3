"""Writes PNG files that Pillow cannot write: every bit depth, Adam7, all five row filters,
chunks in any order, and broken ones. Only for test fixtures: small and slow."""

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
CHANNELS = {GREY: 1, RGB: 3, PALETTE: 1, GREY_ALPHA: 2, RGBA: 4}
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(kind, body=b"", crc=None):
    """One chunk; crc replaces the right checksum when given."""
    if crc is None:
        crc = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc)


def header(width, height, depth, kind, interlace=0, crc=None):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, interlace), crc)


def packed(samples, depth):
    """The bytes of one row: samples are ints of `depth` bits, most significant first."""
    if depth == 8:
        return bytes(samples)
    if depth == 16:
        return struct.pack(f">{len(samples)}H", *samples)
    per_byte = 8 // depth
    row = bytearray()
    for start in range(0, len(samples), per_byte):
        byte = 0
        for place, sample in enumerate(samples[start : start + per_byte]):
            byte |= sample << (8 - depth * (place + 1))
        row.append(byte)
    return bytes(row)


def paeth(left, above, corner):
    estimate = left + above - corner
    distances = abs(estimate - left), abs(estimate - above), abs(estimate - corner)
    return (left, above, corner)[distances.index(min(distances))]


def filtered(rows, bytes_per_pixel, first_filter=0):
    """Each row with the next of the five filters, beginning with first_filter."""
    out = bytearray()
    above = bytes(len(rows[0])) if rows else b""
    for number, row in enumerate(rows):
        kind = (number + first_filter) % 5
        out.append(kind)
        for at, value in enumerate(row):
            left = row[at - bytes_per_pixel] if at >= bytes_per_pixel else 0
            corner = above[at - bytes_per_pixel] if at >= bytes_per_pixel else 0
            guess = (0, left, above[at], (left + above[at]) // 2, paeth(left, above[at], corner))[kind]
            out.append((value - guess) & 255)
        above = row
    return bytes(out)


def scanlines(pixels, depth, interlaced=False):
    """pixels: rows of tuples. Returns the bytes that go into the zlib stream."""
    channels = len(pixels[0][0])
    bytes_per_pixel = max(1, channels * depth // 8)
    passes = ADAM7 if interlaced else [(0, 0, 1, 1)]
    out = b""
    for number, (left, top, step_x, step_y) in enumerate(passes):
        rows = [row[left::step_x] for row in pixels[top::step_y]]
        if not rows or not rows[0]:
            continue
        flat = [packed([sample for pixel in row for sample in pixel], depth) for row in rows]
        out += filtered(flat, bytes_per_pixel, first_filter=number)
    return out


def png(pixels, depth, kind, interlaced=False, before=b"", between=b"", after=b"", parts=1, stream=None):
    """A whole file. before: chunks after IHDR; between: chunks between two IDATs; after: before IEND."""
    height, width = len(pixels), len(pixels[0])
    if stream is None:
        stream = zlib.compress(scanlines(pixels, depth, interlaced), 9)
    cuts = [len(stream) * part // parts for part in range(parts + 1)]
    data = between.join(chunk(b"IDAT", stream[a:b]) for a, b in zip(cuts, cuts[1:]))
    head = header(width, height, depth, kind, 1 if interlaced else 0)
    return SIGNATURE + head + before + data + after + chunk(b"IEND")
