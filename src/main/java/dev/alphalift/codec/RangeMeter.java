package dev.alphalift.codec;

/// Turns numbers of any depth into bytes, 255 for the highest that the depth has, rounded, and
/// keeps in mind what they were. For one thread.
public final class RangeMeter {
    private final int bits;
    private final boolean isFloating;
    private final long top;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    private RangeMeter(int bits, boolean isFloating, long top) {
        this.bits = bits;
        this.isFloating = isFloating;
        this.top = top;
    }

    public static RangeMeter ofUnsigned(int bits) {
        return new RangeMeter(bits, false, (1L << bits) - 1);
    }

    /// Of numbers with a sign, which leaves one bit less.
    public static RangeMeter ofSigned(int bits) {
        return new RangeMeter(bits, false, (1L << (bits - 1)) - 1);
    }

    public static RangeMeter ofFractions(int bits) {
        return new RangeMeter(bits, true, 1);
    }

    /// The byte of a whole number; numbers out of the range are cut off.
    public byte take(long value) {
        lowest = Math.min(lowest, (double) value);
        highest = Math.max(highest, (double) value);
        return (byte) Math.clamp((value * 255 + top / 2) / top, 0, 255);
    }

    /// The byte of a fraction; those out of the range are cut off.
    public byte takeFraction(double value) {
        // Math.min and Math.max keep what is no number.
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
        return (byte) Math.clamp(Math.round(value * 255), 0, 255);
    }

    public SampleRange range() {
        return new SampleRange(bits, isFloating, lowest, highest);
    }
}
