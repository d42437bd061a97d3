package dev.alphalift.codec.png;

import java.util.Arrays;

/// The shortest prefix code for symbols that occur so and so often (Huffman 1952), in the canonical
/// form of deflate (RFC 1951, section 3.2.2). Where codes would be longer than a limit, counts are
/// evened out until none is, which makes the whole a little longer than it must be.
final class HuffmanCode {
    private static final int SYMBOL_BITS = 16;
    private static final long SYMBOL = (1L << SYMBOL_BITS) - 1;

    private final byte[] lengths;
    private final int[] codes;

    private HuffmanCode(byte[] lengths) {
        this.lengths = lengths;
        this.codes = codes(lengths);
    }

    /// @param counts how often each symbol occurs; two of them at least do
    /// @param longest bits of the longest code allowed
    static HuffmanCode of(int[] counts, int longest) {
        long[] leaves = new long[counts.length];
        int used = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                leaves[used++] = (long) counts[symbol] << SYMBOL_BITS | symbol;
            }
        }
        leaves = Arrays.copyOf(leaves, used);
        Arrays.sort(leaves);
        byte[] lengths = new byte[counts.length];
        while (deepest(leaves, lengths) > longest) {
            // Counts that are more alike give a flatter tree.
            for (int leaf = 0; leaf < used; leaf++) {
                long symbol = leaves[leaf] & SYMBOL;
                long count = leaves[leaf] >>> SYMBOL_BITS;
                leaves[leaf] = ((count + 1) / 2) << SYMBOL_BITS | symbol;
            }
            Arrays.sort(leaves);
        }
        return new HuffmanCode(lengths);
    }

    /// Fills in the code lengths of a tree that is built from two queues, leaves and joints, of
    /// which the lightest two are joined again and again (van Leeuwen 1976).
    ///
    /// @return the greatest length
    private static int deepest(long[] leaves, byte[] lengths) {
        int used = leaves.length;
        int nodes = 2 * used - 1;
        long[] weights = new long[nodes];
        int[] parents = new int[nodes];
        for (int leaf = 0; leaf < used; leaf++) {
            weights[leaf] = leaves[leaf] >>> SYMBOL_BITS;
        }
        int leaf = 0;
        int joint = used;
        for (int next = used; next < nodes; next++) {
            for (int child = 0; child < 2; child++) {
                boolean isLeaf = leaf < used && (joint == next || weights[leaf] <= weights[joint]);
                int lightest = isLeaf ? leaf++ : joint++;
                weights[next] += weights[lightest];
                parents[lightest] = next;
            }
        }
        int[] depths = new int[nodes];
        int deepest = 0;
        for (int node = nodes - 2; node >= 0; node--) {
            depths[node] = depths[parents[node]] + 1;
            if (node < used) {
                lengths[(int) (leaves[node] & SYMBOL)] = (byte) depths[node];
                deepest = Math.max(deepest, depths[node]);
            }
        }
        return deepest;
    }

    /// How many symbols there are, used or not.
    int symbols() {
        return lengths.length;
    }

    /// Bits of a symbol's code; 0 for one that does not occur.
    int length(int symbol) {
        return lengths[symbol];
    }

    /// A symbol's code, with the bit that is written first as its lowest; 0 for one that does not
    /// occur.
    int code(int symbol) {
        return codes[symbol];
    }

    private static int[] codes(byte[] lengths) {
        int longest = 0;
        for (byte length : lengths) {
            longest = Math.max(longest, length);
        }
        int[] ofLength = new int[longest + 2];
        for (byte length : lengths) {
            ofLength[length]++;
        }
        ofLength[0] = 0;
        int[] next = new int[longest + 2];
        for (int length = 1; length <= longest; length++) {
            next[length + 1] = (next[length] + ofLength[length]) * 2;
        }
        int[] codes = new int[lengths.length];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int length = lengths[symbol];
            if (length > 0) {
                codes[symbol] = Integer.reverse(next[length]++) >>> (Integer.SIZE - length);
            }
        }
        return codes;
    }
}
