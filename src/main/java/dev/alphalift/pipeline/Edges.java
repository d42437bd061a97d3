package dev.alphalift.pipeline;

import dev.alphalift.matte.TrimapOfMask;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is wanted of a cutout's edges. Several wishes may stand side by side, as with rembg;
/// [#refinement] says which of them counts.
///
/// @param decontaminate rembg's `decontaminate`
/// @param alphaMatting rembg's `alpha_matting`
/// @param vitmatte rembg's `vitmatte`
/// @param refine ours
/// @param trimap with alpha matting and ViTMatte: what of the mask is sure
/// @param vitmatteModel rembg's `vitmatte_model`: a variant or the path of a file; null: rembg's
///   default
public record Edges(
        boolean decontaminate,
        boolean alphaMatting,
        boolean vitmatte,
        Refine refine,
        TrimapOfMask trimap,
        @Nullable String vitmatteModel) {
    /// Nothing is done to them.
    public static final Edges PLAIN =
            new Edges(false, false, false, Refine.NONE, TrimapOfMask.REMBG, null);

    /// Our own ways to refine edges.
    public enum Refine {
        NONE,
        FAST,
        QUALITY,
        REMBG;

        /// Its name in every dialect.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The names of all.
        public static List<String> words() {
            return Stream.of(values()).map(Refine::word).toList();
        }

        /// The one of a name.
        public static Refine of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /// What is done to soft edges in the end.
    public enum Refinement {
        NONE("none"),
        DECONTAMINATE("decontaminate"),
        FAST("fast"),
        QUALITY("quality"),
        ALPHA_MATTING("rembg"),
        VITMATTE("vitmatte");

        private final String word;

        Refinement(String word) {
            this.word = word;
        }

        /// What results are told to be refined by.
        public String word() {
            return word;
        }
    }

    /// What counts where several things are asked for: ViTMatte before alpha matting before ours
    /// before true colours, as in rembg.
    public Refinement refinement() {
        if (vitmatte) {
            return Refinement.VITMATTE;
        }
        if (alphaMatting) {
            return Refinement.ALPHA_MATTING;
        }
        return switch (refine) {
            case REMBG -> Refinement.ALPHA_MATTING;
            case QUALITY -> Refinement.QUALITY;
            case FAST -> Refinement.FAST;
            case NONE -> decontaminate ? Refinement.DECONTAMINATE : Refinement.NONE;
        };
    }

    /// What of this decides about the opacity, by the options' long names; what is as usual is left
    /// out.
    public Map<String, String> described() {
        Map<String, String> described = new TreeMap<>();
        switch (refinement()) {
            case NONE -> {}
            case DECONTAMINATE -> described.put("decontaminate", "true");
            case FAST, QUALITY -> described.put("refine", refine.word());
            case VITMATTE -> {
                described.put("vitmatte", "true");
                if (vitmatteModel != null) {
                    described.put("vitmatte_model", vitmatteModel);
                }
                describeTrimap(described);
            }
            case ALPHA_MATTING -> {
                described.put("alpha_matting", "true");
                describeTrimap(described);
            }
        }
        return described;
    }

    private void describeTrimap(Map<String, String> described) {
        TrimapOfMask usual = PLAIN.trimap;
        note(described, "foreground_threshold", trimap.foregroundAbove(), usual.foregroundAbove());
        note(described, "background_threshold", trimap.backgroundBelow(), usual.backgroundBelow());
        note(described, "erode_size", trimap.erosion(), usual.erosion());
    }

    private static void note(Map<String, String> described, String name, int value, int usual) {
        if (value != usual) {
            described.put("alpha_matting_" + name, Integer.toString(value));
        }
    }

    /// With or without true colours.
    public Edges withDecontaminate(boolean value) {
        return new Edges(value, alphaMatting, vitmatte, refine, trimap, vitmatteModel);
    }

    /// With or without rembg's alpha matting.
    public Edges withAlphaMatting(boolean value) {
        return new Edges(decontaminate, value, vitmatte, refine, trimap, vitmatteModel);
    }

    /// With or without ViTMatte.
    public Edges withVitmatte(boolean value) {
        return new Edges(decontaminate, alphaMatting, value, refine, trimap, vitmatteModel);
    }

    /// With another of its variants, or a file.
    public Edges withVitmatteModel(String value) {
        return new Edges(decontaminate, alphaMatting, vitmatte, refine, trimap, value);
    }

    /// With another way of ours.
    public Edges withRefine(Refine value) {
        return new Edges(decontaminate, alphaMatting, vitmatte, value, trimap, vitmatteModel);
    }

    /// With another threshold of sure foreground, 0 to 255.
    public Edges withForegroundAbove(int value) {
        return with(new TrimapOfMask(value, trimap.backgroundBelow(), trimap.erosion()));
    }

    /// With another threshold of sure background, 0 to 255.
    public Edges withBackgroundBelow(int value) {
        return with(new TrimapOfMask(trimap.foregroundAbove(), value, trimap.erosion()));
    }

    /// With another side of the square that must be alike around a sure pixel.
    public Edges withErosion(int value) {
        return with(new TrimapOfMask(trimap.foregroundAbove(), trimap.backgroundBelow(), value));
    }

    private Edges with(TrimapOfMask value) {
        return new Edges(decontaminate, alphaMatting, vitmatte, refine, value, vitmatteModel);
    }
}
