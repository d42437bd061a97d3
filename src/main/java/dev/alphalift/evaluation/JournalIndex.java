package dev.alphalift.evaluation;

import org.jspecify.annotations.Nullable;

/// Where the lines of a journal are, by their keys: 16 bytes for each place in a table that is half
/// empty at most, instead of the keys themselves, which the lines have. Used by one thread.
final class JournalIndex {
    private static final int LEAST = 64;

    private final Owner owner;
    private int[] hashes = new int[LEAST];
    private int[] lengths = new int[LEAST];
    private long[] offsets = new long[LEAST]; // 0: nobody's, for a journal begins with its header
    private int count;

    /// @param owner looks into lines
    JournalIndex(Owner owner) {
        this.owner = owner;
    }

    /// A line of the journal.
    record Line(long offset, int length) {}

    /// Tells whose a line is.
    @FunctionalInterface
    interface Owner {
        boolean isAt(Line line, Journal.Key key);
    }

    /// Remembers where the line of a key is; an earlier one is forgotten.
    void put(Journal.Key key, long offset, int length) {
        if (2 * (count + 1) > offsets.length) {
            grow();
        }
        int hash = key.hashCode();
        int place = place(hash, key);
        if (offsets[place] == 0) {
            count++;
        }
        hashes[place] = hash;
        lengths[place] = length;
        offsets[place] = offset;
    }

    /// The line of a key; null when there is none.
    @Nullable Line find(Journal.Key key) {
        int place = place(key.hashCode(), key);
        return offsets[place] == 0 ? null : line(place);
    }

    private Line line(int place) {
        return new Line(offsets[place], lengths[place]);
    }

    /// The place of a key, or the free one that it would have.
    private int place(int hash, Journal.Key key) {
        int place = first(hash);
        while (offsets[place] != 0 && !(hashes[place] == hash && owner.isAt(line(place), key))) {
            place = (place + 1) & (offsets.length - 1);
        }
        return place;
    }

    private int first(int hash) {
        return (hash ^ hash >>> 16) & (offsets.length - 1);
    }

    private void grow() {
        int[] oldHashes = hashes;
        int[] oldLengths = lengths;
        long[] oldOffsets = offsets;
        hashes = new int[2 * oldHashes.length];
        lengths = new int[hashes.length];
        offsets = new long[hashes.length];
        for (int old = 0; old < oldOffsets.length; old++) {
            if (oldOffsets[old] != 0) {
                int place = first(oldHashes[old]);
                while (offsets[place] != 0) {
                    place = (place + 1) & (offsets.length - 1);
                }
                hashes[place] = oldHashes[old];
                lengths[place] = oldLengths[old];
                offsets[place] = oldOffsets[old];
            }
        }
    }
}
