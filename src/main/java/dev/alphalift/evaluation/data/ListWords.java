package dev.alphalift.evaluation.data;

import java.util.List;
import java.util.Set;

/// Which members of lists are meant to be read: those that are known, the words of options, and
/// what is spelled nearly as one of them.
final class ListWords {
    static final List<String> MEMBERS =
            List.of("foreground", "image", "name", "prediction", "tags", "trimap", "truth");

    /// Words that mean a file of a pair, whatever their value looks like.
    static final Set<String> ROLES =
            Set.of(
                    "image",
                    "img",
                    "picture",
                    "truth",
                    "groundtruth",
                    "gt",
                    "mask",
                    "matte",
                    "alpha",
                    "pha",
                    "trimap",
                    "prediction",
                    "pred",
                    "predicted",
                    "foreground",
                    "fg",
                    "fgr");

    /// Options that a pair cannot have.
    private static final Set<String> OPTIONS =
            Set.of(
                    "pairs",
                    "images",
                    "masks",
                    "truths",
                    "predictions",
                    "model",
                    "models",
                    "variant",
                    "variants",
                    "resize",
                    "resizepredictions",
                    "threshold",
                    "weight");

    /// Shorter words have neighbours that mean something of their own.
    private static final int SHORTEST = 5;

    private ListWords() {}

    /// Whether a member looks as if it should be read.
    ///
    /// @param plain its name without case, blanks, dashes and underscores
    static boolean looksMeant(String plain) {
        return OPTIONS.contains(plain)
                || ROLES.contains(plain)
                || MEMBERS.contains(plain)
                || MEMBERS.stream().anyMatch(word -> isNear(word, plain))
                || ROLES.stream().anyMatch(word -> isNear(word, plain))
                || ROLES.stream().anyMatch(word -> isFileOf(word, plain));
    }

    /// `mask_path`, `image_file`.
    private static boolean isFileOf(String word, String plain) {
        return plain.startsWith(word)
                && List.of("path", "file", "name", "filename", "url", "uri")
                        .contains(plain.substring(word.length()));
    }

    private static boolean isNear(String word, String plain) {
        return word.length() >= SHORTEST
                && Math.abs(word.length() - plain.length()) <= 2
                && distance(word, plain) <= (word.length() > 6 ? 2 : 1);
    }

    /// Letters to change, add, leave out or swap (optimal string alignment).
    private static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : step(steps, a, b, i, j);
            }
        }
        return steps[a.length()][b.length()];
    }

    private static int step(int[][] steps, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(steps[i - 1][j], steps[i][j - 1]) + 1;
        least = Math.min(least, steps[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
    }
}
