package dev.alphalift.matte.backdrop;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Length.Unit;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Size;

/// A soft shadow of a subject, made from its opacity; black.
///
/// @param kind how it falls
/// @param strength how dark it is at its darkest, 0 to 1
/// @param right how far it is moved to the right; negative: to the left
/// @param down how far it is moved down; negative: up
/// @param blur standard deviation of the Gaussian that makes it soft, not negative
/// @param unit of the three lengths: pixels, or percent of the canvas' long side
public record Shadow(
        Kind kind, double strength, double right, double down, double blur, Unit unit) {
    private static final double MOST_PERCENT = 50;
    private static final double MOST_BLUR_PERCENT = 10;
    private static final double MOST_PIXELS = 10_000;

    /// How a shadow falls.
    public enum Kind {
        /// On a wall behind the subject: its outline, moved and blurred.
        DROP(0.5, 0.8, 1.2, 1.2),
        /// On the floor, to the back and to the right: its outline, laid down from its lowest row.
        FLOOR(0.5, 0, 0, 0.7),
        /// On the floor beneath the subject: a flat ellipse as wide as its lowest fifth, as under a
        /// car.
        CONTACT(0.65, 0, 0.2, 0.6);

        private final double strength;
        private final double right;
        private final double down;
        private final double blur;

        Kind(double strength, double right, double down, double blur) {
            this.strength = strength;
            this.right = right;
            this.down = down;
            this.blur = blur;
        }
    }

    public Shadow {
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException(
                    "The strength (%s) must lie in 0 to 1.".formatted(strength));
        }
        requireLength("offset to the right", Math.abs(right), unit, MOST_PERCENT);
        requireLength("offset down", Math.abs(down), unit, MOST_PERCENT);
        requireLength("blur", blur, unit, MOST_BLUR_PERCENT);
    }

    private static void requireLength(String name, double value, Unit unit, double mostPercent) {
        double most = unit == Unit.PERCENT ? mostPercent : MOST_PIXELS;
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException(
                    "The shadow's %s (%s) must be %s at most.".formatted(name, value, most));
        }
    }

    /// A kind with what suits it, in percent of the canvas' long side.
    public static Shadow of(Kind kind) {
        return new Shadow(kind, kind.strength, kind.right, kind.down, kind.blur, Unit.PERCENT);
    }

    /// This with another strength, 0 to 1.
    public Shadow withStrength(double value) {
        return new Shadow(kind, value, right, down, blur, unit);
    }

    /// The shadow alone: RGBA, black, its opacity computed row by row from a small plane. Put
    /// together with what casts it by [Overlay].
    ///
    /// @param cutout RGBA; what casts the shadow; read once, from top to bottom
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if there is no time
    public PixelRows behind(PixelRows cutout, Deadline deadline) {
        if (cutout.channels() != PixelRows.Channels.RGBA) {
            throw new IllegalArgumentException(
                    "A cutout has opacity; %s has none.".formatted(cutout.channels()));
        }
        return ShadowRows.of(this, cutout, deadline);
    }

    /// What it takes for each pixel of the canvas, at most: the plane, moved and blurred.
    public int bytesPerPixel() {
        return 3;
    }

    /// A length in pixels of a canvas.
    double pixels(double length, Size canvas) {
        return switch (unit) {
            case PIXELS -> length;
            case PERCENT -> length * Math.max(canvas.width(), canvas.height()) / 100;
        };
    }
}
