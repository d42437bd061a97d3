package dev.alphalift.cli.folder;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.file.Glob;
import java.nio.file.Path;
import java.util.List;

/// Which pictures of a folder are wanted: those that any pattern of the first list matches, or all
/// where there is none, save those that one of the second matches.
///
/// @param included empty: all are
public record FolderSelection(List<Glob> included, List<Glob> excluded) {
    /// Reads patterns as `--include` and `--exclude` have them.
    ///
    /// @throws InvalidOption if a pattern is none
    public static FolderSelection of(List<String> include, List<String> exclude) {
        return new FolderSelection(globs("--include", include), globs("--exclude", exclude));
    }

    private static List<Glob> globs(String option, List<String> patterns) {
        return patterns.stream().map(pattern -> glob(option, pattern)).toList();
    }

    private static Glob glob(String option, String pattern) {
        try {
            return new Glob(pattern);
        } catch (IllegalArgumentException e) {
            throw new InvalidOption(option, pattern, String.valueOf(e.getMessage()));
        }
    }

    /// Whether a picture is wanted.
    ///
    /// @param path from the folder on
    public boolean takes(Path path) {
        return (included.isEmpty() || included.stream().anyMatch(glob -> glob.matches(path)))
                && excluded.stream().noneMatch(glob -> glob.matches(path));
    }
}
