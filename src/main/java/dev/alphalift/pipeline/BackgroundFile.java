package dev.alphalift.pipeline;

import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.Locale;

/// A picture file that is put behind a cutout. One that cannot be read is a wrong option, as with
/// remove.bg.
public final class BackgroundFile extends OptionFile {
    /// @param option what the caller calls it; faults of this file name it
    public BackgroundFile(String option, byte[] bytes) {
        super(option, bytes);
    }

    @Override
    AlphaliftException named(AlphaliftException fault) {
        return new InvalidOption(
                option(),
                String.format(Locale.ROOT, "a file of %,d bytes", bytes().length),
                String.valueOf(fault.getMessage()));
    }
}
