package dev.alphalift.matte;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.Fraction;
import dev.alphalift.image.Mask;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Placement;
import dev.alphalift.image.Region;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A picture's colours as they are, and how opaque each pixel is: the mask times the transparency
/// that the picture came with.
public final class Cutout {
    private static final int HIGHEST = 255;

    private final RgbImage colours;
    private final Alpha alpha;

    private Cutout(RgbImage colours, Alpha alpha) {
        this.colours = colours;
        this.alpha = alpha;
    }

    /// The cutout of a picture.
    ///
    /// @param mask of the picture's size
    public static Cutout of(RgbImage image, Mask mask) {
        if (!image.size().equals(mask.size())) {
            throw new IllegalArgumentException(
                    "The mask (%s) must be as large as the picture (%s)."
                            .formatted(mask.size(), image.size()));
        }
        return new Cutout(image, alpha(mask, image.transparency()));
    }

    private static Alpha alpha(Mask mask, @Nullable Alpha transparency) {
        byte[] values = mask.values();
        if (transparency == null) {
            return new Alpha(mask.size(), values);
        }
        byte[] own = transparency.values();
        byte[] product = new byte[values.length];
        for (int at = 0; at < product.length; at++) {
            product[at] = (byte) Fraction.product(values[at] & 0xff, own[at] & 0xff);
        }
        return new Alpha(mask.size(), product);
    }

    /// How opaque each pixel is.
    public Alpha alpha() {
        return alpha;
    }

    /// Whether nothing of a canvas would be transparent.
    public boolean isOpaque(Placement placement) {
        return placement.fillsCanvas() && alpha.isAll(placement.piece(), HIGHEST);
    }

    /// The cutout on its canvas, RGBA; transparent black where nothing of it can be seen, so that
    /// what was removed is not in the file. A piece that is scaled is scaled here, colours and
    /// opacity each by itself, and its rows are put together when they are read.
    public PixelRows on(Placement placement, Workers workers) {
        if (!placement.scales()) {
            return new Placed(colours, alpha, placement);
        }
        Size size = placement.target().size();
        return new Placed(
                colours.part(placement.piece()).resized(size, workers),
                alpha.resized(placement.piece(), size, workers),
                scaled(placement));
    }

    /// The opacity alone on its canvas, grey.
    public PixelRows opacityOn(Placement placement, Workers workers) {
        if (!placement.scales()) {
            return new Opacity(alpha, placement);
        }
        Size size = placement.target().size();
        return new Opacity(alpha.resized(placement.piece(), size, workers), scaled(placement));
    }

    /// The rest of a placement when the scaling has been done.
    private static Placement scaled(Placement placement) {
        return new Placement(
                placement.canvas(),
                Region.whole(placement.target().size()),
                placement.target(),
                placement.subject());
    }

    private record Placed(RgbImage colours, Alpha alpha, Placement placement) implements PixelRows {
        @Override
        public Size size() {
            return placement.canvas();
        }

        @Override
        public Channels channels() {
            return Channels.RGBA;
        }

        @Override
        public void copyRow(int row, byte[] target, int offset) {
            Region piece = placement.piece();
            Region place = placement.target();
            if (!placement.fillsCanvas()) {
                Arrays.fill(target, offset, offset + 4 * size().width(), (byte) 0);
            }
            if (row < place.top() || row >= place.bottom()) {
                return;
            }
            byte[] samples = colours.samples();
            byte[] opacity = alpha.values();
            int line = (piece.top() + row - place.top()) * alpha.size().width() + piece.left();
            int start = offset + 4 * place.left();
            for (int x = 0; x < piece.width(); x++) {
                int from = 3 * (line + x);
                int to = start + 4 * x;
                byte visible = opacity[line + x];
                target[to] = visible == 0 ? 0 : samples[from];
                target[to + 1] = visible == 0 ? 0 : samples[from + 1];
                target[to + 2] = visible == 0 ? 0 : samples[from + 2];
                target[to + 3] = visible;
            }
        }
    }

    private record Opacity(Alpha alpha, Placement placement) implements PixelRows {
        @Override
        public Size size() {
            return placement.canvas();
        }

        @Override
        public Channels channels() {
            return Channels.GREY;
        }

        @Override
        public void copyRow(int row, byte[] target, int offset) {
            Region piece = placement.piece();
            Region place = placement.target();
            Arrays.fill(target, offset, offset + size().width(), (byte) 0);
            if (row < place.top() || row >= place.bottom()) {
                return;
            }
            int line = (piece.top() + row - place.top()) * alpha.size().width() + piece.left();
            System.arraycopy(alpha.values(), line, target, offset + place.left(), piece.width());
        }
    }
}
