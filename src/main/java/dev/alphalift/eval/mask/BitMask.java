package dev.alphalift.eval.mask;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.Size;

/// Which pixels are foreground, one bit a pixel; each row begins with a new word, its first pixel
/// in the lowest bit, and bits behind its last pixel are 0. What lies outside is background.
public final class BitMask {
    /// Foreground is what has at least this value.
    static final int LEAST_FOREGROUND = 128;

    private static final int WORD = Long.SIZE;

    private final Size size;
    private final int rowWords;
    private final long[] words;

    private BitMask(Size size, long[] words) {
        this.size = size;
        this.rowWords = wordsOf(size);
        this.words = words;
    }

    private static int wordsOf(Size size) {
        return (size.width() + WORD - 1) / WORD;
    }

    /// The pixels of at least 128.
    public static BitMask of(Alpha alpha) {
        Size size = alpha.size();
        byte[] values = alpha.values();
        int rowWords = wordsOf(size);
        long[] words = new long[Math.multiplyExact(rowWords, size.height())];
        for (int y = 0; y < size.height(); y++) {
            int row = y * size.width();
            for (int x = 0; x < size.width(); x += WORD) {
                int bits = Math.min(WORD, size.width() - x);
                long word = 0;
                for (int bit = 0; bit < bits; bit++) {
                    // The sign bit of a byte says whether it is 128 or more.
                    word |= (long) ((values[row + x + bit] >>> 7) & 1) << bit;
                }
                words[y * rowWords + x / WORD] = word;
            }
        }
        return new BitMask(size, words);
    }

    public Size size() {
        return size;
    }

    /// Number of foreground pixels.
    public long count() {
        long count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /// Number of pixels that are foreground in both.
    long countBoth(BitMask other) {
        long count = 0;
        for (int i = 0; i < words.length; i++) {
            count += Long.bitCount(words[i] & other.words[i]);
        }
        return count;
    }

    /// What is foreground here and not in another.
    public BitMask minus(BitMask other) {
        long[] rest = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            rest[i] = words[i] & ~other.words[i];
        }
        return new BitMask(size, rest);
    }

    /// The pixels around which a whole square of foreground lies: erosion by a square, by doubling
    /// the length of what is joined, so that the radius costs only its logarithm.
    ///
    /// @param radius of the square, whose side is `2 radius + 1`
    public BitMask eroded(int radius) {
        int side = 2 * radius + 1;
        if (side > size.width() || side > size.height()) {
            return new BitMask(size, new long[words.length]);
        }
        long[] joined = words.clone();
        int length = 1;
        while (length < side) {
            // The last step overlaps what has been joined.
            int step = Math.min(length, side - length);
            joinAlongRows(joined, step);
            joinAlongColumns(joined, step);
            length += step;
        }
        return new BitMask(size, movedToCentre(joined, radius));
    }

    /// Each pixel and the one `step` to its right.
    private void joinAlongRows(long[] bits, int step) {
        int skip = step / WORD;
        int shift = step % WORD;
        for (int row = 0; row < bits.length; row += rowWords) {
            int end = row + rowWords;
            for (int i = row; i < end; i++) {
                long near = i + skip < end ? bits[i + skip] : 0;
                long far = i + skip + 1 < end ? bits[i + skip + 1] : 0;
                bits[i] &= shift == 0 ? near : near >>> shift | far << -shift;
            }
        }
    }

    /// Each pixel and the one `step` below it.
    private void joinAlongColumns(long[] bits, int step) {
        int ahead = Math.min(bits.length, step * rowWords);
        for (int i = 0; i < bits.length - ahead; i++) {
            bits[i] &= bits[i + ahead];
        }
        for (int i = bits.length - ahead; i < bits.length; i++) {
            bits[i] = 0;
        }
    }

    private long[] movedToCentre(long[] corner, int radius) {
        long[] centred = new long[corner.length];
        int skip = radius / WORD;
        int shift = radius % WORD;
        for (int y = radius; y < size.height(); y++) {
            int from = (y - radius) * rowWords;
            for (int i = 0; i < rowWords; i++) {
                long near = i >= skip ? corner[from + i - skip] : 0;
                long far = i > skip ? corner[from + i - skip - 1] : 0;
                centred[y * rowWords + i] = shift == 0 ? near : near << shift | far >>> -shift;
            }
        }
        return centred;
    }

    /// The foreground pixels with a background pixel above, below, left or right of them.
    public BitMask innerBoundary() {
        long[] boundary = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            int column = i % rowWords;
            long left = words[i] << 1 | (column > 0 ? words[i - 1] >>> -1 : 0);
            long right = words[i] >>> 1 | (column < rowWords - 1 ? words[i + 1] << -1 : 0);
            long above = i >= rowWords ? words[i - rowWords] : 0;
            long below = i < words.length - rowWords ? words[i + rowWords] : 0;
            boundary[i] = words[i] & ~(left & right & above & below);
        }
        return new BitMask(size, boundary);
    }

    /// The pixels that are at most three pixels away from a foreground pixel, as the crow flies.
    BitMask withinThree() {
        long[] two = spreadAlongRows(2);
        long[] three = spreadAlongRows(3);
        long[] near = new long[words.length];
        // 3 + 0, 2 + 1 and 2 + 2 (sqrt 8) are within three; 3 + 1 (sqrt 10) is not.
        for (int i = 0; i < words.length; i++) {
            near[i] =
                    three[i]
                            | row(two, i, -1)
                            | row(two, i, 1)
                            | row(two, i, -2)
                            | row(two, i, 2)
                            | row(words, i, -3)
                            | row(words, i, 3);
        }
        return new BitMask(size, near);
    }

    private long row(long[] bits, int index, int rows) {
        int at = index + rows * rowWords;
        return at >= 0 && at < bits.length ? bits[at] : 0;
    }

    private long[] spreadAlongRows(int radius) {
        long[] spread = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            int column = i % rowWords;
            long before = column > 0 ? words[i - 1] : 0;
            long after = column < rowWords - 1 ? words[i + 1] : 0;
            long word = words[i];
            for (int step = 1; step <= radius; step++) {
                word |= words[i] << step | before >>> -step | words[i] >>> step | after << -step;
            }
            spread[i] = word & inside(column);
        }
        return spread;
    }

    /// The bits of a word that are pixels of the picture.
    private long inside(int column) {
        int bits = size.width() - column * WORD;
        return bits >= WORD ? -1L : (1L << bits) - 1;
    }
}
