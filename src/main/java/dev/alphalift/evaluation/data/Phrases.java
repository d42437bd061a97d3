package dev.alphalift.evaluation.data;

import java.util.List;
import java.util.stream.Collectors;

/// Counts and names in sentences.
public final class Phrases {
    private static final int MOST_NAMED = 3;

    private Phrases() {}

    /// A folder with how many pictures lie in it.
    public static String folder(String folder, int pictures) {
        return "%s (%s)".formatted(folder, counted(pictures, "picture"));
    }

    public static String counted(int count, String what) {
        return "%s %s%s".formatted(count, what, count == 1 ? "" : "s");
    }

    /// The first of them, and that there are more.
    public static String some(List<String> names) {
        String first = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMED ? first + ", ..." : first;
    }
}
