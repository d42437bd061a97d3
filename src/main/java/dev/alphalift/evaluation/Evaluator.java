package dev.alphalift.evaluation;

import dev.alphalift.codec.ImageDecoder;
import dev.alphalift.codec.PhotoFile;
import dev.alphalift.confidence.Confidence;
import dev.alphalift.eval.Comparison;
import dev.alphalift.eval.Flag;
import dev.alphalift.eval.Scores;
import dev.alphalift.eval.scorecard.Scorecard;
import dev.alphalift.eval.truthless.TruthlessScores;
import dev.alphalift.eval.truthless.TruthlessSubject;
import dev.alphalift.evaluation.data.Content;
import dev.alphalift.evaluation.data.MatteReader;
import dev.alphalift.evaluation.data.MatteReader.Matte;
import dev.alphalift.evaluation.data.MatteReader.Use;
import dev.alphalift.evaluation.data.PairSource;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.SourceMissing;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Region;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import dev.alphalift.image.Workers;
import dev.alphalift.pipeline.Admission;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.Prediction;
import dev.alphalift.pipeline.RemovalOptions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Scores the pairs of a data set one by one. Safe for use by several threads.
public final class Evaluator {
    private static final double NANOS_A_MILLISECOND = 1e6;
    private static final Failure NO_MEMORY =
            new Failure("image_too_large", "There is not enough memory for a pair of its size.");

    private final BackgroundRemover remover;
    private final Scorecard scorecard;
    private final Workers workers;
    private final ScoringRules rules;
    private final MatteReader mattes;
    private final Mistakes mistakes;

    /// @param remover predicts, decodes and gives room; not closed with this
    /// @param workers for resizing
    /// @param rules how; the scorecard was made for them
    public Evaluator(
            BackgroundRemover remover, Scorecard scorecard, Workers workers, ScoringRules rules) {
        this(remover, scorecard, workers, rules, Mistakes.LOGGED);
    }

    private Evaluator(
            BackgroundRemover remover,
            Scorecard scorecard,
            Workers workers,
            ScoringRules rules,
            Mistakes mistakes) {
        this.remover = remover;
        this.scorecard = scorecard;
        this.workers = workers;
        this.rules = rules;
        this.mattes = new MatteReader(remover.decoder());
        this.mistakes = mistakes;
    }

    /// The same, telling another of its mistakes.
    Evaluator telling(Mistakes told) {
        return new Evaluator(remover, scorecard, workers, rules, told);
    }

    /// What decides over results beside the files and the variant.
    ScoringRules rules() {
        return rules;
    }

    /// Loads the models of variants, so that what is wrong with one is told once and at once.
    ///
    /// @return the rounds to score them in; the models of the first are in memory
    /// @throws AlphaliftException if one cannot be used
    List<List<Variant>> prepare(List<Variant> variants) {
        List<List<Variant>> rounds = Rounds.of(variants, remover.mostModels());
        List<List<Variant>> firstLast = new ArrayList<>(rounds);
        firstLast.add(firstLast.removeFirst());
        for (List<Variant> round : firstLast) {
            for (Variant variant : round) {
                if (variant.options() != null) {
                    remover.prepare(variant.options());
                }
            }
        }
        return rounds;
    }

    /// Scores one pair for some variants; what is wrong with it stands in its results.
    ///
    /// @throws DeadlineExceeded if the deadline comes
    /// @throws Busy if there is no room
    public List<PairResult> evaluate(PairSource pair, List<Variant> variants, Deadline deadline) {
        List<PairResult> results = new ArrayList<>();
        Opened opened;
        try {
            opened = open(pair, deadline);
        } catch (DeadlineExceeded | Busy notNow) {
            throw notNow;
        } catch (AlphaliftException fault) {
            addFailed(Failure.of(fault), pair, variants, results);
            return results;
        } catch (RuntimeException e) {
            mistakes.tell(pair.name(), e);
            addFailed(Failure.UNEXPECTED, pair, variants, results);
            return results;
        }
        try (Admission.Place _ = admit(opened.size(), variants, deadline)) {
            Known known = whole(opened.decode(deadline), pair);
            for (Variant variant : variants) {
                results.add(evaluate(pair, variant, known, deadline));
            }
        } catch (DeadlineExceeded | Busy notNow) {
            throw notNow;
        } catch (ImageTooLarge fault) {
            addFailed(tooLarge(fault), pair, variants, results);
        } catch (AlphaliftException fault) {
            addFailed(Failure.of(fault), pair, variants, results);
        } catch (OutOfMemoryError e) {
            // The arrays of this pair are garbage by now: the next one may well fit.
            addFailed(NO_MEMORY, pair, variants, results);
        } catch (RuntimeException e) {
            mistakes.tell(pair.name(), e);
            addFailed(Failure.UNEXPECTED, pair, variants, results);
        }
        return results;
    }

