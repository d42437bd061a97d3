package dev.alphalift.cleanup;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.image.Length;

/// Collects what a [CleanUp] does. Used by one thread.
public final class CleanUpBuilder {
    private Brush open = Brush.NONE;
    private Brush close = Brush.NONE;
    private boolean fillHoles;
    private Length dropSpecks = Length.NONE;
    private boolean largest;
    private Length grow = Length.NONE;
    private Length shrink = Length.NONE;
    private int threshold;
    private Length smooth = Length.NONE;
    private Length feather = Length.NONE;

    CleanUpBuilder() {}

    public CleanUpBuilder open(Brush brush) {
        open = brush;
        return this;
    }

    public CleanUpBuilder close(Brush brush) {
        close = brush;
        return this;
    }

    public CleanUpBuilder fillHoles(boolean value) {
        fillHoles = value;
        return this;
    }

    /// Parts that are smaller go.
    ///
    /// @param side of the square that tells how many pixels a part must have
    public CleanUpBuilder dropSpecks(Length side) {
        dropSpecks = side;
        return this;
    }

    public CleanUpBuilder largest(boolean value) {
        largest = value;
        return this;
    }

    public CleanUpBuilder grow(Length radius) {
        grow = radius;
        return this;
    }

    public CleanUpBuilder shrink(Length radius) {
        shrink = radius;
        return this;
    }

    /// Cuts the mask in two.
    ///
    /// @param value 1 to 255; 0 for none
    public CleanUpBuilder threshold(int value) {
        threshold = value;
        return this;
    }

    /// Blurs.
    ///
    /// @param sigma the standard deviation
    public CleanUpBuilder smooth(Length sigma) {
        smooth = sigma;
        return this;
    }

    public CleanUpBuilder feather(Length width) {
        feather = width;
        return this;
    }

    /// One option as words say it.
    ///
    /// @param name one of [CleanUp#NAMES]
    /// @param value a length (`3`, `3px`, `5‰`, `5pm`, `0.5%`; for `open` and `close` also
    ///   `box:3px`), a yes or no, or a number
    /// @throws InvalidOption if there is no such option, or it cannot have such a value
    public CleanUpBuilder set(String name, String value) {
        return switch (name) {
            case "open" -> open(CleanUpWords.brush(name, value));
            case "close" -> close(CleanUpWords.brush(name, value));
            case "fill-holes" -> fillHoles(CleanUpWords.flag(name, value));
            case "drop-specks" -> dropSpecks(CleanUpWords.length(name, value));
            case "largest" -> largest(CleanUpWords.flag(name, value));
            case "grow" -> grow(CleanUpWords.length(name, value));
            case "shrink" -> shrink(CleanUpWords.length(name, value));
            case "threshold" -> threshold(CleanUpWords.number(name, value));
            case "smooth" -> smooth(CleanUpWords.length(name, value));
            case "feather" -> feather(CleanUpWords.length(name, value));
            default ->
                    throw new InvalidOption(
                            name,
                            value,
                            "there is no such clean-up of a mask.\nMaybe one of these: %s."
                                    .formatted(String.join(", ", CleanUp.NAMES)));
        };
    }

    public CleanUp build() {
        return new CleanUp(
                open,
                close,
                fillHoles,
                dropSpecks,
                largest,
                grow,
                shrink,
                threshold,
                smooth,
                feather);
    }
}
