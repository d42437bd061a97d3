package dev.alphalift.matte.backdrop;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Length;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Region;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Rgba;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import org.jspecify.annotations.Nullable;

/// What can be put behind a cutout, before it is known how large it must be.
public sealed interface Backdrop {
    /// What it goes behind.
    ///
    /// @param canvas what it must cover
    /// @param original the picture that the subject was cut out of; its transparency is left out
    /// @param subject how opaque the subject is in it, of its size; null where nobody knows
    record Place(
            Size canvas,
            RgbImage original,
            @Nullable Alpha subject,
            Workers workers,
            Deadline deadline) {}

    /// As large as a canvas: RGB, or RGBA where it can be seen through.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if there is no time
    PixelRows on(Place place);

    /// Whether it lets nothing through.
    boolean isOpaque();

    /// What it takes for each pixel of the canvas, at most.
    int bytesPerPixel();

    /// One colour.
    record Colour(Rgba colour) implements Backdrop {
        @Override
        public PixelRows on(Place place) {
            return new GradientRows(place.canvas(), colour, colour, 0);
        }

        @Override
        public boolean isOpaque() {
            return colour.alpha() == 255;
        }

        @Override
        public int bytesPerPixel() {
            return 0;
        }
    }

    /// From one colour to another along a line, as CSS has it (CSS Images 3, `linear-gradient`):
    /// the corners that the line points away from and to have the two colours as they are.
    ///
    /// @param degrees where to, clockwise: 0 is upwards, 90 to the right, 180 downwards
    record Gradient(Rgba from, Rgba to, double degrees) implements Backdrop {
        public Gradient {
            if (!Double.isFinite(degrees)) {
                throw new IllegalArgumentException(
                        "The angle (%s) must be a number.".formatted(degrees));
            }
        }

        @Override
        public PixelRows on(Place place) {
            return new GradientRows(place.canvas(), from, to, degrees);
        }

        @Override
        public boolean isOpaque() {
            return from.alpha() == 255 && to.alpha() == 255;
        }

        @Override
        public int bytesPerPixel() {
            return 0;
        }
    }

    /// The original out of focus, its middle where the canvas has other proportions; the subject is
    /// replaced by what is around it.
    ///
    /// @param deviation of the Gaussian, in pixels of the original or percent of its long side
    record Blur(Length deviation) implements Backdrop {
        /// Two percent: what lies behind is a mood, no more.
        public static final Blur DEFAULT = new Blur(new Length(2, Length.Unit.PERCENT));

        @Override
        public PixelRows on(Place place) {
            Size size = place.original().size();
            double sigma = deviation.of(Math.max(size.width(), size.height()), 1);
            RgbImage blurred =
                    BlurredOriginal.of(place.original(), place.subject(), sigma, place.deadline());
            return Covering.of(place, blurred);
        }

        @Override
        public boolean isOpaque() {
            return true;
        }

        @Override
        public int bytesPerPixel() {
            // The blurred colours beside; before that colours twice, and nothing else.
            return Covering.BYTES_PER_PIXEL + 3;
        }
    }

    /// A landscape, computed and out of focus: sky, hills and a meadow.
    ///
    /// @param seed says which
    record Nature(long seed) implements Backdrop {
        @Override
        public PixelRows on(Place place) {
            RgbImage scene = NaturalScene.of(place.canvas(), seed, place.deadline());
            return Covering.of(place, scene);
        }

        @Override
        public boolean isOpaque() {
            return true;
        }

        @Override
        public int bytesPerPixel() {
            return Covering.BYTES_PER_PIXEL;
        }
    }

    /// A picture: its middle, in the canvas' proportions.
    record Picture(RgbImage picture) implements Backdrop {
        @Override
        public PixelRows on(Place place) {
            return Covering.of(place, picture);
        }

        @Override
        public boolean isOpaque() {
            Alpha opacity = picture.transparency();
            return opacity == null || opacity.isAll(Region.whole(opacity.size()), 255);
        }

        @Override
        public int bytesPerPixel() {
            return Covering.BYTES_PER_PIXEL;
        }
    }
}
