package dev.alphalift.codec.bmp;

import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import java.util.Arrays;

/// Unpacks the run lengths of a BMP file (RLE8 and RLE4). What a jump leaves out is index 0.
final class BmpRuns {
    private static final int END_OF_ROW = 0;
    private static final int END = 1;
    private static final int JUMP = 2;

    private final byte[] bytes;
    private final int start;
    private final boolean nibbles;
    private final int width;
    private final Deadline deadline;
    private final byte[] indices;
    private int at;
    private int filled;

    /// Column of the next pixel; stays behind `filled` where a run goes over the edge.
    private int column;

    BmpRuns(BmpFile file, Deadline deadline) {
        Size size = file.size();
        bytes = file.bytes();
        start = file.pixelStart();
        nibbles = file.packing() == BmpFile.Packing.RUNS_OF_NIBBLES;
        width = size.width();
        this.deadline = deadline;
        indices = new byte[Math.toIntExact(size.pixels())];
        at = start;
    }

    /// The indices in the order of the file, usually from the bottom row up.
    byte[] indices() {
        boolean ended = false;
        while (!ended && filled < indices.length) {
            if (at + 2 > bytes.length) {
                throw new UnreadableImage("The BMP file is cut off.");
            }
            int count = bytes[at++] & 0xff;
            int value = bytes[at++] & 0xff;
            if (count > 0) {
                putRun(count, value);
            } else {
                deadline.check();
                switch (value) {
                    case END_OF_ROW -> {
                        skip((width - filled % width) % width);
                        column = 0;
                    }
                    case END -> ended = true;
                    case JUMP -> jump();
                    default -> putPixels(value);
                }
            }
        }
        return indices;
    }

    private void putRun(int count, int value) {
        int fitting = Math.min(Math.clamp(width - column, 0, count), indices.length - filled);
        if (nibbles) {
            for (int i = 0; i < fitting; i++) {
                indices[filled + i] = (byte) (i % 2 == 0 ? value >> 4 : value & 15);
            }
        } else {
            Arrays.fill(indices, filled, filled + fitting, (byte) value);
        }
        filled += fitting;
        column += fitting;
    }

    private void jump() {
        if (at + 2 > bytes.length) {
            throw new UnreadableImage("The BMP file is cut off.");
        }
        int right = bytes[at++] & 0xff;
        int up = bytes[at++] & 0xff;
        skip(right + (long) up * width);
        column = filled % width;
    }

    private void skip(long pixels) {
        filled = (int) Math.min(indices.length, filled + pixels);
    }

    private void putPixels(int count) {
        int length = nibbles ? (count + 1) / 2 : count;
        if (at + length > bytes.length) {
            throw new UnreadableImage("The BMP file is cut off.");
        }
        int fitting = Math.min(count, indices.length - filled);
        for (int i = 0; i < fitting; i++) {
            int value = bytes[at + (nibbles ? i / 2 : i)] & 0xff;
            indices[filled++] = (byte) (!nibbles ? value : i % 2 == 0 ? value >> 4 : value & 15);
        }
        column += count;
        at += length;
        at += (at - start) & 1;
    }
}
