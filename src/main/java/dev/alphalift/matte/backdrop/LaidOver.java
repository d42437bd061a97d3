package dev.alphalift.matte.backdrop;

import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Size;

/// A cutout with something behind it: RGBA, of the cutout's size.
abstract class LaidOver implements PixelRows {
    private final PixelRows cutout;

    LaidOver(PixelRows cutout) {
        this.cutout = cutout;
    }

    @Override
    public final Size size() {
        return cutout.size();
    }

    @Override
    public final Channels channels() {
        return Channels.RGBA;
    }

    @Override
    public final void copyRow(int row, byte[] target, int offset) {
        cutout.copyRow(row, target, offset);
        fillBehind(row, target, offset);
    }

    /// Puts what is behind under the row of the cutout that lies in an array.
    abstract void fillBehind(int row, byte[] target, int offset);
}
