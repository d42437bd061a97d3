package dev.alphalift.codec.webp;

import dev.alphalift.codec.ColourProfile;
import dev.alphalift.codec.Exif;
import dev.alphalift.codec.Orientation;
import dev.alphalift.codec.Resolution;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.image.Size;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The chunks of a WebP file (RFC 9649): the canvas, the first frame on it, and what is noted
/// beside it. Of an animation the later frames are passed over.
final class WebpFile {
    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int EXTENDED_HEADER = 10;
    private static final int FRAME_HEADER = 16;
    private static final int ANIMATION_HEADER = 6;

    static final int PROFILE_FLAG = 0x20;
    static final int ALPHA_FLAG = 0x10;
    static final int EXIF_FLAG = 0x08;
    private static final int XMP_FLAG = 0x04;
    private static final int ANIMATION_FLAG = 0x02;

    /// What is longer is not copied: it would be kept while the picture waits for its turn.
    private static final int LARGEST_EXTRA = 4 << 20;

    private final byte[] bytes;
    private final int end;
    private int flags;
    private boolean extended;
    private boolean animationHeader;
    private @Nullable Size canvas;
    private @Nullable WebpFrame frame;
    private int opacityStart = WebpFrame.NONE;
    private byte @Nullable [] profile;
    private byte @Nullable [] exif;
    private byte @Nullable [] xmp;

    private WebpFile(byte[] bytes) {
        this.bytes = bytes;
        long length = bytes.length < RIFF_HEADER ? 0 : WebpBitstream.littleEndian(bytes, 4, 4);
        if (length < 4 + CHUNK_HEADER || length + CHUNK_HEADER > bytes.length) {
            throw new UnreadableImage("The WebP file is cut off.");
        }
        // What lies behind is not the picture's.
        this.end = Math.toIntExact(length + CHUNK_HEADER);
    }

    /// Reads all chunk headers, and those chunks that say something about the first frame.
    static WebpFile of(byte[] bytes) {
        WebpFile file = new WebpFile(bytes);
        file.readChunks();
        if (file.frame == null) {
            throw new UnreadableImage("The WebP file has no picture.");
        }
        boolean fits =
                file.isAnimated()
                        ? file.frame.liesWithin(file.size())
                        : file.frame.size().equals(file.canvas);
        if (!fits) {
            throw new UnreadableImage(
                    "The WebP file says that it is %s and holds a picture of %s."
                            .formatted(file.canvas, file.frame.size()));
        }
        return file;
    }

    private void readChunks() {
        int at = RIFF_HEADER;
        while (at + CHUNK_HEADER <= end) {
            WebpBitstream.Chunk chunk = WebpBitstream.chunk(bytes, at, end);
            if (!readChunk(chunk)) {
                return;
            }
            at = chunk.next();
        }
        if (at < end) {
            throw new UnreadableImage("The WebP file is cut off.");
        }
    }

    /// Returns whether there is more to read.
    private boolean readChunk(WebpBitstream.Chunk chunk) {
        boolean first = chunk.start() == RIFF_HEADER + CHUNK_HEADER;
        if (first && !Arrays.asList("VP8 ", "VP8L", "VP8X").contains(chunk.type())) {
            throw new UnreadableImage("The WebP file does not begin with a picture.");
        }
        switch (chunk.type()) {
            case "VP8X" -> {
                if (first) {
                    readExtendedHeader(chunk);
                }
            }
            case "VP8 ", "VP8L" -> readStillFrame(WebpBitstream.of(bytes, chunk));
            case "ALPH" -> readOpacity(chunk);
            case "ANIM" -> {
                if (chunk.length() < ANIMATION_HEADER) {
                    throw new UnreadableImage("The animation header of the WebP file is cut off.");
                }
                animationHeader = true;
            }
            case "ANMF" -> readAnimationFrame(chunk);
            case "ICCP" -> profile = content(chunk, PROFILE_FLAG, profile);
            case "EXIF" -> exif = content(chunk, EXIF_FLAG, exif);
            case "XMP " -> xmp = content(chunk, XMP_FLAG, xmp);
            default -> {}
        }
        return extended;
    }

    /// A chunk that the header announces; the first of its kind counts.
    private byte @Nullable [] content(
            WebpBitstream.Chunk chunk, int flag, byte @Nullable [] before) {
        return (flags & flag) == 0 || before != null || chunk.length() > LARGEST_EXTRA
                ? before
                : Arrays.copyOfRange(bytes, chunk.start(), chunk.start() + chunk.length());
    }

    private void readExtendedHeader(WebpBitstream.Chunk chunk) {
        if (chunk.length() < EXTENDED_HEADER) {
            throw new UnreadableImage("The header of the WebP file is cut off.");
        }
        extended = true;
        flags = bytes[chunk.start()];
        canvas =
                new Size(
                        1 + Math.toIntExact(number(chunk.start() + 4)),
                        1 + Math.toIntExact(number(chunk.start() + 7)));
    }

    private void readOpacity(WebpBitstream.Chunk chunk) {
        if (opacityStart == WebpFrame.NONE) {
            opacityStart = chunk.start() - CHUNK_HEADER;
            if (frame != null && (flags & ALPHA_FLAG) != 0) {
                throw new UnreadableImage("The opacity of the WebP file comes too late.");
            }
        }
    }

    private void readStillFrame(WebpBitstream picture) {
        if (isAnimated() && animationHeader) {
            throw new UnreadableImage("The WebP animation has a picture outside its frames.");
        }
        if (frame != null) {
            return;
        }
        if (!extended) {
            canvas = picture.size();
        }
        // Pillow leaves out an opacity that the header does not announce.
        boolean announced = (flags & ALPHA_FLAG) != 0;
        frame = new WebpFrame(0, 0, picture, announced ? opacityStart : WebpFrame.NONE);
    }

    private void readAnimationFrame(WebpBitstream.Chunk chunk) {
        if (!isAnimated() || frame != null) {
            return;
        }
        if (!animationHeader || chunk.length() < FRAME_HEADER) {
            throw new UnreadableImage("The first frame of the WebP animation is damaged.");
        }
        int from = chunk.start();
        // The size is in the picture, too, and there it counts.
        frame =
                WebpFrame.of(
                        bytes,
                        from + FRAME_HEADER,
                        from + chunk.length(),
                        2 * Math.toIntExact(number(from)),
                        2 * Math.toIntExact(number(from + 3)));
    }

    private long number(int at) {
        return WebpBitstream.littleEndian(bytes, at, 3);
    }

    private boolean isAnimated() {
        return (flags & ANIMATION_FLAG) != 0;
    }

    /// The size of the canvas as stored, before the orientation is applied.
    Size size() {
        if (canvas == null) {
            throw new UnreadableImage("The WebP file has no picture.");
        }
        return canvas;
    }

    WebpFrame frame() {
        if (frame == null) {
            throw new UnreadableImage("The WebP file has no picture.");
        }
        return frame;
    }

    /// Whether the picture can be transparent: a still one when any of its parts says so, an
    /// animation when its header does.
    boolean hasAlpha() {
        return (flags & ALPHA_FLAG) != 0 || (!isAnimated() && frame().hasAlpha());
    }

    /// The bytes from one index to another, as text.
    static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    Orientation orientation() {
        return Exif.orientation(exif, xmp);
    }

    @Nullable Resolution resolution() {
        return exif == null ? null : Exif.of(exif).resolution();
    }

    @Nullable ColourProfile profile() {
        if (profile != null) {
            return ColourProfile.ofRgb(profile);
        }
        return exif == null ? null : Exif.of(exif).colours();
    }
}
