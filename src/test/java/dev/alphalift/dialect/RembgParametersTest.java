package dev.alphalift.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.image.Rgba;
import dev.alphalift.pipeline.Edges.Refinement;
import dev.alphalift.pipeline.RemovalOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RembgParametersTest {
    private static RemovalOptions options(Map<String, String> parameters) {
        return RembgParameters.options(parameters::get, RemovalOptions.DEFAULT);
    }

    @Test
    void without_parameters_the_defaults_hold() {
        assertThat(options(Map.of())).isEqualTo(RemovalOptions.DEFAULT);
    }

    @Test
    void every_parameter_of_rembg_is_understood() {
        RemovalOptions options =
                options(
                        Map.of(
                                "model",
                                "u2net",
                                "om",
                                "true",
                                "ppm",
                                "1",
                                "bgc",
                                "20,200, 120,255",
                                "af",
                                "240",
                                "ab",
                                "10",
                                "ae",
                                "10",
                                "a",
                                "false",
                                "extras",
                                "{\"putalpha\": true}"));

        assertThat(options.model()).isEqualTo("u2net");
        assertThat(options.onlyMask()).isTrue();
        assertThat(options.postProcessMask()).isTrue();
        assertThat(options.putAlpha()).isTrue();
        assertThat(options.background()).isEqualTo(new Rgba(20, 200, 120, 255));
        assertThat(options.edges().refinement()).isEqualTo(Refinement.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "1", "yes", "on", "t", "y"})
    void a_switch_is_on_in_all_words_that_pydantic_takes(String word) {
        assertThat(options(Map.of("om", word)).onlyMask()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", "0", "no", "off", "f", "n"})
    void a_switch_is_off_in_all_words_that_pydantic_takes(String word) {
        assertThat(options(Map.of("om", word)).onlyMask()).isFalse();
    }

    @Test
    void a_field_that_was_left_empty_counts_as_none() {
        Map<String, String> empty =
                Map.of("om", "", "a", "", "af", "", "ab", " ", "ae", "", "ppm", "", "bgc", "");

        assertThat(options(empty)).isEqualTo(RemovalOptions.DEFAULT);
    }

    @Test
    void of_several_refinements_the_strongest_counts() {
        assertThat(options(Map.of("dc", "1", "a", "1")).edges().refinement())
                .isEqualTo(Refinement.ALPHA_MATTING);
        assertThat(options(Map.of("vm", "1", "a", "1")).edges().refinement())
                .isEqualTo(Refinement.VITMATTE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "om;maybe",
                "a;2",
                "af;256",
                "af;-1",
                "ab;x",
                "ae;-1",
                "bgc;1,2,3",
                "bgc;1,2,3,256",
                "bgc;red",
                "bgc;1,2,3,4,5",
                "extras;{",
                "extras;[]"
            })
    void a_value_that_makes_no_sense_is_refused_by_name(String name, String value) {
        assertThatThrownBy(() -> options(Map.of(name, value)))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining(name);
    }
}
