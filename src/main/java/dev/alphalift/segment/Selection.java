package dev.alphalift.segment;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What of a picture is to be selected, for the models that can be told.
///
/// @param clothes rembg's `cc`, for `u2net_cloth_seg`; null: each kind has a mask of its own
/// @param prompt rembg's `sam_prompt`, for `sam`; null: the middle of the picture
/// @param samModel rembg's `sam_model`, a published size of it; null: the smallest
/// @param samQuant rembg's `sam_quant`: the files with weights in integers
public record Selection(
        @Nullable Clothes clothes,
        @Nullable Prompt prompt,
        @Nullable String samModel,
        boolean samQuant) {
    /// Nothing is said.
    public static final Selection NONE = new Selection(null, null, null, false);

    /// How many masks a model makes of a picture.
    public int masks(ModelSpec model) {
        return model.makesClasses() ? kinds().size() : 1;
    }

    /// The kinds of clothing that have a mask each.
    public List<Clothes> kinds() {
        return clothes == null ? Clothes.EACH : List.of(clothes);
    }

    /// The same where there can be one mask only: all kinds are one.
    public Selection asOne() {
        return clothes == null ? withClothes(Clothes.ATTIRE) : this;
    }

    /// The row of the model that a name stands for, with these words.
    ///
    /// @throws InvalidOption if there is none, or it cannot be told what is said
    /// @throws dev.alphalift.fault.AlphaliftException.NotAvailable if there is one elsewhere but
    ///   not here
    public ModelSpec model(String name) {
        ModelSpec row = Models.named(name);
        boolean takesPrompt = row.input() instanceof InputForm.WithPrompt;
        if (clothes != null && !row.makesClasses()) {
            throw refused("cc", clothes.word(), name, "u2net_cloth_seg");
        }
        if (prompt != null && !takesPrompt) {
            throw refused(Prompt.OPTION, prompt.toString(), name, SamModels.NAME);
        }
        if (samModel != null && !name.equals(SamModels.NAME)) {
            throw refused(SamModels.OPTION, samModel, name, SamModels.NAME);
        }
        if (samQuant && !name.equals(SamModels.NAME)) {
            throw refused("sam_quant", "true", name, SamModels.NAME);
        }
        return name.equals(SamModels.NAME) ? SamModels.named(samModel, samQuant) : row;
    }

    private static InvalidOption refused(String option, String value, String model, String other) {
        return new InvalidOption(
                option,
                value,
                "the model %s cannot be told that.\nMaybe ask for %s.".formatted(model, other));
    }

    /// What of this is not as usual, by rembg's names.
    public Map<String, String> described() {
        Map<String, String> described = new TreeMap<>();
        if (clothes != null) {
            described.put("cc", clothes.word());
        }
        if (prompt != null) {
            described.put(Prompt.OPTION, prompt.toString());
        }
        if (samModel != null) {
            described.put(SamModels.OPTION, samModel);
        }
        if (samQuant) {
            described.put("sam_quant", "true");
        }
        return described;
    }

    /// With other clothes.
    public Selection withClothes(Clothes value) {
        return new Selection(value, prompt, samModel, samQuant);
    }

    /// With another prompt.
    public Selection withPrompt(Prompt value) {
        return new Selection(clothes, value, samModel, samQuant);
    }

    /// With another size of the model.
    public Selection withSamModel(String value) {
        return new Selection(clothes, prompt, value, samQuant);
    }

    /// With or without weights in integers.
    public Selection withSamQuant(boolean value) {
        return new Selection(clothes, prompt, samModel, value);
    }
}
