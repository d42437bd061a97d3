package dev.alphalift.codec.png;

import java.util.Arrays;

/// A growing array that is written bit by bit, each byte from its lowest bit on (RFC 1951, section
/// 3.1.1).
final class BitSink {
    /// In an entry of a table of codes: the bits below, how many they are above.
    static final int CODE_BITS = 24;

    private static final long CODE = (1L << CODE_BITS) - 1;

    private byte[] bytes = new byte[4096];
    private int length;
    private long waiting;
    private int waitingBits;

    /// Writes the lowest bits of a value, up to 24.
    void put(int value, int count) {
        makeRoom(count);
        waiting |= (value & (1L << count) - 1) << waitingBits;
        waitingBits += count;
        flush();
    }

    /// Writes the code of each token.
    ///
    /// @param table an entry for each token, of up to 24 bits
    /// @param size bits that all of them have
    void putAll(int[] table, short[] tokens, int count, long size) {
        makeRoom(size);
        byte[] target = bytes;
        int at = length;
        long bits = waiting;
        int bitCount = waitingBits;
        int token = 0;
        // Fewer than 8 bits wait, so two tokens fit in.
        for (; token + 1 < count; token += 2) {
            int first = table[tokens[token]];
            int second = table[tokens[token + 1]];
            bits |= (first & CODE) << bitCount;
            bitCount += first >>> CODE_BITS;
            bits |= (second & CODE) << bitCount;
            bitCount += second >>> CODE_BITS;
            Words.LONG.set(target, at, bits);
            at += bitCount >>> 3;
            bits >>>= bitCount & ~7;
            bitCount &= 7;
        }
        length = at;
        waiting = bits;
        waitingBits = bitCount;
        if (token < count) {
            int last = table[tokens[token]];
            put(last, last >>> CODE_BITS);
        }
    }

    /// Fills the byte that was begun with zeros.
    void align() {
        put(0, -waitingBits & 7);
    }

    /// What has been written, up to the last whole byte; then the sink is empty again.
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        length = 0;
        waiting = 0;
        waitingBits = 0;
        return taken;
    }

    private void flush() {
        Words.LONG.set(bytes, length, waiting);
        length += waitingBits >>> 3;
        waiting >>>= waitingBits & ~7;
        waitingBits &= 7;
    }

    private void makeRoom(long bits) {
        long needed = length + bits / Byte.SIZE + 1 + Long.BYTES;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(needed, 2L * bytes.length)));
        }
    }
}
