package dev.alphalift.codec.gif;

import dev.alphalift.codec.ColourProfile;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.image.Size;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The blocks of a GIF file (GIF89a specification) up to the pixels of its first frame; later
/// frames are never looked at.
final class GifFile {
    private static final int SCREEN_HEADER = 13;
    private static final int FRAME_HEADER = 10;
    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2c;
    private static final int END = 0x3b;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int APPLICATION = 0xff;
    private static final String PROFILE = "ICCRGBG1012";
    private static final int INTERLACED = 0x40;

    private final byte[] bytes;
    private byte[] palette = greys();
    private int transparentIndex = -1;
    private @Nullable ColourProfile profile;
    private int frame;
    private int pixelStart;

    private GifFile(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Reads the headers, palettes and extensions before the first frame's pixels.
    static GifFile of(byte[] bytes) {
        GifFile file = new GifFile(bytes);
        file.readBlocks();
        return file;
    }

    private static byte[] greys() {
        byte[] greys = new byte[3 * 256];
        for (int at = 0; at < greys.length; at++) {
            greys[at] = (byte) (at / 3);
        }
        return greys;
    }

    private void readBlocks() {
        int at = SCREEN_HEADER + readPalette(SCREEN_HEADER, unsigned(10));
        while (true) {
            switch (unsigned(at)) {
                case EXTENSION -> {
                    if (unsigned(at + 1) == GRAPHIC_CONTROL && unsigned(at + 2) > 0) {
                        transparentIndex =
                                (unsigned(at + 3) & 1) == 0 ? transparentIndex : unsigned(at + 6);
                    }
                    int next = endOfBlocks(at + 2);
                    if (profile == null && isProfile(at)) {
                        byte[] blocks = blocks(at + 3 + PROFILE.length());
                        profile = ColourProfile.ofRgb(blocks);
                    }
                    at = next;
                }
                case FRAME -> {
                    frame = at;
                    int data = at + FRAME_HEADER;
                    data += readPalette(data, unsigned(at + 9));
                    requireReadableFrame(data);
                    pixelStart = data;
                    return;
                }
                case END -> throw new UnreadableImage("The GIF file holds no picture.");
                // Pillow skips what lies between blocks, and so do we.
                default -> at++;
            }
        }
    }

    /// An application extension with an ICC profile, by the ICC's own mark for it.
    private boolean isProfile(int at) {
        return unsigned(at + 1) == APPLICATION
                && unsigned(at + 2) == PROFILE.length()
                && at + 3 + PROFILE.length() <= bytes.length
                && new String(bytes, at + 3, PROFILE.length(), StandardCharsets.ISO_8859_1)
                        .equals(PROFILE);
    }

    @Nullable ColourProfile profile() {
        return profile;
    }

    private int readPalette(int start, int flags) {
        if ((flags & 0x80) == 0) {
            return 0;
        }
        int length = 3 << ((flags & 7) + 1);
        unsigned(start + length - 1);
        byte[] colours = Arrays.copyOfRange(bytes, start, start + length);
        // Pillow passes over a palette that gives each index its own grey.
        if (!Arrays.equals(colours, Arrays.copyOf(greys(), length))) {
            palette = Arrays.copyOf(colours, 3 * 256);
        }
        return length;
    }

    private int endOfBlocks(int start) {
        int at = start;
        while (unsigned(at) != 0) {
            at += 1 + unsigned(at);
        }
        return at + 1;
    }

    private void requireReadableFrame(int data) {
        if (frameWidth() == 0 || frameHeight() == 0) {
            throw new UnreadableImage("The GIF file says that its picture is empty.");
        }
        int codeSize = unsigned(data);
        if (codeSize < 1 || codeSize > 11) {
            throw new UnreadableImage(
                    "The GIF file has codes of %s bits; they have 1 to 8.".formatted(codeSize));
        }
    }

    /// The screen, or more where the frame goes over its edges, as with Pillow.
    Size size() {
        return new Size(
                Math.max(little(6), left() + frameWidth()),
                Math.max(little(8), top() + frameHeight()));
    }

    int left() {
        return little(frame + 1);
    }

    int top() {
        return little(frame + 3);
    }

    int frameWidth() {
        return little(frame + 5);
    }

    int frameHeight() {
        return little(frame + 7);
    }

    /// Red, green and blue of 256 colours.
    byte[] palette() {
        return palette;
    }

    /// The index that is transparent, -1 when there is none.
    int transparentIndex() {
        return transparentIndex;
    }

    boolean isInterlaced() {
        return (unsigned(frame + 9) & INTERLACED) != 0;
    }

    /// The size of the first codes, less the bit for codes that are no index.
    int codeDepth() {
        return unsigned(pixelStart);
    }

    /// The frame's codes, taken out of their blocks, as far as they go.
    byte[] codes() {
        return blocks(pixelStart + 1);
    }

    private byte[] blocks(int start) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int at = start;
        while (at < bytes.length && bytes[at] != 0) {
            int length = Math.min(bytes[at] & 0xff, bytes.length - at - 1);
            content.write(bytes, at + 1, length);
            at += 1 + length;
        }
        return content.toByteArray();
    }

    private int little(int at) {
        unsigned(at + 1);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(at) & 0xffff;
    }

    private int unsigned(int at) {
        if (at >= bytes.length) {
            throw new UnreadableImage("The GIF file ends before its picture begins.");
        }
        return bytes[at] & 0xff;
    }
}
