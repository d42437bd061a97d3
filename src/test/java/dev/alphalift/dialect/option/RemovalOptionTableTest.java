package dev.alphalift.dialect.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.dialect.RembgExtras;
import dev.alphalift.dialect.RembgParameters;
import dev.alphalift.dialect.VariantWords;
import dev.alphalift.pipeline.Edges;
import dev.alphalift.pipeline.Looks;
import dev.alphalift.pipeline.RemovalOptions;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RemovalOptionTableTest {
    static Stream<RemovalOption<?>> rows() {
        return RemovalOptionTable.rows().stream();
    }

    @Test
    void no_name_is_there_twice_in_a_dialect() {
        Set<String> names = new HashSet<>();
        Set<String> parameters = new HashSet<>();

        assertThat(rows().allMatch(row -> names.add(row.name()))).isTrue();
        assertThat(RemovalOptionTable.parameters().allMatch(row -> parameters.add(row.parameter())))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void the_example_of_an_option_is_a_value_of_it(RemovalOption<?> row) {
        RemovalOptions.Builder options = RemovalOptions.DEFAULT.toBuilder();

        row.apply(options, row.name(), row.example());

        assertThat(options.build()).isNotNull();
        assertThat(row.help()).endsWith(".").doesNotContain("\n");
    }

    @Test
    void rembg_s_names_are_all_there() {
        assertThat(RemovalOptionTable.parameters().map(RemovalOption::parameter))
                .contains("model", "a", "af", "ab", "ae", "om", "ppm", "dc", "vm", "bgc");
    }

    @ParameterizedTest
    @CsvSource({"none,NONE", "fast,FAST", "quality,QUALITY", "rembg,ALPHA_MATTING"})
    void a_refinement_is_asked_for_by_the_same_word_everywhere(
            String word, Edges.Refinement refinement) {
        RemovalOptions standard = RemovalOptions.DEFAULT;

        assertThat(
                        Stream.of(
                                RembgParameters.options(Map.of("refine", word)::get, standard),
                                RembgExtras.apply("{\"refine\": \"%s\"}".formatted(word), standard),
                                VariantWords.options(
                                        VariantWords.ofText("--variant", "refine=" + word),
                                        standard)))
                .allMatch(options -> options.edges().refinement() == refinement);
    }

    @ParameterizedTest
    @CsvSource({"zoom, true, false", "flip, false, true"})
    void second_looks_are_asked_for_by_the_same_word_everywhere(
            String word, boolean zoom, boolean flip) {
        RemovalOptions standard = RemovalOptions.DEFAULT;

        assertThat(standard.looks()).isEqualTo(Looks.ONE);
        assertThat(
                        Stream.of(
                                RembgParameters.options(Map.of(word, "1")::get, standard),
                                RembgExtras.apply("{\"%s\": true}".formatted(word), standard),
                                VariantWords.options(
                                        VariantWords.ofText("--variant", word), standard)))
                .allMatch(options -> options.looks().equals(new Looks(zoom, flip)));
        assertThat(new Looks(zoom, flip).described()).isEqualTo(Map.of(word, "true"));
    }

    @Test
    void thresholds_reach_the_trimap() {
        RemovalOptions options =
                RembgParameters.options(
                        Map.of("a", "1", "af", "200", "ab", "20", "ae", "5")::get,
                        RemovalOptions.DEFAULT);

        assertThat(options.edges())
                .isEqualTo(
                        Edges.PLAIN
                                .withAlphaMatting(true)
                                .withForegroundAbove(200)
                                .withBackgroundBelow(20)
                                .withErosion(5));
        assertThat(options.edges().described())
                .containsEntry("alpha_matting", "true")
                .containsEntry("alpha_matting_erode_size", "5");
    }
}
