package dev.alphalift.codec.png;

import dev.alphalift.codec.ColourProfile;
import dev.alphalift.codec.Exif;
import dev.alphalift.codec.Orientation;
import dev.alphalift.codec.Resolution;
import dev.alphalift.codec.colour.ColourChunks;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.image.Size;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
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

    private static final String PIXELS = "IDAT";
    private static final String XMP = "XML:com.adobe.xmp";
    private static final String RAW_EXIF = "Raw profile type exif";
    private static final String PLAIN_EXIF = "exif";

    /// Headers, palettes and opacities are no longer; the rest of theirs is never looked at.
    private static final int LARGEST_TABLE = 3 * 256;

    /// The stretch of the file that one IDAT chunk's data takes.
    record Range(int from, int length) {}

    private final byte[] bytes;
    private int firstPixels;
    private boolean hasPixels;
    private @Nullable PngHeader header;
    private byte @Nullable [] palette;
    private byte @Nullable [] transparency;
    private @Nullable ColourProfile profile;
    private final ColourChunks colours = new ColourChunks();
    private @Nullable Resolution resolution;
    private @Nullable Exif exif;
    private @Nullable Exif rawExif;
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
        if (!file.hasPixels) {
            throw new UnreadableImage("The PNG file holds no pixels.");
        }
        return file;
    }

    private void readChunks() {
        int at = SIGNATURE.length;
        while (hasChunk(at)) {
            int claimed = claimedLength(at);
            int length = length(at);
            String type = type(at);
            if (claimed < 0 && !seenPixels) {
                throw new UnreadableImage("A chunk of the PNG file has a damaged length.");
            }
            if (claimed < 0 || type.equals("IEND")) {
                break;
            }
            if (type.equals(PIXELS)) {
                // The inflater tells whether they are whole; like Pillow we take no other word for
                // it.
                header();
                if (!seenPixels) {
                    firstPixels = at;
                }
                seenPixels = true;
                hasPixels |= length > 0;
            } else {
                readChunk(type, at + 8, claimed);
            }
            at += CHUNK_OVERHEAD + length;
        }
        header();
    }

    private boolean hasChunk(int at) {
        return at <= bytes.length - CHUNK_OVERHEAD;
    }

    private int claimedLength(int at) {
        return ByteBuffer.wrap(bytes).getInt(at);
    }

    private int length(int at) {
        return Math.min(claimedLength(at), bytes.length - at - 8);
    }

    private String type(int at) {
        return new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
    }

    private void readChunk(String type, int start, int length) {
        boolean critical = Character.isUpperCase(type.charAt(0));
        boolean there = start + (long) length + 4 <= bytes.length;
        // What Pillow reads behind the pixels it takes without looking at its checksum.
        if (!there || !((seenPixels && !critical) || isIntact(start, length))) {
            if (critical) {
                throw new UnreadableImage(
                        "The %s chunk of the PNG file is damaged.".formatted(type));
            }
            return;
        }
        int wanted =
                switch (type) {
                    case "IHDR", "PLTE", "tRNS" -> Math.min(length, LARGEST_TABLE);
                    case "iCCP", "pHYs", "eXIf", "iTXt", "tEXt", "zTXt" ->
                            length > LARGEST_TEXT ? 0 : length;
                    default -> ColourChunks.isOne(type) && length <= LARGEST_TABLE ? length : 0;
                };
        byte[] data = Arrays.copyOfRange(bytes, start, start + wanted);
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
            case "eXIf" -> exif = Exif.of(data);
            case "iTXt", "tEXt", "zTXt" -> readText(type, data);
            default -> {
                // The specification wants them before the pixels.
                if (!seenPixels) {
                    colours.add(type, data);
                }
            }
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

    /// Three of the texts say how the picture lies: XMP, what ImageMagick writes (Exif as digits
    /// behind three lines of text), and Exif itself.
    private void readText(String type, byte[] data) {
        int end = indexOfZero(data, 0);
        String keyword = end < 0 ? "" : new String(data, 0, end, StandardCharsets.ISO_8859_1);
        boolean plainExif = keyword.equals(PLAIN_EXIF) && type.equals("tEXt");
        if (!keyword.equals(XMP) && !keyword.equals(RAW_EXIF) && !plainExif) {
            return;
        }
        byte[] text =
                switch (type) {
                    case "tEXt" -> Arrays.copyOfRange(data, end + 1, data.length);
                    case "zTXt" -> inflate(data, Math.min(data.length, end + 2));
                    default -> internationalText(data, end);
                };
        if (text == null) {
            return;
        }
        switch (keyword) {
            case XMP -> xmpOrientation = Exif.orientationOfXmp(text);
            case RAW_EXIF -> rawExif = Exif.ofHexadecimal(text);
            default -> exif = Exif.of(text);
        }
    }

    private byte @Nullable [] internationalText(byte[] data, int keywordEnd) {
        if (keywordEnd + 3 > data.length) {
            return null;
        }
        int language = indexOfZero(data, keywordEnd + 3);
        int translated = language < 0 ? -1 : indexOfZero(data, language + 1);
        if (translated < 0) {
            return null;
        }
        if (data[keywordEnd + 1] == 0) {
            return Arrays.copyOfRange(data, translated + 1, data.length);
        }
        return data[keywordEnd + 2] == 0 ? inflate(data, translated + 1) : null;
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

    /// Where the compressed pixels lie, found one after the other: millions of chunks may hold one
    /// byte each.
    Iterator<Range> pixels() {
        return new Iterator<>() {
            private int at = firstPixels;

            @Override
            public boolean hasNext() {
                while (hasChunk(at) && claimedLength(at) >= 0 && !type(at).equals("IEND")) {
                    if (length(at) > 0 && type(at).equals(PIXELS)) {
                        return true;
                    }
                    at += CHUNK_OVERHEAD + length(at);
                }
                return false;
            }

            @Override
            public Range next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("There are no more pixels.");
                }
                Range range = new Range(at + 8, length(at));
                at += CHUNK_OVERHEAD + range.length;
                return range;
            }
        };
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
        return ColourProfile.of(profile, colours);
    }

    @Nullable Resolution resolution() {
        return resolution;
    }

    Orientation orientation() {
        Exif said = exif == null ? rawExif : exif;
        return said == null ? Orientation.ofExif(xmpOrientation) : said.orElse(xmpOrientation);
    }
}
