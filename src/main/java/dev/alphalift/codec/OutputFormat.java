package dev.alphalift.codec;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.image.Rgba;
import java.util.List;
import java.util.Locale;

/// The format that a result is written in, with what there is to choose about it.
public sealed interface OutputFormat {
    /// The media type, for example `image/png`.
    String mediaType();

    /// How names of such files end, dot included, for example `.png`.
    String suffix();

    /// Most pixels in width or height that the format can hold.
    int longestSide();

    /// Whether pixels can be transparent.
    boolean hasAlpha();

    /// What writing it takes beside what every result takes, in bytes a pixel; mostly outside the
    /// Java heap (docs/PERFORMANCE.md).
    default int bytesAPixel() {
        return 0;
    }

    /// How names of all files end that hold one picture.
    List<String> SUFFIXES = List.of(".png", ".webp", ".jpg");

    /// The quality of lossy formats where none is asked for.
    int QUALITY = 90;

    /// The format of a name: `png`, `webp`, `jpeg` or `jpg`, in any case.
    ///
    /// @param quality 1 to 100; without meaning where nothing is lost
    /// @param lossless whether WebP keeps colours as they are
    /// @param background what JPEG lets through where the picture is transparent
    /// @throws InvalidOption if it is no such name, or the quality is none
    static OutputFormat named(String name, int quality, boolean lossless, Rgba background) {
        if (quality < 1 || quality > 100) {
            throw new InvalidOption("quality", String.valueOf(quality), "it must lie in 1 to 100.");
        }
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "png" -> new Png();
            case "webp" -> new Webp(quality, lossless);
            case "jpg", "jpeg" -> new Jpeg(quality, background);
            default -> throw new InvalidOption("format", name, "it must be png, webp or jpeg.");
        };
    }

    /// Lossless, with opacity.
    record Png() implements OutputFormat {
        @Override
        public String mediaType() {
            return "image/png";
        }

        @Override
        public String suffix() {
            return ".png";
        }

        @Override
        public int longestSide() {
            return Integer.MAX_VALUE;
        }

        @Override
        public boolean hasAlpha() {
            return true;
        }
    }

    /// With opacity, which is kept as it is; colours under full transparency are not.
    ///
    /// @param quality of the colours, 1 to 100; without meaning when lossless
    /// @param lossless whether visible colours are kept as they are, too
    record Webp(int quality, boolean lossless) implements OutputFormat {
        public Webp {
            requireQuality(quality);
        }

        @Override
        public String mediaType() {
            return "image/webp";
        }

        @Override
        public String suffix() {
            return ".webp";
        }

        @Override
        public int longestSide() {
            return 16_383;
        }

        @Override
        public boolean hasAlpha() {
            return true;
        }

        @Override
        public int bytesAPixel() {
            return 18;
        }
    }

    /// Without opacity: what is transparent lets a colour through.
    ///
    /// @param quality libjpeg's, 1 to 100
    /// @param background the colour behind; its opacity is not looked at
    record Jpeg(int quality, Rgba background) implements OutputFormat {
        /// What stands behind where nothing else is asked for.
        public static final Rgba WHITE = new Rgba(255, 255, 255, 255);

        public Jpeg {
            requireQuality(quality);
        }

        @Override
        public String mediaType() {
            return "image/jpeg";
        }

        @Override
        public String suffix() {
            return ".jpg";
        }

        // libjpeg's own limit (JPEG_MAX_DIMENSION), a little below the format's.
        @Override
        public int longestSide() {
            return 65_500;
        }

        @Override
        public boolean hasAlpha() {
            return false;
        }
    }

    /// An archive of colours as JPEG and opacity as PNG.
    ///
    /// @param quality of the colours, libjpeg's, 1 to 100
    record Zip(int quality) implements OutputFormat {
        public Zip {
            requireQuality(quality);
        }

        @Override
        public String mediaType() {
            return "application/zip";
        }

        @Override
        public String suffix() {
            return ".zip";
        }

        @Override
        public int longestSide() {
            return 65_500;
        }

        @Override
        public boolean hasAlpha() {
            return true;
        }

        // The archive is put together from two finished files.
        @Override
        public int bytesAPixel() {
            return 4;
        }
    }

    private static void requireQuality(int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException(
                    "The quality (%s) must lie in 1 to 100.".formatted(quality));
        }
    }
}
