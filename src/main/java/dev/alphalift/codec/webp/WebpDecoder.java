package dev.alphalift.codec.webp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.alphalift.codec.EncodedPhoto;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.Orientation;
import dev.alphalift.codec.Photo;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Decodes WebP through libwebp, as Pillow does: the first frame, laid on a transparent canvas. The
/// library sees only the chunks of that frame; what is around them is read here.
public final class WebpDecoder implements EncodedPhoto {
    private static final long WORDS = 4;

    private final byte[] bytes;
    private final WebpFile file;

    public WebpDecoder(byte[] bytes) {
        this.bytes = bytes;
        file = WebpFile.of(bytes);
    }

    @Override
    public Size size() {
        return file.size();
    }

    @Override
    public Orientation orientation() {
        return file.orientation();
    }

    @Override
    public Photo decode(Workers workers, Deadline deadline) {
        RgbImage stored = decodeStored(deadline);
        deadline.check();
        return Photo.upright(
                stored, ImageFormat.WEBP, file.profile(), file.resolution(), file.orientation());
    }

    /// The library decodes a frame in one call, which cannot be ended from outside: the deadline is
    /// looked at before and after it (docs/adr/0009).
    private RgbImage decodeStored(Deadline deadline) {
        Libwebp library = Libwebp.get();
        WebpFrame frame = file.frame();
        boolean alpha = file.hasAlpha() && frame.hasAlpha();
        int rowBytes = frame.size().width() * (alpha ? 4 : 3);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = Libwebp.allocate(arena, frame.length());
            MemorySegment.copy(bytes, frame.start(), data, JAVA_BYTE, 0, frame.length());
            MemorySegment pixels = Libwebp.allocate(arena, (long) rowBytes * frame.size().height());
            deadline.check();
            if (!library.decode(data, pixels, rowBytes, alpha)) {
                // A lossless one is decoded into memory of the library's own first.
                if (!library.hasRoom(WORDS * frame.size().pixels())) {
                    throw Libwebp.noMemory("a WebP picture of " + frame.size());
                }
                throw new UnreadableImage("The pixels of the WebP file are damaged or cut off.");
            }
            deadline.check();
            return onCanvas(frame, pixels, alpha);
        }
    }

    private RgbImage onCanvas(WebpFrame frame, MemorySegment pixels, boolean alpha) {
        Size canvas = file.size();
        byte[] samples = new byte[Math.toIntExact(3 * canvas.pixels())];
        boolean covers = frame.size().equals(canvas);
        byte[] opacity =
                file.hasAlpha() && (alpha || !covers)
                        ? new byte[Math.toIntExact(canvas.pixels())]
                        : new byte[0];
        int width = frame.size().width();
        byte[] row = new byte[4 * width];
        for (int y = 0; y < frame.size().height(); y++) {
            int pixel = (frame.y() + y) * canvas.width() + frame.x();
            if (alpha) {
                MemorySegment.copy(pixels, JAVA_BYTE, 4L * width * y, row, 0, 4 * width);
                split(row, samples, opacity, pixel, width);
            } else {
                MemorySegment.copy(
                        pixels, JAVA_BYTE, 3L * width * y, samples, 3 * pixel, 3 * width);
                if (opacity.length > 0) {
                    Arrays.fill(opacity, pixel, pixel + width, (byte) 255);
                }
            }
        }
        return opacity.length > 0
                ? new RgbImage(canvas, samples, new Alpha(canvas, opacity))
                : new RgbImage(canvas, samples);
    }

    private static void split(byte[] rgba, byte[] samples, byte[] opacity, int pixel, int count) {
        int to = 3 * pixel;
        for (int from = 0; from < 4 * count; from += 4) {
            samples[to] = rgba[from];
            samples[to + 1] = rgba[from + 1];
            samples[to + 2] = rgba[from + 2];
            opacity[pixel++] = rgba[from + 3];
            to += 3;
        }
    }
}
