package dev.alphalift.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells a file's format by marks at fixed places, or by a header all of which makes sense.
final class FormatFinder {
    private static final int TEXT_LOOKED_AT = 4096;

    private static final Pattern ELEMENT =
            Pattern.compile("<(svg:)?svg[\\s>]|<!doctype html|<html[\\s>]");

    /// Letters at a place that no other format has there.
    ///
    /// @param text a byte a letter (Latin-1)
    private record Mark(ImageFormat format, int place, String text) {}

    private static final List<Mark> MARKS =
            List.of(
                    new Mark(ImageFormat.JPEG, 0, "\u00ff\u00d8\u00ff"),
                    new Mark(ImageFormat.PNG, 0, "\u0089PNG\r\n\u001a\n"),
                    new Mark(ImageFormat.GIF, 0, "GIF87a"),
                    new Mark(ImageFormat.GIF, 0, "GIF89a"),
                    new Mark(ImageFormat.JPEG_XL, 0, "\u00ff\n"),
                    new Mark(ImageFormat.JPEG_XL, 0, "\0\0\0\fJXL \r\n\u0087\n"),
                    new Mark(ImageFormat.JPEG_2000, 0, "\0\0\0\fjP  "),
                    new Mark(ImageFormat.JPEG_2000, 0, "\u00ffO\u00ffQ"),
                    new Mark(ImageFormat.JPEG_XR, 0, "II\u00bc"),
                    new Mark(ImageFormat.PDF, 0, "%PDF-"),
                    new Mark(ImageFormat.PSD, 0, "8BPS\0\1"),
                    new Mark(ImageFormat.PSD, 0, "8BPS\0\2"),
                    new Mark(ImageFormat.ICNS, 0, "icns"),
                    new Mark(ImageFormat.DDS, 0, "DDS |\0\0\0"),
                    new Mark(ImageFormat.OPEN_EXR, 0, "v/1\1"),
                    new Mark(ImageFormat.RADIANCE, 0, "#?RADIANCE"),
                    new Mark(ImageFormat.RADIANCE, 0, "#?RGBE"),
                    new Mark(ImageFormat.QOI, 0, "qoif"),
                    new Mark(ImageFormat.FITS, 0, "SIMPLE  ="),
                    new Mark(ImageFormat.DICOM, 128, "DICM"),
                    new Mark(ImageFormat.MNG, 0, "\u008aMNG\r\n\u001a\n"),
                    new Mark(ImageFormat.JNG, 0, "\u008bJNG\r\n\u001a\n"),
                    new Mark(ImageFormat.XCF, 0, "gimp xcf "),
                    new Mark(ImageFormat.DPX, 0, "SDPX"),
                    new Mark(ImageFormat.DPX, 0, "XPDS"),
                    new Mark(ImageFormat.DJVU, 0, "AT&TFORM"),
                    new Mark(ImageFormat.SUN_RASTER, 0, "Y\u00a6j\u0095"),
                    new Mark(ImageFormat.XPM, 0, "/* XPM */"),
                    new Mark(ImageFormat.FARBFELD, 0, "farbfeld"),
                    new Mark(ImageFormat.KTX, 0, "\u00abKTX "),
                    new Mark(ImageFormat.BPG, 0, "BPG\u00fb"),
                    new Mark(ImageFormat.FLIF, 0, "FLIF"),
                    new Mark(ImageFormat.METAFILE, 0, "\u00d7\u00cd\u00c6\u009a"),
                    new Mark(ImageFormat.METAFILE, 40, " EMF"),
                    new Mark(ImageFormat.EPS, 0, "\u00c5\u00d0\u00d3\u00c6"),
                    // The cameras' own; those that look like TIFF are told by their directories.
                    new Mark(ImageFormat.RAW, 0, "IIRO"),
                    new Mark(ImageFormat.RAW, 0, "IIRS"),
                    new Mark(ImageFormat.RAW, 0, "MMOR"),
                    new Mark(ImageFormat.RAW, 0, "IIU\0"),
                    new Mark(ImageFormat.RAW, 0, "FUJIFILM"),
                    new Mark(ImageFormat.RAW, 0, "FOVb"),
                    new Mark(ImageFormat.RAW, 0, "\0MRM"),
                    new Mark(ImageFormat.RAW, 6, "HEAPCCDR"),
                    new Mark(ImageFormat.ZIP, 0, "PK\3\4"),
                    new Mark(ImageFormat.VIDEO, 0, "\u001aE\u00df\u00a3"),
                    new Mark(ImageFormat.VIDEO, 0, "\0\0\1\u00ba"),
                    new Mark(ImageFormat.VIDEO, 0, "\0\0\1\u00b3"),
                    new Mark(ImageFormat.VIDEO, 0, "FLV\1"),
                    new Mark(ImageFormat.VIDEO, 4, "moov"),
                    new Mark(ImageFormat.VIDEO, 4, "mdat"),
                    new Mark(ImageFormat.VIDEO, 28, "\u0080theora"),
                    new Mark(ImageFormat.AUDIO, 0, "ID3"),
                    new Mark(ImageFormat.AUDIO, 0, "OggS"),
                    new Mark(ImageFormat.AUDIO, 0, "fLaC"),
                    new Mark(ImageFormat.AUDIO, 0, "\u00ff\u00fb"));

