package dev.alphalift.segment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Kinds of clothing that `u2net_cloth_seg` tells apart: classes 1 to 3 of its output; 0 is
/// everything else.
public enum Clothes {
    UPPER(1),
    LOWER(2),
    FULL(3),
    /// All three as one.
    ATTIRE(1, 2, 3);

    /// What each class becomes where nobody asks for a certain kind, as in rembg.
    public static final List<Clothes> EACH = List.of(UPPER, LOWER, FULL);

    /// Classes of the output.
    public static final int CLASSES = 4;

    private static final byte INSIDE = (byte) 255;

    @SuppressWarnings("ImmutableEnumChecker") // written to here only
    private final boolean[] classes = new boolean[CLASSES];

    Clothes(int... numbers) {
        for (int number : numbers) {
            classes[number] = true;
        }
    }

    /// Its name in rembg's extra `cc`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The names of all.
    public static List<String> words() {
        return Arrays.stream(values()).map(Clothes::word).toList();
    }

    /// The one of a name.
    public static Clothes of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    boolean holds(int number) {
        return number < CLASSES && classes[number];
    }

    /// What of each value is inside: 255, else 0. Values beyond the classes, which enlarging can
    /// make, are outside, as with Pillow's palettes.
    byte[] table() {
        byte[] table = new byte[256];
        for (int number = 0; number < CLASSES; number++) {
            table[number] = classes[number] ? INSIDE : 0;
        }
        return table;
    }
}
