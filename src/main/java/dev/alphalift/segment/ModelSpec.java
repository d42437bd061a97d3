package dev.alphalift.segment;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model as a row of data: how its file is named and checked, what it wants to be fed and how its
/// answer is read.
///
/// @param name what `-m` and `model=` call it
/// @param folder the folder below `models` in which its file lies
/// @param file the file's name there; empty for a user's own model
/// @param checksum what the file must hash to; null for a user's own model
/// @param source where the file can be had; null for a user's own model, and for one that is only
///   part of the program
/// @param normalization what is done to the picture's values
/// @param input how large the input is and how a picture becomes one
/// @param outputRule how the output becomes a mask
/// @param licence what the weights may be used for
public record ModelSpec(
        String name,
        String folder,
        String file,
        @Nullable Checksum checksum,
        @Nullable URI source,
        Normalization normalization,
        InputForm input,
        OutputRule outputRule,
        Licence licence) {

    /// Whether it is a user's own model, named by its path.
    public boolean isCustom() {
        return file.isEmpty();
    }

    /// Whether its output is a plane a class instead of a mask.
    public boolean makesClasses() {
        return outputRule == OutputRule.CLASSES;
    }

    /// Whether its output is one mask of many values, which can be mixed with those of more looks.
    public boolean makesSoftMask() {
        return outputRule != OutputRule.CLASSES && outputRule != OutputRule.ABOVE_ZERO;
    }

    /// The same row with another of its files.
    public ModelSpec withFile(ModelFile other) {
        return new ModelSpec(
                name,
                folder,
                other.name(),
                other.checksum(),
                other.source(),
                normalization,
                input,
                outputRule,
                licence);
    }

    /// A row for each file that it needs, this one first.
    public List<ModelSpec> files() {
        List<ModelSpec> files = new ArrayList<>();
        files.add(this);
        if (input instanceof InputForm.WithPrompt(var decoder, var data, _)) {
            files.add(withFile(decoder));
            if (data != null) {
                files.add(withFile(new ModelFile(data, null, null)));
            }
        }
        return files;
    }

    /// The option that names the file of a user's own.
    String pathOption() {
        return input instanceof InputForm.WithTrimap ? Refiners.OPTION : "model_path";
    }

    /// Per channel (red, green, blue), subtracted from and divided into values of 0 to 1.
    public record Normalization(List<Double> mean, List<Double> standardDeviation) {
        public Normalization {
            if (mean.size() != 3 || standardDeviation.size() != 3) {
                throw new IllegalArgumentException("A normalization has three channels.");
            }
            mean = List.copyOf(mean);
            standardDeviation = List.copyOf(standardDeviation);
        }
    }

    /// What is done to the raw output before it is a mask.
    public enum OutputRule {
        /// Stretched so that the least value becomes 0 and the greatest 1.
        MIN_MAX,
        /// The logistic function, then stretched.
        SIGMOID_MIN_MAX,
        /// An opacity of 0 to 1 already: as it is, cut off at both ends.
        OPACITY,
        /// A plane a class, of which the greatest counts ([ClassMasks]).
        CLASSES,
        /// Planes of which what is above 0 counts ([PromptFrame]).
        ABOVE_ZERO
    }

    /// The terms of the weights.
    ///
    /// @param name the licence's usual name
    /// @param allowsCommercialUse false where using the results for profit needs an agreement
    public record Licence(String name, boolean allowsCommercialUse) {}
}
