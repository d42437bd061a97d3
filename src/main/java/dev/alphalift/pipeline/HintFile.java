package dev.alphalift.pipeline;

import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;

/// A picture file of what a person keeps and erases ([dev.alphalift.image.Hint]). One that cannot
/// be read has the faults of every picture, with its name before them.
public final class HintFile extends OptionFile {
    /// @param option what the caller calls it
    public HintFile(String option, byte[] bytes) {
        super(option, bytes);
    }

    @Override
    AlphaliftException named(AlphaliftException fault) {
        String message = "%s: %s".formatted(option(), fault.getMessage());
        return switch (fault) {
            case ImageTooLarge large -> new ImageTooLarge(message, large);
            case UnsupportedFormat other -> new UnsupportedFormat(other.format(), message);
            default -> new UnreadableImage(message, fault);
        };
    }
}
