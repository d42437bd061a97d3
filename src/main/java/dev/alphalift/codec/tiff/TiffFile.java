package dev.alphalift.codec.tiff;

import dev.alphalift.codec.ColourProfile;
import dev.alphalift.codec.Exif;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.Orientation;
import dev.alphalift.codec.Resolution;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import dev.alphalift.image.Size;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// What the first picture of a TIFF file is, and how its samples are to be understood; kinds that
/// Pillow 12 has no pixels for are refused by name.
final class TiffFile {
    private static final int SUBFILE_TYPE = 254;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int FILL_ORDER = 266;
    private static final int SAMPLES = 277;
    private static final int X_RESOLUTION = 282;
    private static final int Y_RESOLUTION = 283;
    private static final int FAX_OPTIONS = 292;
    private static final int RESOLUTION_UNIT = 296;
    private static final int PREDICTOR = 317;
    private static final int COLOUR_MAP = 320;
    private static final int SUB_DIRECTORIES = 330;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;
    private static final int JPEG_TABLES = 347;
    private static final int XMP = 700;
    private static final int PROFILE = 34675;
    private static final int DNG_VERSION = 50706;

    private static final int MOST_SAMPLES = 16;

    /// Tiles of 16 x 16, the smallest there are, make 200,000 of 50 MP.
    private static final int MOST_TILES = 1 << 18;

    /// A strip a row at the longest side.
    private static final int MOST_SLOW_TILES = 1 << 14;

    /// Profiles and XMP packets are smaller, or not what they claim to be.
    private static final int MOST_EXTRA = 4 << 20;

    private static final int MOST_JPEG_TABLES = 1 << 16;

    /// What the samples mean, with how many of them make a colour.
    enum Colours {
        WHITE_IS_ZERO(1),
        BLACK_IS_ZERO(1),
        RGB(3),
        PALETTE(1),
        CMYK(4),
        LUMINANCE_CHROMINANCE(3);

        final int samples;

        Colours(int samples) {
            this.samples = samples;
        }
    }

    /// What the first sample behind the colours is.
    enum Opacity {
        NONE,
        STRAIGHT,
        PREMULTIPLIED
    }

    /// What kind of number a sample is.
    enum Numbers {
        UNSIGNED,
        SIGNED,
        FLOATING
    }

    private final TiffDirectory directory;
    private final Size size;
    private final TiffCompression compression;
    private final Colours colours;
    private final int samples;
    private final int depth;
    private final Numbers numbers;
    private final Opacity opacity;

    private TiffFile(TiffDirectory directory) {
        this.directory = directory;
        refuseRaw();
        size = TiffLayout.sizeOf(directory);
        compression = TiffCompression.of(directory.integer(COMPRESSION, 1));
        colours = colours(directory.integer(PHOTOMETRIC, 0));
        samples = countSamples();
        depth = commonDepth();
        numbers = kindOfNumbers();
        opacity = kindOfOpacity();
        requireReadable();
    }

    static TiffFile of(byte[] bytes) {
        return new TiffFile(TiffDirectory.of(bytes));
    }

    /// Raw camera files are TIFF files whose first picture is a small preview; to cut that out
    /// would be no help.
    private void refuseRaw() {
        boolean preview =
                (directory.integer(SUBFILE_TYPE, 0) & 1) == 1 && directory.has(SUB_DIRECTORIES);
        if (directory.has(DNG_VERSION) || preview) {
            throw new UnsupportedFormat(
                    ImageFormat.RAW.title(), ImageFormat.unreadable(ImageFormat.RAW));
        }
    }

    private static Colours colours(long code) {
        return switch ((int) code) {
            case 0 -> Colours.WHITE_IS_ZERO;
            case 1 -> Colours.BLACK_IS_ZERO;
            case 2 -> Colours.RGB;
            case 3 -> Colours.PALETTE;
            case 5 -> Colours.CMYK;
            case 6 -> Colours.LUMINANCE_CHROMINANCE;
            default ->
                    throw unsupported(
                            "of "
                                    + switch ((int) code) {
                                        case 4 -> "transparency masks";
                                        case 8, 9, 10 -> "CIE L*a*b* colours";
                                        case 32803, 34892 -> "raw camera samples";
                                        case 32844, 32845 -> "LogLuv colours";
                                        default -> "colour kind " + code;
                                    });
        };
    }

    private int countSamples() {
        long claimed = directory.integer(SAMPLES, 1);
        if (claimed < 1 || claimed > MOST_SAMPLES) {
            throw unsupported("of %s samples a pixel".formatted(claimed));
        }
        return (int) claimed;
    }

    private int commonDepth() {
        long[] depths = directory.integers(BITS, samples);
        if (depths.length == 0) {
            return 1;
        }
        for (long one : depths) {
            if (one != depths[0]) {
                throw unsupported("with samples of different depth");
            }
        }
        if (depths[0] > 64) {
            throw unsupported("of %s bits a sample".formatted(depths[0]));
        }
        return (int) depths[0];
    }

    private Numbers kindOfNumbers() {
        long code = directory.integer(SAMPLE_FORMAT, 1);
        return switch ((int) code) {
            case 1, 4 -> Numbers.UNSIGNED;
            case 2 -> Numbers.SIGNED;
            case 3 -> Numbers.FLOATING;
            default -> throw unsupported("of sample format %s".formatted(code));
        };
    }

