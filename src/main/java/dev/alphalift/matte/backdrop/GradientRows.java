package dev.alphalift.matte.backdrop;

import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Rgba;
import dev.alphalift.image.Size;

/// A gradient, RGBA, computed for the middle of each pixel. Between colours of different opacity it
/// goes by colours that are multiplied by their opacity, so that transparent black darkens nothing
/// (CSS Images 3, section 3.4.2).
record GradientRows(Size size, Rgba from, Rgba to, double degrees) implements PixelRows {
    @Override
    public Channels channels() {
        return Channels.RGBA;
    }

    @Override
    public void copyRow(int row, byte[] target, int offset) {
        double across = Math.sin(Math.toRadians(degrees));
        double down = -Math.cos(Math.toRadians(degrees));
        double length = Math.abs(size.width() * across) + Math.abs(size.height() * down);
        double first =
                0.5
                        + ((row + 0.5 - size.height() / 2.0) * down
                                        + (0.5 - size.width() / 2.0) * across)
                                / length;
        double step = across / length;
        for (int x = 0; x < size.width(); x++) {
            write(Math.clamp(first + x * step, 0.0, 1.0), target, offset + 4 * x);
        }
    }

    private void write(double part, byte[] target, int at) {
        double start = (1 - part) * from.alpha();
        double end = part * to.alpha();
        double opacity = start + end;
        if (opacity == 0) {
            start = 1 - part;
            end = part;
        }
        double total = start + end;
        target[at] = mix(from.red(), start / total, to.red(), end / total);
        target[at + 1] = mix(from.green(), start / total, to.green(), end / total);
        target[at + 2] = mix(from.blue(), start / total, to.blue(), end / total);
        target[at + 3] = (byte) (int) (opacity + 0.5);
    }

    private static byte mix(int one, double weight, int other, double otherWeight) {
        return (byte) (int) (one * weight + other * otherWeight + 0.5);
    }
}
