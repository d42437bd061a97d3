package dev.alphalift.pipeline;

import dev.alphalift.cleanup.CleanUp;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.image.Rgba;
import dev.alphalift.segment.Models;
import dev.alphalift.segment.Refiners;
import dev.alphalift.segment.Selection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a caller wants of one removal; rembg's options under rembg's names and with its defaults,
/// except for the model.
///
/// @param model a name in the catalogue
/// @param modelPath the file of a user's own model, for the models that need one
/// @param selection what of the picture is to be selected, for the models that can be told
/// @param onlyMask the mask as a grey picture instead of the cutout
/// @param postProcessMask a smoothed mask that holds 0 and 255 only
/// @param putAlpha colours kept as they are instead of darkened at soft edges
/// @param background a colour behind the cutout, null for none; not used with `onlyMask`
/// @param looks whether the model looks again
/// @param cleanUp what is done to the mask before anything is cut out
/// @param edges what is done to the edges
/// @param behind what is put behind the cutout besides
/// @param output what the result is written as; rembg knows PNG only
/// @param arrangement what rembg does not know; null: exactly what rembg does
/// @param hint a picture of what a person keeps and erases ([dev.alphalift.image.Hint]); null:
///   nobody says anything
public record RemovalOptions(
        String model,
        @Nullable String modelPath,
        Selection selection,
        boolean onlyMask,
        boolean postProcessMask,
        boolean putAlpha,
        @Nullable Rgba background,
        Looks looks,
        CleanUp cleanUp,
        Edges edges,
        Behind behind,
        OutputFormat output,
        @Nullable Arrangement arrangement,
        @Nullable HintFile hint) {
    /// What holds where nobody asks for anything.
    public static final RemovalOptions DEFAULT = new Builder().build();

    public RemovalOptions {
        if (background != null && arrangement != null && arrangement.background() != null) {
            throw new IllegalArgumentException(
                    "There is one background: a colour (%s) or a picture.".formatted(background));
        }
    }

    /// The colour behind the cutout, or another where there is none, for formats without opacity.
    public Rgba backgroundOr(Rgba other) {
        return background == null ? other : background;
    }

    /// Whether a second model refines the mask: rembg asks it for no mask alone.
    public boolean usesRefiner() {
        return countedEdges().refinement() == Edges.Refinement.VITMATTE;
    }

    /// What is really done to the edges: where only the mask is asked for rembg gives it as it is,
    /// and what is asked for in our own words counts for it.
    Edges countedEdges() {
        if (!onlyMask) {
            return edges;
        }
        return edges.refine() == Edges.Refine.NONE
                ? Edges.PLAIN
                : edges.withVitmatte(false).withAlphaMatting(false);
    }

    /// The second model that scores of these options take ([Edges#vitmatteModel]), null for none:
    /// as with the models, runs with another one are better not mixed with these.
    public @Nullable String scoredRefiner() {
        return edges.refinement() == Edges.Refinement.VITMATTE ? edges.vitmatteModel() : null;
    }

    /// The names of the models that this takes.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if there is none of a name
    public List<String> models() {
        String first = selection.model(model).name();
        return usesRefiner()
                ? List.of(first, Refiners.named(edges.vitmatteModel()).model().name())
                : List.of(first);
    }

    /// What is to be selected where that is not as usual, by the options' names.
    public Map<String, String> selected() {
        return selection.described();
    }

    /// These options, to be changed.
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.model = model;
        builder.modelPath = modelPath;
        builder.selection = selection;
        builder.onlyMask = onlyMask;
        builder.postProcessMask = postProcessMask;
        builder.putAlpha = putAlpha;
        builder.background = background;
        builder.looks = looks;
        builder.cleanUp = cleanUp;
        builder.edges = edges;
        builder.behind = behind;
        builder.output = output;
        builder.arrangement = arrangement;
        builder.hint = hint;
        return builder;
    }

    /// With another model.
    public RemovalOptions withModel(String name, @Nullable String path) {
        return toBuilder().model(name, path).build();
    }

    /// With all masks of a model that makes several as one.
    RemovalOptions withOneMask() {
        return selection.model(model).makesClasses()
                ? toBuilder().selection((given, _) -> given.asOne(), true).build()
                : this;
    }

    /// With the mask or the cutout as the result.
    public RemovalOptions withOnlyMask(boolean value) {
        return toBuilder().onlyMask(value).build();
    }

    /// With or without smoothing.
    public RemovalOptions withPostProcessMask(boolean value) {
        return toBuilder().postProcessMask(value).build();
    }

    /// With colours as they are or darkened.
    public RemovalOptions withPutAlpha(boolean value) {
        return toBuilder().putAlpha(value).build();
    }

    /// With another colour behind the cutout.
    public RemovalOptions withBackground(@Nullable Rgba colour) {
        return toBuilder().background(colour).build();
    }

    /// With other edges.
    public RemovalOptions withEdges(Edges value) {
        return toBuilder().edges((_, given) -> given, value).build();
    }

    /// With another format of the result.
    public RemovalOptions withOutput(OutputFormat value) {
        return toBuilder().output(value).build();
    }

    /// With another arrangement.
    public RemovalOptions withArrangement(@Nullable Arrangement value) {
        return toBuilder().arrangement(value).build();
    }

    /// With what a person keeps and erases.
    public RemovalOptions withHint(@Nullable HintFile value) {
        Builder builder = toBuilder();
        builder.hint = value;
        return builder.build();
    }

    /// Options that are being put together. Each method returns the builder itself.
    public static final class Builder {
        private String model = Models.DEFAULT;
        private @Nullable String modelPath;
        private Selection selection = Selection.NONE;
        private boolean onlyMask;
        private boolean postProcessMask;
        private boolean putAlpha;
        private @Nullable Rgba background;
        private Looks looks = Looks.ONE;
        private CleanUp cleanUp = CleanUp.NONE;
        private Edges edges = Edges.PLAIN;
        private Behind behind = Behind.NOTHING;
        private OutputFormat output = new OutputFormat.Png();
        private @Nullable Arrangement arrangement;
        private @Nullable HintFile hint;

        private Builder() {}

        /// A name in the catalogue, and the file of the models that need one.
        public Builder model(String name, @Nullable String path) {
            model = name;
            modelPath = path;
            return this;
        }

        /// The file of the model.
        public Builder modelPath(String path) {
            modelPath = path;
            return this;
        }

        /// A selection with something changed.
        ///
        /// @param change makes another selection of the one there is and a value
        public <T> Builder selection(BiFunction<Selection, T, Selection> change, T value) {
            selection = change.apply(selection, value);
            return this;
        }

        /// The mask instead of the cutout.
        public Builder onlyMask(boolean value) {
            onlyMask = value;
            return this;
        }

        /// A smoothed, hard mask.
        public Builder postProcessMask(boolean value) {
            postProcessMask = value;
            return this;
        }

        /// Colours as they are.
        public Builder putAlpha(boolean value) {
            putAlpha = value;
            return this;
        }

        /// A colour behind the cutout.
        public Builder background(@Nullable Rgba colour) {
            background = colour;
            return this;
        }

        /// Looks with something changed.
        ///
        /// @param change makes other looks of those there are and a value
        public Builder looks(BiFunction<Looks, Boolean, Looks> change, boolean value) {
            looks = change.apply(looks, value);
            return this;
        }

        /// One step of the clean-up of the mask.
        ///
        /// @param step one of [CleanUp#NAMES]
        /// @throws dev.alphalift.fault.AlphaliftException.InvalidOption if it cannot have that
        ///   value
        public Builder cleanUp(String step, String value) {
            cleanUp = cleanUp.toBuilder().set(step, value).build();
            return this;
        }

        /// Edges with something changed.
        ///
        /// @param change makes other edges of those there are and a value
        public <T> Builder edges(BiFunction<Edges, T, Edges> change, T value) {
            edges = change.apply(edges, value);
            return this;
        }

        /// What is put behind the cutout, with something changed.
        ///
        /// @param change makes another of what there is
        public Builder behind(UnaryOperator<Behind> change) {
            behind = change.apply(behind);
            return this;
        }

        /// What the result is written as.
        public Builder output(OutputFormat value) {
            output = value;
            return this;
        }

        /// What rembg does not know.
        public Builder arrangement(@Nullable Arrangement value) {
            arrangement = value;
            return this;
        }

        /// The options.
        public RemovalOptions build() {
            return new RemovalOptions(
                    model,
                    modelPath,
                    selection,
                    onlyMask,
                    postProcessMask,
                    putAlpha,
                    background,
                    looks,
                    cleanUp,
                    edges,
                    behind,
                    output,
                    arrangement,
                    hint);
        }
    }
}
