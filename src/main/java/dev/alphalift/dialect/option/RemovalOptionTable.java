package dev.alphalift.dialect.option;

import dev.alphalift.dialect.option.RemovalOption.Place;
import dev.alphalift.matte.backdrop.Blending;
import dev.alphalift.matte.backdrop.Shadow;
import dev.alphalift.pipeline.Edges;
import dev.alphalift.pipeline.Looks;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.segment.Clothes;
import dev.alphalift.segment.Models;
import dev.alphalift.segment.Selection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The options of a removal: the command line, forms, queries, JSON, rembg's extras, variants,
/// prefixes and tags of S3 and the description of the interface all read this table. Who adds an
/// option adds a row. What the result is written as (format, quality, lossless) is negotiated and
/// stands beside ([dev.alphalift.codec.OutputFormat]).
public final class RemovalOptionTable {
    private static final OptionKind<Boolean> FLAG = new OptionKind.Flag();
    private static final OptionKind<Integer> LEVEL = new OptionKind.Whole(0, 255, "");
    private static final OptionKind<Integer> PIXELS =
            new OptionKind.Whole(0, Integer.MAX_VALUE, "PIXELS");

    private static final List<String> SHADOWS = List.of("none", "drop", "floor", "contact");
    private static final OptionKind<String> EXTENT = new OptionKind.Extent(false);
    private static final OptionKind<String> BRUSH = new OptionKind.Extent(true);

