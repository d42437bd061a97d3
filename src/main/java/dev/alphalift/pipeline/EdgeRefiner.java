package dev.alphalift.pipeline;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Hint;
import dev.alphalift.image.Mask;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import dev.alphalift.image.Workers;
import dev.alphalift.matte.ClosedFormMatting;
import dev.alphalift.matte.Compositor;
import dev.alphalift.matte.FineAlpha;
import dev.alphalift.matte.ForegroundColours;
import dev.alphalift.matte.GuidedFilterMatting;
import dev.alphalift.matte.RefinedAlpha;
import dev.alphalift.matte.ScaledTrimap;
import dev.alphalift.matte.TrustedClosedForm;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Finds out how opaque soft edges are and what colour they have without what was behind them, in
/// the way that [Edges] ask for.
final class EdgeRefiner {
    /// How long `quality` tries before it settles for `fast`.
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /// Opacity in 65,535ths, and the subject's colours.
    private static final int RESULT_BYTES_A_PIXEL = 2 + 3;

    /// Trimap, what of it is sure, and the numbers of unknown pixels.
    private static final int TRIMAP_BYTES_A_PIXEL = 8;

    /// A row of the matrix, its triangle, and the vectors of conjugate gradients.
    private static final int BYTES_AN_UNKNOWN = 500;

    private final Workers workers;
    private final Admission admission;
    private final LearnedMatting learned;

    EdgeRefiner(Workers workers, Admission admission, LearnedMatting learned) {
        this.workers = workers;
        this.admission = admission;
        this.learned = learned;
    }

    /// What it takes at most, as far as it is known before the mask is.
    Cost.Extra extra(Size size, Edges edges) {
        boolean isLearned = edges.refinement() == Edges.Refinement.VITMATTE;
        return new Cost.Extra(bytes(size, edges), isLearned ? Cost.REFINER_NANOS : 0, 1);
    }

    /// What it takes at most, in bytes, as far as it is known before the mask is: rembg's matting
    /// asks for more when it knows how much is unsure.
    private long bytes(Size size, Edges edges) {
        long result = RESULT_BYTES_A_PIXEL * size.pixels() + ForegroundColours.workingBytes(size);
        int count = workers.count();
        return switch (edges.refinement()) {
            case NONE -> 0;
            case DECONTAMINATE -> result;
            case VITMATTE ->
                    result + TRIMAP_BYTES_A_PIXEL * size.pixels() + learned.bytesAtMost(edges);
            case ALPHA_MATTING -> result + TRIMAP_BYTES_A_PIXEL * size.pixels();
            case FAST ->
                    result
                            + ScaledTrimap.bytesAtMost(size, count)
                            + GuidedFilterMatting.bytesAtMost(size, count);
            case QUALITY ->
                    result
                            + ScaledTrimap.bytesAtMost(size, count)
                            + TrustedClosedForm.bytesAtMost(size, count);
        };
    }

    /// The opacity alone, with the picture as it was: what a mask becomes.
    ///
    /// @param hint pixels of the mask that are sure, null: there are none
    RefinedPicture opacity(
            RgbImage image, Mask mask, @Nullable Hint hint, Edges edges, Deadline deadline) {
        if (edges.refinement() == Edges.Refinement.VITMATTE) {
            Mask refined = learned.opacity(image, mask, hint, edges, deadline);
            return new RefinedPicture(image, refined, false, false, Edges.Refinement.VITMATTE);
        }
        Found found = alpha(image, mask, hint, edges, deadline);
        FineAlpha alpha = found.alpha();
        return alpha == null
                ? RefinedPicture.plain(image, mask, false)
                : new RefinedPicture(image, opacityOf(alpha), false, false, found.by());
    }

