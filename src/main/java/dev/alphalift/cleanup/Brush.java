package dev.alphalift.cleanup;

import dev.alphalift.image.Length;
import dev.alphalift.image.Size;

/// What a mask is opened, closed, grown or shrunk with.
///
/// @param radius how far it reaches from its middle, in pixels or percent of the long side; rounded
///   to whole pixels, so that a box is `2 radius + 1` wide
/// @param shape its outline
public record Brush(Length radius, Shape shape) {
    /// One that changes nothing.
    public static final Brush NONE = new Brush(Length.NONE, Shape.DISC);

    /// The outline of a brush.
    public enum Shape {
        /// All pixels with `x * x + y * y <= radius * radius`. The time goes with the radius.
        DISC,
        /// A square. The time does not depend on the radius.
        BOX
    }

    /// A round one.
    public static Brush disc(Length radius) {
        return new Brush(radius, Shape.DISC);
    }

    /// A square one.
    public static Brush box(Length radius) {
        return new Brush(radius, Shape.BOX);
    }

    boolean isNone() {
        return radius.value() == 0;
    }

    int pixels(Size size) {
        return (int) Math.round(CleanUp.pixels(radius, size));
    }

    /// As words say it.
    String text() {
        return shape == Shape.BOX ? "box:" + text(radius) : text(radius);
    }

    /// A length as words say it; empty for none.
    static String text(Length length) {
        if (length.value() == 0) {
            return "";
        }
        return length.value() + (length.unit() == Length.Unit.PIXELS ? "px" : "%");
    }
}