    private FormatFinder() {}

    static ImageFormat of(byte[] bytes) {
        if (isTiff(bytes)) {
            // Canon's raw files say so behind the header.
            return has(bytes, 8, "CR\2") ? ImageFormat.RAW : ImageFormat.TIFF;
        }
        for (Mark mark : MARKS) {
            if (has(bytes, mark.place, mark.text)) {
                return mark.format;
            }
        }
        if (has(bytes, 0, "RIFF")) {
            return ofRiff(bytes);
        }
        if (has(bytes, 0, "FORM") && (has(bytes, 8, "ILBM") || has(bytes, 8, "PBM "))) {
            return ImageFormat.ILBM;
        }
        if (has(bytes, 4, "ftyp")) {
            return ofBrand(bytes);
        }
        if (has(bytes, 0, "%!PS")) {
            return firstLine(bytes).contains("EPSF") ? ImageFormat.EPS : ImageFormat.POSTSCRIPT;
        }
        ImageFormat byHeader = HeaderShapes.of(bytes);
        return byHeader == ImageFormat.UNKNOWN ? ofText(bytes) : byHeader;
    }

    private static ImageFormat ofRiff(byte[] bytes) {
        if (has(bytes, 8, "WEBP")) {
            return ImageFormat.WEBP;
        }
        if (has(bytes, 8, "AVI ")) {
            return ImageFormat.VIDEO;
        }
        return has(bytes, 8, "WAVE") ? ImageFormat.AUDIO : ImageFormat.UNKNOWN;
    }

    private static boolean isTiff(byte[] bytes) {
        return has(bytes, 0, "II*\0")
                || has(bytes, 0, "MM\0*")
                || has(bytes, 0, "II+\0")
                || has(bytes, 0, "MM\0+");
    }

    /// ISO's container of boxes (ISO/IEC 14496-12): its brand, and those that it is compatible
    /// with, tell.
    private static ImageFormat ofBrand(byte[] bytes) {
        ImageFormat main = ofBrand(text(bytes, 8, 4));
        boolean general = has(bytes, 8, "mif1") || has(bytes, 8, "msf1") || has(bytes, 8, "miaf");
        int end = (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
        for (int at = 16; general && at + 4 <= Math.min(end, bytes.length); at += 4) {
            ImageFormat compatible = ofBrand(text(bytes, at, 4));
            if (compatible == ImageFormat.AVIF) {
                return ImageFormat.AVIF;
            }
        }
        return general ? ImageFormat.HEIC : main;
    }

    private static ImageFormat ofBrand(String brand) {
        return switch (brand) {
            case "avif", "avis" -> ImageFormat.AVIF;
            case "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "heif" ->
                    ImageFormat.HEIC;
            case "crx " -> ImageFormat.RAW;
            case "jxl " -> ImageFormat.JPEG_XL;
            case "jp2 ", "jpx ", "jpm " -> ImageFormat.JPEG_2000;
            case "M4A ", "M4B ", "M4P ", "F4A ", "F4B " -> ImageFormat.AUDIO;
            case "isom", "avc1", "qt  ", "dash", "MSNV", "mmp4", "f4v ", "F4V ", "hvc1", "XAVC" ->
                    ImageFormat.VIDEO;
            default -> isNumberedVideo(brand) ? ImageFormat.VIDEO : ImageFormat.UNKNOWN;
        };
    }

    private static boolean isNumberedVideo(String brand) {
        return brand.startsWith("iso")
                || brand.startsWith("mp4")
                || brand.startsWith("M4V")
                || brand.startsWith("3g");
    }

    private static String firstLine(byte[] bytes) {
        return text(bytes, 0, 256).split("[\r\n]", 2)[0];
    }

    /// SVG and HTML are told by the element that comes first.
    private static ImageFormat ofText(byte[] bytes) {
        String text = text(bytes, 0, TEXT_LOOKED_AT).toLowerCase(Locale.ROOT);
        if (text.startsWith("\u00fe\u00ff") || text.startsWith("\u00ff\u00fe")) {
            // UTF-16: the letters that matter have one byte that says something.
            text = text.substring(2).replace("\0", "");
        }
        if (!text.replaceFirst("^\u00ef\u00bb\u00bf", "").stripLeading().startsWith("<")) {
            return ImageFormat.UNKNOWN;
        }
        Matcher element = ELEMENT.matcher(text);
        if (!element.find()) {
            return ImageFormat.UNKNOWN;
        }
        return element.group().contains("svg") ? ImageFormat.SVG : ImageFormat.HTML;
    }

    private static String text(byte[] bytes, int from, int length) {
        int start = Math.min(from, bytes.length);
        return new String(
                bytes, start, Math.min(length, bytes.length - start), StandardCharsets.ISO_8859_1);
    }

    private static boolean has(byte[] bytes, int place, String text) {
        if (bytes.length < place + text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ((bytes[place + i] & 0xff) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
