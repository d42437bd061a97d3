package dev.alphalift.codec;

import dev.alphalift.fault.Deadline;
import javax.imageio.stream.ImageInputStreamImpl;

/// Three stretches of bytes read one after the other: a header of ours, a part of a file, an end of
/// ours. Ends a reader that is still at it when the deadline has come.
public final class JoinedBytesStream extends ImageInputStreamImpl {
    private final byte[] header;
    private final byte[] body;
    private final int bodyStart;
    private final int bodyEnd;
    private final byte[] end;
    private final Deadline deadline;
    private final long length;

    public JoinedBytesStream(
            byte[] header, byte[] body, int bodyStart, int bodyEnd, byte[] end, Deadline deadline) {
        this.header = header;
        this.body = body;
        this.bodyStart = bodyStart;
        this.bodyEnd = bodyEnd;
        this.end = end;
        this.deadline = deadline;
        this.length = (long) header.length + (bodyEnd - bodyStart) + end.length;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
        bitOffset = 0;
        deadline.check();
        if (streamPos >= length) {
            return -1;
        }
        long inBody = streamPos - header.length;
        long inEnd = inBody - (bodyEnd - bodyStart);
        int copied;
        if (inBody < 0) {
            copied = copy(header, (int) streamPos, header.length, target, offset, count);
        } else if (inEnd < 0) {
            copied = copy(body, bodyStart + (int) inBody, bodyEnd, target, offset, count);
        } else {
            copied = copy(end, (int) inEnd, end.length, target, offset, count);
        }
        streamPos += copied;
        return copied;
    }

    private static int copy(byte[] source, int from, int to, byte[] target, int offset, int count) {
        int copied = Math.min(count, to - from);
        System.arraycopy(source, from, target, offset, copied);
        return copied;
    }

    @Override
    public long length() {
        return length;
    }
}
