package dev.alphalift;

import dev.alphalift.Picture.Source;
import dev.alphalift.assembly.BackgroundScene;
import dev.alphalift.assembly.PipelineSettings;
import dev.alphalift.codec.ImageDecoder;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.ScaledPhoto;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.eval.Comparison;
import dev.alphalift.eval.Flag;
import dev.alphalift.eval.Scores;
import dev.alphalift.eval.scorecard.Scorecard;
import dev.alphalift.evaluation.data.Content;
import dev.alphalift.evaluation.data.MatteReader;
import dev.alphalift.evaluation.data.MatteReader.Matte;
import dev.alphalift.evaluation.data.MatteReader.Use;
import dev.alphalift.fault.Deadline;
import dev.alphalift.file.ProcessWords;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Trimap;
import dev.alphalift.image.Workers;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Scores mattes by the rules of evaluations, on the caller's thread.
final class Scoring {
    private static final int BITS = 8;

    private final ImageLimits limits;
    private final ImageDecoder decoder;
    private final Scorecard scorecard;

    private Scoring(ImageLimits limits) {
        this.limits = limits;
        this.decoder = Formats.decoder(limits, new Workers(1));
        this.scorecard = new Scorecard(BackgroundScene.load(decoder), null);
    }

    /// Made when first asked for; there is nothing in it to be closed.
    private static final class Once {
        static final Scoring SCORING =
                new Scoring(PipelineSettings.of(ProcessWords.environment()).limits());
    }

    static Scores score(
            Picture prediction, Picture truth, @Nullable Picture photo, @Nullable Picture trimap) {
        return Once.SCORING.scored(prediction, truth, photo, trimap);
    }

    private Scores scored(
            Picture prediction, Picture truth, @Nullable Picture photo, @Nullable Picture trimap) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        Comparison comparison =
                new Comparison(
                        matte(prediction, Use.PREDICTION, flags).alpha(),
                        matte(truth, Use.TRUTH, flags).alpha(),
                        trimap == null ? null : trimap(matte(trimap, Use.TRIMAP, flags)),
                        photo == null ? null : pixels(photo));
        return scorecard.score(comparison, Deadline.NONE).with(flags);
    }

    private Matte matte(Picture picture, Use use, Set<Flag> flags) {
        String name = "The " + use.name().toLowerCase(Locale.ROOT);
        Matte matte =
                switch (picture.source()) {
                    case Source.File(var file) -> {
                        Content content = file.apply(limits);
                        yield new MatteReader(decoder).read(content, use, Deadline.NONE);
                    }
                    case Source.Pixels(var image) -> {
                        RgbImage pixels = ImagePixels.of(image);
                        yield MatteReader.read(ScaledPhoto.of(pixels, BITS), name, use);
                    }
                    case Source.Plane(var values) -> new Matte(values, Set.of());
                };
        flags.addAll(matte.flags());
        return matte;
    }

    private static Trimap trimap(Matte matte) {
        return new Trimap(matte.alpha().size(), matte.alpha().values());
    }

    private RgbImage pixels(Picture picture) {
        return switch (picture.source()) {
            case Source.File(var file) -> decoder.decode(file.apply(limits).read()).image();
            case Source.Pixels(var image) -> ImagePixels.of(image);
            case Source.Plane(var values) -> ImagePixels.grey(values);
        };
    }
}
