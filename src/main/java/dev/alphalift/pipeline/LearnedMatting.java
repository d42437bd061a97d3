package dev.alphalift.pipeline;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Hint;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Resampling;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import dev.alphalift.image.Workers;
import dev.alphalift.segment.InputForm;
import dev.alphalift.segment.Postprocessor;
import dev.alphalift.segment.Refiners;
import dev.alphalift.segment.Segmenter;
import dev.alphalift.segment.Tensor;
import dev.alphalift.segment.TrimapInput;
import org.jspecify.annotations.Nullable;

/// Opacity by a second model, which takes the picture and a trimap: rembg's ViTMatte. It takes its
/// turns among those of the first.
final class LearnedMatting {
    private final Turns inference;
    private final LoadedModels refiners;
    private final Workers workers;

    LearnedMatting(Turns inference, LoadedModels refiners, Workers workers) {
        this.inference = inference;
        this.refiners = refiners;
        this.workers = workers;
    }

    /// Sees to it that the model can be had, without loading it.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if there is no such model, or not here
    void require(Edges edges) {
        Refiners.Choice choice = Refiners.named(edges.vitmatteModel());
        refiners.require(choice.model(), choice.path());
    }

    /// Loads the model now rather than at the first picture.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if it cannot be used
    void prepare(Edges edges) {
        Refiners.Choice choice = Refiners.named(edges.vitmatteModel());
        try (Turns.Turn _ = inference.take(Cost.ofPicture(0), Deadline.NONE)) {
            refiners.get(choice.model(), choice.path());
        }
    }

    /// The most that input and output take, in bytes; the model's own memory is not among them.
    long bytesAtMost(Edges edges) {
        Refiners.Choice choice = Refiners.named(edges.vitmatteModel());
        int most = InputForm.WithTrimap.MOST;
        Size size =
                choice.path() == null
                        ? choice.model().input().size(new Size(1, 1))
                        : new Size(most, most);
        return TrimapInput.bytes(size) + size.pixels() * (Float.BYTES + 1);
    }

    /// How opaque each pixel is. rembg asks whatever the trimap knows, be it no subject at all.
    ///
    /// @param mask of the picture's size
    /// @param hint pixels of the mask that are sure, null: there are none
    /// @throws dev.alphalift.fault.AlphaliftException if the model fails, or there is no time
    Mask opacity(RgbImage image, Mask mask, @Nullable Hint hint, Edges edges, Deadline deadline) {
        Refiners.Choice choice = Refiners.named(edges.vitmatteModel());
        Trimap made = edges.trimap().of(mask);
        Trimap trimap = hint == null ? made : hint.over(made);
        deadline.check();
        Tensor output;
        // Input and output are made in turn, so that they are there once.
        try (Turns.Turn _ = inference.take(Cost.OF_REFINER, deadline)) {
            Segmenter model = refiners.get(choice.model(), choice.path());
            Size fixed = model.fixedSize();
            Size size = fixed == null ? choice.model().input().size(image.size()) : fixed;
            output = model.run(TrimapInput.of(image, trimap, size, workers), deadline);
        }
        Mask found =
                Postprocessor.toMask(output, choice.model().outputRule())
                        .resized(image.size(), Resampling.BILINEAR, workers);
        return hint == null ? found : hint.over(found);
    }
}