    private Admission.Place admit(Size size, List<Variant> variants, Deadline deadline) {
        List<RemovalOptions> predicted = Variant.predicted(variants);
        return remover.admit(size, scorecard.bytesAPixel(), predicted, deadline);
    }

    /// A pair that there is no room for may well have some when less is asked of it.
    private Failure tooLarge(ImageTooLarge fault) {
        Failure failure = Failure.of(fault);
        return scorecard.takesLpips()
                ? new Failure(
                        failure.code(),
                        failure.message() + "\nMaybe leave out LPIPS, which takes most of it.")
                : failure;
    }

    /// One bad pair must not stop the others.
    private static void addFailed(
            Failure failure, PairSource pair, List<Variant> variants, List<PairResult> results) {
        for (Variant variant : List.copyOf(variants).subList(results.size(), variants.size())) {
            results.add(failed(pair, variant, null, failure));
        }
    }

    /// What was compared for a result that was scored: for a look at it.
    ///
    /// @throws AlphaliftException if its files have gone or changed since
    Comparison comparison(PairSource pair, Variant variant, Deadline deadline) {
        Opened opened = open(pair, deadline);
        try (Admission.Place _ = admit(opened.size(), List.of(variant), deadline)) {
            Known known = whole(opened.decode(deadline), pair);
            return comparison(
                    predicted(pair, variant, known, new TreeMap<>(), deadline).alpha(),
                    pair,
                    known);
        }
    }

    /// With a picture made of a foreground, where that is all there is.
    private Known whole(Known known, PairSource pair) {
        if (!pair.isForeground() || known.image() == null || known.truth() == null) {
            return known;
        }
        // Its constructor tells of sizes that do not fit.
        Comparison fitting = new Comparison(known.truth(), known.truth(), null, known.image());
        RgbImage picture = scorecard.overScene(known.image(), fitting.truth());
        return new Known(known.truth(), known.trimap(), picture, known.flags(), known.decodeTime());
    }

    private Comparison comparison(Alpha predicted, PairSource pair, Known known) {
        if (known.truth() == null) {
            throw new SourceMissing("truth of " + pair.name(), null);
        }
        return new Comparison(
                fitted(predicted, known.truth().size()),
                known.truth(),
                known.trimap(),
                known.image());
    }

    /// The files of a pair whose headers have been read.
    private record Opened(
            @Nullable Content truthFile,
            @Nullable PhotoFile truth,
            @Nullable Content trimapFile,
            @Nullable PhotoFile trimap,
            @Nullable PhotoFile image) {
        Size size() {
            PhotoFile first = truth != null ? truth : image;
            if (first == null) {
                throw new IllegalStateException("The pair was let in without truth and picture.");
            }
            return first.size();
        }

        Known decode(Deadline deadline) {
            long start = System.nanoTime();
            RgbImage picture = image == null ? null : image.decode(deadline).image();
            long decodeTime = System.nanoTime() - start;
            Set<Flag> flags = EnumSet.noneOf(Flag.class);
            Alpha opacity = read(truth, truthFile, Use.TRUTH, flags, deadline);
            Alpha areas = read(trimap, trimapFile, Use.TRIMAP, flags, deadline);
            return new Known(
                    opacity,
                    areas == null ? null : new Trimap(areas.size(), areas.values()),
                    picture,
                    flags,
                    decodeTime);
        }

        private static @Nullable Alpha read(
                @Nullable PhotoFile file,
                @Nullable Content content,
                Use use,
                Set<Flag> flags,
                Deadline deadline) {
            if (file == null || content == null) {
                return null;
            }
            Matte matte = MatteReader.read(file, content, use, deadline);
            flags.addAll(matte.flags());
            return matte.alpha();
        }
    }

    /// What is known of a pair whatever predicts.
    private record Known(
            @Nullable Alpha truth,
            @Nullable Trimap trimap,
            @Nullable RgbImage image,
            Set<Flag> flags,
            long decodeTime) {}

    private Opened open(PairSource pair, Deadline deadline) {
        deadline.check();
        if (pair.truth() == null && pair.image() == null) {
            throw new SourceMissing("truth of " + pair.name(), null);
        }
        ImageDecoder decoder = remover.decoder();
        return new Opened(
                pair.truth(),
                pair.truth() == null ? null : decoder.open(pair.truth().read()),
                pair.trimap(),
                pair.trimap() == null ? null : decoder.open(pair.trimap().read()),
                pair.image() == null ? null : decoder.open(pair.image().read()));
    }

