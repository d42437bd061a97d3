package dev.alphalift.codec.jpeg;

import dev.alphalift.codec.ColourProfile;
import dev.alphalift.codec.JpegScans;
import dev.alphalift.codec.Orientation;
import dev.alphalift.codec.Resolution;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import dev.alphalift.image.Size;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The marker segments of a JPEG file (ITU-T T.81, annex B) up to its first scan: what the frame
/// is, how its components are to be understood, and what cameras and editors wrote beside it.
public final class JpegFile {
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int DQT = 0xdb;
    private static final int DNL = 0xdc;
    private static final int DRI = 0xdd;
    private static final int DHT = 0xc4;
    private static final int DAC = 0xcc;
    private static final int JPG = 0xc8;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int JPEG_LS = 0xf7;

    /// Tables of any use take a few kilobytes; they are kept while the picture waits for its turn.
    private static final int MOST_TABLES = 256 << 10;

    private final byte[] bytes;
    private int end;
    private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
    private final JpegNotes notes;
    private int frameMarker;
    private int frameStart;
    private int scanStart;
    private boolean jfif;
    private int adobeTransform = -1;
    private @Nullable Resolution jfifResolution;

    private JpegFile(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
        this.notes = new JpegNotes(bytes);
    }

    /// Reads the segments before the first scan.
    public static JpegFile of(byte[] bytes) {
        JpegFile file = new JpegFile(bytes, bytes.length);
        file.readHeader(2);
        file.requireSensibleScans();
        return file;
    }

    /// Reads a strip or tile of a TIFF file, which says of the colours what the markers may not.
    ///
    /// @param tables what [#tablesOf] gives
    public static JpegFile ofTiff(
            byte[] tables, byte[] bytes, int from, int to, boolean luminanceChrominance) {
        JpegFile file = new JpegFile(bytes, to);
        file.tables.writeBytes(tables);
        file.readHeader(from);
        file.jfif = luminanceChrominance && file.componentCount() != 4;
        file.adobeTransform = 0;
        file.end = file.requireSensibleScans().end();
        return file;
    }

    /// The segments of a JPEG file without a picture: the tables that all strips of a TIFF file
    /// share.
    public static byte[] tablesOf(byte[] bytes) {
        byte[] ended = Arrays.copyOf(bytes, bytes.length + 2);
        ended[bytes.length] = (byte) 0xff;
        ended[bytes.length + 1] = (byte) EOI;
        JpegFile file = new JpegFile(ended, ended.length);
        if (file.readSegments(2) != EOI || file.frameMarker != 0) {
            throw new UnreadableImage("The shared tables of the TIFF file hold a picture.");
        }
        return file.tables.toByteArray();
    }

    private void readHeader(int start) {
        if (readSegments(start) == EOI) {
            throw new UnreadableImage("The JPEG file ends before its picture begins.");
        }
        requireReadableFrame();
    }

    /// Reads up to a scan or the end, and says which of the two it is.
    private int readSegments(int start) {
        int at = start;
        while (true) {
            while (unsigned(at) != 0xff) {
                // libjpeg skips what lies between segments, and so do we.
                at++;
            }
            while (unsigned(at) == 0xff) {
                at++;
            }
            int marker = unsigned(at++);
            if (marker == 0 || marker == SOI || marker == 1 || (marker >= 0xd0 && marker <= 0xd7)) {
                continue;
            }
            if (marker == EOI) {
                return EOI;
            }
            int length = unsigned(at) << 8 | unsigned(at + 1);
            if (length < 2 || at + length > end) {
                throw new UnreadableImage("The JPEG file ends within its header.");
            }
            if (marker == SOS) {
                scanStart = at - 2;
                return SOS;
            }
            readSegment(marker, at + 2, length - 2);
            at += length;
        }
    }

    private void readSegment(int marker, int start, int length) {
        switch (marker) {
            case DQT, DHT, DRI, DAC, DNL -> keep(marker, start, length);
            case APP0 -> readJfif(start, length);
            case APP1 -> notes.addExifOrXmp(start, length);
            case APP2 -> notes.addProfileChunk(start, length);
            case APP14 -> {
                if (length >= 12 && startsWith(start, length, "Adobe")) {
                    adobeTransform = unsigned(start + 11);
                }
            }
            case JPEG_LS ->
                    throw new UnsupportedFormat("JPEG-LS", "JPEG-LS files are not read; JPEG is.");
            default -> {
                if (marker >= 0xc0 && marker <= 0xcf && marker != JPG) {
                    if (frameMarker != 0) {
                        throw new UnreadableImage("The JPEG file has two frames.");
                    }
                    frameMarker = marker;
                    frameStart = start;
                    if (length < 6 || length < 6 + 3 * componentCount()) {
                        throw new UnreadableImage("The frame header of the JPEG file is cut off.");
                    }
                    keep(marker, start, length);
                }
            }
        }
    }

    private void keep(int marker, int start, int length) {
        if (tables.size() + length > MOST_TABLES) {
            throw new UnreadableImage(
                    "The JPEG file has tables of more than %s bytes.".formatted(MOST_TABLES));
        }
        tables.write(0xff);
        tables.write(marker);
        tables.write(bytes, start - 2, length + 2);
    }

    private void readJfif(int start, int length) {
        if (length < 12 || !startsWith(start, length, "JFIF\0")) {
            return;
        }
        jfif = true;
        double horizontal = unsigned(start + 8) << 8 | unsigned(start + 9);
        double vertical = unsigned(start + 10) << 8 | unsigned(start + 11);
        jfifResolution =
                switch (unsigned(start + 7)) {
                    case 1 -> Resolution.perInch(horizontal, vertical);
                    case 2 -> Resolution.perMetre(horizontal * 100, vertical * 100);
                    default -> null;
                };
    }

