package dev.alphalift.codec;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

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
            case JPEG, PNG, WEBP -> true;
            default -> false;
        };
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
            return TIFF;
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
        return UNKNOWN;
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
        if (startsWith(bytes, 0, 0, 0, 1, 0)) {
            return ICO;
        }
        String text =
                new String(
                                bytes,
                                0,
                                Math.min(bytes.length, TEXT_LOOKED_AT),
                                StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT);
        return text.contains("<svg") ? SVG : UNKNOWN;
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
