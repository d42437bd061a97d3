package dev.alphalift.segment;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.segment.ModelSpec.OutputRule;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The models that refine a mask: they take a picture and a trimap and answer an opacity. rembg
/// 2.0.86 knows ViTMatte (Yao et al. 2024) in four variants; adding one is adding a row.
public final class Refiners {
    /// The option that names a variant or a file.
    static final String OPTION = "vitmatte_model";

    private static final String STANDARD = "small-distinctions-646";
    private static final String PREFIX = "vitmatte-";

    /// The side that ViTMatte was exported at.
    private static final int SIDE = 1024;

    private static final SequencedMap<String, ModelSpec> ROWS = new LinkedHashMap<>();

    static {
        vitmatte(STANDARD, "d232841ac9d9657df3e62f6c92ed425ee25df18d337245cd8b903fc1ba183631");
        vitmatte(
                "small-composition-1k",
                "659b9bb2870f80cffbe20dae4c7f18417fbdf68c0195861d24e9082c28373a24");
        vitmatte(
                "base-distinctions-646",
                "d30190833269c1bec3e37319fe67af151028d3be32f6f60f6663a51b209cc8c1");
        vitmatte(
                "base-composition-1k",
                "87bb10979f816061497ba6867b338c65a05cebd7d1507f6dde92a86382dec1f2");
    }

    /// A user's own, whose input has four planes.
    private static final ModelSpec OWN =
            row(PREFIX + "custom", "", null, null, new ModelSpec.Licence("the model's own", true));

    private Refiners() {}

    /// A refiner, and the file of a user's own.
    public record Choice(ModelSpec model, @Nullable String path) {}

    /// All that have a name, in the order of the documentation.
    public static List<ModelSpec> all() {
        return List.copyOf(ROWS.values());
    }

    /// What rembg's `vitmatte_model` names: one of its variants, or the path of a file.
    ///
    /// @param variant null: rembg's default
    /// @throws InvalidOption if it can be neither
    public static Choice named(@Nullable String variant) {
        String name = variant == null ? STANDARD : variant;
        ModelSpec row = ROWS.get(name);
        if (row != null) {
            return new Choice(row, null);
        }
        if (name.contains("/") || name.endsWith(".onnx")) {
            return new Choice(OWN, name);
        }
        throw new InvalidOption(
                OPTION,
                name,
                "there is no such variant.\nMaybe one of these: %s, or the path of a file of your own."
                        .formatted(String.join(", ", ROWS.keySet())));
    }

    /// The row of a model's full name, as in `vitmatte-small-composition-1k`; null if there is
    /// none.
    public static @Nullable ModelSpec ofModel(String name) {
        return name.startsWith(PREFIX) ? ROWS.get(name.substring(PREFIX.length())) : null;
    }

    private static void vitmatte(String variant, String sha256) {
        String name = PREFIX + variant;
        ROWS.put(
                variant,
                row(
                        name,
                        name + ".onnx",
                        Checksum.sha256(sha256),
                        URI.create(Models.RELEASE + name + ".onnx"),
                        new ModelSpec.Licence("Apache-2.0", true)));
    }

    private static ModelSpec row(
            String name,
            String file,
            @Nullable Checksum checksum,
            @Nullable URI source,
            ModelSpec.Licence licence) {
        return new ModelSpec(
                name,
                "vitmatte",
                file,
                checksum,
                source,
                new ModelSpec.Normalization(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)),
                new InputForm.WithTrimap(SIDE),
                OutputRule.OPACITY,
                licence);
    }
}
