package dev.alphalift.pipeline;

import dev.alphalift.codec.OutputFormat;
import dev.alphalift.image.Framing;
import dev.alphalift.image.Size;
import org.jspecify.annotations.Nullable;

/// What else can be wanted of a cutout, beside what rembg knows. With an arrangement, also with
/// [#NONE], the colours stay as they are and the mask is multiplied by the picture's own
/// transparency.
///
/// @param mostPixels a larger picture is scaled down to that many before anything else
/// @param area where the subject is looked for; null: everywhere
/// @param framing crop, margins, scale and position of the subject
/// @param background a picture behind the cutout; not together with a colour
/// @param whereOpaque what a result is written as in which nothing is transparent; null: as every
///   other
public record Arrangement(
        long mostPixels,
        @Nullable Area area,
        Framing framing,
        @Nullable BackgroundFile background,
        @Nullable OutputFormat whereOpaque) {
    /// The picture as it is.
    public static final Arrangement NONE =
            new Arrangement(Long.MAX_VALUE, null, Framing.NONE, null, null);

    /// Most bytes a pixel of a result that is on its way out: one that does not compress, in pieces
    /// and joined.
    private static final int RESULT_BYTES = 8;

    /// A scaled subject: colours and opacity, and what is between two passes of the resampling.
    private static final int SCALED_BYTES = 7;

    /// A background: colours, opacity, and what is between the passes.
    private static final int BACKGROUND_BYTES = 7;

    public Arrangement {
        if (mostPixels < 1) {
            throw new IllegalArgumentException(
                    "The most pixels (%s) must be positive.".formatted(mostPixels));
        }
    }

    /// This with another background.
    public Arrangement withBackground(@Nullable BackgroundFile file) {
        return new Arrangement(mostPixels, area, framing, file, whereOpaque);
    }

    /// What the work takes at its worst, a subject that is as large as the picture, beside the
    /// [Admission#BYTES_A_PIXEL] for each pixel that was sent.
    ///
    /// @param sent the picture's size as it was sent, upright or not
    /// @param outputBytes what writing takes, a pixel
    long moreBytes(Size sent, int outputBytes) {
        Size size = sent.within(mostPixels);
        long canvas = framing.mostCanvasPixels(size);
        // The mask times the picture's own transparency is a plane of its own.
        long more = size.pixels();
        more += (canvas - size.pixels()) * RESULT_BYTES + canvas * outputBytes;
        if (framing.scales()) {
            more += canvas * SCALED_BYTES;
        }
        if (background != null) {
            more += canvas * BACKGROUND_BYTES;
        }
        return more;
    }
}
