package dev.alphalift.evaluation;

import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Numbers by row and key, of which some thousand rows are in memory and the others in a file of
/// their own, a column after another: so that memory does not grow with the rows. Rows are written
/// in blocks and best in their order; a column is read at once. Used by one thread.
final class Columns implements AutoCloseable {
    private static final int BLOCK = 1024;

    private final int blockRows;
    private int rows;
    private final Map<String, Column> columns = new TreeMap<>();
    private int block;
    private @Nullable FileChannel file;
    private long end;

    /// Columns of so many rows; what is not put is not a number.
    Columns(int rows) {
        this.rows = rows;
        this.blockRows = Math.min(rows, BLOCK);
    }

    /// Columns that get longer as rows are put.
    Columns() {
        this.blockRows = BLOCK;
    }

    /// The block that is written to, and where the others lie in the file.
    private static final class Column {
        private final double[] current;
        private final List<Stored> stored = new ArrayList<>(0);
        private boolean written;

        Column(int length) {
            current = new double[length];
            Arrays.fill(current, Double.NaN);
        }
    }

    private record Stored(int block, long offset) {}

    /// Puts a number. A row of another block than the last one's costs a turn to the file.
    void put(int row, String key, double value) {
        if (row / BLOCK != block) {
            turnTo(row / BLOCK);
        }
        rows = Math.max(rows, row + 1);
        Column column = columns.computeIfAbsent(key, _ -> new Column(blockRows));
        column.current[row % BLOCK] = value;
        column.written = true;
    }

    Set<String> keys() {
        return columns.keySet();
    }

    boolean has(String key) {
        return columns.containsKey(key);
    }

    /// A column with a number for each row; null when nothing was put.
    double @Nullable [] column(String key) {
        Column column = columns.get(key);
        if (column == null) {
            return null;
        }
        double[] values = new double[rows];
        Arrays.fill(values, Double.NaN);
        for (Stored stored : column.stored) {
            copy(read(stored), values, stored.block);
        }
        if (column.written) {
            copy(column.current, values, block);
        }
        return values;
    }

    private static void copy(double[] part, double[] values, int block) {
        int start = block * BLOCK;
        System.arraycopy(part, 0, values, start, Math.min(part.length, values.length - start));
    }

    private void turnTo(int wanted) {
        for (Column column : columns.values()) {
            if (column.written) {
                write(column);
            }
            Arrays.fill(column.current, Double.NaN);
            column.written = false;
        }
        block = wanted;
        for (Column column : columns.values()) {
            // A block that was left before: it goes on where it stopped.
            for (Stored stored : column.stored) {
                if (stored.block == wanted) {
                    System.arraycopy(read(stored), 0, column.current, 0, column.current.length);
                    column.written = true;
                }
            }
            column.stored.removeIf(stored -> stored.block == wanted);
        }
    }

    private void write(Column column) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * column.current.length);
        bytes.asDoubleBuffer().put(column.current);
        try {
            FileChannel channel = file();
            long offset = end;
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
            column.stored.add(new Stored(block, offset));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private double[] read(Stored stored) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * blockRows);
        try {
            FileChannel channel = file();
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, stored.offset + bytes.position()) < 0) {
                    throw new IOException("it has become shorter.");
                }
            }
        } catch (IOException e) {
            throw unusable(e);
        }
        double[] values = new double[bytes.capacity() / Double.BYTES];
        bytes.flip().asDoubleBuffer().get(values);
        return values;
    }

    private FileChannel file() throws IOException {
        if (file == null) {
            Path path = Files.createTempFile("alphalift-", ".columns");
            file =
                    FileChannel.open(
                            path,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE);
        }
        return file;
    }

    private static TargetUnavailable unusable(IOException e) {
        return new TargetUnavailable("temporary file", String.valueOf(e.getMessage()), e);
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }
}
