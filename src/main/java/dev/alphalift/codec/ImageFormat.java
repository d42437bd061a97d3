package dev.alphalift.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a file is, told by its first bytes alone; names and headers around it are never believed.
public enum ImageFormat {
    JPEG("JPEG"),
    PNG("PNG"),
    WEBP("WebP"),
    GIF("GIF"),
    BMP("BMP"),
    TIFF("TIFF"),
    HEIC("HEIC"),
    AVIF("AVIF"),
    JPEG_XL("JPEG XL"),
    JPEG_2000("JPEG 2000"),
    SVG("SVG"),
    PDF("PDF"),
    PSD("Photoshop"),
    ICO("Windows icon"),
    RAW("raw camera"),
    OPEN_EXR("OpenEXR"),
    RADIANCE("Radiance HDR"),
    NETPBM("Netpbm"),
    MNG("MNG"),
    POSTSCRIPT("PostScript"),
    HTML("HTML"),
    ZIP("ZIP"),
    VIDEO("video"),
    AUDIO("audio"),
    UNKNOWN("unknown");

    private static final int TEXT_LOOKED_AT = 512;

    private final String title;

    ImageFormat(String title) {
        this.title = title;
    }

    /// The format's name as people write it.
    public String title() {
        return title;
    }

    /// Whether this build decodes it.
    public boolean isReadable() {
        return switch (this) {
            case JPEG, PNG, WEBP, BMP, GIF, TIFF -> true;
            default -> false;
        };
    }

    /// What is said about a file of a format that is not read.
    static String unreadable(ImageFormat format) {
        String what =
                format == UNKNOWN
                        ? "no picture of a known format"
                        : "a file of the kind " + format.title();
        String readable =
                Arrays.stream(values())
                        .filter(ImageFormat::isReadable)
                        .map(ImageFormat::title)
                        .collect(Collectors.joining(", "));
        return "The input is %s; what is read is %s.".formatted(what, readable);
    }

