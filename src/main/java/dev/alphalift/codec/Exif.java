package dev.alphalift.codec;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The three things needed of a picture's Exif block (Exif 2.32, a TIFF directory): orientation,
/// and resolution. Reads only the first directory; whatever is damaged in it counts as absent.
final class Exif {
    private static final int ORIENTATION = 0x112;
    private static final int X_RESOLUTION = 0x11a;
    private static final int Y_RESOLUTION = 0x11b;
    private static final int RESOLUTION_UNIT = 0x128;
    private static final int CENTIMETRE = 3;
    private static final double CENTIMETRES_A_METRE = 100;

    private static final byte[] PREFIX = {'E', 'x', 'i', 'f', 0, 0};

    /// What Pillow looks for in an XMP packet when Exif names no orientation.
    private static final Pattern XMP_ORIENTATION =
            Pattern.compile("tiff:Orientation(=\"|>)([0-9])");

    private final int orientation;
    private final double horizontal;
    private final double vertical;
    private final int unit;

    private Exif(int orientation, double horizontal, double vertical, int unit) {
        this.orientation = orientation;
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.unit = unit;
    }

    /// Reads a block that begins with its TIFF header.
    static Exif of(byte[] block) {
        int orientation = 0;
        double horizontal = 0;
        double vertical = 0;
        int unit = 0;
        try {
            ByteBuffer tiff = ByteBuffer.wrap(block);
            short order = tiff.getShort(0);
            if (order != 0x4949 && order != 0x4d4d) {
                return new Exif(0, 0, 0, 0);
            }
            tiff.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xffff;
            for (int entry = 0; entry < entries; entry++) {
                int at = directory + 2 + 12 * entry;
                switch (tiff.getShort(at) & 0xffff) {
                    case ORIENTATION -> orientation = integer(tiff, at);
                    case X_RESOLUTION -> horizontal = rational(tiff, at);
                    case Y_RESOLUTION -> vertical = rational(tiff, at);
                    case RESOLUTION_UNIT -> unit = integer(tiff, at);
                    default -> {}
                }
            }
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            // A damaged block: what was read before the damage stands.
        }
        return new Exif(orientation, horizontal, vertical, unit);
    }

    /// Reads a block that may begin with the mark that JPEG puts before it.
    static Exif ofPrefixed(byte[] block) {
        boolean prefixed =
                block.length >= PREFIX.length
                        && Arrays.equals(block, 0, PREFIX.length, PREFIX, 0, PREFIX.length);
        return of(prefixed ? Arrays.copyOfRange(block, PREFIX.length, block.length) : block);
    }

    /// Reads a block written as hexadecimal digits, as they stand in a PNG's raw profile.
    static Exif ofHexadecimal(byte[] text) {
        String digits = new String(text, StandardCharsets.ISO_8859_1);
        for (int line = 0; line < 3; line++) {
            digits = digits.substring(digits.indexOf('\n') + 1);
        }
        digits = digits.replace("\n", "");
        try {
            return ofPrefixed(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException e) {
            return of(new byte[0]);
        }
    }

    /// A block with a resolution and nothing else, for a file that has no other place for one.
    static byte[] ofResolution(Resolution resolution) {
        int entries = 3;
        int values = 8 + 2 + 12 * entries + 4;
        ByteBuffer tiff = ByteBuffer.allocate(values + 16).order(ByteOrder.LITTLE_ENDIAN);
        tiff.putShort((short) 0x4949).putShort((short) 42).putInt(8).putShort((short) entries);
        tiff.putShort((short) X_RESOLUTION).putShort((short) 5).putInt(1).putInt(values);
        tiff.putShort((short) Y_RESOLUTION).putShort((short) 5).putInt(1).putInt(values + 8);
        tiff.putShort((short) RESOLUTION_UNIT).putShort((short) 3).putInt(1).putInt(CENTIMETRE);
        tiff.position(values);
        tiff.putInt(resolution.horizontal()).putInt((int) CENTIMETRES_A_METRE);
        tiff.putInt(resolution.vertical()).putInt((int) CENTIMETRES_A_METRE);
        return tiff.array();
    }

    private static int integer(ByteBuffer tiff, int entry) {
        return switch (tiff.getShort(entry + 2)) {
            case 1, 6 -> tiff.get(entry + 8);
            case 3, 8 -> tiff.getShort(entry + 8);
            case 4, 9 -> tiff.getInt(entry + 8);
            default -> 0;
        };
    }

    private static double rational(ByteBuffer tiff, int entry) {
        if (tiff.getShort(entry + 2) != 5) {
            return 0;
        }
        int at = tiff.getInt(entry + 8);
        double numerator = Integer.toUnsignedLong(tiff.getInt(at));
        return numerator / Integer.toUnsignedLong(tiff.getInt(at + 4));
    }

    /// The orientation's Exif value, 0 when there is none.
    int orientation() {
        return orientation;
    }

    @Nullable Resolution resolution() {
        return unit == CENTIMETRE
                ? Resolution.perMetre(
                        horizontal * CENTIMETRES_A_METRE, vertical * CENTIMETRES_A_METRE)
                : Resolution.perInch(horizontal, vertical);
    }

    /// The orientation that an XMP packet names, 0 when it names none.
    static int orientationOfXmp(byte[] packet) {
        Matcher matcher = XMP_ORIENTATION.matcher(new String(packet, StandardCharsets.ISO_8859_1));
        return matcher.find() ? Integer.parseInt(matcher.group(2)) : 0;
    }
}