    private static final List<RemovalOption<?>> ROWS =
            List.of(
                    new RemovalOption<>(
                            "model",
                            null,
                            new OptionKind.Text("NAME"),
                            Models.DEFAULT,
                            "The model; \"alphalift d --check\" and /models list all.",
                            Models.DEFAULT,
                            Place.MASK,
                            (options, name) -> options.model(name, null)),
                    flag(
                            "alpha_matting",
                            "a",
                            "Find out the opacity of the edges by closed-form matting, as rembg does"
                                    + " it, and the subject's own colours.",
                            (options, value) -> options.edges(Edges::withAlphaMatting, value)),
                    new RemovalOption<>(
                            "alpha_matting_foreground_threshold",
                            "af",
                            LEVEL,
                            "240",
                            "With alpha matting or ViTMatte: a mask above this is sure foreground.",
                            "240",
                            Place.MASK,
                            (options, value) -> options.edges(Edges::withForegroundAbove, value)),
                    new RemovalOption<>(
                            "alpha_matting_background_threshold",
                            "ab",
                            LEVEL,
                            "10",
                            "With alpha matting or ViTMatte: a mask below this is sure background.",
                            "10",
                            Place.MASK,
                            (options, value) -> options.edges(Edges::withBackgroundBelow, value)),
                    new RemovalOption<>(
                            "alpha_matting_erode_size",
                            "ae",
                            PIXELS,
                            "10",
                            "With alpha matting or ViTMatte: how far the sure areas are drawn in.",
                            "10",
                            Place.MASK,
                            (options, value) -> options.edges(Edges::withErosion, value)),
                    new RemovalOption<>(
                            "refine",
                            null,
                            new OptionKind.OneOf(Edges.Refine.words()),
                            "none",
                            "Refine the edges: fast by a guided filter, quality by closed-form matting"
                                    + " that is watched over, rembg as alpha_matting; with the"
                                    + " subject's own colours.",
                            "fast",
                            Place.MASK,
                            (options, word) ->
                                    options.edges(Edges::withRefine, Edges.Refine.of(word))),
                    new RemovalOption<>(
                            "only_mask",
                            "om",
                            FLAG,
                            "",
                            "Give the mask, an 8-bit grey picture, instead of the cutout.",
                            "true",
                            Place.RESULT,
                            RemovalOptions.Builder::onlyMask),
                    flag(
                            "post_process_mask",
                            "ppm",
                            "Smooth the mask and make it hard: 0 or 255, nothing between.",
                            RemovalOptions.Builder::postProcessMask),
                    flag(
                            "decontaminate",
                            "dc",
                            "Take the old background's colour out of the edges.",
                            (options, value) -> options.edges(Edges::withDecontaminate, value)),
                    flag(
                            "vitmatte",
                            "vm",
                            "Find out the opacity of the edges by the model ViTMatte, as rembg does"
                                    + " it, and the subject's own colours; counts before the"
                                    + " others.",
                            (options, value) -> options.edges(Edges::withVitmatte, value)),
                    flag(
                            "zoom",
                            null,
                            "Look at a small subject again, larger; taken where both looks agree.",
                            (options, value) -> options.looks(Looks::withZoom, value)),
                    flag(
                            "flip",
                            null,
                            "Take the mean of the masks of the picture and of its mirror image.",
                            (options, value) -> options.looks(Looks::withFlip, value)),
                    brush(
                            "open",
                            "Clean the mask up: what is narrower than a round brush of that radius goes."),
                    brush(
                            "close",
                            "Clean the mask up: gaps narrower than a round brush of that radius are closed."),
                    tidy("fill_holes", "Clean the mask up: holes are filled."),
                    extent(
                            "drop_specks",
                            "Clean the mask up: parts smaller than a square of that side go."),
                    tidy("largest", "Clean the mask up: all parts but the largest go."),
                    extent("grow", "Clean the mask up: the edge moves outwards."),
                    extent("shrink", "Clean the mask up: the edge moves inwards."),
                    new RemovalOption<>(
                            "threshold",
                            null,
                            LEVEL,
                            "",
                            "Clean the mask up: 255 from there on, 0 below.",
                            "128",
                            Place.MASK,
                            (options, level) ->
                                    options.cleanUp("threshold", Integer.toString(level))),
                    extent("smooth", "Clean the mask up: a Gaussian of that standard deviation."),
                    extent("feather", "Clean the mask up: the edge becomes a slope of that width."),
                    new RemovalOption<>(
                            "bgcolor",
                            "bgc",
                            new OptionKind.Colour(),
                            "",
                            "A colour behind the cutout: red, green, blue, opacity.",
                            "255,255,255,255",
                            Place.RESULT,
                            RemovalOptions.Builder::background),
                    new RemovalOption<>(
                            "shadow",
                            null,
                            new OptionKind.OneOf(SHADOWS),
                            "none",
                            "A soft shadow of the subject: drop on a wall, floor to the back, contact"
                                    + " beneath it.",
                            "drop",
                            Place.RESULT,
                            (options, word) ->
                                    options.behind(behind -> behind.withShadow(shadow(word)))),
                    new RemovalOption<>(
                            "shadow_strength",
                            null,
                            new OptionKind.Whole(0, 100, "PERCENT"),
                            "50, contact 65",
                            "With shadow: how dark it is.",
                            "40",
                            Place.RESULT,
                            (options, percent) ->
                                    options.behind(behind -> behind.withStrength(percent / 100.0))),
                    new RemovalOption<>(
                            "backdrop",
                            null,
                            new OptionKind.Text("WORDS"),
                            "none",
                            "What lies behind: blur, blur:3 (percent), nature, nature:7 (a seed),"
                                    + " gradient:white,#8899aa,90 (degrees).",
                            "gradient:white,#8899aa",
                            Place.RESULT,
                            (options, words) ->
                                    options.behind(behind ->
                                            behind.withBackdrop(
                                                    BackdropWords.of("backdrop", words)))),
                    new RemovalOption<>(
                            "linear_light",
                            null,
                            FLAG,
                            "",
                            "With shadow or backdrop: mix soft pixels in amounts of light.",
                            "true",
                            Place.RESULT,
                            (options, value) ->
                                    options.behind(behind ->
                                            behind.withBlending(
                                                    value ? Blending.LINEAR : Blending.ENCODED))),
                    new RemovalOption<>(
                            "putalpha",
                            null,
                            FLAG,
                            "",
                            "Keep the colours of soft edges instead of darkening them.",
                            "true",
                            Place.EXTRA,
                            RemovalOptions.Builder::putAlpha),
                    new RemovalOption<>(
                            "model_path",
                            null,
                            new OptionKind.Text("FILE"),
                            "",
                            "The file of a model of one's own (u2net_custom ...).",
                            "~/.u2net/mine.onnx",
                            Place.EXTRA,
                            RemovalOptions.Builder::modelPath),
                    new RemovalOption<>(
                            "vitmatte_model",
                            null,
                            new OptionKind.Text("NAME"),
                            "small-distinctions-646",
                            "ViTMatte's variant, or the file of a model of one's own that takes"
                                    + " picture and trimap.",
                            "small-composition-1k",
                            Place.EXTRA,
                            (options, name) -> options.edges(Edges::withVitmatteModel, name)),
                    clothes("cc"),
                    clothes("cloth_category"),
                    new RemovalOption<>(
                            "sam_prompt",
                            null,
                            new OptionKind.Marks(),
                            "the middle of the picture",
                            "With the model sam: points of the subject (label 1) and of the background"
                                    + " (0), and rectangles.",
                            "[{\"type\": \"point\", \"data\": [320, 200], \"label\": 1}]",
                            Place.EXTRA,
                            (options, prompt) -> options.selection(Selection::withPrompt, prompt)),
                    new RemovalOption<>(
                            "sam_model",
                            null,
                            new OptionKind.Text("NAME"),
                            "sam_vit_b_01ec64",
                            "With the model sam: its size.",
                            "sam_vit_l_0b3195",
                            Place.EXTRA,
                            (options, name) -> options.selection(Selection::withSamModel, name)),
                    new RemovalOption<>(
                            "sam_quant",
                            null,
                            FLAG,
                            "",
                            "With the model sam: its files with weights in integers.",
                            "true",
                            Place.EXTRA,
                            (options, value) -> options.selection(Selection::withSamQuant, value)));

