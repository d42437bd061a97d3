package dev.alphalift.codec;

import dev.alphalift.codec.colour.ColourChunks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The few things needed of a picture's Exif block (Exif 2.32, a TIFF directory): orientation,
/// resolution and colour space. Keeps nothing of the block itself.
public final class Exif {
    private static final int ORIENTATION = 0x112;
    private static final int X_RESOLUTION = 0x11a;
    private static final int Y_RESOLUTION = 0x11b;
    private static final int RESOLUTION_UNIT = 0x128;
    private static final int CAMERA_DIRECTORY = 0x8769;
    private static final int COLOUR_SPACE = 0xa001;
    private static final int INTEROPERABILITY_DIRECTORY = 0xa005;
    private static final int INTEROPERABILITY_INDEX = 1;
    private static final int CENTIMETRE = 3;
    private static final double CENTIMETRES_A_METRE = 100;

    private static final byte[] PREFIX = {'E', 'x', 'i', 'f', 0, 0};

    /// What Pillow looks for in an XMP packet when Exif names no orientation.
    private static final Pattern XMP_ORIENTATION =
            Pattern.compile("tiff:Orientation(=\"|>)([0-9])");

    /// A block of nothing.
    private static final Exif EMPTY = new Exif(null, false);

    /// Pillow makes no picture of most files with such a block, and asks no XMP in the others.
    private static final Exif DAMAGED = new Exif(null, true);

    private final boolean saysOrientation;
    private final int orientation;
    private final @Nullable Resolution resolution;
    private final @Nullable ColourProfile colours;

    private Exif(@Nullable ExifDirectory directory, boolean damaged) {
        saysOrientation = damaged || (directory != null && directory.has(ORIENTATION));
        orientation = directory == null ? 0 : directory.integer(ORIENTATION);
        resolution = directory == null ? null : resolution(directory);
        colours = directory == null ? null : colours(directory);
    }

    /// Reads a block that begins with its TIFF header, or with the mark that JPEG puts before it,
    /// once or several times; a whole TIFF file is such a block.
    public static Exif of(byte[] block) {
        int from = 0;
        while (startsWithPrefix(block, from)) {
            from += PREFIX.length;
        }
        if (from == block.length) {
            return EMPTY;
        }
        ExifDirectory directory = ExifDirectory.first(block, from);
        return directory == null ? DAMAGED : new Exif(directory, false);
    }

    private static boolean startsWithPrefix(byte[] block, int from) {
        return block.length - from >= PREFIX.length
                && Arrays.equals(block, from, from + PREFIX.length, PREFIX, 0, PREFIX.length);
    }

    /// Reads a block written as hexadecimal digits, as they stand in a PNG's raw profile.
    public static Exif ofHexadecimal(byte[] text) {
        String digits = new String(text, StandardCharsets.ISO_8859_1);
        for (int line = 0; line < 3; line++) {
            int end = digits.indexOf('\n');
            if (end < 0) {
                return EMPTY;
            }
            digits = digits.substring(end + 1);
        }
        try {
            return of(HexFormat.of().parseHex(digits.replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            return EMPTY;
        }
    }

    /// How a file lies by its Exif block or, when that says nothing of it, by its XMP packet.
    public static Orientation orientation(byte @Nullable [] exif, byte @Nullable [] xmp) {
        return (exif == null ? EMPTY : of(exif)).orElse(xmp == null ? 0 : orientationOfXmp(xmp));
    }

    /// How a file lies by this block or, when it says nothing of it, by another value.
    ///
    /// @param otherwise what [#orientationOfXmp] gave
    public Orientation orElse(int otherwise) {
        return Orientation.ofExif(saysOrientation ? orientation : otherwise);
    }

    /// The orientation that an XMP packet names, 0 when it names none.
    public static int orientationOfXmp(byte[] packet) {
        Matcher matcher = XMP_ORIENTATION.matcher(new String(packet, StandardCharsets.ISO_8859_1));
        return matcher.find() ? Integer.parseInt(matcher.group(2)) : 0;
    }

    private static @Nullable Resolution resolution(ExifDirectory directory) {
        double horizontal = directory.number(X_RESOLUTION);
        double vertical = directory.number(Y_RESOLUTION);
        return directory.integer(RESOLUTION_UNIT) == CENTIMETRE
                ? Resolution.perMetre(
                        horizontal * CENTIMETRES_A_METRE, vertical * CENTIMETRES_A_METRE)
                : Resolution.perInch(horizontal, vertical);
    }

    public @Nullable Resolution resolution() {
        return resolution;
    }

    /// Exif has words for two spaces: sRGB, and Adobe RGB by its mark for exchange (DCF 2.0) or by
    /// the number that some cameras write.
    private static @Nullable ColourProfile colours(ExifDirectory directory) {
        ExifDirectory camera = directory.below(CAMERA_DIRECTORY);
        if (camera == null) {
            return null;
        }
        int space = camera.integer(COLOUR_SPACE);
        ExifDirectory exchange = camera.below(INTEROPERABILITY_DIRECTORY);
        boolean marked = exchange != null && exchange.saysText(INTEROPERABILITY_INDEX, "R03");
        return switch (space) {
            case 1 -> ColourProfile.srgb(ColourChunks.PERCEPTUAL);
            case 2 -> ColourProfile.adobe();
            default -> marked ? ColourProfile.adobe() : null;
        };
    }

    /// What the block says of colours, null when that is nothing.
    public @Nullable ColourProfile colours() {
        return colours;
    }

    /// A block with a resolution and nothing else, for a file that has no other place for one.
    public static byte[] ofResolution(Resolution resolution) {
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
}
