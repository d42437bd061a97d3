package dev.alphalift.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingTest {
    private static final int WIDTH_OF_HELP = 80;

    @Test
    void ours_are_called_by_the_constant_and_those_of_others_as_they_are() {
        assertThat(Setting.MAX_PIXELS.variable()).isEqualTo("ALPHALIFT_MAX_PIXELS");
        assertThat(Setting.OMP_NUM_THREADS.variable()).isEqualTo("OMP_NUM_THREADS");
    }

    @Test
    void what_is_not_set_or_blank_is_the_default() {
        for (Map<String, String> none :
                List.of(
                        Map.<String, String>of(),
                        Map.of("ALPHALIFT_TIMEOUT", " ", "ALPHALIFT_REMOVEBG_SIZE", " "))) {
            assertThat(Setting.TIMEOUT.number(none)).isEqualTo(60);
            assertThat(Setting.THREADS.number(none, 7)).isEqualTo(7);
            assertThat(Setting.REMOVEBG_SIZE.text(none)).isEqualTo("auto");
            assertThat(Setting.OUTPUT.text(none)).isEmpty();
            assertThat(Setting.URL_HOSTS.list(none)).isEmpty();
        }
    }

    @Test
    void values_are_read_without_the_blanks_around_them() {
        assertThat(Setting.TIMEOUT.number(Map.of("ALPHALIFT_TIMEOUT", " 1_000 "))).isEqualTo(1000);
        assertThat(Setting.OUTPUT.text(Map.of("ALPHALIFT_OUTPUT", " s3://a/ ")))
                .isEqualTo("s3://a/");
        assertThat(Setting.URL_HOSTS.list(Map.of("ALPHALIFT_URL_HOSTS", " a , ,b,")))
                .containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | it must lie in 1 to 100.",
                "101 | it must lie in 1 to 100.",
                "-1 | it must lie in 1 to 100.",
                "half | it must be a whole number.",
                "99999999999999999999 | it must be a whole number."
            })
    void a_number_out_of_its_range_is_refused_with_the_variable_and_the_range(
            String value, String expected) {
        assertThatThrownBy(() -> Setting.CLIENT_PART.number(Map.of("ALPHALIFT_CLIENT_PART", value)))
                .isInstanceOf(InvalidOption.class)
                .hasMessage(
                        "The option ALPHALIFT_CLIENT_PART cannot be \"%s\": %s", value, expected);
    }

    @Test
    void memory_may_be_more_than_an_int_holds_and_other_numbers_not() {
        Map<String, String> large =
                Map.of("ALPHALIFT_PICTURE_MEMORY", "8589934592", "ALPHALIFT_TIMEOUT", "8589934592");

        assertThat(Setting.PICTURE_MEMORY.number(large, 1)).isEqualTo(8_589_934_592L);
        assertThatThrownBy(() -> Setting.TIMEOUT.number(large))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("1 to 2147483647");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void each_has_a_reader_and_a_line_of_help(Setting setting) {
        assertThat(setting.readers()).isNotEmpty();
        assertThat(setting.help()).isNotBlank().doesNotContain("\n", "%", "@|");
    }

    @ParameterizedTest
    @EnumSource(Reader.class)
    void a_line_of_help_fits_a_terminal_and_tells_the_default(Reader reader) {
        List<String> lines = SettingsHelp.lines(reader, List.of());

        assertThat(lines).isNotEmpty().allMatch(line -> line.length() < WIDTH_OF_HELP);
        if (reader == Reader.SERVER) {
            assertThat(lines)
                    .anyMatch(line -> line.matches(" {2}ALPHALIFT_TIMEOUT .*\\(60 seconds\\)"))
                    .anyMatch(line -> line.matches(" {2}ALPHALIFT_API_KEYS .*show one"))
                    .noneMatch(line -> line.contains("ALPHALIFT_OUTPUT"));
        }
    }

    @Test
    void settings_that_stand_elsewhere_are_left_out() {
        assertThat(SettingsHelp.lines(Reader.SERVER, List.of(Reader.COMMAND_LINE)))
                .anyMatch(line -> line.contains("ALPHALIFT_TIMEOUT"))
                .noneMatch(line -> line.contains("ALPHALIFT_MAX_PIXELS"));
    }
}
