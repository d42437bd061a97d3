package dev.alphalift.codec;

import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.image.Size;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// The chunks of a PNG file (PNG specification, third edition, W3C 2025): its header, palette and
/// transparency, what is carried over to the result, and where the compressed pixels lie.
final class PngFile {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private static final int CHUNK_OVERHEAD = 12;
    private static final int LARGEST_TEXT = 4 << 20;

    /// What all compressed chunks of a file together may swell to: a bomb a chunk, and many chunks,
    /// would keep us inflating for minutes.
    private static final int LARGEST_TEXTS = 16 << 20;

    private static final String XMP = "XML:com.adobe.xmp";
    private static final String RAW_EXIF = "Raw profile type exif";

    /// The stretch of the file that one IDAT chunk's data takes.
    record Range(int from, int length) {}

    private final byte[] bytes;
    private final List<Range> pixels = new ArrayList<>();
    private @Nullable PngHeader header;
    private byte @Nullable [] palette;
    private byte @Nullable [] transparency;
    private @Nullable ColourProfile profile;
    private @Nullable Resolution resolution;
    private int orientation;
    private int xmpOrientation;
    private int inflated;
    private boolean seenPixels;

    private PngFile(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Reads all chunks but inflates none of the pixels. A damaged chunk that the pixels do not
    /// need is passed over.
    static PngFile of(byte[] bytes) {
        PngFile file = new PngFile(bytes);
        file.readChunks();
        if (file.pixels.isEmpty()) {
            throw new UnreadableImage("The PNG file holds no pixels.");
        }
        return file;
    }

    private void readChunks() {
        int at = SIGNATURE.length;
        while (at + CHUNK_OVERHEAD <= bytes.length) {
            int claimed = ByteBuffer.wrap(bytes).getInt(at);
            String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            int start = at + 8;
            int length = Math.min(claimed, bytes.length - start);
            if (claimed < 0 && !seenPixels) {
                throw new UnreadableImage("A chunk of the PNG file has a damaged length.");
            }
            if (claimed < 0 || type.equals("IEND")) {
                break;
            }
            if (type.equals("IDAT")) {
                // The inflater tells whether they are whole; like Pillow we take no other word for
                // it.
                header();
                seenPixels = true;
                if (length > 0) {
                    pixels.add(new Range(start, length));
                }
            } else {
                readChunk(type, start, claimed);
            }
            at = start + length + 4;
        }
        header();
    }

    private void readChunk(String type, int start, int length) {
        boolean critical = Character.isUpperCase(type.charAt(0));
        if (start + (long) length + 4 > bytes.length || !isIntact(start, length)) {
            if (critical) {
                throw new UnreadableImage(
                        "The %s chunk of the PNG file is damaged.".formatted(type));
            }
            return;
        }
        byte[] data = Arrays.copyOfRange(bytes, start, start + length);
        switch (type) {
            case "IHDR" -> header = PngHeader.of(data);
            case "PLTE" -> {
                if (!seenPixels) {
                    palette = Arrays.copyOf(data, data.length / 3 * 3);
                }
            }
            case "tRNS" -> transparency = data;
            case "iCCP" -> profile = readProfile(data);
            case "pHYs" -> resolution = readResolution(data);
            case "eXIf" -> orientation = Exif.ofPrefixed(data).orientation();
            case "iTXt" -> readText(data);
            case "tEXt" -> readRawProfile(data, false);
            case "zTXt" -> readRawProfile(data, true);
            default -> {}
        }
    }

    private boolean isIntact(int start, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, start - 4, length + 4);
        return (int) crc.getValue() == ByteBuffer.wrap(bytes).getInt(start + length);
    }

    private @Nullable ColourProfile readProfile(byte[] data) {
        int name = indexOfZero(data, 0);
        if (name < 0 || name + 2 > data.length || data[name + 1] != 0) {
            return null;
        }
        byte[] inflated = inflate(data, name + 2);
        return inflated == null ? null : ColourProfile.ofRgb(inflated);
    }

