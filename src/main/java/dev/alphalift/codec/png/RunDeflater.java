package dev.alphalift.codec.png;

import java.util.Arrays;

/// Deflates (RFC 1951) what has runs of equal bytes but little else that repeats, as the filtered
/// rows of a photograph: a match is always a run, and each block has Huffman codes of its own. That
/// is what zlib's strategy `Z_RLE` does, which Java does not offer.
final class RunDeflater {
    private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;
    private static final long FIVE_BYTES = (1L << 40) - 1;
    private static final int LITERALS_AT_ONCE = 5;

    private static final int BLOCK_BYTES = 64 << 10;
    private static final int LONGEST_CODE = 15;
    private static final int END_OF_BLOCK = 256;
    private static final int FIRST_LENGTH = 257;
    private static final int SYMBOLS = 286;
    private static final int LEAST_RUN = 3;
    private static final int LONGEST_RUN = 258;
    private static final int[] LENGTH_BASES = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115,
        131, 163, 195, 227, 258
    };
    private static final int[] LENGTH_EXTRA_BITS = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };
    private static final int[] LENGTH_SYMBOLS = lengthSymbols();

    /// Tokens are the values of bytes and, above them, runs by their length.
    private static final int RUN_TOKEN = 256 - LEAST_RUN;

    private static final int TOKENS = RUN_TOKEN + LONGEST_RUN + 1;

    private final BitSink sink = new BitSink();
    private final short[] tokens = new short[BLOCK_BYTES];
    private int tokenCount;

    /// Deflates bytes of an array.
    ///
    /// @param last whether the stream ends with them; otherwise more can be put behind them
    byte[] deflate(byte[] data, int from, int to, boolean last) {
        for (int start = from; start < to; start += BLOCK_BYTES) {
            writeBlock(data, start, Math.min(to, start + BLOCK_BYTES));
        }
        end(last);
        return sink.take();
    }

    private void end(boolean last) {
        if (last) {
            // An empty block with the standard's own codes.
            sink.put(0b011, 3);
            sink.put(0, 7);
            sink.align();
        } else {
            // An empty block without codes: zlib's flush.
            sink.put(0b000, 3);
            sink.align();
            sink.put(0, 16);
            sink.put(0xffff, 16);
        }
    }

    private void writeBlock(byte[] data, int from, int to) {
        int[] counts = new int[TOKENS];
        tokenize(data, from, to, counts);
        HuffmanCode code = HuffmanCode.of(symbolCounts(counts), LONGEST_CODE);
        int[] table = table(code);
        long size = 0;
        for (int token = 0; token < TOKENS; token++) {
            size += (long) counts[token] * (table[token] >>> BitSink.CODE_BITS);
        }
        sink.put(0b100, 3);
        CodeLengths.write(code, FIRST_LENGTH, sink);
        sink.putAll(table, tokens, tokenCount, size);
        sink.put(code.code(END_OF_BLOCK), code.length(END_OF_BLOCK));
    }

    /// Splits bytes into literals and runs, and counts them.
    private void tokenize(byte[] data, int from, int to, int[] counts) {
        short[] target = tokens;
        // A block stands alone: its first byte repeats nothing.
        count(data[from], target, 0, counts);
        int count = 1;
        int at = from + 1;
        while (at < to) {
            int literals = 1;
            if (at - 1 + Long.BYTES <= to) {
                // The byte in front of five, the five, and two more, the lowest first.
                long bytes = (long) Words.LONG.get(data, at - 1);
                literals = literalsBeforeRun(bytes);
                if (literals == LITERALS_AT_ONCE) {
                    count((int) (bytes >>> 8), target, count, counts);
                    count((int) (bytes >>> 16), target, count + 1, counts);
                    count((int) (bytes >>> 24), target, count + 2, counts);
                    count((int) (bytes >>> 32), target, count + 3, counts);
                    count((int) (bytes >>> 40), target, count + 4, counts);
                    at += LITERALS_AT_ONCE;
                    count += LITERALS_AT_ONCE;
                    continue;
                }
            } else if (run(data, at - 1, to) > LEAST_RUN) {
                literals = 0;
            }
            for (int end = count + literals; count < end; count++, at++) {
                count(data[at], target, count, counts);
            }
            if (literals == 0) {
                int run = run(data, at, Math.min(to, at + LONGEST_RUN));
                target[count++] = (short) (RUN_TOKEN + run);
                counts[RUN_TOKEN + run]++;
                at += run;
            }
        }
        tokenCount = count;
    }

    /// @param literal a byte, whatever is above it
    private static void count(int literal, short[] tokens, int token, int[] counts) {
        int value = literal & 0xff;
        tokens[token] = (short) value;
        counts[value]++;
    }

    /// How many of five bytes come before the first from which on three are equal to the byte in
    /// front of them.
    private static int literalsBeforeRun(long bytes) {
        long changes = bytes ^ bytes >>> 8;
        long within = changes | changes >>> 8 | changes >>> 16 | ~FIVE_BYTES;
        long zeros = within - EVERY_BYTE & ~within & EVERY_BYTE << 7;
        return zeros == 0 ? LITERALS_AT_ONCE : Long.numberOfTrailingZeros(zeros) >>> 3;
    }

    /// How many bytes from a place on are equal.
    private static int run(byte[] data, int from, int to) {
        int at = from;
        byte value = data[from];
        long eight = (value & 0xff) * EVERY_BYTE;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long differing = (long) Words.LONG.get(data, at) ^ eight;
            if (differing != 0) {
                return at - from + (Long.numberOfTrailingZeros(differing) >>> 3);
            }
        }
        while (at < to && data[at] == value) {
            at++;
        }
        return at - from;
    }

    private static int[] symbolCounts(int[] counts) {
        int[] symbols = Arrays.copyOf(counts, SYMBOLS);
        Arrays.fill(symbols, END_OF_BLOCK, SYMBOLS, 0);
        symbols[END_OF_BLOCK] = 1;
        for (int run = LEAST_RUN; run <= LONGEST_RUN; run++) {
            symbols[LENGTH_SYMBOLS[run]] += counts[RUN_TOKEN + run];
        }
        return symbols;
    }

    /// What each token becomes: its code; for a run also its extra bits and the code of the
    /// distance 1, which is a single 0 as no other distance occurs.
    private static int[] table(HuffmanCode code) {
        int[] table = new int[TOKENS];
        for (int value = 0; value < 256; value++) {
            table[value] = code.code(value) | code.length(value) << BitSink.CODE_BITS;
        }
        for (int run = LEAST_RUN; run <= LONGEST_RUN; run++) {
            int symbol = LENGTH_SYMBOLS[run];
            int index = symbol - FIRST_LENGTH;
            int length = code.length(symbol);
            int all = length + LENGTH_EXTRA_BITS[index] + 1;
            int extra = run - LENGTH_BASES[index];
            table[RUN_TOKEN + run] = code.code(symbol) | extra << length | all << BitSink.CODE_BITS;
        }
        return table;
    }

    private static int[] lengthSymbols() {
        int[] symbols = new int[LONGEST_RUN + 1];
        for (int index = 0; index < LENGTH_BASES.length; index++) {
            Arrays.fill(symbols, LENGTH_BASES[index], symbols.length, FIRST_LENGTH + index);
        }
        return symbols;
    }
}
