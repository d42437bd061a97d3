package dev.alphalift.evaluation.data;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/// Many short texts in few arrays: a text takes its letters and 4 to 6 bytes, where a `String`
/// takes 40 besides its letters. A text is made when it is asked for; texts are only added. Used by
/// one thread while texts are added, and by several afterwards.
///
/// Letters are written as UTF-8 has them, but each half of a pair of surrogates alone: so any text
/// comes back as it was, and the order of the bytes is that of [String#compareTo].
public final class Texts extends AbstractList<String> implements RandomAccess {
    private static final int BLOCK_BITS = 14;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int MOST_BYTES_A_LETTER = 3;

    private final List<byte[]> blocks = new ArrayList<>();
    private final Ints starts = new Ints();
    private final Ints ends = new Ints(); // of blocks
    private byte[] scratch = new byte[256];

    @Override
    public boolean add(String text) {
        int length = encode(text);
        int last = blocks.size() - 1;
        if (last < 0 || ends.get(last) >= BLOCK || ends.get(last) + length > BLOCK) {
            blocks.add(new byte[Math.max(BLOCK, length)]);
            ends.add(0);
            last++;
        }
        int start = ends.get(last);
        System.arraycopy(scratch, 0, blocks.get(last), start, length);
        starts.add(Math.multiplyExact(last, BLOCK) + start);
        ends.set(last, start + length);
        return true;
    }

    private int encode(String text) {
        if (scratch.length < MOST_BYTES_A_LETTER * text.length()) {
            scratch = new byte[Math.multiplyExact(MOST_BYTES_A_LETTER, text.length())];
        }
        int at = 0;
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (letter < 0x80) {
                scratch[at++] = (byte) letter;
            } else {
                if (letter < 0x800) {
                    scratch[at++] = (byte) (0xc0 | letter >> 6);
                } else {
                    scratch[at++] = (byte) (0xe0 | letter >> 12);
                    scratch[at++] = (byte) (0x80 | (letter >> 6 & 0x3f));
                }
                scratch[at++] = (byte) (0x80 | (letter & 0x3f));
            }
        }
        return at;
    }

    @Override
    public String get(int index) {
        byte[] block = block(index);
        int from = start(index);
        int to = end(index);
        StringBuilder text = new StringBuilder(to - from);
        for (int at = from; at < to; at++) {
            int first = block[at];
            if (first >= 0) {
                text.append((char) first);
            } else if ((first & 0x20) == 0) {
                text.append((char) ((first & 0x1f) << 6 | (block[++at] & 0x3f)));
            } else {
                int second = block[++at] & 0x3f;
                text.append((char) ((first & 0xf) << 12 | second << 6 | (block[++at] & 0x3f)));
            }
        }
        return text.toString();
    }

    private byte[] block(int index) {
        return blocks.get(starts.get(index) >> BLOCK_BITS);
    }

    private int start(int index) {
        return starts.get(index) & BLOCK - 1;
    }

    /// Where the next one begins, or its block ends.
    private int end(int index) {
        int block = starts.get(index) >> BLOCK_BITS;
        boolean isLast = index == starts.size() - 1 || starts.get(index + 1) >> BLOCK_BITS != block;
        return isLast ? ends.get(block) : start(index + 1);
    }

    @Override
    public int size() {
        return starts.size();
    }

    private int compare(int one, int other) {
        return Arrays.compareUnsigned(
                block(one), start(one), end(one), block(other), start(other), end(other));
    }

    /// The numbers of the texts in the order of the texts; those of equal ones in their own order.
    int[] order() {
        return IntStream.range(0, size())
                .boxed()
                .sorted(this::compare)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// The same texts in order.
    Texts sorted() {
        Texts sorted = new Texts();
        for (int index : order()) {
            sorted.add(get(index));
        }
        return sorted;
    }

    /// Where some texts are: each one's number, -1 for those that are not there.
    public int[] places(List<String> wanted) {
        int[] order = order();
        return wanted.stream().mapToInt(text -> place(text, order)).toArray();
    }

    private int place(String text, int[] order) {
        int from = 0;
        int to = order.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (get(order[middle]).compareTo(text) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from < order.length && get(order[from]).equals(text) ? order[from] : -1;
    }

    /// Which texts are there more than once.
    BitSet repeated() {
        BitSet repeated = new BitSet();
        int[] order = order();
        for (int place = 1; place < order.length; place++) {
            if (compare(order[place - 1], order[place]) == 0) {
                repeated.set(order[place - 1]);
                repeated.set(order[place]);
            }
        }
        return repeated;
    }
}
