package dev.alphalift.evaluation.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Files by numbers: their paths, and what opens them. Nothing is kept of a file besides.
final class FileTable {
    static final int NONE = -1;

    private final Texts paths = new Texts();
    private final Ints openers = new Ints();
    private final List<Function<String, Content>> functions = new ArrayList<>();

    /// Adds a file.
    ///
    /// @param open the file of a path; the fewer functions, the better
    /// @return its number
    int add(String path, Function<String, Content> open) {
        int opener = functions.indexOf(open);
        if (opener < 0) {
            opener = functions.size();
            functions.add(open);
        }
        paths.add(path);
        openers.add(opener);
        return paths.size() - 1;
    }

    String path(int file) {
        return paths.get(file);
    }

    /// The file, made anew; null for [#NONE].
    @Nullable Content open(int file) {
        return file == NONE ? null : functions.get(openers.get(file)).apply(paths.get(file));
    }
}
