package dev.alphalift.eval.composite;

import dev.alphalift.eval.Comparison;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Fraction;
import dev.alphalift.image.Region;
import dev.alphalift.image.RgbImage;

/// Puts a picture's own colours over a backdrop (Porter and Duff 1984, "over", straight opacity):
/// `round((c a + b (255 - a)) / 255)` for each sample. That is a picture of 8 bits, which anybody
/// can save, and measure by another tool: scores of composites are scores of these files. No
/// colours are estimated, since both sides of a comparison use those of one picture.
public final class Composite {
    private static final int GREY = 128;

    private final RgbImage source;
    private final byte[] colours;
    private final byte[] behind;

    Composite(RgbImage source) {
        this.source = source;
        this.colours = new byte[source.size().width()];
        this.behind = new byte[source.size().width()];
    }

    /// Writes a channel of both composites, by prediction and by truth, over one backdrop.
    ///
    /// @param channel 0 red, 1 green, 2 blue
    void write(int channel, CompositeGround backdrop, Comparison mattes, SimilarityMeter target) {
        byte[] samples = source.samples();
        int width = source.size().width();
        for (int y = 0; y < source.size().height(); y++) {
            int start = y * width;
            for (int x = 0; x < width; x++) {
                colours[x] = samples[3 * (start + x) + channel];
            }
            backdrop.copyRow(y, channel, behind);
            over(colours, mattes.predicted().values(), behind, target.one(), start);
            over(colours, mattes.truth().values(), behind, target.other(), start);
        }
    }

    /// A part of a composite over mid-grey.
    public static RgbImage overGrey(RgbImage source, Alpha alpha, Region part) {
        byte[] samples = source.part(part).samples().clone();
        int line = 3 * part.width();
        for (int at = 0; at < samples.length; at++) {
            int y = part.top() + at / line;
            int x = part.left() + at % line / 3;
            int opacity = alpha.values()[y * alpha.size().width() + x] & 0xff;
            samples[at] = (byte) Fraction.over(samples[at] & 0xff, opacity, GREY);
        }
        return new RgbImage(part.size(), samples);
    }

    private static void over(
            byte[] colours, byte[] opacity, byte[] behind, char[] target, int start) {
        for (int x = 0; x < colours.length; x++) {
            int alpha = opacity[start + x] & 0xff;
            target[start + x] = (char) Fraction.over(colours[x] & 0xff, alpha, behind[x] & 0xff);
        }
    }
}
