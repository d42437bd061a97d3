package dev.alphalift.codec.png;

import dev.alphalift.codec.EncodedPhoto;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.Orientation;
import dev.alphalift.codec.Photo;
import dev.alphalift.codec.ScaledPhoto;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import java.util.Iterator;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Decodes PNG row by row into 8-bit RGB and, where there is one, an opacity plane; colours and
/// depths become what Pillow 12 makes of them.
public final class PngDecoder implements EncodedPhoto {
    /// Adam7: first column, first row, and the steps between, for each pass.
    static final int[][] PASSES = {
        {0, 0, 8, 8},
        {4, 0, 8, 8},
        {0, 4, 4, 8},
        {2, 0, 4, 4},
        {0, 2, 2, 4},
        {1, 0, 2, 2},
        {0, 1, 1, 2}
    };

    private final PngFile file;

    public PngDecoder(byte[] bytes) {
        file = PngFile.of(bytes);
    }

    @Override
    public Size size() {
        return file.size();
    }

    @Override
    public Orientation orientation() {
        return file.orientation();
    }

    @Override
    public Photo decode(Workers workers, Deadline deadline) {
        RgbImage stored = decodeStored(deadline);
        return Photo.upright(
                stored, ImageFormat.PNG, file.profile(), file.resolution(), file.orientation());
    }

    @Override
    public ScaledPhoto decodeScaled(Workers workers, Deadline deadline) {
        PngHeader header = file.header();
        if (header.depth() <= 8) {
            int bits = header.kind() == PngHeader.Kind.GREY ? header.depth() : 8;
            return ScaledPhoto.of(file.orientation().upright(decodeStored(deadline)), bits);
        }
        PngDeepPixels pixels = new PngDeepPixels(file);
        decodeInto(pixels, deadline);
        return pixels.toPhoto().upright(file.orientation());
    }

    private RgbImage decodeStored(Deadline deadline) {
        PngPixels pixels = new PngPixels(file);
        decodeInto(pixels, deadline);
        return pixels.toImage();
    }

    private void decodeInto(PngRows pixels, Deadline deadline) {
        PngHeader header = file.header();
        try (Rows rows = new Rows(file, deadline)) {
            if (header.interlaced()) {
                for (int[] pass : PASSES) {
                    decodePass(header, rows, pixels, pass);
                }
            } else {
                Size size = header.size();
                rows.begin(size.width());
                for (int y = 0; y < size.height(); y++) {
                    pixels.put(rows.next(), size.width(), 0, y, 1);
                }
            }
        } catch (DataFormatException e) {
            throw new UnreadableImage("The pixels of the PNG file are damaged.", e);
        }
    }

    private static void decodePass(PngHeader header, Rows rows, PngRows pixels, int[] pass)
            throws DataFormatException {
        int width = header.size().width();
        int height = header.size().height();
        int columns = (width - pass[0] + pass[2] - 1) / pass[2];
        if (columns <= 0) {
            return;
        }
        rows.begin(columns);
        for (int y = pass[1]; y < height; y += pass[3]) {
            pixels.put(rows.next(), columns, pass[0], y, pass[2]);
        }
    }

    /// Inflates and unfilters one row after the other.
    private static final class Rows implements AutoCloseable {
        private final PngFile file;
        private final Deadline deadline;
        private final PngHeader header;
        private final Iterator<PngFile.Range> ranges;
        private final Inflater inflater = new Inflater();
        private byte[] current = new byte[0];
        private byte[] previous = new byte[0];

        Rows(PngFile file, Deadline deadline) {
            this.file = file;
            this.deadline = deadline;
            this.header = file.header();
            this.ranges = file.pixels();
        }

        /// Starts a picture, or a pass of one, of that many pixels a row.
        void begin(int width) {
            current = new byte[1 + header.rowBytes(width)];
            previous = new byte[current.length];
        }

        /// The next row, with its filter byte at index 0; overwritten by the call after the next.
        byte[] next() throws DataFormatException {
            deadline.check();
            byte[] row = previous;
            previous = current;
            current = row;
            int filled = 0;
            while (filled < row.length) {
                int inflated = inflater.inflate(row, filled, row.length - filled);
                if (inflated == 0) {
                    feed();
                }
                filled += inflated;
            }
            PngFilter.undo(row, previous, header.filterDistance());
            return row;
        }

        private void feed() {
            if (inflater.finished() || inflater.needsDictionary() || !ranges.hasNext()) {
                throw new UnreadableImage("The PNG file is cut off.");
            }
            PngFile.Range range = ranges.next();
            inflater.setInput(file.bytes(), range.from(), range.length());
        }

        @Override
        public void close() {
            inflater.close();
        }
    }
}
