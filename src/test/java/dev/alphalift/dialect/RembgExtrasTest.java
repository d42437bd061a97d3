package dev.alphalift.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.image.Rgba;
import dev.alphalift.pipeline.Edges;
import dev.alphalift.pipeline.Edges.Refinement;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.segment.Clothes;
import dev.alphalift.segment.Prompt;
import dev.alphalift.segment.Selection;
import java.util.Collections;
import java.util.List;
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
    @CsvSource({
        "cc, upper, UPPER",
        "cloth_category, lower, LOWER",
        "cc, FULL, FULL",
        "cc, attire, ATTIRE"
    })
    void a_kind_of_clothing_is_named_as_by_rembg(String name, String word, Clothes expected) {
        assertThat(apply("{\"%s\": \"%s\"}".formatted(name, word)).selection().clothes())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"cc\": \"upper\", \"cloth_category\": \"lower\"}",
                "{\"cloth_category\": \"lower\", \"cc\": \"upper\"}"
            })
    void of_both_names_of_a_kind_of_clothing_the_short_one_counts(String extras) {
        assertThat(apply(extras).selection().clothes()).isEqualTo(Clothes.UPPER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"hat\"", "\"\"", "1", "null", "[\"upper\"]", "true"})
    void another_kind_of_clothing_is_refused(String value) {
        assertThatThrownBy(() -> apply("{\"cc\": %s}".formatted(value)))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("extras.cc");
    }

    @Test
    void points_and_rectangles_are_told_as_by_rembg() {
        Prompt prompt =
                apply(
                                "{\"sam_prompt\": [{\"type\": \"point\", \"data\": [7, 8.5], \"label\": 1},"
                                        + " {\"type\": \"rectangle\", \"data\": [1, 2, 3, 4]},"
                                        + " {\"type\": \"point\", \"data\": [0, 0], \"label\": 0.0}]}")
                        .selection()
                        .prompt();

        assertThat(prompt)
                .isEqualTo(
                        new Prompt(
                                List.of(
                                        new Prompt.Point(7, 8.5, 1),
                                        new Prompt.Point(1, 2, 2),
                                        new Prompt.Point(3, 4, 3),
                                        new Prompt.Point(0, 0, 0))));
        assertThat(apply("{\"sam_model\": \"sam_vit_l_0b3195\", \"sam_quant\": true}").selection())
                .isEqualTo(new Selection(null, null, "sam_vit_l_0b3195", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "null",
                "1",
                "\"[]\"",
                "[1]",
                "[null]",
                "[[]]",
                "[{}]",
                "[{\"type\": \"circle\", \"data\": [1, 2], \"label\": 1}]",
                "[{\"type\": 1, \"data\": [1, 2], \"label\": 1}]",
                "[{\"data\": [1, 2], \"label\": 1}]",
                "[{\"type\": \"point\", \"label\": 1}]",
                "[{\"type\": \"point\", \"data\": [1, 2]}]",
                "[{\"type\": \"point\", \"data\": [1], \"label\": 1}]",
                "[{\"type\": \"point\", \"data\": [1, 2, 3], \"label\": 1}]",
                "[{\"type\": \"point\", \"data\": {\"0\": 1, \"1\": 2}, \"label\": 1}]",
                "[{\"type\": \"point\", \"data\": [\"1\", 2], \"label\": 1}]",
                "[{\"type\": \"point\", \"data\": [null, 2], \"label\": 1}]",
                "[{\"type\": \"point\", \"data\": [1e999, 2], \"label\": 1}]",
                "[{\"type\": \"point\", \"data\": [1, 2], \"label\": 0.5}]",
                "[{\"type\": \"point\", \"data\": [1, 2], \"label\": 4}]",
                "[{\"type\": \"point\", \"data\": [1, 2], \"label\": -1}]",
                "[{\"type\": \"point\", \"data\": [1, 2], \"label\": \"1\"}]",
                "[{\"type\": \"point\", \"data\": [1, 2], \"label\": 1, \"lable\": 1}]",
                "[{\"type\": \"rectangle\", \"data\": [1, 2], \"label\": 1}]",
                "[{\"type\": \"rectangle\", \"data\": [1, 2, 3, \"4\"], \"label\": 1}]",
                "[{\"type\": \"rectangle\", \"data\": [1, 2, 3, 4], \"label\": \"a\"}]"
            })
    void what_is_no_prompt_is_refused(String prompt) {
        assertThatThrownBy(() -> apply("{\"sam_prompt\": %s}".formatted(prompt)))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("extras.sam_prompt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void a_number_that_is_none_is_no_json(String number) {
        assertThatThrownBy(() ->
                        apply(
                                "{\"sam_prompt\": [{\"type\": \"point\", \"data\": [%s, 1],"
                                                .formatted(number)
                                        + " \"label\": 1}]}"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("it is no JSON");
    }

    @Test
    void a_prompt_of_too_many_points_is_refused_with_the_number() {
        String point = "{\"type\": \"point\", \"data\": [1, 1], \"label\": 1}";
        String rectangle = "{\"type\": \"rectangle\", \"data\": [1, 1, 2, 2]}";

        assertThat(prompt(point, 200).selection().prompt().points()).hasSize(200);
        for (String tooMany : List.of(point, rectangle)) {
            int count = tooMany.equals(point) ? 201 : 101;
            assertThatThrownBy(() -> prompt(tooMany, count))
                    .isInstanceOf(InvalidOption.class)
                    .hasMessageContaining("there may be 200 at most");
        }
    }

    private static RemovalOptions prompt(String mark, int count) {
        return apply(
                "{\"sam_prompt\": [%s]}"
                        .formatted(String.join(",", Collections.nCopies(count, mark))));
    }

    @Test
    void what_rembg_knows_and_is_set_elsewhere_is_not_passed_over_in_silence() {
        assertThatThrownBy(() -> apply("{\"providers\": [\"CUDAExecutionProvider\"]}"))
                .isInstanceOf(NotAvailable.class)
                .hasMessageContaining("The extra providers")
                .hasMessageContaining("ALPHALIFT_PROVIDER");
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
