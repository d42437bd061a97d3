package dev.alphalift.codec;

import java.io.IOException;
import java.io.InputStream;

/// A stream of bytes that are uncompressed as they are read, in bulk; it ends early where the
/// compressed ones do.
public abstract class UnpackingStream extends InputStream {
    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] target, int offset, int length);

    /// Compressed bytes that have been looked at.
    public abstract int consumed();
}
