package dev.alphalift.pipeline;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.image.Length;
import dev.alphalift.image.Region;
import dev.alphalift.image.Size;
import java.util.Locale;

/// The part of a picture that its subject is looked for in, by two corners: percent of the picture
/// or pixels of the picture as it was sent.
public record Area(Length left, Length top, Length right, Length bottom) {
    /// The area in a picture, cut off at its edges.
    ///
    /// @param sent the picture's size as it was sent
    /// @param size its size now
    /// @throws InvalidOption if nothing of the picture is in it
    Region in(Size sent, Size size) {
        double scaleX = (double) size.width() / sent.width();
        double scaleY = (double) size.height() / sent.height();
        int firstX = (int) Math.floor(left.of(size.width(), scaleX));
        int firstY = (int) Math.floor(top.of(size.height(), scaleY));
        int endX = (int) Math.min(size.width(), Math.ceil(right.of(size.width(), scaleX)));
        int endY = (int) Math.min(size.height(), Math.ceil(bottom.of(size.height(), scaleY)));
        if (firstX >= endX || firstY >= endY) {
            throw new InvalidOption(
                    "roi",
                    "%s %s %s %s".formatted(text(left), text(top), text(right), text(bottom)),
                    "nothing of the picture (%s) lies in it.".formatted(sent));
        }
        return new Region(firstX, firstY, endX - firstX, endY - firstY);
    }

    private static String text(Length length) {
        return switch (length.unit()) {
            case PIXELS -> String.format(Locale.ROOT, "%.0fpx", length.value());
            case PERCENT -> "%s%%".formatted(length.value());
        };
    }
}
