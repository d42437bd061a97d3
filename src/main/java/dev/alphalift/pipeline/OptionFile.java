package dev.alphalift.pipeline;

import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import java.util.function.Supplier;

/// A picture file beside the one that is worked on. Owns its bytes; they are never written to
/// again.
public abstract sealed class OptionFile permits BackgroundFile, HintFile {
    private final String option;
    private final byte[] bytes;

    OptionFile(String option, byte[] bytes) {
        this.option = option;
        this.bytes = bytes;
    }

    /// What the caller calls it.
    final String option() {
        return option;
    }

    final byte[] bytes() {
        return bytes;
    }

    /// Does something with the file; what is wrong with it is told under its name.
    final <T> T named(Supplier<T> work) {
        try {
            return work.get();
        } catch (UnreadableImage | UnsupportedFormat | ImageTooLarge e) {
            throw named(e);
        }
    }

    /// A fault of this file under its name.
    abstract AlphaliftException named(AlphaliftException fault);
}
