package dev.alphalift.codec.jpeg;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Fraction;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.PixelRows.Channels;
import dev.alphalift.image.Rgba;
import dev.alphalift.image.Size;
import java.awt.Point;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;

/// A picture as the JDK's JPEG writer wants it, which asks for one row after the other: a raster
/// that computes the row asked for, so that the picture never exists whole.
final class JpegRows extends WritableRaster {
    private final PixelRows rows;
    private final Rgba background;
    private final Deadline deadline;
    private final byte[] row;
    private final byte[] samples;

    JpegRows(PixelRows rows, Rgba background, Deadline deadline) {
        this(rows, background, deadline, model(rows));
    }

    private JpegRows(PixelRows rows, Rgba background, Deadline deadline, SampleModel model) {
        // The data behind is one row: nobody reads it, but the constructor wants some.
        super(model, new DataBufferByte(model.getWidth() * model.getNumBands()), new Point(0, 0));
        this.rows = rows;
        this.background = background;
        this.deadline = deadline;
        this.row = new byte[rows.size().width() * rows.channels().count()];
        this.samples = ((DataBufferByte) getDataBuffer()).getData();
    }

    private static SampleModel model(PixelRows rows) {
        return model(rows.size(), rows.channels() == Channels.GREY ? 1 : 3);
    }

    private static SampleModel model(Size size, int bands) {
        int[] offsets = bands == 1 ? new int[] {0} : new int[] {0, 1, 2};
        return new PixelInterleavedSampleModel(
                DataBuffer.TYPE_BYTE,
                size.width(),
                size.height(),
                bands,
                size.width() * bands,
                offsets);
    }

    @Override
    public Raster createChild(
            int x, int y, int width, int height, int childX, int childY, int[] bandList) {
        if (height != 1 || width != getWidth()) {
            throw new IllegalArgumentException(
                    "Whole rows can be had one by one, not %s x %s.".formatted(width, height));
        }
        deadline.check();
        rows.copyRow(y, row, 0);
        flatten();
        return Raster.createInterleavedRaster(
                getDataBuffer(),
                width,
                1,
                samples.length,
                getNumBands(),
                ((PixelInterleavedSampleModel) getSampleModel()).getBandOffsets(),
                new Point(childX, childY));
    }

    private void flatten() {
        if (rows.channels() != Channels.RGBA) {
            System.arraycopy(row, 0, samples, 0, samples.length);
            return;
        }
        int to = 0;
        for (int from = 0; from < row.length; from += 4) {
            int alpha = row[from + 3] & 0xff;
            samples[to] = mix(row[from], background.red(), alpha);
            samples[to + 1] = mix(row[from + 1], background.green(), alpha);
            samples[to + 2] = mix(row[from + 2], background.blue(), alpha);
            to += 3;
        }
    }

    /// Pillow's paste with a mask: rounded to the nearest.
    private static byte mix(byte front, int back, int alpha) {
        return (byte) Fraction.over(front & 0xff, alpha, back);
    }
}
