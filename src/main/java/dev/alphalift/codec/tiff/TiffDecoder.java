package dev.alphalift.codec.tiff;

import dev.alphalift.codec.EmbeddedJpegs;
import dev.alphalift.codec.EncodedPhoto;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.Orientation;
import dev.alphalift.codec.Photo;
import dev.alphalift.codec.ScaledPhoto;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Decodes the first picture of a TIFF file row by row into 8-bit RGB and, where there is one, an
/// opacity plane, as Pillow 12 converts them.
public final class TiffDecoder implements EncodedPhoto {
    private final byte[] bytes;
    private final TiffFile file;
    private final EmbeddedJpegs jpegs;

    /// @param jpegs reads the tiles that are JPEG streams
    public TiffDecoder(byte[] bytes, EmbeddedJpegs jpegs) {
        this.bytes = bytes;
        this.jpegs = jpegs;
        file = TiffFile.of(bytes);
    }

    @Override
    public Size size() {
        return file.size();
    }

    /// JPEG strips and tiles are decoded whole; libjpeg holds two bytes for each sample of a
    /// progressive one.
    @Override
    public int bytesAPixel() {
        long pixels = file.size().pixels();
        long most = (3L + (file.opacity() == TiffFile.Opacity.NONE ? 0 : 1)) * pixels;
        if (file.compression() == TiffCompression.JPEG) {
            TiffLayout layout = file.layout();
            int decoded = layout.planes() > 1 ? file.usedSamples() : file.samples();
            int coefficients = 2 * (layout.planes() > 1 ? 1 : file.samples());
            most += (decoded + coefficients) * layout.tile().pixels();
        } else if (file.hasReversedBits()) {
            most += bytes.length;
        }
        return Math.toIntExact((most + pixels - 1) / pixels);
    }

    @Override
    public Orientation orientation() {
        return file.orientation();
    }

    @Override
    public Photo decode(Workers workers, Deadline deadline) {
        TiffPixels pixels = new TiffPixels(file);
        decodeInto(pixels, deadline);
        Orientation orientation = file.orientation();
        return new Photo(
                orientation.upright(pixels.toImage()),
                ImageFormat.TIFF,
                file.profile(),
                orientation.upright(file.resolution()));
    }

    @Override
    public ScaledPhoto decodeScaled(Workers workers, Deadline deadline) {
        if (TiffDeepPixels.suits(file)) {
            TiffDeepPixels pixels = new TiffDeepPixels(file);
            decodeInto(pixels, deadline);
            return pixels.toPhoto().upright(file.orientation());
        }
        boolean isPalette = file.colours() == TiffFile.Colours.PALETTE;
        return ScaledPhoto.of(
                decode(workers, deadline).image(), isPalette ? 8 : Math.min(8, file.depth()));
    }

    private void decodeInto(TiffRows pixels, Deadline deadline) {
        TiffLayout layout = file.layout();
        TiffTiles tiles = new TiffTiles(bytes, file, layout, jpegs, deadline);
        for (int row = 0; row < layout.down(); row++) {
            for (int column = 0; column < layout.across(); column++) {
                decodeTile(layout, tiles, pixels, row, column, deadline);
            }
        }
    }

    private void decodeTile(
            TiffLayout layout,
            TiffTiles tiles,
            TiffRows pixels,
            int row,
            int column,
            Deadline deadline) {
        Size tile = layout.tile();
        int left = column * tile.width();
        int top = row * tile.height();
        int columns = Math.min(tile.width(), file.size().width() - left);
        int rows = Math.min(tile.height(), file.size().height() - top);
        byte[] one = new byte[tiles.rowBytes()];
        byte[] all = layout.planes() == 1 ? one : new byte[layout.planes() * one.length];
        try (TiffTiles.Planes planes = tiles.open(row, column, rows)) {
            for (int y = 0; y < rows; y++) {
                deadline.check();
                for (int plane = 0; plane < planes.count(); plane++) {
                    planes.readRow(plane, one);
                    undoPredictor(one, layout.planes() == 1 ? file.samples() : 1);
                    if (layout.planes() > 1) {
                        interleave(one, all, plane, layout.planes());
                    }
                }
                pixels.put(all, columns, left, top + y);
            }
            tiles.count(planes);
        }
    }

    /// TIFF 6.0, section 14: each sample is stored less its left neighbour of the same kind.
    private void undoPredictor(byte[] row, int samples) {
        if (!file.isPredicted()) {
            return;
        }
        ByteOrder order = file.byteOrder();
        ByteBuffer numbers = ByteBuffer.wrap(row).order(order);
        int size = file.depth() / 8;
        int distance = samples * size;
        for (int at = distance; at + size <= row.length; at += size) {
            switch (size) {
                case 1 -> row[at] = (byte) (row[at] + row[at - distance]);
                case 2 ->
                        numbers.putShort(
                                at,
                                (short) (numbers.getShort(at) + numbers.getShort(at - distance)));
                default -> numbers.putInt(at, numbers.getInt(at) + numbers.getInt(at - distance));
            }
        }
    }

    private void interleave(byte[] one, byte[] all, int plane, int planes) {
        int size = Math.max(1, file.depth() / 8);
        for (int from = 0, to = plane * size; from < one.length; from += size) {
            System.arraycopy(one, from, all, to, size);
            to += planes * size;
        }
    }
}
