package dev.alphalift.pipeline;

import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import java.util.Locale;
import java.util.function.Supplier;

/// A picture file that is the value of an option: one that is put behind a cutout, or a hint. Owns
/// its bytes; they are never written to again.
public final class OptionFile {
    private final String option;
    private final byte[] bytes;

    /// @param option what the caller calls it; faults of this file name it
    public OptionFile(String option, byte[] bytes) {
        this.option = option;
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /// Does something with the file; what is wrong with it is told under its name.
    ///
    /// @throws InvalidOption if it is no picture that can be read
    <T> T named(Supplier<T> work) {
        try {
            return work.get();
        } catch (UnreadableImage | UnsupportedFormat | ImageTooLarge e) {
            throw new InvalidOption(
                    option,
                    String.format(Locale.ROOT, "a file of %,d bytes", bytes.length),
                    String.valueOf(e.getMessage()));
        }
    }
}
