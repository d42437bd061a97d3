package dev.alphalift.cli;

import dev.alphalift.codec.OutputFormat;
import dev.alphalift.dialect.RembgExtras;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.image.Rgba;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.pipeline.RemovalOptions.Refinement;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say what is made of a picture; rembg's names, so that its command lines work
/// here.
final class PictureOptions {
    @Option(
            names = {"-m", "--model"},
            paramLabel = "NAME",
            description =
                    "The model (default: ${DEFAULT-VALUE}; \"alphalift d --check\" lists all).")
    private String model = RemovalOptions.DEFAULT.model();

    @Option(
            names = {"-a", "--alpha-matting"},
            description = "Refine the edges by alpha matting; not available yet.")
    private boolean alphaMatting;

    @Option(
            names = {"-af", "--alpha-matting-foreground-threshold"},
            paramLabel = "0-255",
            description =
                    "With -a: a mask above this is sure foreground (default: ${DEFAULT-VALUE}).")
    private int foregroundThreshold = 240;

    @Option(
            names = {"-ab", "--alpha-matting-background-threshold"},
            paramLabel = "0-255",
            description =
                    "With -a: a mask below this is sure background (default: ${DEFAULT-VALUE}).")
    private int backgroundThreshold = 10;

    @Option(
            names = {"-ae", "--alpha-matting-erode-size"},
            paramLabel = "PIXELS",
            description =
                    "With -a: how far the sure areas are drawn in (default: ${DEFAULT-VALUE}).")
    private int erodeSize = 10;

    @Option(
            names = {"-om", "--only-mask"},
            description = "Give the mask, an 8-bit grey picture, instead of the cutout.")
    private boolean onlyMask;

    @Option(
            names = {"-ppm", "--post-process-mask"},
            description = "Smooth the mask and make it hard: 0 or 255, nothing between.")
    private boolean postProcessMask;

    @Option(
            names = {"-dc", "--decontaminate"},
            description = "Take the old background's colour out of the edges; not available yet.")
    private boolean decontaminate;

    @Option(
            names = {"-vm", "--vitmatte"},
            description = "Refine the edges by ViTMatte; not available yet.")
    private boolean vitMatte;

    @Option(
            names = {"-bgc", "--bgcolor"},
            arity = "4",
            paramLabel = "0-255",
            description =
                    "A colour behind the cutout: red, green, blue, opacity (default: 0 0 0 0).")
    private int @Nullable [] background;

    @Option(
            names = {"-x", "--extras"},
            paramLabel = "JSON",
            description = {
                "More options as a JSON object, for example '{\"putalpha\": true}' to keep the colours"
                        + " of soft edges, or '{\"model_path\": \"~/.u2net/mine.onnx\"}' with a model"
                        + " named ..._custom."
            })
    private @Nullable String extras;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "Write png, webp or jpeg, whatever the file is called (default: png).")
    private String format = "png";

    @Option(
            names = "--quality",
            paramLabel = "1-100",
            description = "With --format webp or jpeg (default: ${DEFAULT-VALUE}).")
    private int quality = OutputFormat.QUALITY;

    @Option(names = "--lossless", description = "With --format webp: keep the colours as they are.")
    private boolean lossless;

    /// @throws InvalidOption if a value cannot be
    RemovalOptions toRemovalOptions() {
        requireThreshold("-af", foregroundThreshold);
        requireThreshold("-ab", backgroundThreshold);
        if (erodeSize < 0) {
            throw new InvalidOption("-ae", Integer.toString(erodeSize), "it must not be negative.");
        }
        RemovalOptions options =
                RemovalOptions.DEFAULT
                        .withModel(model, null)
                        .withOnlyMask(onlyMask)
                        .withPostProcessMask(postProcessMask)
                        // As rembg's command line: always over a colour, transparent unless said.
                        .withBackground(colour())
                        .withRefinement(refinement())
                        .withOutput(output());
        return extras == null ? options : RembgExtras.apply(extras, options);
    }

    private OutputFormat output() {
        Rgba behind = background == null ? OutputFormat.Jpeg.WHITE : colour();
        return OutputFormat.named(format, quality, lossless, behind);
    }

    private Refinement refinement() {
        if (vitMatte) {
            return Refinement.VITMATTE;
        }
        if (alphaMatting) {
            return Refinement.ALPHA_MATTING;
        }
        return decontaminate ? Refinement.DECONTAMINATE : Refinement.NONE;
    }

    private Rgba colour() {
        if (background == null) {
            return Rgba.TRANSPARENT;
        }
        // Said twice, the last one counts, as with rembg.
        int[] last = Arrays.copyOfRange(background, background.length - 4, background.length);
        for (int value : last) {
            if (value < 0 || value > 255) {
                throw new InvalidOption(
                        "-bgc", Arrays.toString(last), "each value must lie in 0 to 255.");
            }
        }
        return new Rgba(last[0], last[1], last[2], last[3]);
    }

    private static void requireThreshold(String name, int value) {
        if (value < 0 || value > 255) {
            throw new InvalidOption(name, Integer.toString(value), "it must lie in 0 to 255.");
        }
    }
}
