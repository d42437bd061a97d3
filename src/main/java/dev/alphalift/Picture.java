package dev.alphalift;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.evaluation.data.BytesContent;
import dev.alphalift.evaluation.data.Content;
import dev.alphalift.evaluation.data.FileContent;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Mask;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.function.Function;

/// A picture that is handed in, wherever it comes from. It is read when it is used, each time anew,
/// and not copied before.
public final class Picture {
    private static final String UNNAMED = "the picture";

    private final Source source;

    private Picture(Source source) {
        this.source = source;
    }

    /// What a picture is made of.
    sealed interface Source {
        /// A picture file of any readable format.
        ///
        /// @param content its bytes, no more of them than limits allow, and a little
        record File(Function<ImageLimits, Content> content) implements Source {}

        /// Pixels in Java's form.
        record Pixels(BufferedImage image) implements Source {}

        /// One value a pixel.
        record Plane(Alpha values) implements Source {}
    }

    /// A picture file.
    public static Picture of(Path file) {
        return new Picture(new Source.File(limits -> new FileContent(file, limits)));
    }

    /// The bytes of a picture file.
    public static Picture of(byte[] file) {
        return new Picture(new Source.File(_ -> new BytesContent(UNNAMED, file)));
    }

    /// Pixels of any kind that Java knows; [Session#remove(BufferedImage)] says how they are taken.
    public static Picture of(BufferedImage image) {
        return new Picture(new Source.Pixels(image));
    }

    /// A matte, for example that of a [Cutout].
    public static Picture of(Mask mask) {
        return of(new Alpha(mask.size(), mask.values()));
    }

    /// A matte.
    public static Picture of(Alpha alpha) {
        return new Picture(new Source.Plane(alpha));
    }

    Source source() {
        return source;
    }
}
