package dev.alphalift.segment;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.segment.ModelSpec.Licence;
import dev.alphalift.segment.ModelSpec.Normalization;
import dev.alphalift.segment.ModelSpec.OutputRule;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The sizes of Segment Anything (Kirillov et al. 2023) that rembg 2.0.86 knows, each of two files:
/// an encoder of pictures and a decoder that is asked by places.
public final class SamModels {
    /// What `-m` calls all of them.
    static final String NAME = "sam";

    /// The option that names a size.
    static final String OPTION = "sam_model";

    private static final String STANDARD = "sam_vit_b_01ec64";
    private static final String LARGE = "sam_vit_l_0b3195";
    private static final String HUGE = "sam_vit_h_4b8939";
    private static final String QUANT = ".quant";

    private static final SequencedMap<String, ModelSpec> ROWS = new LinkedHashMap<>();

    static {
        add(STANDARD, "a780f8ba09bceceaa1435724ed354848", "c4218b16ec1cb09889fcd6eb7a42a7c9");
        add(
                STANDARD + QUANT,
                "26fc0e01d2fa34ed2d3f91259118482d",
                "45391530307d1aee79b2a1507769e6c7");
        add(LARGE, "6e7c5e3e97b50a9e833e55062ae35182", "dc760a2912862c05ec3ac2658162a1b5");
        add(LARGE + QUANT, "83f7fe08c2f8b94b6d08c3e44cf1de0e", "e78ca201f5ae92288945623f48088b7c");
        huge();
        add(HUGE + QUANT, "391503beb5e5d7d1ae6f55d0cecabd50", "4c86ebeecbe2e6325203b641b8702a5b");
    }

    private SamModels() {}

    /// All of them, the one first that is used where none is asked for.
    static List<ModelSpec> all() {
        return List.copyOf(ROWS.values());
    }

    /// The row that rembg's words name.
    ///
    /// @param size null: the smallest
    /// @param quant weights in integers
    /// @throws InvalidOption if there is no such size
    static ModelSpec named(@Nullable String size, boolean quant) {
        String name = size == null ? STANDARD : size;
        if (!List.of(STANDARD, LARGE, HUGE).contains(name)) {
            throw new InvalidOption(
                    OPTION,
                    name,
                    "there is no such size.\nMaybe one of these: %s, %s, %s."
                            .formatted(STANDARD, LARGE, HUGE));
        }
        return Objects.requireNonNull(ROWS.get(quant ? name + QUANT : name));
    }

    /// The row of a model's full name, as in `sam_vit_l_0b3195.quant`; null if there is none.
    public static @Nullable ModelSpec ofModel(String name) {
        return name.equals(NAME) ? null : ROWS.get(name);
    }

    private static void add(String name, String encoder, String decoder) {
        add(name, encoder, decoder, List.of(), null);
    }

    /// Its encoder's weights are a file beside it, which is published in three parts.
    private static void huge() {
        add(
                HUGE,
                "2630bbbf7f256ff82455ecce70467734",
                "2241a15c7c5e5b6ac018223d1a795a94",
                List.of(
                        part(1, "22316455879cd64f1414bc2cc84772ab"),
                        part(2, "3ca4efe12cd9a686e60364a628546440"),
                        part(3, "635041e6eac1c3e6ac7eceeef1ed1f38")),
                HUGE + ".encoder_data.bin");
    }

    private static ModelFile part(int number, String md5) {
        return file("%s.encoder_data.%s.bin".formatted(HUGE, number), md5);
    }

    private static void add(
            String name,
            String encoder,
            String decoder,
            List<ModelFile> parts,
            @Nullable String data) {
        String size = name.replace(QUANT, "");
        String quant = name.substring(size.length());
        ModelFile first = file("%s.encoder%s.onnx".formatted(size, quant), encoder);
        ModelFile second = file("%s.decoder%s.onnx".formatted(size, quant), decoder);
        ROWS.put(
                name,
                new ModelSpec(
                        name.equals(STANDARD) ? NAME : name,
                        NAME,
                        first.name(),
                        first.checksum(),
                        first.source(),
                        new Normalization(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)),
                        new InputForm.WithPrompt(second, data, parts),
                        OutputRule.ABOVE_ZERO,
                        new Licence("Apache-2.0", true)));
    }

    private static ModelFile file(String name, String md5) {
        return new ModelFile(name, Checksum.md5(md5), URI.create(Models.RELEASE + name));
    }
}
