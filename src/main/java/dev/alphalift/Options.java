package dev.alphalift;

import dev.alphalift.Picture.Source;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Framing;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Rgba;
import dev.alphalift.image.Workers;
import dev.alphalift.matte.backdrop.Backdrop;
import dev.alphalift.matte.backdrop.Blending;
import dev.alphalift.matte.backdrop.Shadow;
import dev.alphalift.pipeline.Area;
import dev.alphalift.pipeline.Arrangement;
import dev.alphalift.pipeline.BackgroundFile;
import dev.alphalift.pipeline.Edges;
import dev.alphalift.pipeline.HintFile;
import dev.alphalift.pipeline.Looks;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.segment.Clothes;
import dev.alphalift.segment.Prompt;
import dev.alphalift.segment.Selection;
import org.jspecify.annotations.Nullable;

/// What is wanted of a removal, by the names of the command line and with its defaults
/// (docs/command-line.md). Immutable: made once, used for any number of pictures and by several
/// threads.
///
/// ```java
/// Options options = Options.builder().refine(Edges.Refine.FAST).format("webp").build();
/// ```
public final class Options {
    /// A transparent PNG, as the command line makes it without options.
    public static final Options DEFAULT = builder().build();

    private final RemovalOptions plain;
    private final @Nullable Picture hint;
    private final @Nullable Picture background;

    private Options(RemovalOptions plain, @Nullable Picture hint, @Nullable Picture background) {
        this.plain = plain;
        this.hint = hint;
        this.background = background;
    }

    /// Options with nothing asked for yet.
    public static Builder builder() {
        return new Builder();
    }

    /// The pipeline's, with the pictures among them read.
    RemovalOptions resolved(ImageLimits limits) {
        RemovalOptions options = plain;
        if (hint != null) {
            options = options.withHint(new HintFile("hint", file(hint, limits)));
        }
        Arrangement arrangement = options.arrangement();
        if (background != null && arrangement != null) {
            BackgroundFile file = new BackgroundFile("background", file(background, limits));
            options = options.withArrangement(arrangement.withBackground(file));
        }
        return options;
    }

    private static byte[] file(Picture picture, ImageLimits limits) {
        return switch (picture.source()) {
            case Source.File(var content) -> content.apply(limits).read();
            case Source.Pixels(var image) -> png(ImagePixels.rows(image));
            case Source.Plane(var values) -> png(values);
        };
    }

    private static byte[] png(PixelRows rows) {
        return Formats.encoder(new Workers(1))
                .encode(rows, new OutputFormat.Png(), null, null, Deadline.NONE);
    }

    /// Collects options. Each method returns the builder itself, and refuses a value that cannot be
    /// with an [InvalidOption]. Used by one thread.
    public static final class Builder {
        private static final int HIGHEST = 255;
        private static final int PERCENTS = 100;

        private final RemovalOptions.Builder asked = RemovalOptions.DEFAULT.toBuilder();
        private String format = "png";
        private int quality = OutputFormat.QUALITY;
        private boolean lossless;
        private @Nullable Rgba bgcolor = Rgba.TRANSPARENT;
        private boolean coloured;
        private @Nullable Picture hint;
        private @Nullable Picture background;
        private long mostPixels = Long.MAX_VALUE;
        private @Nullable Area area;
        private Framing framing = Framing.NONE;

        private Builder() {}

        /// Find out the opacity of the edges by closed-form matting, as rembg does it, and the
        /// subject's own colours.
        public Builder alphaMatting(boolean value) {
            asked.edges(Edges::withAlphaMatting, value);
            return this;
        }

        /// With alpha matting or ViTMatte: a mask above this, 0 to 255, is sure foreground; 240
        /// unless said.
        public Builder alphaMattingForegroundThreshold(int level) {
            require("alpha_matting_foreground_threshold", level, HIGHEST);
            asked.edges(Edges::withForegroundAbove, level);
            return this;
        }

        /// With alpha matting or ViTMatte: a mask below this, 0 to 255, is sure background; 10
        /// unless said.
        public Builder alphaMattingBackgroundThreshold(int level) {
            require("alpha_matting_background_threshold", level, HIGHEST);
            asked.edges(Edges::withBackgroundBelow, level);
            return this;
        }

