package dev.alphalift.codec.bmp;

import dev.alphalift.codec.EncodedPhoto;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.Photo;
import dev.alphalift.codec.Samples;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import org.jspecify.annotations.Nullable;

/// Decodes BMP as Pillow 12 does: opacity counts only where a colour mask names it.
public final class BmpDecoder implements EncodedPhoto {
    private final BmpFile file;

    public BmpDecoder(byte[] bytes) {
        file = BmpFile.of(bytes);
    }

    @Override
    public Size size() {
        return file.size();
    }

    @Override
    public Photo decode(Workers workers, Deadline deadline) {
        Size size = file.size();
        byte[] samples = new byte[Math.toIntExact(3 * size.pixels())];
        byte @Nullable [] opacity =
                file.masks().opacity() == 0 ? null : new byte[Math.toIntExact(size.pixels())];
        if (file.packing() == BmpFile.Packing.PLAIN) {
            for (int y = 0; y < size.height(); y++) {
                deadline.check();
                putRow(file.row(y), y, samples, opacity);
            }
        } else {
            putRuns(samples, deadline);
        }
        Alpha alpha = opacity == null ? null : new Alpha(size, opacity);
        return new Photo(
                new RgbImage(size, samples, alpha),
                ImageFormat.BMP,
                file.profile(),
                file.resolution());
    }

    private void putRow(byte[] row, int y, byte[] samples, byte @Nullable [] opacity) {
        int start = y * file.size().width();
        switch (file.depth()) {
            case 1, 4, 8 ->
                    Samples.packedIndicesToRgb(
                            row,
                            file.depth(),
                            file.depth(),
                            file.palette(),
                            samples,
                            start,
                            file.size().width());
            case 16 -> putShorts(row, start, samples);
            case 24 -> putBytes(row, start, samples);
            default -> putIntegers(row, start, samples, opacity);
        }
    }

    private void putShorts(byte[] row, int start, byte[] samples) {
        BmpFile.Masks masks = file.masks();
        for (int x = 0, to = 3 * start; x < file.size().width(); x++) {
            int pixel = (row[2 * x] & 0xff) | (row[2 * x + 1] & 0xff) << 8;
            samples[to++] = stretched(pixel, masks.red());
            samples[to++] = stretched(pixel, masks.green());
            samples[to++] = stretched(pixel, masks.blue());
        }
    }

    /// The bits under a mask, stretched to 0 to 255, cut off as Pillow does.
    private static byte stretched(int pixel, int mask) {
        int shift = Integer.numberOfTrailingZeros(mask);
        return (byte) (((pixel & mask) >> shift) * 255 / (mask >> shift));
    }

    private static void putBytes(byte[] row, int start, byte[] samples) {
        for (int from = 0, to = 3 * start; from + 2 < row.length; from += 3, to += 3) {
            samples[to] = row[from + 2];
            samples[to + 1] = row[from + 1];
            samples[to + 2] = row[from];
        }
    }

    private void putIntegers(byte[] row, int start, byte[] samples, byte @Nullable [] opacity) {
        BmpFile.Masks masks = file.masks();
        int red = place(masks.red());
        int green = place(masks.green());
        int blue = place(masks.blue());
        for (int from = 0, to = 3 * start; from < row.length; from += 4) {
            samples[to++] = row[from + red];
            samples[to++] = row[from + green];
            samples[to++] = row[from + blue];
        }
        if (opacity != null) {
            for (int from = place(masks.opacity()), to = start; from < row.length; from += 4) {
                opacity[to++] = row[from];
            }
        }
    }

    /// Which byte of a pixel a mask covers.
    private static int place(int mask) {
        return Integer.numberOfTrailingZeros(mask) / 8;
    }

    private void putRuns(byte[] samples, Deadline deadline) {
        Size size = file.size();
        byte[] indices = new BmpRuns(file, deadline).indices();
        for (int y = 0; y < size.height(); y++) {
            int from = (file.isTopFirst() ? y : size.height() - 1 - y) * size.width();
            int to = y * size.width();
            Samples.indicesToRgb(indices, from, file.palette(), samples, to, size.width());
        }
    }
}
