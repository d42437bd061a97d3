package dev.alphalift.codec.bmp;

import dev.alphalift.codec.ColourProfile;
import dev.alphalift.codec.Resolution;
import dev.alphalift.codec.colour.ColourChunks;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import dev.alphalift.image.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The headers of a BMP file (Microsoft, "Bitmap Storage"; OS/2's are alike), read as Pillow 12
/// reads them, and held against the length of the file.
final class BmpFile {
    private static final int FILE_HEADER = 14;
    private static final int CORE_HEADER = 12;
    private static final int V4_HEADER = 108;
    private static final int V5_HEADER = 124;
    private static final int COLOUR_SPACE = 56;
    private static final int INTENT = 108;
    private static final int PROFILE_START = 112;
    private static final int PROFILE_LENGTH = 116;

    /// `MBED`, `sRGB` and `Win `, as Microsoft writes names into numbers.
    private static final int IN_FILE = 0x4d424544;

    private static final int NAMED_SRGB = 0x73524742;
    private static final int OF_WINDOWS = 0x57696e20;
    private static final List<Integer> INFO_HEADERS = List.of(40, 52, 56, 64, 108, 124);

    /// How the pixels are packed.
    enum Packing {
        PLAIN,
        RUNS_OF_BYTES,
        RUNS_OF_NIBBLES
    }

    /// Where red, green, blue and opacity lie in a pixel of 16 or 32 bits; no opacity is 0.
    record Masks(int red, int green, int blue, int opacity) {}

    private static final Masks BITS_555 = new Masks(0x7c00, 0x3e0, 0x1f, 0);
    private static final Masks BITS_8888 = new Masks(0xff0000, 0xff00, 0xff, 0);
    private static final Masks NONE = new Masks(0, 0, 0, 0);

    /// Those that Pillow reads; others are rare enough to be damage.
    private static final List<Masks> KNOWN =
            List.of(
                    BITS_555,
                    new Masks(0xf800, 0x7e0, 0x1f, 0),
                    BITS_8888,
                    new Masks(0xff000000, 0xff0000, 0xff00, 0),
                    new Masks(0xff000000, 0xff00, 0xff, 0),
                    new Masks(0xff000000, 0xff0000, 0xff00, 0xff),
                    new Masks(0xff, 0xff00, 0xff0000, 0xff000000),
                    new Masks(0xff0000, 0xff00, 0xff, 0xff000000),
                    new Masks(0xff000000, 0xff00, 0xff, 0xff0000));

    private final byte[] bytes;
    private final ByteBuffer numbers;
    private final int headerLength;
    private final Size size;
    private final boolean topFirst;
    private final int depth;
    private final Packing packing;
    private final Masks masks;
    private final byte[] palette;
    private final int pixelStart;

    private BmpFile(byte[] bytes) {
        this.bytes = bytes;
        numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        headerLength = integer(FILE_HEADER);
        boolean core = headerLength == CORE_HEADER;
        if (!core && !INFO_HEADERS.contains(headerLength)) {
            throw new UnsupportedFormat(
                    "BMP",
                    "BMP files with a header of %s bytes are not read."
                            .formatted(Integer.toUnsignedLong(headerLength)));
        }
        require(FILE_HEADER + headerLength);
        int height = core ? unsigned(20) : integer(22);
        // Pillow's rule: a negative height means rows from top to bottom.
        topFirst = height < 0;
        size = size(core ? unsigned(18) : integer(18), topFirst ? -height : height);
        depth = unsigned(core ? 24 : 28);
        int compression = core ? 0 : integer(30);
        packing = packing(compression, depth);
        masks = masks(compression);
        int colours = colours(core ? 0 : integer(46));
        int entry = core ? 3 : 4;
        int paletteStart =
                FILE_HEADER + headerLength + (hasMasksBehindHeader(compression) ? 12 : 0);
        palette = depth <= 8 ? palette(paletteStart, colours, entry) : new byte[0];
        pixelStart = pixelStart(paletteStart, colours * entry);
    }

    /// Reads the headers and the palette.
    static BmpFile of(byte[] bytes) {
        BmpFile file = new BmpFile(bytes);
        long rows = file.size.height() - 1L;
        long end = file.pixelStart + rows * file.stride() + file.rowBytes();
        if (file.packing == Packing.PLAIN && end > bytes.length) {
            throw cutOff();
        }
        return file;
    }

    private static Size size(int width, int height) {
        if (width < 1 || height < 1) {
            throw new UnreadableImage("The BMP file says that its picture is empty.");
        }
        return new Size(width, height);
    }

    private static Packing packing(int compression, int depth) {
        if (depth != 1 && depth != 4 && depth != 8 && depth != 16 && depth != 24 && depth != 32) {
            throw new UnsupportedFormat(
                    "BMP", "BMP files of %s bits a pixel are not read.".formatted(depth));
        }
        boolean runs = compression == 1 || compression == 2;
        if (runs && depth != (compression == 1 ? 8 : 4)) {
            throw new UnreadableImage(
                    "The BMP file has runs and %s bits a pixel, which do not go together."
                            .formatted(depth));
        }
        return switch (compression) {
            case 0, 3 -> Packing.PLAIN;
            case 1 -> Packing.RUNS_OF_BYTES;
            case 2 -> Packing.RUNS_OF_NIBBLES;
            default ->
                    throw new UnsupportedFormat(
                            "BMP",
                            "BMP files of compression %s are not read."
                                    .formatted(
                                            switch (compression) {
                                                case 4 -> "JPEG";
                                                case 5 -> "PNG";
                                                default -> Integer.toUnsignedString(compression);
                                            }));
        };
    }

    private boolean hasMasksBehindHeader(int compression) {
        return compression == 3 && headerLength == 40;
    }

    private Masks masks(int compression) {
        if (compression != 3) {
            return depth == 16 ? BITS_555 : BITS_8888;
        }
        int at = FILE_HEADER + 40;
        boolean hasOpacity = headerLength >= 56;
        require(at + (hasOpacity ? 16 : 12));
        Masks found =
                new Masks(
                        integer(at),
                        integer(at + 4),
                        integer(at + 8),
                        hasOpacity && depth == 32 ? integer(at + 12) : 0);
        if (depth == 32 && found.equals(NONE)) {
            return new Masks(0xff0000, 0xff00, 0xff, 0xff000000);
        }
        boolean narrow = KNOWN.indexOf(found) < 2;
        boolean fits =
                switch (depth) {
                    case 16 -> narrow;
                    case 24 -> found.equals(BITS_8888);
                    case 32 -> !narrow;
                    default -> false;
                };
        if (!KNOWN.contains(found) || !fits) {
            throw new UnsupportedFormat(
                    "BMP",
                    String.format(
                            Locale.ROOT,
                            "BMP files with the colour masks %08x, %08x, %08x, %08x are not read.",
                            found.red,
                            found.green,
                            found.blue,
                            found.opacity));
        }
        return found;
    }

    private int colours(int claimed) {
        if (depth > 8) {
            return 0;
        }
        if (claimed < 0 || claimed > 1 << 16) {
            throw new UnreadableImage(
                    "The BMP file claims a palette of %s colours."
                            .formatted(Integer.toUnsignedLong(claimed)));
        }
        return claimed == 0 ? 1 << depth : claimed;
    }

    /// Red, green and blue of 256 colours; those that the file does not have are black.
    private byte[] palette(int start, int colours, int entry) {
        require(start);
        byte[] rgb = new byte[3 * 256];
        int present = Math.min(Math.min(colours, 256), (bytes.length - start) / entry);
        for (int colour = 0; colour < present; colour++) {
            for (int channel = 0; channel < 3; channel++) {
                rgb[3 * colour + channel] = bytes[start + entry * colour + 2 - channel];
            }
        }
        return rgb;
    }

    private int pixelStart(int paletteStart, int paletteLength) {
        long claimed = Integer.toUnsignedLong(integer(10));
        // Some writers forget the palette, or the whole offset.
        if (claimed == FILE_HEADER + headerLength) {
            claimed += paletteLength;
        } else if (claimed == 0) {
            claimed = (long) paletteStart + paletteLength;
        }
        if (claimed >= bytes.length) {
            throw cutOff();
        }
        return (int) claimed;
    }

    private void require(int length) {
        if (length > bytes.length) {
            throw new UnreadableImage("The BMP file ends within its header.");
        }
    }

    private static UnreadableImage cutOff() {
        return new UnreadableImage("The BMP file is cut off.");
    }

    private int integer(int at) {
        require(at + 4);
        return numbers.getInt(at);
    }

    private int unsigned(int at) {
        require(at + 2);
        return numbers.getShort(at) & 0xffff;
    }

    Size size() {
        return size;
    }

    boolean isTopFirst() {
        return topFirst;
    }

    /// Bits a pixel.
    int depth() {
        return depth;
    }

    Packing packing() {
        return packing;
    }

    Masks masks() {
        return masks;
    }

    byte[] palette() {
        return palette;
    }

    int pixelStart() {
        return pixelStart;
    }

    /// Bytes from row to row; a `long`, since a header can claim more than an `int` holds.
    long stride() {
        return ((long) size.width() * depth + 31) / 32 * 4;
    }

    private long rowBytes() {
        return ((long) size.width() * depth + 7) / 8;
    }

    byte[] row(int y) {
        int stored = topFirst ? y : size.height() - 1 - y;
        long start = pixelStart + stored * stride();
        return Arrays.copyOfRange(bytes, (int) start, (int) (start + rowBytes()));
    }

    byte[] bytes() {
        return bytes;
    }

    @Nullable Resolution resolution() {
        return headerLength == CORE_HEADER ? null : Resolution.perMetre(integer(38), integer(42));
    }

    /// What the larger headers say of colours: a profile behind the pixels, or sRGB by name. Others
    /// (a file's name, end points that writers leave empty) are not kept.
    @Nullable ColourProfile profile() {
        if (headerLength < V4_HEADER) {
            return null;
        }
        return switch (integer(FILE_HEADER + COLOUR_SPACE)) {
            case IN_FILE -> headerLength < V5_HEADER ? null : embeddedProfile();
            case NAMED_SRGB, OF_WINDOWS -> ColourProfile.srgb(intent());
            default -> null;
        };
    }

    private @Nullable ColourProfile embeddedProfile() {
        long start = FILE_HEADER + Integer.toUnsignedLong(integer(FILE_HEADER + PROFILE_START));
        long length = Integer.toUnsignedLong(integer(FILE_HEADER + PROFILE_LENGTH));
        return start + length > bytes.length
                ? null
                : ColourProfile.ofRgb(
                        Arrays.copyOfRange(bytes, (int) start, (int) (start + length)));
    }

    /// Microsoft's numbers for intents as ICC's.
    private int intent() {
        return switch (headerLength < V5_HEADER ? 0 : integer(FILE_HEADER + INTENT)) {
            case 1 -> 2;
            case 2 -> 1;
            case 8 -> 3;
            default -> ColourChunks.PERCEPTUAL;
        };
    }
}
