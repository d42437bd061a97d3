package dev.alphalift.pipeline;

import dev.alphalift.codec.OutputFormat;
import dev.alphalift.image.Rgba;
import dev.alphalift.segment.Models;
import org.jspecify.annotations.Nullable;

/// What a caller wants of one removal; rembg's options under rembg's names and with its defaults,
/// except for the model.
///
/// @param model a name in the catalogue
/// @param modelPath the file of a user's own model, for the models that need one
/// @param onlyMask the mask as a grey picture instead of the cutout
/// @param postProcessMask a smoothed mask that holds 0 and 255 only
/// @param putAlpha colours kept as they are instead of darkened at soft edges
/// @param background a colour behind the cutout, null for none; not used with `onlyMask`
/// @param refinement what is done to the edges
/// @param output what the result is written as; rembg knows PNG only
/// @param arrangement what rembg does not know; null: exactly what rembg does
public record RemovalOptions(
        String model,
        @Nullable String modelPath,
        boolean onlyMask,
        boolean postProcessMask,
        boolean putAlpha,
        @Nullable Rgba background,
        Refinement refinement,
        OutputFormat output,
        @Nullable Arrangement arrangement) {

    public RemovalOptions {
        if (background != null && arrangement != null && arrangement.background() != null) {
            throw new IllegalArgumentException(
                    "There is one background: a colour (%s) or a picture.".formatted(background));
        }
    }

    public static final RemovalOptions DEFAULT =
            new RemovalOptions(
                    Models.DEFAULT,
                    null,
                    false,
                    false,
                    false,
                    null,
                    Refinement.NONE,
                    new OutputFormat.Png(),
                    null);

    /// The ways to refine soft edges; where several are asked for, rembg takes the last one here.
    public enum Refinement {
        NONE("none"),
        DECONTAMINATE("decontaminate"),
        ALPHA_MATTING("alpha_matting"),
        VITMATTE("vitmatte");

        private final String option;

        Refinement(String option) {
            this.option = option;
        }

        /// rembg's name of the option.
        public String option() {
            return option;
        }
    }

    public RemovalOptions withModel(String name, @Nullable String path) {
        return new RemovalOptions(
                name,
                path,
                onlyMask,
                postProcessMask,
                putAlpha,
                background,
                refinement,
                output,
                arrangement);
    }

    public RemovalOptions withOnlyMask(boolean value) {
        return new RemovalOptions(
                model,
                modelPath,
                value,
                postProcessMask,
                putAlpha,
                background,
                refinement,
                output,
                arrangement);
    }

    public RemovalOptions withPostProcessMask(boolean value) {
        return new RemovalOptions(
                model,
                modelPath,
                onlyMask,
                value,
                putAlpha,
                background,
                refinement,
                output,
                arrangement);
    }

    public RemovalOptions withPutAlpha(boolean value) {
        return new RemovalOptions(
                model,
                modelPath,
                onlyMask,
                postProcessMask,
                value,
                background,
                refinement,
                output,
                arrangement);
    }

    /// The colour behind the cutout, or another where there is none, for formats without opacity.
    public Rgba backgroundOr(Rgba other) {
        return background == null ? other : background;
    }

    public RemovalOptions withBackground(@Nullable Rgba colour) {
        return new RemovalOptions(
                model,
                modelPath,
                onlyMask,
                postProcessMask,
                putAlpha,
                colour,
                refinement,
                output,
                arrangement);
    }

    public RemovalOptions withRefinement(Refinement value) {
        return new RemovalOptions(
                model,
                modelPath,
                onlyMask,
                postProcessMask,
                putAlpha,
                background,
                value,
                output,
                arrangement);
    }

    public RemovalOptions withOutput(OutputFormat value) {
        return new RemovalOptions(
                model,
                modelPath,
                onlyMask,
                postProcessMask,
                putAlpha,
                background,
                refinement,
                value,
                arrangement);
    }

    public RemovalOptions withArrangement(@Nullable Arrangement value) {
        return new RemovalOptions(
                model,
                modelPath,
                onlyMask,
                postProcessMask,
                putAlpha,
                background,
                refinement,
                output,
                value);
    }
}
