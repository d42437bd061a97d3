package dev.alphalift.codec.tiff;

import dev.alphalift.codec.UnpackingStream;
import java.util.Arrays;

/// Undoes Apple's PackBits (TIFF 6.0, section 9). Ends early where the bytes do.
final class PackBitsStream extends UnpackingStream {
    private static final int NOTHING = -128;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private int at;
    private int left;
    private boolean repeats;

    PackBitsStream(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.at = start;
        this.end = end;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int filled = 0;
        while (filled < length && (left > 0 || readCount()) && at < end) {
            int count = Math.min(left, length - filled);
            if (repeats) {
                Arrays.fill(target, offset + filled, offset + filled + count, bytes[at]);
            } else {
                count = Math.min(count, end - at);
                System.arraycopy(bytes, at, target, offset + filled, count);
                at += count;
            }
            filled += count;
            left -= count;
            if (repeats && left == 0) {
                at++;
            }
        }
        return filled == 0 && length > 0 ? -1 : filled;
    }

    @Override
    public int consumed() {
        return at - start;
    }

    private boolean readCount() {
        while (at < end) {
            byte count = bytes[at++];
            if (count != NOTHING) {
                repeats = count < 0;
                left = repeats ? 1 - count : 1 + count;
                return true;
            }
        }
        return false;
    }
}
