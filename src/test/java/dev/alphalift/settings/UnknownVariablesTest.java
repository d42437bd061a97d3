package dev.alphalift.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownVariablesTest {
    @ParameterizedTest
    @CsvSource({
        "MAX_PIXEL,MAX_PIXELS",
        "PIXELS,MAX_PIXELS",
        "max_bytes,",
        "TIMEOUTS,TIMEOUT",
        "APIKEYS,API_KEYS",
        "RESULT_SECONDS,RESULTS_SECONDS",
        "SURROUNDING,",
        "COLOUR_OF_THE_SKY,"
    })
    void a_slip_is_told_with_the_nearest_name_if_there_is_one(String slip, String meant) {
        assertThat(UnknownVariables.warnings(Map.of("ALPHALIFT_" + slip, "secret")))
                .containsExactly(
                        meant == null
                                ? "There is no setting ALPHALIFT_%s; docs/settings.md lists those there are."
                                        .formatted(slip)
                                : "There is no setting ALPHALIFT_%s. Maybe ALPHALIFT_%s is meant."
                                        .formatted(slip, meant));
    }

    @Test
    void every_setting_is_known_and_what_is_called_otherwise_is_others_business() {
        Map<String, String> environment = new TreeMap<>();
        for (Setting setting : Setting.values()) {
            environment.put(setting.variable(), "1");
        }
        environment.put("ALPHALIFT", "1");
        environment.put("MY_ALPHALIFT_MODEL", "1");
        environment.put("OMP_THREADS", "1");

        assertThat(UnknownVariables.warnings(environment)).isEmpty();
    }

    @Test
    void several_are_told_in_the_order_of_their_names() {
        assertThat(UnknownVariables.warnings(Map.of("ALPHALIFT_Z", "", "ALPHALIFT_A", "")))
                .satisfiesExactly(
                        first -> assertThat(first).contains("ALPHALIFT_A"),
                        second -> assertThat(second).contains("ALPHALIFT_Z"));
    }

    @ParameterizedTest
    @CsvSource({"kitten,sitting,3", "'',abc,3", "abc,abc,0", "ab,ba,2", "flaw,lawn,2"})
    void slips_are_counted_letter_by_letter(String one, String other, int slips) {
        assertThat(UnknownVariables.slips(one, other)).isEqualTo(slips);
        assertThat(UnknownVariables.slips(other, one)).isEqualTo(slips);
    }
}