    private Opacity kindOfOpacity() {
        if (samples <= colours.samples) {
            return Opacity.NONE;
        }
        // Pillow takes the fourth sample of RGB for opacity when the file does not say.
        boolean guessed = colours == Colours.RGB && samples == 4;
        return switch ((int) directory.integer(EXTRA_SAMPLES, guessed ? 2 : 0)) {
            case 1 -> Opacity.PREMULTIPLIED;
            case 2, 999 -> Opacity.STRAIGHT;
            default -> Opacity.NONE;
        };
    }

    private void requireReadable() {
        boolean ofLuminance = colours == Colours.LUMINANCE_CHROMINANCE;
        if (ofLuminance && (compression != TiffCompression.JPEG || isPlanar())) {
            throw unsupported("of luminance and chrominance without JPEG");
        }
        if (samples < colours.samples) {
            throw unsupported("of %s samples a pixel".formatted(samples));
        }
        if (colours == Colours.PALETTE && !directory.has(COLOUR_MAP)) {
            throw new UnreadableImage("The TIFF file lacks its palette.");
        }
        boolean grey = colours == Colours.WHITE_IS_ZERO || colours == Colours.BLACK_IS_ZERO;
        boolean readable =
                switch (depth) {
                    case 1, 2, 4 -> samples == 1 && (grey || colours == Colours.PALETTE);
                    case 8 -> numbers == Numbers.UNSIGNED || grey;
                    case 12 -> grey && samples == 1 && numbers == Numbers.UNSIGNED;
                    case 16 ->
                            grey
                                    ? samples == 1
                                    : colours != Colours.PALETTE && numbers == Numbers.UNSIGNED;
                    case 32 -> grey && samples == 1;
                    default -> false;
                };
        boolean fits =
                compression == TiffCompression.JPEG
                        ? depth == 8 && colours != Colours.PALETTE
                        : !compression.isCcitt() || depth == 1;
        if (!readable || !fits || (numbers == Numbers.FLOATING && depth != 32)) {
            throw unsupported("of %s bits a sample and this kind".formatted(depth));
        }
        if ((isPredicted() && (depth < 8 || depth == 12)) || directory.integer(PREDICTOR, 1) > 2) {
            throw unsupported(
                    "with predictor %s at %s bits"
                            .formatted(directory.integer(PREDICTOR, 1), depth));
        }
    }

    private static UnsupportedFormat unsupported(String what) {
        return new UnsupportedFormat("TIFF", "TIFF files %s are not read.".formatted(what));
    }

    /// The size as stored, before the orientation is applied.
    Size size() {
        return size;
    }

    TiffCompression compression() {
        return compression;
    }

    Colours colours() {
        return colours;
    }

    /// Samples a pixel, with those behind the colours.
    int samples() {
        return samples;
    }

    /// Bits a sample.
    int depth() {
        return depth;
    }

    Numbers numbers() {
        return numbers;
    }

    Opacity opacity() {
        return opacity;
    }

    ByteOrder byteOrder() {
        return directory.byteOrder();
    }

    TiffLayout layout() {
        // Each strip of these two starts a reader of the JDK, which takes its time.
        boolean isJpeg = compression == TiffCompression.JPEG;
        boolean slow = isJpeg || compression.isCcitt();
        TiffLayout layout =
                TiffLayout.of(directory, size, samples, slow ? MOST_SLOW_TILES : MOST_TILES);
        if (isJpeg) {
            // These are decoded whole, the others row by row.
            layout.requireSmallTiles();
        }
        return layout;
    }

    /// Samples of a pixel that make a difference: those of colours and of opacity.
    int usedSamples() {
        return colours.samples + (opacity == Opacity.NONE ? 0 : 1);
    }

    private boolean isPlanar() {
        return directory.integer(TiffLayout.PLANAR, 1) == 2;
    }

    /// Whether samples are stored as differences from their left neighbours.
    boolean isPredicted() {
        return directory.integer(PREDICTOR, 1) == 2
                && (compression == TiffCompression.LZW || compression == TiffCompression.DEFLATE);
    }

    boolean hasReversedBits() {
        return directory.integer(FILL_ORDER, 1) == 2;
    }

    long faxOptions() {
        return directory.integer(FAX_OPTIONS, 0);
    }

    /// The tables that all JPEG strips share, null when there are none.
    byte @Nullable [] jpegTables() {
        if (directory.count(JPEG_TABLES) > MOST_JPEG_TABLES) {
            throw new UnreadableImage(
                    "The TIFF file has JPEG tables of %s bytes."
                            .formatted(directory.count(JPEG_TABLES)));
        }
        return directory.block(JPEG_TABLES, MOST_JPEG_TABLES);
    }

    /// Red, green and blue of 256 colours: the high bytes of the file's.
    byte[] palette() {
        long[] values = directory.integers(COLOUR_MAP, 3 << 8);
        byte[] palette = new byte[3 << 8];
        int colourCount = values.length / 3;
        for (int i = 0; i < 3 * colourCount; i++) {
            palette[3 * (i % colourCount) + i / colourCount] = (byte) (values[i] >> 8);
        }
        return palette;
    }

    Orientation orientation() {
        return Exif.orientation(directory.bytes(), directory.block(XMP, MOST_EXTRA));
    }

    @Nullable Resolution resolution() {
        double horizontal = directory.fraction(X_RESOLUTION);
        double vertical = directory.fraction(Y_RESOLUTION);
        return switch ((int) directory.integer(RESOLUTION_UNIT, 2)) {
            case 2 -> Resolution.perInch(horizontal, vertical);
            case 3 -> Resolution.perMetre(horizontal * 100, vertical * 100);
            default -> null;
        };
    }

    @Nullable ColourProfile profile() {
        byte[] profile = directory.block(PROFILE, MOST_EXTRA);
        return profile == null ? null : ColourProfile.ofRgb(profile);
    }
}
