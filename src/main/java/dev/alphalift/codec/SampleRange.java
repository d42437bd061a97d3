package dev.alphalift.codec;

/// What the numbers of a file were before they became bytes.
///
/// @param bits of a number; of a palette's colours 8
/// @param isFloating whether they are fractions, of which 1 becomes 255
/// @param lowest the smallest that there is; NaN when one of them is no number
/// @param highest the largest that there is; NaN when one of them is no number
public record SampleRange(int bits, boolean isFloating, double lowest, double highest) {
    /// The range of bytes that stand for numbers of no more than 8 bits.
    static SampleRange ofBytes(int bits, byte[] values) {
        int lowest = 255;
        int highest = 0;
        for (byte value : values) {
            lowest = Math.min(lowest, value & 0xff);
            highest = Math.max(highest, value & 0xff);
        }
        int top = (1 << bits) - 1;
        return new SampleRange(
                bits, false, Math.round(lowest * top / 255.0), Math.round(highest * top / 255.0));
    }
}