        /// With alpha matting or ViTMatte: how many pixels the sure areas are drawn in; 10 unless
        /// said.
        public Builder alphaMattingErodeSize(int pixels) {
            require("alpha_matting_erode_size", pixels, Integer.MAX_VALUE);
            asked.edges(Edges::withErosion, pixels);
            return this;
        }

        /// Refine the edges (docs/edges.md): fast by a guided filter, quality by closed-form
        /// matting that is watched over, rembg as alpha matting.
        public Builder refine(Edges.Refine how) {
            asked.edges(Edges::withRefine, how);
            return this;
        }

        /// The mask, an 8-bit grey picture, instead of the cutout.
        public Builder onlyMask(boolean value) {
            asked.onlyMask(value);
            return this;
        }

        /// Smooth the mask and make it hard: 0 or 255, nothing between.
        public Builder postProcessMask(boolean value) {
            asked.postProcessMask(value);
            return this;
        }

        /// Take the old background's colour out of the edges.
        public Builder decontaminate(boolean value) {
            asked.edges(Edges::withDecontaminate, value);
            return this;
        }

        /// Find out the opacity of the edges by the model ViTMatte, as rembg does it; its file must
        /// be on this machine.
        public Builder vitmatte(boolean value) {
            asked.edges(Edges::withVitmatte, value);
            return this;
        }

        /// ViTMatte's variant, or the file of a model of one's own that takes picture and trimap.
        public Builder vitmatteModel(String name) {
            asked.edges(Edges::withVitmatteModel, name);
            return this;
        }

        /// With the model u2net_cloth_seg: the clothes that are cut out, rembg's `cc`; upper, lower
        /// and full, one below the other, unless said.
        public Builder clothCategory(Clothes kind) {
            asked.selection(Selection::withClothes, kind);
            return this;
        }

        /// With the model sam: points of the subject and of the background, and rectangles; the
        /// middle of the picture unless said.
        public Builder samPrompt(Prompt prompt) {
            asked.selection(Selection::withPrompt, prompt);
            return this;
        }

        /// Look at a small subject again, larger (docs/second-looks.md).
        public Builder zoom(boolean value) {
            asked.looks(Looks::withZoom, value);
            return this;
        }

        /// Take the mean of the masks of the picture and of its mirror image.
        public Builder flip(boolean value) {
            asked.looks(Looks::withFlip, value);
            return this;
        }

        /// Clean the mask up (docs/cleanup.md): what is narrower than a round brush of that radius
        /// goes.
        ///
        /// @param length as everywhere: `3px`, `5pm` (per mille of the long side), `0.5%`, here
        ///   also `box:3px`
        public Builder open(String length) {
            asked.cleanUp("open", length);
            return this;
        }

        /// Clean the mask up: gaps narrower than a round brush of that radius are closed.
        public Builder close(String length) {
            asked.cleanUp("close", length);
            return this;
        }

        /// Clean the mask up: holes are filled.
        public Builder fillHoles(boolean value) {
            asked.cleanUp("fill-holes", Boolean.toString(value));
            return this;
        }

        /// Clean the mask up: parts smaller than a square of that side go.
        public Builder dropSpecks(String length) {
            asked.cleanUp("drop-specks", length);
            return this;
        }

        /// Clean the mask up: all parts but the largest go.
        public Builder largest(boolean value) {
            asked.cleanUp("largest", Boolean.toString(value));
            return this;
        }

        /// Clean the mask up: the edge moves outwards.
        public Builder grow(String length) {
            asked.cleanUp("grow", length);
            return this;
        }

        /// Clean the mask up: the edge moves inwards.
        public Builder shrink(String length) {
            asked.cleanUp("shrink", length);
            return this;
        }

        /// Clean the mask up: 255 from that level, 1 to 255, on and 0 below; 0 for none.
        public Builder threshold(int level) {
            require("threshold", level, HIGHEST);
            asked.cleanUp("threshold", Integer.toString(level));
            return this;
        }

        /// Clean the mask up: a Gaussian of that standard deviation.
        public Builder smooth(String length) {
            asked.cleanUp("smooth", length);
            return this;
        }

        /// Clean the mask up: the edge becomes a slope of that width.
        public Builder feather(String length) {
            asked.cleanUp("feather", length);
            return this;
        }

