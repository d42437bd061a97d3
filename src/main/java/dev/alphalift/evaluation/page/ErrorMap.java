package dev.alphalift.evaluation.page;

import dev.alphalift.eval.Comparison;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Region;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;

/// A picture of where a prediction errs: blue where subject is missed (predicted below the truth),
/// orange where there is too much of it, over the dimmed and grey source, or over the dimmed truth
/// where there is no source.
///
/// A pixel of the map stands for a cell of the pair. Its strength is the square root of the cell's
/// mean |p - t|, so that thin and faint errors can be seen; the kind that is more in the cell gives
/// the hue. Both ramps grow in lightness with the strength, alike, and differ in blue against
/// orange, which colour-blind eyes tell apart too.
public final class ErrorMap {
    // Red, green, blue at strength 0, 1/2 and 1; page.css shows the same.
    private static final int[][] MISSED = {{16, 50, 120}, {40, 125, 215}, {175, 225, 255}};
    private static final int[][] EXCESS = {{110, 35, 8}, {228, 112, 20}, {255, 222, 140}};

    private static final double DIMMED = 0.4;

    private final Comparison pair;
    private final Size size;
    private final byte[] samples;

    private ErrorMap(Comparison pair, Size size, byte[] samples) {
        this.pair = pair;
        this.size = size;
        this.samples = samples;
    }

    /// The map of a pair.
    ///
    /// @param size of the map, in neither direction larger than the pair
    public static RgbImage of(Comparison pair, Size size, Workers workers) {
        if (size.width() > pair.size().width() || size.height() > pair.size().height()) {
            throw new IllegalArgumentException(
                    "A map of %s is larger than its pair of %s.".formatted(size, pair.size()));
        }
        var map = new ErrorMap(pair, size, dimmed(pair, size, workers));
        workers.forRowRanges(size.height(), 8, map::paint);
        return new RgbImage(size, map.samples);
    }

    private static byte[] dimmed(Comparison pair, Size size, Workers workers) {
        byte[] grey = new byte[Math.toIntExact(3 * size.pixels())];
        RgbImage source = pair.source();
        byte[] colours =
                source == null
                        ? pair.truth().resized(whole(pair.truth()), size, workers).values()
                        : source.resized(size, workers).samples();
        for (int at = 0; at < size.pixels(); at++) {
            byte value = (byte) Math.round(DIMMED * luma(colours, at, source != null));
            grey[3 * at] = value;
            grey[3 * at + 1] = value;
            grey[3 * at + 2] = value;
        }
        return grey;
    }

    private static Region whole(Alpha plane) {
        return Region.whole(plane.size());
    }

    // ITU-R BT.601.
    private static double luma(byte[] values, int at, boolean colour) {
        if (!colour) {
            return values[at] & 0xff;
        }
        return 0.299 * (values[3 * at] & 0xff)
                + 0.587 * (values[3 * at + 1] & 0xff)
                + 0.114 * (values[3 * at + 2] & 0xff);
    }

    private void paint(int from, int to) {
        Size whole = pair.size();
        for (int y = from; y < to; y++) {
            int top = edge(y, size.height(), whole.height());
            int bottom = edge(y + 1, size.height(), whole.height());
            for (int x = 0; x < size.width(); x++) {
                int left = edge(x, size.width(), whole.width());
                int right = edge(x + 1, size.width(), whole.width());
                paintCell(3 * (y * size.width() + x), left, top, right, bottom);
            }
        }
    }

    private static int edge(int cell, int cells, int pixels) {
        return Math.toIntExact((long) cell * pixels / cells);
    }

    private void paintCell(int at, int left, int top, int right, int bottom) {
        byte[] predicted = pair.predicted().values();
        byte[] truth = pair.truth().values();
        int width = pair.size().width();
        long missed = 0;
        long excess = 0;
        for (int y = top; y < bottom; y++) {
            for (int pixel = y * width + left; pixel < y * width + right; pixel++) {
                int difference = (predicted[pixel] & 0xff) - (truth[pixel] & 0xff);
                missed += Math.max(0, -difference);
                excess += Math.max(0, difference);
            }
        }
        double values = 255.0 * (right - left) * (bottom - top);
        double strength = Math.sqrt((missed + excess) / values);
        blend(at, missed >= excess ? MISSED : EXCESS, strength);
    }

    private void blend(int at, int[][] ramp, double strength) {
        // Opaque from a mean error of a quarter on.
        double opacity = Math.min(1, 2 * strength);
        int[] low = strength < 0.5 ? ramp[0] : ramp[1];
        int[] high = strength < 0.5 ? ramp[1] : ramp[2];
        double between = strength < 0.5 ? 2 * strength : 2 * strength - 1;
        for (int channel = 0; channel < 3; channel++) {
            double colour = low[channel] + between * (high[channel] - low[channel]);
            int behind = samples[at + channel] & 0xff;
            samples[at + channel] = (byte) Math.round(behind + opacity * (colour - behind));
        }
    }
}
