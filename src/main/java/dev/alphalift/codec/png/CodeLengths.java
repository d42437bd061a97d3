package dev.alphalift.codec.png;

/// How a deflated block tells its codes (RFC 1951, section 3.2.7): the lengths of the codes, runs
/// of them shortened, in a code of their own.
final class CodeLengths {
    private static final int REPEAT = 16;
    private static final int FEW_ZEROS = 17;
    private static final int MANY_ZEROS = 18;
    private static final int SYMBOLS = 19;
    private static final int LONGEST_CODE = 7;
    private static final int LEAST_TOLD = 4;
    private static final int[] ORDER = {
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
    };

    private final int[] symbols;
    private final int[] repeats;
    private final int[] counts = new int[SYMBOLS];
    private int count;

    private CodeLengths(int most) {
        symbols = new int[most];
        repeats = new int[most];
    }

    /// Writes the codes of literals and lengths, and a code for one distance alone.
    ///
    /// @param least how many codes are told at least
    static void write(HuffmanCode code, int least, BitSink sink) {
        int told = code.symbols();
        while (told > least && code.length(told - 1) == 0) {
            told--;
        }
        int[] lengths = new int[told + 1];
        for (int symbol = 0; symbol < told; symbol++) {
            lengths[symbol] = code.length(symbol);
        }
        lengths[told] = 1;
        CodeLengths shortened = new CodeLengths(lengths.length);
        for (int at = 0; at < lengths.length; ) {
            at += shortened.add(lengths, at);
        }
        sink.put(told - least, 5);
        sink.put(0, 5);
        shortened.write(sink);
    }

    /// Adds the lengths from a place on that are equal, as far as one symbol tells them.
    private int add(int[] lengths, int at) {
        int length = lengths[at];
        int equal = 1;
        while (at + equal < lengths.length && lengths[at + equal] == length) {
            equal++;
        }
        if (length == 0 && equal >= 11) {
            return add(MANY_ZEROS, Math.min(equal, 138));
        }
        if (length == 0 && equal >= 3) {
            return add(FEW_ZEROS, equal);
        }
        if (equal >= 3 && at > 0 && lengths[at - 1] == length) {
            return add(REPEAT, Math.min(equal, 6));
        }
        return add(length, 1);
    }

    private int add(int symbol, int repeated) {
        symbols[count] = symbol;
        repeats[count] = repeated;
        counts[symbol]++;
        count++;
        return repeated;
    }

    private void write(BitSink sink) {
        HuffmanCode code = HuffmanCode.of(counts, LONGEST_CODE);
        int told = SYMBOLS;
        while (told > LEAST_TOLD && code.length(ORDER[told - 1]) == 0) {
            told--;
        }
        sink.put(told - LEAST_TOLD, 4);
        for (int at = 0; at < told; at++) {
            sink.put(code.length(ORDER[at]), 3);
        }
        for (int at = 0; at < count; at++) {
            int symbol = symbols[at];
            sink.put(code.code(symbol), code.length(symbol));
            switch (symbol) {
                case REPEAT -> sink.put(repeats[at] - 3, 2);
                case FEW_ZEROS -> sink.put(repeats[at] - 3, 3);
                case MANY_ZEROS -> sink.put(repeats[at] - 11, 7);
                default -> {}
            }
        }
    }
}
