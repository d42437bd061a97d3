package dev.alphalift.evaluation;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that is read and written at any place; `RandomAccessFile` takes no path, whose name may
/// be any bytes, but a text.
final class JournalFile implements AutoCloseable {
    private final FileChannel channel;

    JournalFile(Path path) throws IOException {
        channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
    }

    long length() throws IOException {
        return channel.size();
    }

    void setLength(long length) throws IOException {
        channel.truncate(length);
    }

    void seek(long place) throws IOException {
        channel.position(place);
    }

    /// Reads some bytes.
    ///
    /// @return how many; less than one at the end of the file
    int read(byte[] bytes) throws IOException {
        return channel.read(ByteBuffer.wrap(bytes));
    }

    void readFully(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the file ends too early");
            }
        }
    }

    void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
