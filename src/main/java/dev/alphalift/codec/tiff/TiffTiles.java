package dev.alphalift.codec.tiff;

import dev.alphalift.codec.EmbeddedJpegs;
import dev.alphalift.codec.LzwStream;
import dev.alphalift.codec.UnpackingStream;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.zip.InflaterInputStream;

/// Opens the strips or tiles of a TIFF picture, each as a stream of its uncompressed rows.
final class TiffTiles {
    private final byte[] bytes;
    private final TiffFile file;
    private final TiffLayout layout;
    private final Deadline deadline;
    private final byte[] jpegTables;
    private final EmbeddedJpegs jpegs;
    private final TiffBudget budget;

    TiffTiles(
            byte[] bytes,
            TiffFile file,
            TiffLayout layout,
            EmbeddedJpegs jpegs,
            Deadline deadline) {
        this.jpegs = jpegs;
        boolean isJpeg = file.compression() == TiffCompression.JPEG;
        this.bytes = file.hasReversedBits() && !isJpeg ? reversed(bytes) : bytes;
        this.file = file;
        this.layout = layout;
        this.deadline = deadline;
        byte[] tables = isJpeg ? file.jpegTables() : null;
        jpegTables = tables == null ? new byte[0] : jpegs.tablesOf(tables);
        long tileBytes = (long) layout.tile().height() * rowBytes();
        budget = new TiffBudget(bytes.length, layout.count() * tileBytes, layout.count());
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] result = new byte[bytes.length];
        for (int at = 0; at < result.length; at++) {
            result[at] = (byte) (Integer.reverse(bytes[at]) >>> 24);
        }
        return result;
    }

    /// Bytes of a row of a tile in one plane.
    int rowBytes() {
        long samples = layout.planes() > 1 ? 1 : file.samples();
        return Math.toIntExact((layout.tile().width() * samples * file.depth() + 7) / 8);
    }

    /// Starts a tile in all its planes that are of use.
    ///
    /// @param rows how many of its rows are wanted
    Planes open(int row, int column, int rows) {
        Planes planes = new Planes();
        int count = layout.planes() > 1 ? file.usedSamples() : 1;
        try {
            for (int plane = 0; plane < count; plane++) {
                planes.add(open(layout.index(plane, row, column), rows));
            }
        } catch (RuntimeException e) {
            planes.close();
            throw e;
        }
        return planes;
    }

    /// Counts what a tile has taken, when all its rows are read.
    void count(Planes planes) {
        budget.takeBytes(planes.consumed());
    }

    private Plane open(int index, int rows) {
        long start = layout.offset(index);
        if (start < 0 || start >= bytes.length) {
            throw cutOff();
        }
        long wanted = (long) rows * rowBytes();
        int from = (int) start;
        int to = (int) Math.min(bytes.length, start + length(index, wanted));
        return switch (file.compression()) {
            case NONE -> new Plane(new ByteArrayInputStream(bytes, from, to - from), () -> 0);
            case LZW -> unpacked(LzwStream.ofTiff(bytes, from, to));
            case PACK_BITS -> unpacked(new PackBitsStream(bytes, from, to));
            case DEFLATE -> {
                Inflating stream = new Inflating(bytes, from, to);
                yield new Plane(stream, stream::consumed);
            }
            case JPEG -> whole(jpeg(from, to, rows));
            case CCITT_RUNS, CCITT_GROUP_3, CCITT_GROUP_4 -> whole(fax(from, to, rows));
        };
    }

    private static Plane unpacked(UnpackingStream stream) {
        return new Plane(stream, stream::consumed);
    }

    private static Plane whole(byte[] pixels) {
        return new Plane(new ByteArrayInputStream(pixels), () -> 0);
    }

    private long length(int index, long wanted) {
        // Pillow reads uncompressed rows whatever the file says of their length.
        if (file.compression() == TiffCompression.NONE) {
            return wanted;
        }
        long most = TiffBudget.WORST_SWELLING * wanted + TiffBudget.BYTES_A_TILE;
        long claimed = layout.length(index);
        return claimed <= 0 ? most : Math.min(claimed, most);
    }

    private byte[] fax(int from, int to, int rows) {
        budget.takeBytes(to - from);
        return TiffFax.decode(
                bytes, from, to, file, new Size(layout.tile().width(), rows), deadline);
    }

    private byte[] jpeg(int from, int to, int rows) {
        EmbeddedJpegs.Stream jpeg =
                jpegs.open(
                        jpegTables,
                        bytes,
                        from,
                        to,
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
        budget.takeBytes((long) jpegTables.length + jpeg.end() - from);
        budget.takeWalk(jpeg.scans().walkedPixels(jpeg.size().pixels()));
        return jpeg.decodeComponents(deadline);
    }

    private static UnreadableImage cutOff() {
        return new UnreadableImage("The TIFF file is cut off.");
    }

    /// An inflater that tells how much it has taken.
    private static final class Inflating extends InflaterInputStream {
        Inflating(byte[] bytes, int from, int to) {
            super(new ByteArrayInputStream(bytes, from, to - from));
        }

        long consumed() {
            return inf.getBytesRead();
        }
    }

    /// @param consumed compressed bytes that have been taken and are not counted yet
    private record Plane(InputStream rows, LongSupplier consumed) {}

    /// The planes of a tile, each read row by row. To be closed, because an inflater holds memory
    /// that the garbage collector does not see.
    static final class Planes implements AutoCloseable {
        private final List<Plane> planes = new ArrayList<>();

        private Planes() {}

        private void add(Plane plane) {
            planes.add(plane);
        }

        int count() {
            return planes.size();
        }

        private long consumed() {
            return planes.stream().mapToLong(plane -> plane.consumed.getAsLong()).sum();
        }

        void readRow(int plane, byte[] row) {
            try {
                if (planes.get(plane).rows.readNBytes(row, 0, row.length) < row.length) {
                    throw cutOff();
                }
            } catch (IOException e) {
                throw new UnreadableImage("The pixels of the TIFF file are damaged.", e);
            }
        }

        @Override
        public void close() {
            for (Plane plane : planes) {
                try {
                    plane.rows.close();
                } catch (IOException e) {
                    throw new IllegalStateException("Memory does not close.", e);
                }
            }
        }
    }
}
