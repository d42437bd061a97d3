package dev.alphalift.bench;

import java.util.List;
import java.util.stream.Collectors;

/// Counts and names in sentences.
final class Phrases {
    private static final int MOST_NAMED = 3;

    private Phrases() {}

    /// A folder with how many pictures lie in it.
    static String folder(String folder, int pictures) {
        return "%s (%s)".formatted(folder, counted(pictures, "picture"));
    }

    static String counted(int count, String what) {
        return "%s %s%s".formatted(count, what, count == 1 ? "" : "s");
    }

    /// The first of them, and that there are more.
    static String some(List<String> names) {
        String first = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMED ? first + ", ..." : first;
    }
}
