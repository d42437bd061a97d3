package dev.alphalift.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One directory of a TIFF block, read as Pillow 12 reads it: an entry of an unknown type or
/// without values is passed over, a later one of the same tag counts, and the first that points
/// beyond the end ends the reading.
final class ExifDirectory {
    private static final int BYTE = 1;
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int RATIONAL = 5;
    private static final int UNDEFINED = 7;
    private static final int SIGNED_RATIONAL = 10;
    private static final int FLOAT = 11;
    private static final int DOUBLE = 12;
    private static final int LONG8 = 16;

    /// An entry's type, how many values it has, and where they lie.
    private record Entry(int type, long count, int at) {}

    private final ByteBuffer block;
    private final boolean big;
    private final Map<Integer, Entry> entries = new HashMap<>();

    private ExifDirectory(ByteBuffer block, boolean big) {
        this.block = block;
        this.big = big;
    }

    /// The first directory of a block; null when the block does not begin as a TIFF file does.
    static @Nullable ExifDirectory first(byte[] block, int from) {
        ByteBuffer tiff = ByteBuffer.wrap(block, from, block.length - from).slice();
        if (tiff.limit() < 8) {
            return null;
        }
        ByteOrder order;
        switch (tiff.getShort(0)) {
            case 0x4949 -> order = ByteOrder.LITTLE_ENDIAN;
            case 0x4d4d -> order = ByteOrder.BIG_ENDIAN;
            default -> {
                return null;
            }
        }
        tiff.order(order);
        // Pillow takes the magic number in either order.
        int magic = tiff.get(2) == 0 ? tiff.get(3) : tiff.get(2);
        boolean big = magic == 43;
        if (big ? tiff.limit() < 16 : magic != 42) {
            return null;
        }
        ExifDirectory directory = new ExifDirectory(tiff, big);
        directory.read(big ? tiff.getLong(8) : Integer.toUnsignedLong(tiff.getInt(4)));
        return directory;
    }

    private void read(long start) {
        int head = big ? 8 : 2;
        int length = big ? 20 : 12;
        if (!holds(start, head)) {
            return;
        }
        long claimed = big ? block.getLong((int) start) : block.getShort((int) start) & 0xffff;
        long at = start + head;
        for (long entry = 0; entry < claimed && holds(at, length); entry++, at += length) {
            if (!readEntry((int) at)) {
                return;
            }
        }
    }

    /// Returns whether to go on.
    private boolean readEntry(int at) {
        int type = block.getShort(at + 2) & 0xffff;
        long count = big ? block.getLong(at + 4) : Integer.toUnsignedLong(block.getInt(at + 4));
        int size = size(type);
        if (size == 0 || count == 0) {
            return true;
        }
        int field = at + (big ? 12 : 8);
        int room = big ? 8 : 4;
        long start = field;
        if (count < 0 || count > room / size) {
            start = big ? block.getLong(field) : Integer.toUnsignedLong(block.getInt(field));
            if (count < 0 || count > block.limit() || !holds(start, count * size)) {
                return false;
            }
        }
        entries.put(block.getShort(at) & 0xffff, new Entry(type, count, (int) start));
        return true;
    }

    private boolean holds(long start, long length) {
        return start >= 0 && start <= block.limit() - length;
    }

    private static int size(int type) {
        return switch (type) {
            case BYTE, ASCII, 6, UNDEFINED -> 1;
            case SHORT, 8 -> 2;
            case 4, 9, FLOAT, 13 -> 4;
            case RATIONAL, SIGNED_RATIONAL, DOUBLE, LONG8 -> 8;
            default -> 0;
        };
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /// An entry's first value; NaN when there is none, or it is no number: Pillow takes bytes for
    /// text.
    double number(int tag) {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return Double.NaN;
        }
        int at = entry.at;
        return switch (entry.type) {
            case SHORT -> block.getShort(at) & 0xffff;
            case 4, 13 -> Integer.toUnsignedLong(block.getInt(at));
            case RATIONAL ->
                    (double) Integer.toUnsignedLong(block.getInt(at))
                            / Integer.toUnsignedLong(block.getInt(at + 4));
            case 6 -> block.get(at);
            case 8 -> block.getShort(at);
            case 9 -> block.getInt(at);
            case SIGNED_RATIONAL -> (double) block.getInt(at) / block.getInt(at + 4);
            case FLOAT -> block.getFloat(at);
            case DOUBLE -> block.getDouble(at);
            case LONG8 -> block.getLong(at);
            default -> Double.NaN;
        };
    }

    /// An entry's first value where it is a whole number, or else 0.
    int integer(int tag) {
        double value = number(tag);
        return value == (int) value ? (int) value : 0;
    }

    /// Whether an entry is a text that begins so.
    boolean saysText(int tag, String beginning) {
        Entry entry = entries.get(tag);
        if (entry == null || size(entry.type) != 1 || entry.count < beginning.length()) {
            return false;
        }
        byte[] text = new byte[beginning.length()];
        block.get(entry.at, text);
        return new String(text, StandardCharsets.ISO_8859_1).equals(beginning);
    }

    /// The directory that an entry points to; null when there is none. One that points into a
    /// circle does no harm: who asks goes no more than two steps.
    @Nullable ExifDirectory below(int tag) {
        double start = number(tag);
        if (!(start >= 0 && start < block.limit())) {
            return null;
        }
        ExifDirectory directory = new ExifDirectory(block, big);
        directory.read((long) start);
        return directory;
    }
}
