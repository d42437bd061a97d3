package dev.alphalift.codec.tiff;

import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The first directory of a TIFF file (TIFF 6.0, section 2; BigTIFF alike with wider numbers).
/// Every value is held against the file's length when it is asked for; what lies behind the first
/// directory is never looked at, so that directories in a circle do no harm.
final class TiffDirectory {
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int UNDEFINED = 7;
    private static final int LONG8 = 16;

    private record Entry(int type, long count, int at) {}

    private final byte[] bytes;
    private final ByteBuffer numbers;
    private final boolean big;
    private final Map<Integer, Entry> entries = new HashMap<>();

    private TiffDirectory(byte[] bytes) {
        this.bytes = bytes;
        numbers = ByteBuffer.wrap(bytes);
        require(0, 8);
        boolean littleEndian = bytes[0] == 'I';
        numbers.order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        big = numbers.getShort(2) == 43;
        if (big) {
            require(0, 16);
        }
        long start = big ? numbers.getLong(8) : Integer.toUnsignedLong(numbers.getInt(4));
        require(start, big ? 8 : 2);
        int at = (int) start;
        long count = big ? numbers.getLong(at) : numbers.getShort(at) & 0xffff;
        int length = big ? 20 : 12;
        at += big ? 8 : 2;
        if (count < 1 || count > (bytes.length - at) / length) {
            throw new UnreadableImage("The directory of the TIFF file is damaged.");
        }
        for (int entry = 0; entry < count; entry++, at += length) {
            int tag = numbers.getShort(at) & 0xffff;
            long values =
                    big ? numbers.getLong(at + 4) : Integer.toUnsignedLong(numbers.getInt(at + 4));
            entries.put(tag, new Entry(numbers.getShort(at + 2) & 0xffff, values, at));
        }
    }

    static TiffDirectory of(byte[] bytes) {
        return new TiffDirectory(bytes);
    }

    private void require(long start, long length) {
        if (start < 0 || length < 0 || start > bytes.length - length) {
            throw new UnreadableImage("The TIFF file points beyond its end.");
        }
    }

    /// The whole file.
    byte[] bytes() {
        return bytes;
    }

    ByteOrder byteOrder() {
        return numbers.order();
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /// An entry's first value, or what stands for one that is not there.
    long integer(int tag, long otherwise) {
        long[] values = integers(tag, 1);
        return values.length == 0 ? otherwise : values[0];
    }

    /// An entry's values, no more than `most` of them; empty when there are none, or none that are
    /// whole numbers.
    long[] integers(int tag, int most) {
        Entry entry = entries.get(tag);
        if (entry == null || entry.count < 1 || !isWhole(entry.type)) {
            return new long[0];
        }
        int count = (int) Math.min(most, entry.count);
        int size = size(entry.type);
        int start = start(entry, (long) count * size);
        long[] values = new long[count];
        for (int i = 0, at = start; i < count; i++, at += size) {
            values[i] =
                    switch (size) {
                        case 1 -> numbers.get(at) & 0xff;
                        case 2 -> numbers.getShort(at) & 0xffff;
                        case 4 -> Integer.toUnsignedLong(numbers.getInt(at));
                        default -> numbers.getLong(at);
                    };
        }
        return values;
    }

    /// Where an entry's values lie: in the entry when they fit.
    private int start(Entry entry, long length) {
        int field = entry.at + (big ? 12 : 8);
        int fitting = big ? 8 : 4;
        if (entry.count <= fitting && entry.count * size(entry.type) <= fitting) {
            return field;
        }
        long start = big ? numbers.getLong(field) : Integer.toUnsignedLong(numbers.getInt(field));
        require(start, length);
        return (int) start;
    }

    private static boolean isWhole(int type) {
        return switch (type) {
            case BYTE, SHORT, LONG, 13, LONG8, 18 -> true;
            default -> false;
        };
    }

    private static int size(int type) {
        return switch (type) {
            case BYTE, 2, 6, UNDEFINED -> 1;
            case SHORT, 8 -> 2;
            case LONG, 9, 13 -> 4;
            case RATIONAL, 10, LONG8, 17, 18 -> 8;
            default -> 0;
        };
    }

    /// How many values an entry has, by its own word; 0 when there is none.
    long count(int tag) {
        Entry entry = entries.get(tag);
        return entry == null ? 0 : entry.count;
    }

    /// An entry's bytes; null when there is none, when they are not all there, or more than `most`.
    byte @Nullable [] block(int tag, int most) {
        Entry entry = entries.get(tag);
        if (entry == null || entry.count < 1 || entry.count > most || size(entry.type) != 1) {
            return null;
        }
        try {
            int start = start(entry, entry.count);
            return Arrays.copyOfRange(bytes, start, start + (int) entry.count);
        } catch (UnreadableImage e) {
            return null;
        }
    }

    /// A fraction, 0 when there is none.
    double fraction(int tag) {
        Entry entry = entries.get(tag);
        if (entry == null || entry.type != RATIONAL || entry.count < 1) {
            return 0;
        }
        try {
            int at = start(entry, 8);
            double numerator = Integer.toUnsignedLong(numbers.getInt(at));
            return numerator / Integer.toUnsignedLong(numbers.getInt(at + 4));
        } catch (UnreadableImage e) {
            return 0;
        }
    }
}