    private void requireReadableFrame() {
        switch (frameMarker) {
            case 0 -> throw new UnreadableImage("The JPEG file has no frame header.");
            case 0xc0, 0xc1, 0xc2 -> {}
            case 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf ->
                    throw new UnsupportedFormat(
                            "JPEG", "JPEG files with arithmetic coding are not read.");
            default ->
                    throw new UnsupportedFormat(
                            "JPEG", "Lossless and hierarchical JPEG files are not read.");
        }
        if (unsigned(frameStart) != 8) {
            throw new UnsupportedFormat(
                    "JPEG",
                    "JPEG files of %s bits a sample are not read; 8 are."
                            .formatted(unsigned(frameStart)));
        }
        int components = componentCount();
        if (components != 1 && components != 3 && components != 4) {
            throw new UnsupportedFormat(
                    "JPEG", "JPEG files of %s components are not read.".formatted(components));
        }
        if (frameHeight() == 0 || frameWidth() == 0) {
            throw new UnreadableImage("The JPEG file says that its picture is empty.");
        }
    }

    private JpegScans requireSensibleScans() {
        JpegScans scans = scans();
        if (scans.areTooMany(size().pixels())) {
            throw new UnreadableImage(
                    "The JPEG file of %s pixels has %s scans, which nobody needs."
                            .formatted(size(), scans.count()));
        }
        return scans;
    }

    /// What the scans ask of a decoder.
    public JpegScans scans() {
        return JpegScans.of(bytes, scanStart, end);
    }

    private int frameHeight() {
        return unsigned(frameStart + 1) << 8 | unsigned(frameStart + 2);
    }

    private int frameWidth() {
        return unsigned(frameStart + 3) << 8 | unsigned(frameStart + 4);
    }

    /// The size as stored, before the orientation is applied.
    public Size size() {
        return new Size(frameWidth(), frameHeight());
    }

    /// 1 for grey, 3 for colour, 4 for CMYK.
    public int componentCount() {
        return unsigned(frameStart + 5);
    }

    /// Whether the first three components are luminance and chrominance, by libjpeg's rules
    /// (`default_decompress_parms`): JFIF always, then what Adobe's marker says, then the
    /// components' names.
    boolean isLuminanceChrominance() {
        if (componentCount() == 4) {
            return adobeTransform == 2;
        }
        if (jfif) {
            return true;
        }
        if (adobeTransform >= 0) {
            return adobeTransform != 0;
        }
        return !(componentName(0) == 'R' && componentName(1) == 'G' && componentName(2) == 'B');
    }

    /// Whether colour is stored in rows of half the height and full width (4:4:0), as a turned
    /// 4:2:2 picture is.
    boolean hasChromaOfHalfHeight() {
        int sampling = sampling(0);
        return isLuminanceChrominance()
                && sampling(1) == sampling(2)
                && sampling >> 4 == sampling(1) >> 4
                && (sampling & 15) == 2 * (sampling(1) & 15);
    }

    /// Horizontal factor times 16 plus vertical factor.
    private int sampling(int component) {
        return unsigned(frameStart + 7 + 3 * component);
    }

    private int componentName(int component) {
        return unsigned(frameStart + 6 + 3 * component);
    }

    /// A file header with nothing in it but what decoding needs: no metadata that a decoder could
    /// stumble over, and one unmistakable statement of the colour space.
    byte[] plainHeader() {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(new byte[] {(byte) 0xff, (byte) SOI});
        if (componentCount() == 4 || !isLuminanceChrominance()) {
            int transform = componentCount() == 4 && isLuminanceChrominance() ? 2 : 0;
            header.writeBytes(new byte[] {(byte) 0xff, (byte) APP14, 0, 14});
            header.writeBytes("Adobe".getBytes(StandardCharsets.ISO_8859_1));
            header.writeBytes(new byte[] {0, 100, 0, 0, 0, 0, (byte) transform});
        } else {
            header.writeBytes(new byte[] {(byte) 0xff, (byte) APP0, 0, 16});
            header.writeBytes("JFIF\0".getBytes(StandardCharsets.ISO_8859_1));
            header.writeBytes(new byte[] {1, 1, 0, 0, 1, 0, 1, 0, 0});
        }
        // A file may leave the usual tables out (T.81, annex K); its own come later and win.
        StandardHuffmanTables.writeTo(header);
        header.writeBytes(tables.toByteArray());
        return header.toByteArray();
    }

    byte[] bytes() {
        return bytes;
    }

    /// Where the first scan begins in the file.
    int scanStart() {
        return scanStart;
    }

    /// Where the part of the file that a decoder is given ends.
    public int end() {
        return end;
    }

    /// Whether an end-of-image marker follows the first scan.
    public boolean hasEnd() {
        for (int at = end - 2; at > scanStart; at--) {
            if (bytes[at] == (byte) 0xff && bytes[at + 1] == (byte) EOI) {
                return true;
            }
        }
        return false;
    }

    Orientation orientation() {
        return notes.orientation();
    }

    @Nullable Resolution resolution() {
        return jfifResolution == null ? notes.resolution() : jfifResolution;
    }

    /// What the file says of its colours, null when that is nothing.
    @Nullable ColourProfile profile() {
        return notes.profile(componentCount());
    }

    private boolean startsWith(int start, int length, String text) {
        return JpegNotes.startsWith(bytes, start, length, text);
    }

    private int unsigned(int at) {
        if (at >= end) {
            throw new UnreadableImage("The JPEG file ends within its header.");
        }
        return bytes[at] & 0xff;
    }
}