    private static @Nullable Resolution readResolution(byte[] data) {
        if (data.length != 9 || data[8] != 1) {
            return null;
        }
        ByteBuffer numbers = ByteBuffer.wrap(data);
        return Resolution.perMetre(
                (double) Integer.toUnsignedLong(numbers.getInt(0)),
                (double) Integer.toUnsignedLong(numbers.getInt(4)));
    }

    private void readText(byte[] data) {
        int keyword = indexOfZero(data, 0);
        if (keyword < 0
                || keyword + 3 > data.length
                || !new String(data, 0, keyword, StandardCharsets.ISO_8859_1).equals(XMP)) {
            return;
        }
        boolean compressed = data[keyword + 1] != 0;
        int language = indexOfZero(data, keyword + 3);
        int translated = language < 0 ? -1 : indexOfZero(data, language + 1);
        if (translated < 0) {
            return;
        }
        byte[] text =
                compressed
                        ? inflate(data, translated + 1)
                        : Arrays.copyOfRange(data, translated + 1, data.length);
        if (text != null) {
            xmpOrientation = Exif.orientationOfXmp(text);
        }
    }

    /// What ImageMagick writes: Exif as hexadecimal digits behind three lines of text.
    private void readRawProfile(byte[] data, boolean compressed) {
        int keyword = indexOfZero(data, 0);
        if (keyword < 0
                || !new String(data, 0, keyword, StandardCharsets.ISO_8859_1).equals(RAW_EXIF)) {
            return;
        }
        byte[] text =
                compressed
                        ? inflate(data, Math.min(data.length, keyword + 2))
                        : Arrays.copyOfRange(data, keyword + 1, data.length);
        if (text != null && orientation == 0) {
            orientation = Exif.ofHexadecimal(text).orientation();
        }
    }

    private static int indexOfZero(byte[] data, int from) {
        for (int at = from; at < data.length; at++) {
            if (data[at] == 0) {
                return at;
            }
        }
        return -1;
    }

    /// What a compressed chunk holds; null when it is damaged or swells beyond all reason.
    private byte @Nullable [] inflate(byte[] data, int from) {
        if (inflated >= LARGEST_TEXTS) {
            return null;
        }
        // So that many that swell to nothing count, too.
        inflated += 1024;
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(data, from, data.length - from);
            byte[] result = new byte[Math.min(LARGEST_TEXT, Math.max(1024, 4 * data.length))];
            int length = 0;
            while (!inflater.finished()) {
                if (length == result.length) {
                    if (length >= LARGEST_TEXT) {
                        return null;
                    }
                    result = Arrays.copyOf(result, Math.min(LARGEST_TEXT, 2 * length));
                }
                int count = inflater.inflate(result, length, result.length - length);
                inflated += count;
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return null;
                }
                length += count;
            }
            return Arrays.copyOf(result, length);
        } catch (DataFormatException e) {
            return null;
        }
    }

    PngHeader header() {
        if (header == null) {
            throw new UnreadableImage("The PNG file does not begin with its header.");
        }
        return header;
    }

    /// The size as stored, before the orientation is applied.
    Size size() {
        return header().size();
    }

    byte[] bytes() {
        return bytes;
    }

    List<Range> pixels() {
        return pixels;
    }

    /// Red, green and blue of each palette entry; empty when there is no palette.
    byte[] palette() {
        return palette == null ? new byte[0] : palette;
    }

    /// The tRNS chunk: an opacity for each palette entry, or the one transparent colour in 16-bit
    /// values.
    byte @Nullable [] transparency() {
        return transparency;
    }

    @Nullable ColourProfile profile() {
        return profile;
    }

    @Nullable Resolution resolution() {
        return resolution;
    }

    Orientation orientation() {
        return Orientation.ofExif(orientation == 0 ? xmpOrientation : orientation);
    }
}
