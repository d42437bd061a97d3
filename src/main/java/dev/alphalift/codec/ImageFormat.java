package dev.alphalift.codec;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What a file is, told by its own bytes alone; names and headers around it are never believed. A
/// format without a mark of its own is named when the whole header makes sense, and what cannot be
/// told is unknown.
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
    JPEG_XR("JPEG XR"),
    SVG("SVG"),
    PDF("PDF"),
    PSD("Photoshop"),
    ICO("Windows icon"),
    CUR("Windows cursor"),
    ICNS("Apple icon"),
    TGA("TGA"),
    PCX("PCX"),
    DDS("DDS"),
    RAW("raw camera"),
    OPEN_EXR("OpenEXR"),
    RADIANCE("Radiance HDR"),
    NETPBM("Netpbm"),
    QOI("QOI"),
    FITS("FITS"),
    DICOM("DICOM"),
    MNG("MNG"),
    JNG("JNG"),
    XCF("GIMP"),
    DPX("DPX"),
    DJVU("DjVu"),
    SGI("SGI"),
    SUN_RASTER("Sun raster"),
    XPM("XPM"),
    FARBFELD("farbfeld"),
    KTX("KTX"),
    BPG("BPG"),
    FLIF("FLIF"),
    ILBM("ILBM"),
    METAFILE("Windows metafile"),
    POSTSCRIPT("PostScript"),
    EPS("EPS (PostScript)"),
    HTML("HTML"),
    ZIP("ZIP"),
    VIDEO("video"),
    AUDIO("audio"),
    UNKNOWN("unknown");

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
    public static String unreadable(ImageFormat format) {
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
    /// @param bytes the file, or at least its first 512 bytes: the whole file tells more
    public static ImageFormat of(byte[] bytes) {
        return FormatFinder.of(bytes);
    }
}
