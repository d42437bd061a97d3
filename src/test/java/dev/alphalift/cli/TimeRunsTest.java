package dev.alphalift.cli;

import static dev.alphalift.cli.Cli.TINY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.testdata.TestData;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeRunsTest {
    @TempDir private Path folder;

    @Test
    void each_run_is_a_row_whose_steps_add_up() {
        Path picture = Pictures.put(folder.resolve("a.png"), Pictures.stripes());

        Outcome outcome = Cli.withTinyModel(folder).run("time", "-m", TINY, "--runs", 3, picture);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        JsonNode runs = TestData.parse(outcome.out()).get("runs");
        assertThat(runs).hasSize(3);
        for (JsonNode run : runs) {
            double steps = 0;
            for (String step :
                    new String[] {"decode", "preprocess", "inference", "postprocess", "encode"}) {
                assertThat(run.get(step).doubleValue()).as(step).isPositive();
                steps += run.get(step).doubleValue();
            }
            // A hundredth for the rounding of five numbers.
            assertThat(steps).isLessThanOrEqualTo(run.get("total").doubleValue() + 0.01);
        }
    }

    @Test
    void a_missing_picture_is_named() {
        Path missing = folder.resolve("nowhere.png");

        Outcome outcome = Cli.withTinyModel(folder).run("time", "-m", TINY, missing);

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(outcome.err()).contains(missing.toString());
        assertThat(outcome.out()).isEmpty();
    }
}
