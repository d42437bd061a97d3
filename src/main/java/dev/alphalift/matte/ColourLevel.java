package dev.alphalift.matte;

import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import org.jspecify.annotations.Nullable;

/// One size of the picture in [ForegroundColours]: hands out rows of foreground and background
/// colours from the top to the bottom, each made of the rows of the next smaller size. All passes
/// over the picture go on at once, each a row behind the one before it, so that no more than a few
/// rows are in memory and the order of the computation is still that of whole passes.
final class ColourLevel {
    // Germer et al. 2020, section 4, and the defaults of its authors' library.
    private static final float REGULARIZATION = 1e-5f;
    private static final float ALONE = 1 / (1 + 4 * REGULARIZATION);

    /// What a pixel of a row takes: opacity, and the colours of picture, subject and background.
    static final long BYTES_A_PIXEL = (1 + 3 + 3 + 3) * Float.BYTES;

    private static final int SMALL = 32;
    private static final int PASSES_SMALL = 10;
    private static final int PASSES = 2;
    private static final float[] FRACTION = fractions();

    private final Size size;
    private final Size whole;
    private final byte[] samples;
    private final char[] alpha;
    private final @Nullable ColourLevel smaller;
    private final int passes;
    private final Row[] ring;
    private final int[] pixelOf;
    private final int[] smallerOf;
    private int loaded = -1;
    private int given = -1;

    /// @param smaller the level below; null for the first, whose rows are then set by [#start]
    ColourLevel(Size size, RgbImage image, char[] alpha, @Nullable ColourLevel smaller) {
        this(size, image, alpha, smaller, passes(size) + 2);
    }

    /// @param rows that are in memory at once
    ColourLevel(Size size, RgbImage image, char[] alpha, @Nullable ColourLevel smaller, int rows) {
        this.size = size;
        this.whole = image.size();
        this.samples = image.samples();
        this.alpha = alpha;
        this.smaller = smaller;
        this.passes = passes(size);
        this.ring = new Row[rows];
        for (int slot = 0; slot < ring.length; slot++) {
            ring[slot] = new Row(size.width());
        }
        this.pixelOf = nearest(size.width(), whole.width());
        this.smallerOf = nearest(size.width(), smaller == null ? 1 : smaller.size.width());
    }

    /// How many passes over the picture a size gets.
    static int passes(Size size) {
        return size.width() <= SMALL && size.height() <= SMALL ? PASSES_SMALL : PASSES;
    }

    /// The first level's one row, in the mean colours.
    void start(float[] foreground, float[] background) {
        System.arraycopy(foreground, 0, ring[0].foreground, 0, 3);
        System.arraycopy(background, 0, ring[0].background, 0, 3);
    }

    /// A row with all passes done; rows are asked for in order, and the same one as often as is
    /// liked.
    Row row(int y) {
        while (given < y) {
            int last = given + 1 + passes;
            while (loaded < last) {
                loaded++;
                if (loaded < size.height()) {
                    load(loaded);
                }
                for (int pass = 0; pass < passes; pass++) {
                    int line = loaded - 1 - pass;
                    if (line >= 0 && line < size.height()) {
                        improve(line);
                    }
                }
            }
            given++;
        }
        return at(y);
    }

    /// A row as it is.
    Row at(int y) {
        return ring[y % ring.length];
    }

    /// For each pixel of a row the nearest one of another row.
    private static int[] nearest(int width, int other) {
        int[] nearest = new int[width];
        for (int x = 0; x < width; x++) {
            nearest[x] = Math.toIntExact((long) x * other / width);
        }
        return nearest;
    }

    private static float[] fractions() {
        float[] fractions = new float[256];
        for (int value = 0; value < 256; value++) {
            fractions[value] = value / 255f;
        }
        return fractions;
    }

    private void load(int y) {
        loadPicture(y);
        loadColours(y);
    }

    /// Picture and mask of a row by their nearest pixels.
    void loadPicture(int y) {
        Row row = at(y);
        int source = Math.toIntExact((long) y * whole.height() / size.height()) * whole.width();
        for (int x = 0; x < pixelOf.length; x++) {
            int pixel = source + pixelOf[x];
            row.alpha[x] = alpha[pixel] / (float) FineAlpha.OPAQUE;
            row.image[3 * x] = FRACTION[samples[3 * pixel] & 0xff];
            row.image[3 * x + 1] = FRACTION[samples[3 * pixel + 1] & 0xff];
            row.image[3 * x + 2] = FRACTION[samples[3 * pixel + 2] & 0xff];
        }
    }

