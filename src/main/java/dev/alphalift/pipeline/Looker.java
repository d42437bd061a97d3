package dev.alphalift.pipeline;

import dev.alphalift.confidence.Confidence;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Region;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Workers;
import dev.alphalift.segment.ClassMasks;
import dev.alphalift.segment.Clothes;
import dev.alphalift.segment.InputForm;
import dev.alphalift.segment.Postprocessor;
import dev.alphalift.segment.Preprocessor;
import dev.alphalift.segment.Prompt;
import dev.alphalift.segment.PromptFrame;
import dev.alphalift.segment.Segmenter;
import dev.alphalift.segment.Tensor;
import dev.alphalift.segment.TwoMasks;
import dev.alphalift.segment.Zoom;
import java.util.List;
import java.util.function.Function;

/// Lets a model look at one picture as often as is asked for, in turns with others: between two
/// looks another picture may have its own, and the deadline is looked at.
final class Looker {
    private final Preprocessor preprocessor;
    private final Workers workers;
    private final LoadedModels models;
    private final Turns inference;
    private final CheckedRequest order;
    private final Cost cost;

    private long preprocessTime;
    private long inferenceTime;
    private long otherTime;

    Looker(
            Preprocessor preprocessor,
            Workers workers,
            LoadedModels models,
            Turns inference,
            CheckedRequest order,
            Cost cost) {
        this.preprocessor = preprocessor;
        this.workers = workers;
        this.models = models;
        this.inference = inference;
        this.order = order;
        this.cost = cost;
    }

    /// What came of all looks.
    ///
    /// @param masks of the picture's size; one, unless the model makes more
    /// @param foundSubject false when the model's answer to the whole was the same everywhere, or
    ///   no mask of several has anything in it
    record Seen(List<Mask> masks, boolean foundSubject, Confidence confidence) {
        static Seen of(List<Mask> masks, Mask likelihood) {
            boolean found = !masks.stream().allMatch(Mask::isEmpty);
            return new Seen(masks, found, found ? Confidence.of(likelihood) : Confidence.NOTHING);
        }
    }

    /// Looks at a picture.
    Seen look(RgbImage image) {
        if (order.model().input() instanceof InputForm.WithPrompt) {
            return asked(image);
        }
        return order.model().makesClasses() ? classes(image) : looks(image);
    }

    /// Asks a model that takes a prompt.
    private Seen asked(RgbImage image) {
        Prompt given = order.options().selection().prompt();
        Prompt prompt = given == null ? Prompt.middle(image.size()) : given;
        PromptFrame frame = new PromptFrame(image.size(), workers);
        order.deadline().check();
        long start = System.nanoTime();
        float[] pixels = frame.pixels(image);
        preprocessTime += System.nanoTime() - start;
        Tensor output = output(model -> model.run(pixels, frame.points(prompt), order.deadline()));
        return Seen.of(List.of(frame.mask(output)), frame.likelihood(output));
    }

    private Seen classes(RgbImage image) {
        Tensor output = output(prepared(image));
        List<Clothes> kinds = order.options().selection().kinds();
        return Seen.of(
                ClassMasks.of(output, kinds, image.size(), workers),
                ClassMasks.likelihood(output, kinds));
    }

    private Seen looks(RgbImage image) {
        Looks looks = order.options().looks();
        Tensor input = prepared(image);
        Mask small = run(input);
        Confidence confidence;
        if (looks.flip()) {
            TwoMasks both = new TwoMasks(small, mirrored(input));
            small = both.mean();
            confidence = Confidence.of(small, both.softIou());
        } else {
            confidence = Confidence.of(small);
        }
        Mask whole = small.resized(image.size(), workers);
        Region region = looks.zoom() ? Zoom.region(small, image.size()) : null;
        if (region != null) {
            Tensor part = prepared(image.part(region));
            Mask again = run(part);
            if (looks.flip()) {
                again = new TwoMasks(again, mirrored(part)).mean();
            }
            whole = Zoom.blended(whole, region, again, workers, order.deadline());
        }
        return new Seen(List.of(whole), !small.isEmpty(), confidence);
    }

    /// Nanoseconds for the model's inputs.
    long preprocessTime() {
        return preprocessTime;
    }

    /// Nanoseconds of the model itself.
    long inferenceTime() {
        return inferenceTime;
    }

    /// Nanoseconds of waiting for a turn and for a model that is being loaded.
    long otherTime() {
        return otherTime;
    }

    private Tensor prepared(RgbImage image) {
        order.deadline().check();
        long start = System.nanoTime();
        Tensor input = preprocessor.prepare(image, order.model());
        preprocessTime += System.nanoTime() - start;
        return input;
    }

    private Mask mirrored(Tensor input) {
        return mask(output(input.mirrored()).mirrored());
    }

    private Mask run(Tensor input) {
        return mask(output(input));
    }

    private Mask mask(Tensor output) {
        return Postprocessor.toMask(output, order.model().outputRule());
    }

    private Tensor output(Tensor input) {
        return output(model -> model.run(input, order.deadline()));
    }

    private Tensor output(Function<Segmenter, Tensor> run) {
        long called = System.nanoTime();
        try (Turns.Turn _ = inference.take(cost, order.deadline())) {
            Segmenter segmenter = models.get(order.model(), order.options().modelPath());
            long start = System.nanoTime();
            otherTime += start - called;
            Tensor output = run.apply(segmenter);
            inferenceTime += System.nanoTime() - start;
            return output;
        }
    }
}