    private PairResult evaluate(PairSource pair, Variant variant, Known known, Deadline deadline) {
        Size size = known.truth() != null ? known.truth().size() : imageOf(known).size();
        try {
            Map<String, Double> times = new TreeMap<>();
            Predicted predicted = predicted(pair, variant, known, times, deadline);
            Set<Flag> flags = EnumSet.noneOf(Flag.class);
            flags.addAll(known.flags());
            flags.addAll(predicted.flags());
            long start = System.nanoTime();
            Scores scores = null;
            TruthlessScores withoutTruth = null;
            if (known.truth() == null) {
                withoutTruth =
                        scorecard
                                .score(
                                        subject(predicted.alpha(), variant, known, deadline),
                                        deadline)
                                .with(flags);
                if (predicted.confidence() != null) {
                    withoutTruth = withoutTruth.withConfidence(predicted.confidence().value());
                }
            } else {
                scores =
                        scorecard
                                .score(comparison(predicted.alpha(), pair, known), deadline)
                                .with(flags);
            }
            times.put("scoring", (System.nanoTime() - start) / NANOS_A_MILLISECOND);
            return new PairResult(
                    pair.name(),
                    variant.name(),
                    pair.tags(),
                    stamp(pair, variant),
                    size,
                    scores,
                    withoutTruth,
                    times,
                    null);
        } catch (DeadlineExceeded | Busy notNow) {
            throw notNow;
        } catch (AlphaliftException fault) {
            return failed(pair, variant, size, Failure.of(fault));
        }
    }

    /// With what the same model says of the picture mirrored and halved.
    private TruthlessSubject subject(
            Alpha predicted, Variant variant, Known known, Deadline deadline) {
        RgbImage image = known.image();
        if (image == null || variant.options() == null) {
            return new TruthlessSubject(predicted, image, null, null);
        }
        SecondLooks looks = new SecondLooks(remover, variant.options(), workers, deadline);
        return new TruthlessSubject(predicted, image, looks.mirrored(image), looks.halved(image));
    }

    private static RgbImage imageOf(Known known) {
        if (known.image() == null) {
            throw new IllegalArgumentException("A pair has a truth or a picture.");
        }
        return known.image();
    }

    private Alpha fitted(Alpha predicted, Size size) {
        return rules.resizes() && !predicted.size().equals(size)
                ? predicted.resized(Region.whole(predicted.size()), size, workers)
                : predicted;
    }

    /// @param confidence of a model; null: somebody else predicted
    private record Predicted(Alpha alpha, Set<Flag> flags, @Nullable Confidence confidence) {}

    private Predicted predicted(
            PairSource pair,
            Variant variant,
            Known known,
            Map<String, Double> times,
            Deadline deadline) {
        if (variant.options() == null) {
            Content file = pair.predictions().get(variant.name());
            if (file == null) {
                throw new SourceMissing("prediction of " + pair.name(), null);
            }
            Matte read = mattes.read(file, Use.PREDICTION, deadline);
            return new Predicted(read.alpha(), read.flags(), null);
        }
        if (known.image() == null) {
            throw new SourceMissing("picture of " + pair.name(), null);
        }
        Prediction prediction = remover.predict(known.image(), variant.options(), deadline);
        times.put("decode", known.decodeTime() / NANOS_A_MILLISECOND);
        times.put("preprocess", prediction.times().preprocess() / NANOS_A_MILLISECOND);
        times.put("inference", prediction.times().inference() / NANOS_A_MILLISECOND);
        times.put("postprocess", prediction.times().postprocess() / NANOS_A_MILLISECOND);
        times.put("total", (known.decodeTime() + prediction.times().total()) / NANOS_A_MILLISECOND);
        Alpha alpha = new Alpha(prediction.mask().size(), prediction.mask().values());
        return new Predicted(alpha, Set.of(), prediction.confidence());
    }

    static PairResult failed(
            PairSource pair, Variant variant, @Nullable Size size, Failure failure) {
        return new PairResult(
                pair.name(), variant.name(), pair.tags(), "", size, null, null, Map.of(), failure);
    }

    /// The stamp of a pair, or another text where a file is missing.
    static String stampOr(PairSource pair, Variant variant, String missing) {
        try {
            return stamp(pair, variant);
        } catch (AlphaliftException fault) {
            return missing;
        }
    }

    /// Another text when a file of the pair is another.
    ///
    /// @throws AlphaliftException if one of them is not there
    static String stamp(PairSource pair, Variant variant) {
        StringBuilder stamp = new StringBuilder();
        Content prediction = variant.isModel() ? null : pair.predictions().get(variant.name());
        for (Content content :
                new @Nullable Content[] {pair.truth(), pair.trimap(), pair.image(), prediction}) {
            stamp.append(content == null ? "-" : content.stamp()).append(';');
        }
        return stamp.toString();
    }
}
