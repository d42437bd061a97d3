package dev.alphalift.codec;

import dev.alphalift.fault.AlphaliftException.UnreadableImage;

/// Undoes the compression of Lempel, Ziv and Welch (Welch 1984) in the three ways in which GIF,
/// TIFF 6.0 and the TIFF files before it count and pack their codes. Ends early where the codes do;
/// work and memory are bounded by the bytes put in and read out.
public final class LzwStream extends UnpackingStream {
    private static final int LONGEST_CODE = 12;
    private static final int CODES = 1 << LONGEST_CODE;
    private static final int NO_CODE = -1;

    private final String title;
    private final byte[] bytes;
    private final int start;
    private final int end;
    private final int depth;
    private final boolean lowBitsFirst;

    /// Codes grow by a bit when this many short of what the old length holds.
    private final int early;

    private final short[] prefixes = new short[CODES];
    private final byte[] suffixes = new byte[CODES];
    private final byte[] pending = new byte[CODES + 1];
    private int pendingCount;
    private int at;
    private int bits;
    private int bitCount;
    private int codeLength;
    private int nextCode;
    private int lastCode = NO_CODE;
    private byte firstOfLast;
    private boolean ended;

    private LzwStream(String title, byte[] bytes, int start, int end, int depth, Dialect dialect) {
        this.title = title;
        this.bytes = bytes;
        this.start = start;
        this.at = start;
        this.end = end;
        this.depth = depth;
        this.lowBitsFirst = dialect != Dialect.TIFF;
        this.early = dialect == Dialect.TIFF ? 1 : 0;
        clear();
    }

    private enum Dialect {
        GIF,
        TIFF,
        OLD_TIFF
    }

    /// GIF's codes, taken out of their blocks.
    ///
    /// @param depth the file's own "minimum code size"
    public static LzwStream ofGif(byte[] codes, int depth) {
        return new LzwStream("GIF", codes, 0, codes.length, depth, Dialect.GIF);
    }

    /// TIFF's codes; those of old writers begin with a clear code whose low bits come first.
    public static LzwStream ofTiff(byte[] bytes, int start, int end) {
        boolean old = end - start >= 2 && bytes[start] == 0 && (bytes[start + 1] & 1) == 1;
        return new LzwStream("TIFF", bytes, start, end, 8, old ? Dialect.OLD_TIFF : Dialect.TIFF);
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int filled = 0;
        while (filled < length && (pendingCount > 0 || decode())) {
            int count = Math.min(pendingCount, length - filled);
            for (int i = 0; i < count; i++) {
                target[offset + filled++] = pending[--pendingCount];
            }
        }
        return filled == 0 && length > 0 ? -1 : filled;
    }

    @Override
    public int consumed() {
        return at - start;
    }

    /// Puts what the next code stands for into `pending`, last byte first.
    private boolean decode() {
        int clear = 1 << depth;
        while (!ended) {
            int code = nextCode();
            if (code == NO_CODE || code == clear + 1) {
                ended = true;
            } else if (code == clear) {
                clear();
            } else {
                expand(code);
                return true;
            }
        }
        return false;
    }

    private void clear() {
        codeLength = depth + 1;
        nextCode = (1 << depth) + 2;
        lastCode = NO_CODE;
    }

    private int nextCode() {
        while (bitCount < codeLength) {
            if (at >= end) {
                return NO_CODE;
            }
            int value = bytes[at++] & 0xff;
            bits = lowBitsFirst ? bits | value << bitCount : bits << 8 | value;
            bitCount += 8;
        }
        int mask = (1 << codeLength) - 1;
        bitCount -= codeLength;
        if (lowBitsFirst) {
            int code = bits & mask;
            bits >>>= codeLength;
            return code;
        }
        return bits >>> bitCount & mask;
    }

    private void expand(int code) {
        boolean known = code < nextCode;
        if ((!known && (code > nextCode || lastCode == NO_CODE))
                || (lastCode == NO_CODE && code >= 1 << depth)) {
            throw new UnreadableImage("The pixels of the %s file are damaged.".formatted(title));
        }
        if (!known) {
            pending[pendingCount++] = firstOfLast;
        }
        int rest = known ? code : lastCode;
        while (rest >= 1 << depth) {
            pending[pendingCount++] = suffixes[rest];
            rest = prefixes[rest];
        }
        firstOfLast = (byte) rest;
        pending[pendingCount++] = firstOfLast;
        if (lastCode != NO_CODE && nextCode < CODES) {
            prefixes[nextCode] = (short) lastCode;
            suffixes[nextCode] = firstOfLast;
            nextCode++;
            if (nextCode == (1 << codeLength) - early && codeLength < LONGEST_CODE) {
                codeLength++;
            }
        }
        lastCode = code;
    }
}
