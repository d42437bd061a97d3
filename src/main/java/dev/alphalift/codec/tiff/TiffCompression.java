package dev.alphalift.codec.tiff;

import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;

/// How the pixels of a TIFF file are compressed (tag 259).
enum TiffCompression {
    NONE,
    CCITT_RUNS,
    CCITT_GROUP_3,
    CCITT_GROUP_4,
    LZW,
    JPEG,
    DEFLATE,
    PACK_BITS;

    static TiffCompression of(long code) {
        return switch ((int) code) {
            case 1 -> NONE;
            case 2 -> CCITT_RUNS;
            case 3 -> CCITT_GROUP_3;
            case 4 -> CCITT_GROUP_4;
            case 5 -> LZW;
            case 7 -> JPEG;
            case 8, 32946 -> DEFLATE;
            case 32773 -> PACK_BITS;
            default ->
                    throw new UnsupportedFormat(
                            "TIFF",
                            "TIFF files compressed by %s are not read.".formatted(name(code)));
        };
    }

    private static String name(long code) {
        return switch ((int) code) {
            case 6 -> "JPEG in the way of before 1995";
            case 9, 10 -> "JBIG";
            case 32766 -> "NeXT's run lengths";
            case 32771 -> "CCITT run lengths in words";
            case 32809 -> "ThunderScan";
            case 33003, 33005, 34712 -> "JPEG 2000";
            case 34661 -> "JBIG";
            case 34676, 34677 -> "SGI Log";
            case 34887 -> "LERC";
            case 34892 -> "lossy JPEG in DNG";
            case 34925 -> "LZMA";
            case 50000 -> "Zstandard";
            case 50001 -> "WebP";
            case 50002, 52546 -> "JPEG XL";
            default -> "method " + code;
        };
    }

    boolean isCcitt() {
        return this == CCITT_RUNS || this == CCITT_GROUP_3 || this == CCITT_GROUP_4;
    }
}
