package dev.alphalift.codec;

import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.Deadline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// Opens the strips or tiles of a TIFF picture, each as a stream of its uncompressed rows.
final class TiffTiles {
    /// More than any compression swells: what a tile has beyond that is never read, so that the
    /// work is bounded by the picture.
    private static final int WORST_SWELLING = 8;

    private static final int SLACK = 1 << 16;

    private final byte[] bytes;
    private final TiffFile file;
    private final TiffLayout layout;
    private final Deadline deadline;
    private final byte @Nullable [] jpegTables;

    TiffTiles(byte[] bytes, TiffFile file, TiffLayout layout, Deadline deadline) {
        this.bytes = bytes;
        this.file = file;
        this.layout = layout;
        this.deadline = deadline;
        jpegTables = file.jpegTables();
    }

    /// Bytes of a row of a tile in one plane.
    int rowBytes() {
        long samples = layout.planes() > 1 ? 1 : file.samples();
        return Math.toIntExact((layout.tile().width() * samples * file.depth() + 7) / 8);
    }

    /// Starts a tile in all its planes.
    ///
    /// @param rows how many of its rows are wanted
    Planes open(int row, int column, int rows) {
        Planes planes = new Planes();
        for (int plane = 0; plane < layout.planes(); plane++) {
            planes.streams.add(open(layout.index(plane, row, column), rows));
        }
        return planes;
    }

    private InputStream open(int index, int rows) {
        long start = layout.offset(index);
        if (start < 0 || start >= bytes.length) {
            throw cutOff();
        }
        long wanted = (long) rows * rowBytes();
        int from = (int) start;
        int to = (int) Math.min(bytes.length, start + length(index, wanted));
        byte[] source = bytes;
        if (file.hasReversedBits() && file.compression() != TiffCompression.JPEG) {
            source = reversed(from, to);
            to -= from;
            from = 0;
        }
        return switch (file.compression()) {
            case NONE -> new ByteArrayInputStream(source, from, to - from);
            case LZW -> LzwStream.ofTiff(source, from, to);
            case PACK_BITS -> new PackBitsStream(source, from, to);
            case DEFLATE ->
                    new InflaterInputStream(new ByteArrayInputStream(source, from, to - from));
            case JPEG -> new ByteArrayInputStream(jpeg(from, to, rows));
            case CCITT_RUNS, CCITT_GROUP_3, CCITT_GROUP_4 ->
                    new ByteArrayInputStream(
                            TiffFax.decode(
                                    Arrays.copyOfRange(source, from, to),
                                    file,
                                    layout.tile().width(),
                                    rows,
                                    deadline));
        };
    }

    private long length(int index, long wanted) {
        // Pillow reads uncompressed rows whatever the file says of their length.
        if (file.compression() == TiffCompression.NONE) {
            return wanted;
        }
        long most = WORST_SWELLING * wanted + SLACK;
        long claimed = layout.length(index);
        return claimed <= 0 ? most : Math.min(claimed, most);
    }

    private byte[] reversed(int from, int to) {
        byte[] result = Arrays.copyOfRange(bytes, from, to);
        for (int at = 0; at < result.length; at++) {
            result[at] = (byte) (Integer.reverse(result[at]) >>> 24);
        }
        return result;
    }

    private byte[] jpeg(int from, int to, int rows) {
        JpegFile jpeg =
                JpegFile.ofTiff(
                        jpegTables,
                        Arrays.copyOfRange(bytes, from, to),
                        file.colours() == TiffFile.Colours.LUMINANCE_CHROMINANCE);
        boolean fits =
                jpeg.size().width() == layout.tile().width()
                        && jpeg.size().height() >= rows
                        && jpeg.size().height() <= layout.tile().height()
                        && jpeg.componentCount() == (layout.planes() > 1 ? 1 : file.samples());
        if (!fits) {
            throw new UnreadableImage(
                    "The TIFF file holds a JPEG picture of %s in a tile of %s."
                            .formatted(jpeg.size(), layout.tile()));
        }
        return new JpegDecoder(jpeg).decodeComponents(deadline);
    }

    private static UnreadableImage cutOff() {
        return new UnreadableImage("The TIFF file is cut off.");
    }

    /// The planes of a tile, each read row by row. To be closed, because an inflater holds memory
    /// that the garbage collector does not see.
    static final class Planes implements AutoCloseable {
        private final List<InputStream> streams = new ArrayList<>();

        private Planes() {}

        void readRow(int plane, byte[] row) {
            try {
                if (streams.get(plane).readNBytes(row, 0, row.length) < row.length) {
                    throw cutOff();
                }
            } catch (IOException e) {
                throw new UnreadableImage("The pixels of the TIFF file are damaged.", e);
            }
        }

        @Override
        public void close() {
            for (InputStream stream : streams) {
                try {
                    stream.close();
                } catch (IOException e) {
                    throw new IllegalStateException("Memory does not close.", e);
                }
            }
        }
    }
}
