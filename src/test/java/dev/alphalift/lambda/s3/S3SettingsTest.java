package dev.alphalift.lambda.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.store.ObjectAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3SettingsTest {
    private static S3Settings settings(Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>();
        variables.put("ALPHALIFT_OUTPUT", "s3://results/cutouts");
        variables.putAll(environment);
        return S3Settings.of(variables, RemovalOptions.DEFAULT, Set.of("u2netp", "u2net"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "results", "s3://", "s3:///key", "s3://Ab_c/x", "https://a/b"})
    void an_output_that_is_none_is_refused_at_the_start(String output) {
        assertThatThrownBy(() -> settings(Map.of("ALPHALIFT_OUTPUT", output)))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("ALPHALIFT_OUTPUT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no json | JSON object",
                "[] | JSON object",
                "{\"a\": 1} | JSON object",
                "{\"a/\": {\"sharpness\": 1}} | sharpness",
                "{\"a/\": {\"format\": \"gif\"}} | gif",
                "{\"a/\": {\"om\": \"perhaps\"}} | perhaps",
                "{\"a/\": {\"model\": \"nosuch\"}} | nosuch"
            })
    void options_that_are_none_are_refused_at_the_start(String json, String named) {
        assertThatThrownBy(() -> settings(Map.of("ALPHALIFT_OPTIONS_BY_PREFIX", json)))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining(named);
    }

    @Test
    void the_longest_prefix_wins_and_tags_lie_on_top() {
        S3Settings settings =
                settings(
                        Map.of(
                                "ALPHALIFT_OPTIONS_BY_PREFIX",
                                """
                                {"": {"model": "u2net"},
                                 "a/": {"format": "webp", "quality": 70, "ppm": true},
                                 "a/b/": {"extras": {"putalpha": true}}}
                                """));

        assertThat(settings.options(parameters(settings, "x")).model()).isEqualTo("u2net");
        RemovalOptions a = settings.options(parameters(settings, "a/1"));
        assertThat(a.model()).isEqualTo("u2netp");
        assertThat(a.postProcessMask()).isTrue();
        assertThat(a.output().suffix()).isEqualTo(".webp");
        assertThat(settings.options(parameters(settings, "a/b/1")).putAlpha()).isTrue();
        assertThat(
                        settings.options(
                                        S3Settings.withTags(
                                                parameters(settings, "a/1"),
                                                Map.of("alphalift:ppm", "no", "ppm", "perhaps")))
                                .postProcessMask())
                .isFalse();
    }

    @Test
    void labels_ask_for_what_the_table_of_options_has() {
        Map<String, String> asked =
                S3Settings.withTags(
                        Map.of("refine", "quality"),
                        Map.of(
                                "alphalift:refine",
                                "fast",
                                "alphalift:grow",
                                "2px",
                                "alphalift:vm",
                                "true",
                                "alphalift:backdrop",
                                "gradient:white navy 90"));

        assertThat(asked)
                .containsOnly(
                        Map.entry("refine", "fast"),
                        Map.entry("grow", "2px"),
                        Map.entry("vm", "true"),
                        Map.entry("backdrop", "gradient:white,navy,90"));
        assertThatThrownBy(() -> S3Settings.withTags(Map.of(), Map.of("alphalift:refin", "fast")))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("refin");
    }

    private static Map<String, String> parameters(S3Settings settings, String key) {
        return settings.parameters(new ObjectAddress("uploads", key));
    }

    @Test
    void results_lie_below_the_output_under_the_whole_name() {
        ObjectAddress source = new ObjectAddress("uploads", "a/b c.jpg");

        assertThat(settings(Map.of()).cutout(source, RemovalOptions.DEFAULT))
                .hasToString("s3://results/cutouts/a/b c.jpg.png");
        assertThat(settings(Map.of()).failure(source))
                .hasToString("s3://results/cutouts/a/b c.jpg.error.json");
    }
}
