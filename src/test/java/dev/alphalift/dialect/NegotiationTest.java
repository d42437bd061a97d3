package dev.alphalift.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.codec.OutputFormat;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.pipeline.RemovalOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {
    private static OutputFormat answer(Map<String, String> parameters, String accept) {
        return Negotiation.of(parameters::get, accept, RemovalOptions.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "yes", "On"})
    void a_yes_in_any_form_makes_webp_lossless(String yes) {
        assertThat(answer(Map.of("format", "webp", "lossless", yes), "*/*"))
                .isEqualTo(new OutputFormat.Webp(OutputFormat.QUALITY, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "false", "0", "no"})
    void a_no_or_nothing_makes_webp_lossy(String no) {
        assertThat(answer(Map.of("format", "webp", "lossless", no), "*/*"))
                .isEqualTo(new OutputFormat.Webp(OutputFormat.QUALITY, false));
    }

    @Test
    void what_is_neither_yes_nor_no_is_told_so() {
        assertThatThrownBy(() -> answer(Map.of("lossless", "maybe"), "*/*"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("lossless")
                .hasMessageContaining("maybe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image/webp|image/webp",
                "image/webp;q=0.5, image/png|image/png",
                "text/html, image/JPEG;q=0.1|image/jpeg",
                "image/webp;q=0|image/png",
                "image/webp;q=nonsense|image/png",
                "image/avif|image/png",
                "*/*|image/png",
            })
    void the_header_s_heaviest_format_of_ours_is_written_else_png(String accept, String type) {
        assertThat(answer(Map.of(), accept).mediaType()).isEqualTo(type);
    }

    @Test
    void the_parameter_wins_over_the_header() {
        assertThat(answer(Map.of("format", "jpeg"), "image/webp").mediaType())
                .isEqualTo("image/jpeg");
    }
}
