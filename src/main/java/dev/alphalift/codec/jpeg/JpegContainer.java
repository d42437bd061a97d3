package dev.alphalift.codec.jpeg;

import dev.alphalift.codec.ColourProfile;
import dev.alphalift.codec.Resolution;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Puts what is to be noted beside a picture into its JPEG file: a resolution into the JFIF segment
/// (JFIF 1.02), a profile into segments of its own (ICC.1:2010, B.4).
final class JpegContainer {
    private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0};
    private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int JFIF_END = 20;
    private static final int UNIT = 13;
    private static final int PER_INCH = 1;
    private static final int PER_CENTIMETRE = 2;
    private static final int LARGEST = 0xffff;
    private static final int SEGMENT_HEADER = 4 + ICC.length + 2;
    private static final int LARGEST_PIECE = LARGEST + 2 - SEGMENT_HEADER;

    private JpegContainer() {}

    /// A file with a profile and a resolution added.
    ///
    /// @param file as the JDK writes it, beginning with a JFIF segment without a thumbnail; written
    ///   to
    static byte[] with(
            byte[] file, @Nullable ColourProfile profile, @Nullable Resolution resolution) {
        ByteBuffer header = ByteBuffer.wrap(file);
        byte[] name = new byte[JFIF.length];
        header.get(6, name);
        if (header.getInt(0) != 0xffd8ffe0 || !Arrays.equals(name, JFIF)) {
            throw new IllegalStateException("The JDK writes JPEG files without a JFIF segment.");
        }
        if (resolution != null) {
            putResolution(header, resolution);
        }
        byte[] icc = profile == null ? null : profile.icc();
        return icc == null ? file : withProfile(file, icc);
    }

    /// Pixels an inch where these are whole numbers, as they most often are, or else a centimetre,
    /// whichever loses less.
    private static void putResolution(ByteBuffer header, Resolution resolution) {
        double inches = loss(resolution, Resolution.METRES_AN_INCH);
        double centimetres = loss(resolution, 0.01);
        boolean inch = inches <= centimetres;
        double unit = inch ? Resolution.METRES_AN_INCH : 0.01;
        header.put(UNIT, (byte) (inch ? PER_INCH : PER_CENTIMETRE));
        header.putShort(UNIT + 1, (short) count(resolution.horizontal() * unit));
        header.putShort(UNIT + 3, (short) count(resolution.vertical() * unit));
    }

    private static double loss(Resolution resolution, double unit) {
        double horizontal = resolution.horizontal() * unit;
        double vertical = resolution.vertical() * unit;
        return Math.abs(horizontal - count(horizontal)) / unit
                + Math.abs(vertical - count(vertical)) / unit;
    }

    private static int count(double value) {
        return Math.clamp(Math.round(value), 1, LARGEST);
    }

    private static byte[] withProfile(byte[] file, byte[] profile) {
        int pieces = (profile.length + LARGEST_PIECE - 1) / LARGEST_PIECE;
        ByteBuffer result =
                ByteBuffer.allocate(file.length + profile.length + pieces * SEGMENT_HEADER);
        result.put(file, 0, JFIF_END);
        for (int piece = 0; piece < pieces; piece++) {
            int from = piece * LARGEST_PIECE;
            int length = Math.min(LARGEST_PIECE, profile.length - from);
            result.putShort((short) 0xffe2).putShort((short) (SEGMENT_HEADER - 2 + length));
            result.put(ICC).put((byte) (piece + 1)).put((byte) pieces);
            result.put(profile, from, length);
        }
        return result.put(file, JFIF_END, file.length - JFIF_END).array();
    }
}
