package dev.alphalift.testset.paint;

import dev.alphalift.image.Size;

/// A layer that is painted on: colours multiplied by opacity, and opacity. One thread, one order of
/// additions, so that the result is the same everywhere.
public final class Canvas {
    /// Subpixels in a row and in a column of a pixel at an outline.
    private static final int SUBPIXELS = 4;

    /// Pixels from an outline at which a pixel may be cut by it.
    private static final double CUT = 1.5;

    private final Size size;
    private final float[] layer;

    public Canvas(Size size) {
        this.size = size;
        this.layer = new float[Math.multiplyExact(4, Math.toIntExact(size.pixels()))];
    }

    public Size size() {
        return size;
    }

    /// Red, green, blue (0 to 255, multiplied by opacity) and opacity (0 to 1), row by row.
    public float[] layer() {
        return layer;
    }

    /// Puts one colour over a pixel.
    void put(int index, double[] tint, double coverage) {
        int at = 4 * index;
        float opacity = (float) (tint[3] * coverage);
        float rest = 1 - opacity;
        layer[at] = layer[at] * rest + clamped(tint[0]) * opacity;
        layer[at + 1] = layer[at + 1] * rest + clamped(tint[1]) * opacity;
        layer[at + 2] = layer[at + 2] * rest + clamped(tint[2]) * opacity;
        layer[at + 3] = layer[at + 3] * rest + opacity;
    }

    private static float clamped(double value) {
        return (float) Math.clamp(value, 0.0, 255.0);
    }

    /// Paints a shape over what is there.
    void paint(Place place, Shape shape, Paint paint) {
        Box box = place.pixels(shape.box()).grown(1);
        int left = Math.clamp((long) Math.floor(box.left()), 0, size.width());
        int right = Math.clamp((long) Math.ceil(box.right()), 0, size.width());
        int top = Math.clamp((long) Math.floor(box.top()), 0, size.height());
        int bottom = Math.clamp((long) Math.ceil(box.bottom()), 0, size.height());
        double[] tint = new double[4];
        double scale = place.scale();
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                double x = place.unitX(column + 0.5, row + 0.5);
                double y = place.unitY(column + 0.5, row + 0.5);
                double distance = shape.distance(x, y);
                if (distance * scale >= CUT) {
                    continue;
                }
                double coverage =
                        distance * scale <= -CUT ? 1 : coverage(place, shape, column, row);
                if (coverage > 0) {
                    paint.at(x, y, -distance, tint);
                    put(row * size.width() + column, tint, coverage);
                }
            }
        }
    }

    private static double coverage(Place place, Shape shape, int column, int row) {
        double sum = 0;
        double sharpness = place.scale() * SUBPIXELS;
        for (int down = 0; down < SUBPIXELS; down++) {
            double pixelY = row + (down + 0.5) / SUBPIXELS;
            for (int across = 0; across < SUBPIXELS; across++) {
                double pixelX = column + (across + 0.5) / SUBPIXELS;
                double distance =
                        shape.distance(place.unitX(pixelX, pixelY), place.unitY(pixelX, pixelY));
                sum += Math.clamp(0.5 - distance * sharpness, 0.0, 1.0);
            }
        }
        return sum / (SUBPIXELS * SUBPIXELS);
    }
}
