package dev.alphalift.codec;

/// What the scans of a JPEG file ask of a decoder, counted without decoding any. A decoder walks
/// over the whole picture for every component of every scan, however little is in it: a few bytes
/// for a tenth of a second. A progressive picture in colour needs 14 such walks, one in CMYK 24.
///
/// @param count the scans
/// @param walks the components of all scans
/// @param end where the picture ends: behind its end marker, or where the bytes do
public record JpegScans(int count, long walks, int end) {
    /// Most pixels to walk over, in a file or in all tiles of one.
    public static final long MOST_WALKED_PIXELS = 1_400_000_000;

    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;

    private static final int MOST = 500;

    /// What a walk takes at least, in pixels: its tables have to be made.
    private static final int SMALLEST_WALK = 2048;

    /// Counts the scans between two places.
    ///
    /// @param start where the marker of the first one is
    public static JpegScans of(byte[] bytes, int start, int end) {
        int count = 0;
        long walks = 0;
        for (int at = start; at + 4 < end; ) {
            int marker = bytes[at + 1] & 0xff;
            if (bytes[at] != (byte) 0xff
                    || marker <= 1
                    || marker == 0xff
                    || (marker >= 0xd0 && marker < EOI)) {
                at++;
                continue;
            }
            if (marker == EOI) {
                return new JpegScans(count, walks, at + 2);
            }
            if (marker == SOS) {
                count++;
                walks += bytes[at + 4] & 0xff;
            }
            at += 2 + ((bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff));
        }
        return new JpegScans(count, walks, end);
    }

    /// The way of a decoder over a picture of so many pixels.
    public long walkedPixels(long pixels) {
        return walks * Math.max(SMALLEST_WALK, pixels);
    }

    /// Whether nobody needs so many for a picture of so many pixels.
    public boolean areTooMany(long pixels) {
        return count > MOST || walkedPixels(pixels) > MOST_WALKED_PIXELS;
    }
}
