package dev.alphalift.codec.png;

import dev.alphalift.codec.Flaws;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.image.Size;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Reads a PNG file from its first byte to its last without keeping its pixels: each chunk's
/// checksum, the length of what the pixels inflate to, and zlib's checksum of it. It is stricter
/// than decoding, which like Pillow makes the best of a damaged file.
public final class PngCheck implements AutoCloseable {
    private static final String DAMAGED = "it is damaged.";
    private static final int BUFFER = 1 << 16;

    private final DataInputStream in;
    private final CRC32 crc = new CRC32();
    private final Inflater inflater = new Inflater();
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] pixels = new byte[BUFFER];
    private @Nullable PngHeader header;
    private boolean hasTransparency;
    private long inflated;

    private PngCheck(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /// What is wrong with a file; null: nothing.
    public static @Nullable String flaw(InputStream in, boolean isMask, Size size)
            throws IOException {
        try (PngCheck check = new PngCheck(in)) {
            return check.flaw(isMask, size);
        } catch (EOFException e) {
            return Flaws.CUT_OFF;
        } catch (DataFormatException | UnreadableImage e) {
            return DAMAGED;
        }
    }

    private @Nullable String flaw(boolean isMask, Size size)
            throws IOException, DataFormatException {
        byte[] signature = new byte[PngFile.SIGNATURE.length];
        if (in.readNBytes(signature, 0, signature.length) < signature.length
                || !Arrays.equals(signature, PngFile.SIGNATURE)) {
            return "it is no PNG file.";
        }
        String type;
        do {
            int length = in.readInt();
            byte[] name = in.readNBytes(4);
            type = new String(name, StandardCharsets.ISO_8859_1);
            crc.reset();
            crc.update(name);
            if (length < 0 || header == null != type.equals("IHDR")) {
                return DAMAGED;
            }
            readChunk(type, length);
            if (in.readInt() != (int) crc.getValue()) {
                return DAMAGED;
            }
            if (header != null && !header.size().equals(size)) {
                return Flaws.measures(header.size(), size);
            }
        } while (!type.equals("IEND"));
        if (header == null || !inflater.finished() || inflated != header.inflatedLength()) {
            return DAMAGED;
        }
        return kindFlaw(header.kind(), isMask);
    }

    /// A mask has no opacity, and a cutout is not merely grey.
    private @Nullable String kindFlaw(PngHeader.Kind kind, boolean isMask) {
        boolean hasAlpha =
                kind == PngHeader.Kind.RGBA || kind == PngHeader.Kind.GREY_ALPHA || hasTransparency;
        if (isMask) {
            return hasAlpha ? Flaws.NO_MASK : null;
        }
        return kind == PngHeader.Kind.GREY && !hasAlpha ? Flaws.NO_CUTOUT : null;
    }

    private void readChunk(String type, int length) throws IOException, DataFormatException {
        if (type.equals("IHDR")) {
            byte[] data = in.readNBytes(Math.min(length, BUFFER));
            crc.update(data);
            header = PngHeader.of(data);
            return;
        }
        hasTransparency |= type.equals("tRNS");
        boolean isPixels = type.equals("IDAT");
        int left = length;
        while (left > 0) {
            int count = in.read(buffer, 0, Math.min(left, BUFFER));
            if (count < 0) {
                throw new EOFException();
            }
            crc.update(buffer, 0, count);
            left -= count;
            if (isPixels) {
                inflate(count);
            }
        }
    }

    private void inflate(int count) throws DataFormatException {
        long most = header == null ? 0 : header.inflatedLength();
        inflater.setInput(buffer, 0, count);
        int more;
        do {
            more = inflater.inflate(pixels);
            inflated += more;
            if (inflated > most || inflater.needsDictionary()) {
                throw new DataFormatException();
            }
        } while (more > 0);
    }

    @Override
    public void close() {
        inflater.close();
    }
}