    /// Colours of the smaller size by their nearest pixels; rows in their order.
    void loadColours(int y) {
        if (smaller == null) {
            return;
        }
        Row row = at(y);
        Row from = smaller.row(Math.toIntExact((long) y * smaller.size.height() / size.height()));
        copy(from.foreground, row.foreground);
        copy(from.background, row.background);
    }

    private void copy(float[] from, float[] to) {
        for (int x = 0; x < smallerOf.length; x++) {
            int near = 3 * smallerOf[x];
            to[3 * x] = from[near];
            to[3 * x + 1] = from[near + 1];
            to[3 * x + 2] = from[near + 2];
        }
    }

    /// One pass over a row: each pixel's two colours by equation 5, from its own colour and those
    /// that its four neighbours have now; a neighbour beyond the border is the pixel itself.
    void improve(int y) {
        Row row = at(y);
        Row above = y == 0 ? row : at(y - 1);
        Row below = y == size.height() - 1 ? row : at(y + 1);
        float[] alphas = row.alpha;
        int last = size.width() - 1;
        for (int x = 0; x <= last; x++) {
            int left = Math.max(0, x - 1);
            int right = Math.min(last, x + 1);
            float a0 = alphas[x];
            boolean isAlike =
                    alphas[left] == a0
                            && alphas[right] == a0
                            && above.alpha[x] == a0
                            && below.alpha[x] == a0;
            if (isAlike && a0 == 1) {
                own(row.image, row.foreground, above.foreground, below.foreground, x, left, right);
                others(row.background, above.background, below.background, x, left, right);
            } else if (isAlike && a0 == 0) {
                own(row.image, row.background, above.background, below.background, x, left, right);
                others(row.foreground, above.foreground, below.foreground, x, left, right);
            } else {
                solve(row, above, below, x, left, right);
            }
        }
    }

    /// What is left of the equation where a pixel and its neighbours are wholly of one kind: that
    /// kind's colour is the pixel's own but for the little that smoothness asks.
    private static void own(
            float[] image, float[] row, float[] above, float[] below, int x, int left, int right) {
        for (int c = 0; c < 3; c++) {
            int at = 3 * x + c;
            float around = row[3 * left + c] + row[3 * right + c] + above[at] + below[at];
            row[at] = (image[at] + REGULARIZATION * around) * ALONE;
        }
    }

    /// The other kind's colour there: the mean of the neighbours'.
    private static void others(
            float[] row, float[] above, float[] below, int x, int left, int right) {
        for (int c = 0; c < 3; c++) {
            int at = 3 * x + c;
            row[at] = (row[3 * left + c] + row[3 * right + c] + above[at] + below[at]) / 4;
        }
    }

    private static void solve(Row row, Row above, Row below, int x, int left, int right) {
        float a0 = row.alpha[x];
        float a1 = 1 - a0;
        float toLeft = weight(a0, row.alpha[left]);
        float toRight = weight(a0, row.alpha[right]);
        float toAbove = weight(a0, above.alpha[x]);
        float toBelow = weight(a0, below.alpha[x]);
        float sum = toLeft + toRight + toAbove + toBelow;
        float a00 = a0 * a0 + sum;
        float a11 = a1 * a1 + sum;
        float a01 = a0 * a1;
        float scale = 1 / (a00 * a11 - a01 * a01);
        for (int c = 0; c < 3; c++) {
            int at = 3 * x + c;
            float b0 =
                    a0 * row.image[at]
                            + toLeft * row.foreground[3 * left + c]
                            + toRight * row.foreground[3 * right + c]
                            + toAbove * above.foreground[at]
                            + toBelow * below.foreground[at];
            float b1 =
                    a1 * row.image[at]
                            + toLeft * row.background[3 * left + c]
                            + toRight * row.background[3 * right + c]
                            + toAbove * above.background[at]
                            + toBelow * below.background[at];
            row.foreground[at] = Math.clamp(scale * (a11 * b0 - a01 * b1), 0f, 1f);
            row.background[at] = Math.clamp(scale * (a00 * b1 - a01 * b0), 0f, 1f);
        }
    }

    private static float weight(float one, float other) {
        return REGULARIZATION + Math.abs(one - other);
    }

    /// A row at work: what is given, and the colours so far; red, green, blue from 0 to 1.
    static final class Row {
        final float[] alpha;
        final float[] image;
        final float[] foreground;
        final float[] background;

        private Row(int width) {
            alpha = new float[width];
            image = new float[3 * width];
            foreground = new float[3 * width];
            background = new float[3 * width];
        }
    }
}