    private static final Map<String, RemovalOption<?>> BY_NAME = new LinkedHashMap<>();
    private static final Map<String, RemovalOption<?>> BY_PARAMETER = new LinkedHashMap<>();

    static {
        for (RemovalOption<?> row : ROWS) {
            BY_NAME.put(row.name(), row);
            if (row.place() != Place.EXTRA) {
                BY_PARAMETER.put(row.parameter(), row);
            }
        }
    }

    private RemovalOptionTable() {}

    /// rembg has two names for it.
    private static RemovalOption<String> clothes(String name) {
        return new RemovalOption<>(
                name,
                null,
                new OptionKind.OneOf(Clothes.words()),
                "upper, lower and full, one below the other",
                "With the model u2net_cloth_seg: the clothes that are cut out.",
                "upper",
                Place.EXTRA,
                (options, word) -> options.selection(Selection::withClothes, Clothes.of(word)));
    }

    private static RemovalOption<Boolean> flag(
            String name,
            @Nullable String shortName,
            String help,
            BiConsumer<RemovalOptions.Builder, Boolean> set) {
        return new RemovalOption<>(name, shortName, FLAG, "", help, "true", Place.MASK, set);
    }

    private static Shadow.@Nullable Kind shadow(String word) {
        return word.equals("none") ? null : Shadow.Kind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static RemovalOption<String> extent(String name, String help) {
        return length(EXTENT, name, help);
    }

    private static RemovalOption<String> brush(String name, String help) {
        return length(BRUSH, name, help);
    }

    private static RemovalOption<String> length(OptionKind<String> kind, String name, String help) {
        return new RemovalOption<>(
                name,
                null,
                kind,
                "",
                help,
                "3px",
                Place.MASK,
                (options, length) -> options.cleanUp(name.replace('_', '-'), length));
    }

    private static RemovalOption<Boolean> tidy(String name, String help) {
        return new RemovalOption<>(
                name,
                null,
                FLAG,
                "",
                help,
                "true",
                Place.MASK,
                (options, value) ->
                        options.cleanUp(name.replace('_', '-'), Boolean.toString(value)));
    }

    /// All rows, in the order of the help.
    public static List<RemovalOption<?>> rows() {
        return ROWS;
    }

    /// Those that forms, queries and the command line know.
    public static Stream<RemovalOption<?>> parameters() {
        return BY_PARAMETER.values().stream();
    }

    /// Those that decide about the mask, which is what a variant is scored for.
    public static Stream<RemovalOption<?>> ofMasks() {
        return ROWS.stream().filter(row -> row.place() == Place.MASK);
    }

    /// The option of a long name, null if there is none.
    public static @Nullable RemovalOption<?> named(String name) {
        return BY_NAME.get(name);
    }
}
