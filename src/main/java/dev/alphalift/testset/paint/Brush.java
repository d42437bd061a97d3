package dev.alphalift.testset.paint;

import java.util.Arrays;

/// Paints hairs. The pixels of one hair are gathered first and put down once, so that it does not
/// cover itself where its pieces meet.
public final class Brush {
    private static final double TIP = 0.3;

    private final Easel easel;
    private final int[] slots;
    private int touched;
    private int[] pixels = new int[1024];
    private double[] coverages = new double[1024];
    private double[] parts = new double[1024];

    public Brush(Easel easel) {
        this.easel = easel;
        this.slots = new int[Math.toIntExact(easel.canvas().size().pixels())];
    }

    /// Puts a hair over what is there.
    public void paint(Strand strand) {
        touched = 0;
        gather(strand);
        double[] tint = new double[4];
        for (int at = 0; at < touched; at++) {
            double part = parts[at];
            // A band of light where hair bends over the head.
            double sheen = Math.max(0, 1 - Math.abs(part - 0.22) * 6);
            Paint.put(strand.root().mixed(strand.tip(), part).times(1 + 0.25 * sheen), 1, tint);
            easel.canvas().put(pixels[at], tint, coverages[at]);
            slots[pixels[at]] = 0;
        }
    }

    private void gather(Strand strand) {
        int pieces = pieces(strand);
        double fromX = 0;
        double fromY = 0;
        for (int piece = 0; piece <= pieces; piece++) {
            double part = (double) piece / pieces;
            Curve curve = strand.curve();
            double offset = strand.curl().offset(part);
            double x = curve.x(part) + offset;
            double y = curve.y(part) + offset * 0.4;
            double pixelX = easel.place().pixelX(x, y);
            double pixelY = easel.place().pixelY(x, y);
            if (piece > 0) {
                // As wide as in its middle.
                double middle = part - 0.5 / pieces;
                double width = strand.width() * easel.place().scale() * (1 - (1 - TIP) * middle);
                segment(new double[] {fromX, fromY, pixelX, pixelY}, width, part);
            }
            fromX = pixelX;
            fromY = pixelY;
        }
    }

    private int pieces(Strand strand) {
        Curve curve = strand.curve();
        double length =
                curve.from().distance(curve.first().x(), curve.first().y())
                        + curve.first().distance(curve.second().x(), curve.second().y())
                        + curve.second().distance(curve.to().x(), curve.to().y());
        int smooth = (int) (length * easel.place().scale() / 7);
        return Math.clamp(smooth, 4, 40) + (int) (strand.curl().waves() * 10);
    }

    /// A piece of a hair: the part of each pixel that a line of that width covers, by a box filter
    /// along the line's normal.
    private void segment(double[] line, double width, double part) {
        double across = line[2] - line[0];
        double down = line[3] - line[1];
        double square = Math.max(1e-9, across * across + down * down);
        double reach = width / 2 + 0.5;
        int left = Math.max(0, (int) Math.floor(Math.min(line[0], line[2]) - reach));
        int top = Math.max(0, (int) Math.floor(Math.min(line[1], line[3]) - reach));
        int right = last(Math.max(line[0], line[2]) + reach, easel.canvas().size().width());
        int bottom = last(Math.max(line[1], line[3]) + reach, easel.canvas().size().height());
        for (int row = top; row <= bottom; row++) {
            double below = row + 0.5 - line[1];
            for (int column = left; column <= right; column++) {
                double beside = column + 0.5 - line[0];
                double along = Math.clamp((beside * across + below * down) / square, 0.0, 1.0);
                double awayX = beside - along * across;
                double awayY = below - along * down;
                double away = Math.sqrt(awayX * awayX + awayY * awayY);
                double coverage = Math.min(reach - away, Math.min(1, width));
                if (coverage > 0) {
                    touch(row * easel.canvas().size().width() + column, coverage, part);
                }
            }
        }
    }

    private static int last(double edge, int count) {
        return Math.min(count - 1, (int) Math.floor(edge));
    }

    private void touch(int pixel, double coverage, double part) {
        int slot = slots[pixel] - 1;
        if (slot < 0) {
            if (touched == pixels.length) {
                pixels = Arrays.copyOf(pixels, 2 * touched);
                coverages = Arrays.copyOf(coverages, 2 * touched);
                parts = Arrays.copyOf(parts, 2 * touched);
            }
            slot = touched++;
            slots[pixel] = touched;
            pixels[slot] = pixel;
            coverages[slot] = coverage;
            parts[slot] = part;
        } else if (coverage > coverages[slot]) {
            coverages[slot] = coverage;
            parts[slot] = part;
        }
    }
}
