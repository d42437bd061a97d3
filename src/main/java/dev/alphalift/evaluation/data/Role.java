package dev.alphalift.evaluation.data;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a file is in a pair, as data sets tell it by their folders' and files' names ([RoleWords]).
public enum Role {
    IMAGES,
    /// Pictures without their background, which still have to be put over something.
    FOREGROUNDS,
    TRUTH,
    TRIMAPS,
    PREDICTIONS;

    /// Its name in reports and options.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a folder's name says of the files in it; null: nothing.
    static @Nullable Role ofFolder(String folder) {
        return RoleWords.ofFolder(folder);
    }

    /// What a file's name without its type says of it; null: nothing.
    static @Nullable Role ofStem(String stem) {
        return RoleWords.ofStem(stem);
    }

    /// A file's name without its type and without what tells its role: `GT01` of `GT01_alpha`.
    static String bare(String stem) {
        return RoleWords.bare(stem);
    }
}
