package dev.alphalift.evaluation.data;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The files that shelves hold, with their keys and by which key each was taken.
final class ShelvedFiles {
    private static final int NOBODY = 0;
    private static final int ITS_OWN = -1;

    private final FileTable files;
    private final Ints keys = new Ints(); // how long a path's part is, or which of the other keys
    private final Texts otherKeys = new Texts();
    private final Ints takers = new Ints();
    private final Texts otherTakers = new Texts();

    ShelvedFiles(FileTable files) {
        this.files = files;
    }

    /// A file of a shelf, as a view.
    record Shelved(ShelvedFiles all, int file) {
        String key() {
            return all.key(file);
        }

        /// As it was found.
        String path() {
            return all.files.path(file);
        }
    }

    /// Adds a file.
    ///
    /// @param path as it was found
    /// @return its number in the table of files
    int add(String key, String path, Function<String, Content> open) {
        int file = files.add(path, open);
        keys.add(0);
        takers.add(NOBODY);
        rename(file, key);
        return file;
    }

    /// Gives a file another key.
    void rename(int file, String key) {
        if (files.path(file).startsWith(key)) {
            keys.set(file, key.length());
        } else {
            otherKeys.add(key);
            keys.set(file, -otherKeys.size());
        }
    }

    String key(int file) {
        int key = keys.get(file);
        return key < 0 ? otherKeys.get(-key - 1) : files.path(file).substring(0, key);
    }

    /// Gives a file to a key.
    ///
    /// @return the key that had it before; null: none
    @Nullable String take(int file, String key) {
        String before = taker(file);
        if (before == null) {
            boolean isItsOwn = key.equals(key(file));
            if (!isItsOwn) {
                otherTakers.add(key);
            }
            takers.set(file, isItsOwn ? ITS_OWN : otherTakers.size());
        }
        return before;
    }

    boolean isTaken(int file) {
        return takers.get(file) != NOBODY;
    }

    private @Nullable String taker(int file) {
        int taker = takers.get(file);
        return switch (taker) {
            case NOBODY -> null;
            case ITS_OWN -> key(file);
            default -> otherTakers.get(taker - 1);
        };
    }
}
