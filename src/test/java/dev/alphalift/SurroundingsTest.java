package dev.alphalift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.testdata.Surroundings;
import dev.alphalift.testdata.TestData;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// That what dev/surroundings/run.sh says about the surroundings is true of the tests that it runs.
@EnabledIfEnvironmentVariable(named = "ALPHALIFT_SURROUNDINGS", matches = ".*")
class SurroundingsTest {
    private static final String WANTED =
            System.getenv().getOrDefault("ALPHALIFT_SURROUNDINGS", "").strip();

    @Test
    void the_language_and_the_time_zone_have_arrived() {
        List<String> flags = WANTED.isEmpty() ? List.of() : List.of(WANTED.split(" +"));

        assertThat(Surroundings.flags()).containsExactlyInAnyOrderElementsOf(flags);
        assertThat("-Duser.language=" + Locale.getDefault().getLanguage())
                .isEqualTo(flag(flags, "-Duser.language=", "-Duser.language=en"));
        assertThat("-Duser.timezone=" + TimeZone.getDefault().getID())
                .isEqualTo(
                        flag(
                                flags,
                                "-Duser.timezone=",
                                "-Duser.timezone=" + TimeZone.getDefault().getID()));
    }

    private static String flag(List<String> flags, String start, String otherwise) {
        return flags.stream().filter(flag -> flag.startsWith(start)).findFirst().orElse(otherwise);
    }

    @Test
    void the_system_says_ascii() {
        assertThat(System.getenv("LC_ALL")).isEqualTo("C");
        assertThat(System.getProperty("native.encoding")).isEqualTo("ANSI_X3.4-1968");
    }

    @Test
    void the_user_is_not_root_and_shares_nothing(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("mine"));

        assertThat((int) Files.getAttribute(file, "unix:uid")).isNotZero();
        assertThat((int) Files.getAttribute(file, "unix:mode") & 0077).isZero();
    }

    @Test
    void neither_the_home_nor_the_checkout_can_be_written() {
        assertCannotWrite(Path.of(System.getenv("HOME")));
        assertCannotWrite(Path.of(System.getProperty("user.home")));
        assertCannotWrite(TestData.project());
        assertCannotWrite(TestData.project().resolve("src"));
    }

    private static void assertCannotWrite(Path folder) {
        assertThat(folder).isDirectory();
        assertThatThrownBy(() -> Files.createFile(folder.resolve("anything")))
                .isInstanceOf(AccessDeniedException.class);
    }
}
