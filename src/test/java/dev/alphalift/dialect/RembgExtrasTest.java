package dev.alphalift.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.image.Rgba;
import dev.alphalift.pipeline.Edges;
import dev.alphalift.pipeline.Edges.Refinement;
import dev.alphalift.pipeline.RemovalOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RembgExtrasTest {
    private static final RemovalOptions PLAIN = RemovalOptions.DEFAULT;

    private static RemovalOptions apply(String extras) {
        return RembgExtras.apply(extras, PLAIN);
    }

    @Test
    void an_empty_object_changes_nothing() {
        assertThat(apply("{}")).isEqualTo(PLAIN);
        assertThat(apply(" {\n} ")).isEqualTo(PLAIN);
    }

    @Test
    void each_extra_sets_its_option_and_no_other() {
        assertThat(apply("{\"putalpha\": true}")).isEqualTo(PLAIN.withPutAlpha(true));
        assertThat(apply("{\"only_mask\": true}")).isEqualTo(PLAIN.withOnlyMask(true));
        assertThat(apply("{\"post_process_mask\": true}"))
                .isEqualTo(PLAIN.withPostProcessMask(true));
        assertThat(apply("{\"bgcolor\": [0, 127, 255, 3]}"))
                .isEqualTo(PLAIN.withBackground(new Rgba(0, 127, 255, 3)));
        assertThat(apply("{\"model_path\": \"~/.u2net/ä.onnx\"}"))
                .isEqualTo(PLAIN.withModel("u2netp", "~/.u2net/ä.onnx"));
        assertThat(apply("{\"alpha_matting\": true}"))
                .isEqualTo(PLAIN.withEdges(Edges.PLAIN.withAlphaMatting(true)));
        assertThat(apply("{\"decontaminate\": true}"))
                .isEqualTo(PLAIN.withEdges(Edges.PLAIN.withDecontaminate(true)));
        assertThat(apply("{\"vitmatte\": true}"))
                .isEqualTo(PLAIN.withEdges(Edges.PLAIN.withVitmatte(true)));
    }

    @Test
    void extras_have_the_last_word() {
        RemovalOptions all =
                PLAIN.withPutAlpha(true)
                        .withOnlyMask(true)
                        .withPostProcessMask(true)
                        .withBackground(Rgba.TRANSPARENT);

        assertThat(
                        RembgExtras.apply(
                                "{\"putalpha\": false, \"only_mask\": false, \"post_process_mask\":"
                                        + " false}",
                                all))
                .isEqualTo(PLAIN.withBackground(Rgba.TRANSPARENT));
        assertThat(apply("{\"putalpha\": true, \"putalpha\": false}")).isEqualTo(PLAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "decontaminate,alpha_matting,ALPHA_MATTING",
        "alpha_matting,decontaminate,ALPHA_MATTING",
        "vitmatte,alpha_matting,VITMATTE",
        "alpha_matting,vitmatte,VITMATTE",
        "vitmatte,decontaminate,VITMATTE"
    })
    void of_two_refinements_the_stronger_one_wins_in_any_order(
            String first, String second, Refinement expected) {
        RemovalOptions options = apply("{\"%s\": true, \"%s\": true}".formatted(first, second));

        assertThat(options.edges().refinement()).isEqualTo(expected);
    }

    @Test
    void a_refinement_can_be_taken_back_but_not_by_another_ones_name() {
        RemovalOptions matting = PLAIN.withEdges(Edges.PLAIN.withAlphaMatting(true));

        assertThat(RembgExtras.apply("{\"alpha_matting\": false}", matting)).isEqualTo(PLAIN);
        assertThat(RembgExtras.apply("{\"vitmatte\": false}", matting)).isEqualTo(matting);
        assertThat(RembgExtras.apply("{\"decontaminate\": false}", matting)).isEqualTo(matting);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "putalpha",
                "only_mask",
                "post_process_mask",
                "alpha_matting",
                "decontaminate",
                "vitmatte"
            })
    void a_switch_takes_true_and_false_only(String name) {
        for (String value : new String[] {"1", "0", "\"true\"", "null", "[]", "{}", "0.5"}) {
            assertThatThrownBy(() -> apply("{\"%s\": %s}".formatted(name, value)))
                    .isInstanceOf(InvalidOption.class)
                    .hasMessageContaining("extras." + name)
                    .hasMessageContaining(value)
                    .hasMessageContaining("true or false");
        }
    }

    @Test
    void a_variant_of_vitmatte_is_named() {
        assertThat(apply("{\"vitmatte\": true, \"vitmatte_model\": \"base-composition-1k\"}"))
                .isEqualTo(
                        PLAIN.withEdges(
                                Edges.PLAIN
                                        .withVitmatte(true)
                                        .withVitmatteModel("base-composition-1k")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "null", "[\"a\"]", "{\"a\":\"b\"}"})
    void a_path_must_be_a_text(String value) {
        assertThatThrownBy(() -> apply("{\"model_path\": %s}".formatted(value)))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("extras.model_path")
                .hasMessageContaining(value)
                .hasMessageContaining("a text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[1,2,3]",
                "[1,2,3,4,5]",
                "[-1,2,3,4]",
                "[1,2,3,256]",
                "[1,2,3,4.5]",
                "[1,2,3,\"4\"]",
                "[1,2,3,null]",
                "[1,2,3,4294967296]",
                "[1,2,3,99999999999999999999999]",
                "\"red\"",
                "{\"a\":1,\"b\":2,\"c\":3,\"d\":4}",
                "null",
                "7"
            })
    void a_colour_is_four_numbers_of_0_to_255(String value) {
        assertThatThrownBy(() -> apply("{\"bgcolor\": %s}".formatted(value)))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("extras.bgcolor")
                .hasMessageContaining(value)
                .hasMessageContaining("four numbers of 0 to 255");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sam_prompt", "cc", "cloth_category", "providers"})
    void what_rembg_knows_and_is_not_built_is_not_passed_over_in_silence(String name) {
        assertThatThrownBy(() -> apply("{\"%s\": 1}".formatted(name)))
                .isInstanceOf(NotAvailable.class)
                .hasMessageContaining("The extra " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PutAlpha", "putalpha ", "nonsense", "model"})
    void an_unknown_name_is_answered_with_the_known_ones(String name) {
        assertThatThrownBy(() -> apply("{\"%s\": true}".formatted(name)))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("\"" + name + "\"")
                .hasMessageContaining("\nMaybe one of these: ")
                .hasMessageContaining("alpha_matting, ")
                .hasMessageContaining("putalpha");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "null", "true", "7", "\"{}\"", "[{}]"})
    void what_is_no_object_is_refused(String extras) {
        assertThatThrownBy(() -> apply(extras))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("extras")
                .hasMessageContaining("JSON object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{", "}", "{\"putalpha\"}", "{putalpha: true}", "{'putalpha': true}", "{} {}",
                "{} x", "{},", "{\"putalpha\": tru}", "{\"putalpha\": true,}", "\0", "{\"a\":NaN}"
            })
    void what_is_no_json_is_refused(String extras) {
        assertThatThrownBy(() -> apply(extras))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("it is no JSON");
    }

    @Test
    void deep_and_huge_texts_are_refused_in_few_words() {
        int many = 1_000_000;
        String[] texts = {
            "[".repeat(many),
            "{\"a\":".repeat(many),
            "{\"putalpha\":" + "[".repeat(900) + "]".repeat(900) + "}",
            "{\"putalpha\":\"" + "a".repeat(many) + "\"}",
            "{\"bgcolor\":[" + "1,".repeat(many) + "1]}",
            "{\"bgcolor\":" + "9".repeat(many) + "}",
            "{\"" + "a".repeat(40_000) + "\":1}",
            "{\"" + "a".repeat(many) + "\":1}",
            "a".repeat(many),
            "\"" + "a".repeat(many) + "\""
        };

        for (String text : texts) {
            assertThatThrownBy(() -> apply(text))
                    .as(text.substring(0, 20))
                    .isInstanceOf(InvalidOption.class)
                    .extracting(Throwable::getMessage)
                    .satisfies(message -> assertThat(message).hasSizeLessThan(1000));
        }
    }
}
