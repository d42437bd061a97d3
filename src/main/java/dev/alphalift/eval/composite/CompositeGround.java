package dev.alphalift.eval.composite;

import dev.alphalift.image.Region;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import java.util.Arrays;

/// What a composite is put over. Opaque.
sealed interface CompositeGround {
    CompositeGround WHITE = new Uniform(255);
    CompositeGround BLACK = new Uniform(0);
    CompositeGround GREY = new Uniform(128);
    CompositeGround CHECKERBOARD = new Checkerboard();

    /// Writes one channel of a row: 0 red, 1 green, 2 blue. The row is as wide as the target.
    void copyRow(int row, int channel, byte[] target);

    /// A picture that covers a canvas: scaled in its own proportions by Lanczos, then cut around
    /// its middle. Its transparency is left out.
    static CompositeGround covering(Size canvas, RgbImage picture) {
        double scale =
                Math.max(
                        (double) canvas.width() / picture.size().width(),
                        (double) canvas.height() / picture.size().height());
        Size scaled =
                new Size(
                        covering(picture.size().width() * scale, canvas.width()),
                        covering(picture.size().height() * scale, canvas.height()));
        try (Workers caller = new Workers(1)) {
            Region middle =
                    new Region(
                            (scaled.width() - canvas.width()) / 2,
                            (scaled.height() - canvas.height()) / 2,
                            canvas.width(),
                            canvas.height());
            return new Scene(picture.scaled(scaled, caller).part(middle));
        }
    }

    private static int covering(double length, int canvas) {
        return Math.max(canvas, Math.toIntExact(Math.round(length)));
    }

    /// A grey.
    record Uniform(int value) implements CompositeGround {
        @Override
        public void copyRow(int row, int channel, byte[] target) {
            Arrays.fill(target, (byte) value);
        }
    }

    /// Squares of 8 pixels of 255 and 204, white in the upper left corner: how image editors show
    /// transparency.
    record Checkerboard() implements CompositeGround {
        private static final int SIDE = 8;

        @Override
        public void copyRow(int row, int channel, byte[] target) {
            for (int x = 0; x < target.length; x++) {
                target[x] = (byte) ((x / SIDE + row / SIDE) % 2 == 0 ? 255 : 204);
            }
        }
    }

    /// A picture as large as the canvas.
    record Scene(RgbImage picture) implements CompositeGround {
        @Override
        public void copyRow(int row, int channel, byte[] target) {
            byte[] samples = picture.samples();
            int start = 3 * row * picture.size().width() + channel;
            for (int x = 0; x < target.length; x++) {
                target[x] = samples[start + 3 * x];
            }
        }
    }
}