    /// The picture and its mask with refined edges.
    ///
    /// @param hint pixels of the mask that are sure, null: there are none
    RefinedPicture refine(
            RgbImage image,
            Mask mask,
            @Nullable Hint hint,
            RemovalOptions options,
            Deadline deadline) {
        Edges edges = options.edges();
        Edges.Refinement wanted = edges.refinement();
        if (wanted == Edges.Refinement.NONE
                || (wanted == Edges.Refinement.DECONTAMINATE && options.putAlpha())) {
            return RefinedPicture.plain(image, mask, options.putAlpha());
        }
        if (wanted == Edges.Refinement.VITMATTE) {
            Mask refined = learned.opacity(image, mask, hint, edges, deadline);
            RgbImage colours =
                    options.putAlpha()
                            ? image
                            : ForegroundColours.of(
                                    image.withoutTransparency(),
                                    FineAlpha.of(refined),
                                    workers,
                                    deadline);
            return new RefinedPicture(colours, refined, true, false, wanted);
        }
        Found found = alpha(image, mask, hint, edges, deadline);
        FineAlpha alpha = found.alpha();
        if (alpha == null && options.putAlpha()) {
            // As rembg falls back.
            return RefinedPicture.plain(image, mask, true);
        }
        RgbImage colours =
                ForegroundColours.of(
                        image.withoutTransparency(),
                        alpha == null ? FineAlpha.of(mask) : alpha,
                        workers,
                        deadline);
        Mask opacity = alpha == null ? mask : opacityOf(alpha);
        boolean isOurs = wanted == Edges.Refinement.FAST || wanted == Edges.Refinement.QUALITY;
        // rembg forgets a picture's own transparency.
        return new RefinedPicture(
                colours,
                isOurs ? Compositor.withOwnOpacity(image, opacity) : opacity,
                true,
                isOurs,
                found.by());
    }

    /// @param alpha null: the mask is as good as it gets
    /// @param by what found it
    private record Found(@Nullable FineAlpha alpha, Edges.Refinement by) {
        static final Found NOTHING = new Found(null, Edges.Refinement.DECONTAMINATE);

        static Found of(RefinedAlpha refined) {
            return switch (refined.by()) {
                case CLOSED_FORM -> new Found(refined.alpha(), Edges.Refinement.QUALITY);
                case GUIDED_FILTER -> new Found(refined.alpha(), Edges.Refinement.FAST);
                case MASK -> NOTHING;
            };
        }
    }

    private Found alpha(
            RgbImage image, Mask mask, @Nullable Hint hint, Edges edges, Deadline deadline) {
        return switch (edges.refinement()) {
            case NONE, DECONTAMINATE, VITMATTE -> Found.NOTHING;
            case ALPHA_MATTING -> asRembg(image, mask, hint, edges, deadline);
            case FAST ->
                    Found.of(
                            GuidedFilterMatting.alpha(
                                    image, mask, scaled(mask, hint, deadline), workers, deadline));
            case QUALITY ->
                    Found.of(
                            new TrustedClosedForm(PATIENCE)
                                    .alpha(
                                            image,
                                            mask,
                                            scaled(mask, hint, deadline),
                                            workers,
                                            deadline));
        };
    }

    private Trimap scaled(Mask mask, @Nullable Hint hint, Deadline deadline) {
        return hinted(ScaledTrimap.of(mask, workers, deadline), hint);
    }

    /// What a person says is sure, be it as small as it may. The rest of what keeps to a trimap
    /// follows.
    private static Trimap hinted(Trimap trimap, @Nullable Hint hint) {
        return hint == null ? trimap : hint.over(trimap);
    }

    private Found asRembg(
            RgbImage image, Mask mask, @Nullable Hint hint, Edges edges, Deadline deadline) {
        Trimap trimap = hinted(edges.trimap().of(mask), hint);
        deadline.check();
        long unknown = trimap.unknownPixels();
        try (Admission.Held _ =
                admission.grow("pixels of unsure opacity", unknown, BYTES_AN_UNKNOWN, deadline)) {
            FineAlpha alpha =
                    ClosedFormMatting.alpha(image.withoutTransparency(), trimap, deadline);
            return alpha == null ? Found.NOTHING : new Found(alpha, edges.refinement());
        }
    }

    private static Mask opacityOf(FineAlpha alpha) {
        return new Mask(alpha.size(), alpha.alpha().values());
    }
}
