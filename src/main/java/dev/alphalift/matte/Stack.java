package dev.alphalift.matte;

import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Size;
import java.util.List;

/// Pictures of one size below each other, RGBA as rembg has it: grey ones become opaque.
public final class Stack implements PixelRows {
    private static final byte OPAQUE = (byte) 255;

    private final List<PixelRows> parts;
    private final Size each;

    /// @param parts from above; at least one
    public Stack(List<PixelRows> parts) {
        this.parts = List.copyOf(parts);
        this.each = parts.getFirst().size();
        for (PixelRows part : parts) {
            if (!part.size().equals(each) || part.channels() == Channels.RGB) {
                throw new IllegalArgumentException(
                        "A picture of %s, %s, does not belong below one of %s."
                                .formatted(part.size(), part.channels(), each));
            }
        }
    }

    /// The size of so many pictures below each other.
    public static Size size(Size each, int count) {
        return new Size(each.width(), Math.multiplyExact(count, each.height()));
    }

    @Override
    public Size size() {
        return size(each, parts.size());
    }

    @Override
    public Channels channels() {
        return Channels.RGBA;
    }

    @Override
    public void copyRow(int row, byte[] target, int offset) {
        PixelRows part = parts.get(row / each.height());
        part.copyRow(row % each.height(), target, offset);
        if (part.channels() == Channels.GREY) {
            // From behind, so that nothing is written over before it is read.
            for (int x = each.width() - 1; x >= 0; x--) {
                byte value = target[offset + x];
                int at = offset + 4 * x;
                target[at] = value;
                target[at + 1] = value;
                target[at + 2] = value;
                target[at + 3] = OPAQUE;
            }
        }
    }
}