        /// A colour behind the cutout; transparent unless said, as on the command line.
        ///
        /// @param colour null: none at all, as rembg's `remove` without `bgcolor`; then colours
        ///   stay where nothing can be seen of them
        public Builder bgcolor(@Nullable Rgba colour) {
            bgcolor = colour;
            coloured = true;
            return this;
        }

        /// A soft shadow of the subject; null for none.
        public Builder shadow(Shadow.@Nullable Kind kind) {
            asked.behind(behind -> behind.withShadow(kind));
            return this;
        }

        /// With a shadow: how dark it is, 0 to 100 percent.
        public Builder shadowStrength(int percent) {
            require("shadow_strength", percent, PERCENTS);
            asked.behind(behind -> behind.withStrength(percent / (double) PERCENTS));
            return this;
        }

        /// What lies behind: the original out of focus, a landscape, a gradient, a picture; null
        /// for nothing.
        public Builder backdrop(@Nullable Backdrop value) {
            asked.behind(behind -> behind.withBackdrop(value));
            return this;
        }

        /// With a shadow or a backdrop: mix soft pixels in amounts of light.
        public Builder linearLight(boolean value) {
            asked.behind(behind -> behind.withBlending(value ? Blending.LINEAR : Blending.ENCODED));
            return this;
        }

        /// Keep the colours of soft edges instead of darkening them, rembg's `putalpha`.
        public Builder putalpha(boolean value) {
            asked.putAlpha(value);
            return this;
        }

        /// A picture of what is kept (white) and erased (black), whatever the model says; where it
        /// is transparent or grey the model decides. It must be of the picture's proportions.
        public Builder hint(@Nullable Picture picture) {
            hint = picture;
            return this;
        }

        /// What the result is written as: `png`, `webp` or `jpeg`; PNG unless said. JPEG has the
        /// background's colour, white unless said, where it would be transparent.
        public Builder format(String name) {
            format = name;
            return this;
        }

        /// With WebP or JPEG: 1 to 100; 90 unless said.
        public Builder quality(int value) {
            quality = value;
            return this;
        }

        /// With WebP: keep the colours as they are.
        public Builder lossless(boolean value) {
            lossless = value;
            return this;
        }

        /// A picture behind the cutout, cut to its proportions; not together with a colour. This
        /// and what follows are remove.bg's: with any of them colours stay as they are, and the
        /// mask is multiplied by the picture's own transparency.
        public Builder background(@Nullable Picture picture) {
            background = picture;
            return this;
        }

        /// Crop, margins, scale and position of the subject.
        public Builder framing(Framing value) {
            framing = value;
            return this;
        }

        /// Where the subject is looked for; null: everywhere.
        public Builder area(@Nullable Area value) {
            area = value;
            return this;
        }

        /// A larger picture is scaled down to that many pixels before anything else.
        public Builder mostPixels(long pixels) {
            if (pixels < 1) {
                throw new InvalidOption(
                        "most_pixels", Long.toString(pixels), "it must be positive.");
            }
            mostPixels = pixels;
            return this;
        }

        private static void require(String name, int value, int most) {
            if (value < 0 || value > most) {
                throw new InvalidOption(
                        name, Integer.toString(value), "it must lie in 0 to %s.".formatted(most));
            }
        }

        /// The options.
        ///
        /// @throws InvalidOption if some of them do not go together, or there is no such format
        public Options build() {
            if (background != null && coloured && bgcolor != null) {
                throw new InvalidOption(
                        "bgcolor", bgcolor.toString(), "there is a picture behind already.");
            }
            Rgba colour = background == null ? bgcolor : null;
            Rgba ofJpeg = coloured && bgcolor != null ? bgcolor : OutputFormat.Jpeg.WHITE;
            asked.background(colour)
                    .output(OutputFormat.named(format, quality, lossless, ofJpeg))
                    .arrangement(arrangement());
            return new Options(asked.build(), hint, background);
        }

        private @Nullable Arrangement arrangement() {
            Arrangement wanted = new Arrangement(mostPixels, area, framing, null, null);
            return background == null && wanted.equals(Arrangement.NONE) ? null : wanted;
        }
    }
}
