package dev.alphalift.codec.colour;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes small ICC profiles (ICC.1:2010, version 4.2) for RGB spaces of three primaries and one
/// curve: for files that hold profiles, when the source says the same in other words. They hold
/// neither time nor place.
public final class IccProfile {
    private static final int HEADER = 128;

    /// More than any of them has.
    private static final int MOST_BYTES = 1024;

    private static final int FRACTION = 1 << 16;

    /// The white that all lights are adapted to, as the format writes it.
    private static final int[] D50 = {0xf6d6, 0x10000, 0xd32d};

    /// Bradford's responses of the eye (ICC.1:2010, annex E).
    private static final double[][] EYE = {
        {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
    };

    private static final double[][] EYE_INVERSE = {
        {0.9869929, -0.1470543, 0.1599627},
        {0.4323053, 0.5183603, 0.0492912},
        {-0.0085287, 0.0400428, 0.9684867}
    };

    private IccProfile() {}

    /// A profile.
    ///
    /// @param description what programs show
    public static byte[] of(Primaries primaries, ToneCurve curve, String description) {
        double[][] adaptation = adaptation(primaries.white());
        double[][] lights = primaries.lights();
        int[] red = fixed(times(adaptation, lights[0]));
        int[] blue = fixed(times(adaptation, lights[2]));
        // Green takes what rounding leaves, so that greys stay grey.
        int[] green = new int[3];
        for (int i = 0; i < 3; i++) {
            green[i] = D50[i] - red[i] - blue[i];
        }
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", text(description));
        tags.put("cprt", text("No copyright, use freely."));
        tags.put("wtpt", numbers("XYZ ", D50));
        tags.put("rXYZ", numbers("XYZ ", red));
        tags.put("gXYZ", numbers("XYZ ", green));
        tags.put("bXYZ", numbers("XYZ ", blue));
        tags.put("chad", adaptationTag(adaptation));
        byte[] tone = curve(curve);
        tags.put("rTRC", tone);
        tags.put("gTRC", tone);
        tags.put("bTRC", tone);
        return joined(tags);
    }

    /// The matrix from lights under a white to those under D50.
    private static double[][] adaptation(double[] white) {
        double[] source = times(EYE, white);
        double[] target = times(EYE, new double[] {0.9642, 1, 0.8249});
        double[][] scaled = new double[3][3];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                scaled[row][column] = EYE[row][column] * target[row] / source[row];
            }
        }
        double[][] result = new double[3][3];
        for (int column = 0; column < 3; column++) {
            double[] image =
                    times(
                            EYE_INVERSE,
                            new double[] {scaled[0][column], scaled[1][column], scaled[2][column]});
            for (int row = 0; row < 3; row++) {
                result[row][column] = image[row];
            }
        }
        return result;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] result = new double[3];
        for (int row = 0; row < 3; row++) {
            for (int i = 0; i < 3; i++) {
                result[row] += matrix[row][i] * vector[i];
            }
        }
        return result;
    }

    private static int[] fixed(double[] values) {
        int[] result = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = fixed(values[i]);
        }
        return result;
    }

    private static int fixed(double value) {
        return Math.clamp(Math.round(value * FRACTION), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static byte[] numbers(String type, int[] values) {
        ByteBuffer tag = ByteBuffer.allocate(8 + 4 * values.length);
        putName(tag, type).putInt(0);
        for (int value : values) {
            tag.putInt(value);
        }
        return tag.array();
    }

    private static byte[] adaptationTag(double[][] matrix) {
        int[] values = new int[9];
        for (int i = 0; i < 9; i++) {
            values[i] = fixed(matrix[i / 3][i % 3]);
        }
        return numbers("sf32", values);
    }

    private static byte[] curve(ToneCurve curve) {
        int[] values =
                curve.isPower()
                        ? new int[] {fixed(curve.exponent())}
                        : new int[] {
                            fixed(curve.exponent()),
                            fixed(curve.scale()),
                            fixed(curve.offset()),
                            fixed(curve.slope()),
                            fixed(curve.limit())
                        };
        ByteBuffer tag = ByteBuffer.allocate(12 + 4 * values.length);
        putName(tag, "para").putInt(0);
        tag.putShort((short) (curve.isPower() ? 0 : 3)).putShort((short) 0);
        for (int value : values) {
            tag.putInt(value);
        }
        return tag.array();
    }

    private static byte[] text(String text) {
        byte[] letters = text.getBytes(StandardCharsets.UTF_16BE);
        ByteBuffer tag = ByteBuffer.allocate((28 + letters.length + 3) / 4 * 4);
        putName(tag, "mluc").putInt(0).putInt(1).putInt(12);
        putName(tag, "enUS").putInt(letters.length).putInt(28).put(letters);
        return tag.array();
    }

    private static byte[] joined(Map<String, byte[]> tags) {
        int end = HEADER + 4 + 12 * tags.size();
        ByteBuffer profile = ByteBuffer.allocate(MOST_BYTES);
        profile.putInt(8, 0x04200000).position(12);
        putName(profile, "mntrRGB XYZ ");
        // A date must be there; this one says nothing.
        profile.putShort((short) 2000).putShort((short) 1).putShort((short) 1).position(36);
        putName(profile, "acsp").position(68);
        for (int value : D50) {
            profile.putInt(value);
        }
        profile.position(HEADER).putInt(tags.size());
        byte[] before = new byte[0];
        int place = end;
        for (Map.Entry<String, byte[]> entry : tags.entrySet()) {
            byte[] tag = entry.getValue();
            // The three curves are one and the same.
            if (!Arrays.equals(tag, before)) {
                place = end;
                profile.put(place, tag);
                end += tag.length;
            }
            before = tag;
            putName(profile, entry.getKey()).putInt(place).putInt(tag.length);
        }
        return Arrays.copyOf(profile.putInt(0, end).array(), end);
    }

    private static ByteBuffer putName(ByteBuffer target, String name) {
        return target.put(name.getBytes(StandardCharsets.ISO_8859_1));
    }
}
