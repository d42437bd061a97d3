package dev.alphalift.pipeline;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Size;
import dev.alphalift.segment.InputForm;
import dev.alphalift.segment.ModelSpec;
import dev.alphalift.segment.Prompt;
import dev.alphalift.segment.PromptFrame;
import dev.alphalift.segment.Refiners;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is to be done with one picture, checked as far as it can be before the picture is looked
/// at.
///
/// @param background the picture that goes behind it
/// @param hint what a person says of its pixels
/// @param onMasks told how opaque each pixel is, of each mask, when that is known
record CheckedRequest(
        RemovalOptions options,
        ModelSpec model,
        @Nullable OptionPhoto background,
        @Nullable OptionPhoto hint,
        Deadline deadline,
        Consumer<List<Mask>> onMasks) {
    /// A mask, and the subject's colours where edges are refined.
    private static final int KEPT_BYTES_A_PIXEL = 2 + 3;

    /// How many masks are made.
    int masks() {
        return options.selection().masks(model);
    }

    /// Refuses a prompt whose points are not in the picture.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.InvalidOption if one is not
    void requirePromptIn(Size picture) {
        Prompt prompt = options.selection().prompt();
        if (prompt != null) {
            prompt.requireIn(picture);
        }
    }

    /// What refinement takes, with what the model takes that most others do not: time and room for
    /// a prompt, and masks with their cutouts beside the first.
    Cost.Extra withModel(Cost.Extra edges, Size size) {
        int written = PixelRows.Channels.RGBA.count();
        long more = (masks() - 1) * size.pixels() * (KEPT_BYTES_A_PIXEL + written);
        return new Cost.Extra(
                edges.bytes() + more + promptBytes(model),
                masks() * edges.nanos() + promptNanos(),
                edges.looks());
    }

    /// About the time of a model that takes a prompt beside that of usual ones; else 0.
    long promptNanos() {
        return model.input() instanceof InputForm.WithPrompt ? Cost.REFINER_NANOS : 0;
    }

    /// What a model that takes a prompt is fed and answers, in bytes; else 0.
    static long promptBytes(ModelSpec model) {
        return model.input() instanceof InputForm.WithPrompt ? PromptFrame.bytes() : 0;
    }

    /// The model that options ask for.
    ///
    /// @throws InvalidOption if it cannot do what they ask of it
    static ModelSpec usableModel(RemovalOptions options) {
        ModelSpec model = options.selection().model(options.model());
        if (options.looks().count() > 1 && !model.makesSoftMask()) {
            throw new InvalidOption(
                    options.looks().zoom() ? "zoom" : "flip",
                    "true",
                    "the model %s has one look only.".formatted(model.name()));
        }
        Refiners.named(options.edges().vitmatteModel());
        String path = options.modelPath();
        if (path != null && !model.isCustom()) {
            throw new InvalidOption(
                    "model_path",
                    path,
                    "the model %s has its own file.\nMaybe ask for u2net_custom, dis_custom, ben_custom or modnet_custom."
                            .formatted(model.name()),
                    "model_path: the model %s has its own file.\nMaybe ask for u2net_custom, dis_custom, ben_custom or modnet_custom."
                            .formatted(model.name()));
        }
        return model;
    }
}
