package dev.alphalift.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final Path HOME = Path.of("/home/someone");

    private static Settings settings(Map<String, String> environment) {
        return Settings.of(environment, HOME);
    }

    @Test
    void an_empty_environment_gives_the_defaults() {
        Settings settings = settings(Map.of());

        assertThat(settings.limits()).isEqualTo(ImageLimits.DEFAULT);
        assertThat(settings.threads()).isEqualTo(PROCESSORS);
        assertThat(settings.userHome()).isEqualTo(HOME);
    }

    @Test
    void limits_come_from_the_environment() {
        Settings settings =
                settings(
                        Map.of(
                                "ALPHALIFT_MAX_PIXELS", "12_000_000",
                                "ALPHALIFT_MAX_BYTES", " 34 ",
                                "ALPHALIFT_MAX_SIDE", "56"));

        assertThat(settings.limits()).isEqualTo(new ImageLimits(12_000_000, 34, 56));
    }

    @ParameterizedTest
    @CsvSource({"3,,,3", ",5,,5", "3,5,,3", "3,5,1769,3", ",5,1769,5", ",,1769,1"})
    void our_own_variable_wins_over_rembgs_and_that_over_lambdas(
            String own, String openMp, String lambda, int expected) {
        Map<String, String> environment = new HashMap<>();
        put(environment, "ALPHALIFT_THREADS", own);
        put(environment, "OMP_NUM_THREADS", openMp);
        put(environment, "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", lambda);

        assertThat(settings(environment).threads()).isEqualTo(expected);
    }

    private static void put(Map<String, String> environment, String name, String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }

    @ParameterizedTest
    @CsvSource({"128,1", "512,1", "1769,1", "2653,1", "2654,2", "3538,2", "10240,6"})
    void lambdas_memory_buys_processors_as_far_as_there_are_any(int megabytes, int bought) {
        Map<String, String> environment =
                Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(megabytes));

        assertThat(settings(environment).threads()).isEqualTo(Math.min(bought, PROCESSORS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALPHALIFT_MAX_PIXELS",
                "ALPHALIFT_MAX_BYTES",
                "ALPHALIFT_MAX_SIDE",
                "ALPHALIFT_THREADS",
                "OMP_NUM_THREADS",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE"
            })
    void a_bad_number_is_named_and_an_empty_one_is_none(String name) {
        for (String bad :
                new String[] {"0", "-1", "x", "1.5", "1e6", "0x10", "2147483648", "9".repeat(30)}) {
            assertThatThrownBy(() -> settings(Map.of(name, bad)))
                    .isInstanceOf(InvalidOption.class)
                    .hasMessageContaining("The option " + name + " cannot be \"" + bad + "\"");
        }
        for (String none : new String[] {"", "  "}) {
            Settings settings = settings(Map.of(name, none));

            assertThat(settings.limits()).isEqualTo(ImageLimits.DEFAULT);
            assertThat(settings.threads()).isEqualTo(PROCESSORS);
        }
    }

    @Test
    void the_environment_is_kept_as_it_was() {
        Map<String, String> environment = new HashMap<>(Map.of("U2NET_HOME", "/srv"));

        Settings settings = settings(environment);
        environment.clear();

        assertThat(settings.environment()).containsExactly(Map.entry("U2NET_HOME", "/srv"));
    }

    @Test
    void home_is_what_the_environment_says_and_else_what_the_system_says() {
        assumeThat(File.separator).isEqualTo("/");

        assertThat(PipelineSettings.userHome(Map.of("HOME", "/tmp/home"), "/root"))
                .isEqualTo(Path.of("/tmp/home"));
        assertThat(PipelineSettings.userHome(Map.of("HOME", ""), "/root"))
                .isEqualTo(Path.of("/root"));
        assertThat(PipelineSettings.userHome(Map.of(), "/root")).isEqualTo(Path.of("/root"));
    }

    @Test
    void a_process_has_settings() {
        assertThat(Settings.ofProcess().environment()).isEqualTo(System.getenv());
    }

    @Test
    void a_list_of_keys_without_a_key_is_refused() {
        assertThatThrownBy(() -> Settings.of(Map.of("ALPHALIFT_API_KEYS", " , ")))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("ALPHALIFT_API_KEYS");
        assertThat(Settings.of(Map.of("ALPHALIFT_API_KEYS", "")).apiKeys()).isEmpty();
    }
}