    /// The format of a file.
    ///
    /// @param bytes the file, or at least its first 512 bytes
    public static ImageFormat of(byte[] bytes) {
        if (startsWith(bytes, 0, 0xff, 0xd8, 0xff)) {
            return JPEG;
        }
        if (startsWith(bytes, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return PNG;
        }
        if (startsWith(bytes, 0, 'R', 'I', 'F', 'F') && startsWith(bytes, 8, 'W', 'E', 'B', 'P')) {
            return WEBP;
        }
        if (startsWith(bytes, 0, 'G', 'I', 'F', '8')) {
            return GIF;
        }
        if (startsWith(bytes, 0, 'I', 'I', 42, 0)
                || startsWith(bytes, 0, 'M', 'M', 0, 42)
                || startsWith(bytes, 0, 'I', 'I', 43, 0)
                || startsWith(bytes, 0, 'M', 'M', 0, 43)) {
            // Canon's raw files say so behind the header.
            return startsWith(bytes, 8, 'C', 'R', 2) ? RAW : TIFF;
        }
        if (startsWith(bytes, 0, 'B', 'M')) {
            return BMP;
        }
        if (startsWith(bytes, 4, 'f', 't', 'y', 'p')) {
            return ofBrand(bytes);
        }
        return ofRareStart(bytes);
    }

    private static ImageFormat ofBrand(byte[] bytes) {
        if (startsWith(bytes, 8, 'a', 'v', 'i', 'f') || startsWith(bytes, 8, 'a', 'v', 'i', 's')) {
            return AVIF;
        }
        if (startsWith(bytes, 8, 'h', 'e')
                || startsWith(bytes, 8, 'm', 'i', 'f', '1')
                || startsWith(bytes, 8, 'm', 's', 'f', '1')) {
            return HEIC;
        }
        if (startsWith(bytes, 8, 'c', 'r', 'x', ' ')) {
            return RAW;
        }
        return startsWith(bytes, 8, 'M', '4', 'A') ? AUDIO : VIDEO;
    }

    private static ImageFormat ofRareStart(byte[] bytes) {
        if (startsWith(bytes, 0, 0xff, 0x0a)
                || startsWith(bytes, 0, 0, 0, 0, 12, 'J', 'X', 'L', ' ')) {
            return JPEG_XL;
        }
        if (startsWith(bytes, 0, 0, 0, 0, 12, 'j', 'P', ' ', ' ')
                || startsWith(bytes, 0, 0xff, 0x4f, 0xff, 0x51)) {
            return JPEG_2000;
        }
        if (startsWith(bytes, 0, '%', 'P', 'D', 'F')) {
            return PDF;
        }
        if (startsWith(bytes, 0, '8', 'B', 'P', 'S')) {
            return PSD;
        }
        if (startsWith(bytes, 0, 0, 0, 1, 0) || startsWith(bytes, 0, 0, 0, 2, 0)) {
            return ICO;
        }
        if (isRaw(bytes)) {
            return RAW;
        }
        if (startsWith(bytes, 0, 0x76, 0x2f, 0x31, 0x01)) {
            return OPEN_EXR;
        }
        if (startsWith(bytes, 0, '#', '?', 'R')) {
            return RADIANCE;
        }
        if (startsWith(bytes, 0, 0x8a, 'M', 'N', 'G')
                || startsWith(bytes, 0, 0x8b, 'J', 'N', 'G')) {
            return MNG;
        }
        if (startsWith(bytes, 0, '%', '!', 'P', 'S')
                || startsWith(bytes, 0, 0xc5, 0xd0, 0xd3, 0xc6)) {
            return POSTSCRIPT;
        }
        if (startsWith(bytes, 0, 'P', 'K', 3, 4)) {
            return ZIP;
        }
        return isNetpbm(bytes) ? NETPBM : ofMedium(bytes);
    }

    /// The cameras' own formats; those that look like TIFF are told by their directories.
    private static boolean isRaw(byte[] bytes) {
        return startsWith(bytes, 0, 'I', 'I', 'R', 'O')
                || startsWith(bytes, 0, 'I', 'I', 'R', 'S')
                || startsWith(bytes, 0, 'M', 'M', 'O', 'R')
                || startsWith(bytes, 0, 'I', 'I', 'U', 0)
                || startsWith(bytes, 0, 'F', 'U', 'J', 'I', 'F', 'I', 'L', 'M')
                || startsWith(bytes, 0, 'F', 'O', 'V', 'b');
    }

    private static boolean isNetpbm(byte[] bytes) {
        return bytes.length > 2
                && bytes[0] == 'P'
                && bytes[1] >= '1'
                && bytes[1] <= '7'
                && Character.isWhitespace(bytes[2]);
    }

    private static ImageFormat ofMedium(byte[] bytes) {
        if (startsWith(bytes, 0, 0x1a, 0x45, 0xdf, 0xa3)
                || (startsWith(bytes, 0, 'R', 'I', 'F', 'F')
                        && startsWith(bytes, 8, 'A', 'V', 'I', ' '))
                || startsWith(bytes, 4, 'm', 'o', 'o', 'v')
                || startsWith(bytes, 4, 'm', 'd', 'a', 't')
                || startsWith(bytes, 0, 0, 0, 1, 0xba)) {
            return VIDEO;
        }
        if (startsWith(bytes, 0, 'I', 'D', '3')
                || startsWith(bytes, 0, 'O', 'g', 'g', 'S')
                || startsWith(bytes, 0, 'f', 'L', 'a', 'C')
                || startsWith(bytes, 0, 0xff, 0xfb)
                || (startsWith(bytes, 0, 'R', 'I', 'F', 'F')
                        && startsWith(bytes, 8, 'W', 'A', 'V', 'E'))) {
            return AUDIO;
        }
        return ofText(bytes);
    }

    private static ImageFormat ofText(byte[] bytes) {
        String text =
                new String(
                                bytes,
                                0,
                                Math.min(bytes.length, TEXT_LOOKED_AT),
                                StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT);
        if (text.contains("<svg")) {
            return SVG;
        }
        return text.contains("<!doctype html") || text.contains("<html") ? HTML : UNKNOWN;
    }

    private static boolean startsWith(byte[] bytes, int offset, int... expected) {
        if (bytes.length < offset + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[offset + i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
