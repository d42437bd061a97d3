package dev.alphalift.pipeline;

import dev.alphalift.confidence.Confidence;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Region;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Workers;
import dev.alphalift.segment.Postprocessor;
import dev.alphalift.segment.Preprocessor;
import dev.alphalift.segment.Segmenter;
import dev.alphalift.segment.Tensor;
import dev.alphalift.segment.TwoMasks;
import dev.alphalift.segment.Zoom;

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
    /// @param mask of the picture's size
    /// @param foundSubject false when the model's answer to the whole was the same everywhere
    record Seen(Mask mask, boolean foundSubject, Confidence confidence) {}

    /// Looks at a picture.
    Seen look(RgbImage image) {
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
        return new Seen(whole, !small.isEmpty(), confidence);
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
        long called = System.nanoTime();
        try (Turns.Turn _ = inference.take(cost, order.deadline())) {
            Segmenter segmenter = models.get(order.model(), order.options().modelPath());
            long start = System.nanoTime();
            otherTime += start - called;
            Tensor output = segmenter.run(input, order.deadline());
            inferenceTime += System.nanoTime() - start;
            return output;
        }
    }
}
