package dev.alphalift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewTest extends FolderCase {
    private void photo(String name, byte[] bytes) {
        Pictures.put(input.resolve(name), bytes);
    }

    @Test
    void a_table_says_of_each_picture_how_far_it_can_be_trusted() throws IOException {
        photo("good.png", TestData.projectFile("samples/coffee.png"));
        photo("bad.png", new byte[] {1, 2, 3});
        Path report = folder.resolve("results.csv");

        Outcome outcome = cli.run("p", "--report", report, input, output);

        assertThat(outcome.code()).isEqualTo(ExitCode.SOME_FAILED);
        List<String> lines = Files.readAllLines(report);
        assertThat(lines.getFirst())
                .isEqualTo(
                        "input,output,status,code,message,width,height,bytes,milliseconds,confidence,needs_review,review_reason,review_sentence,refined_by");
        assertThat(lines.get(1)).contains("bad.png").contains(",failed,unsupported_format,");
        assertThat(lines.get(2))
                .contains("good.png")
                .containsPattern(",done,,,600,400,\\d+,\\d+,0\\.\\d\\d,false,clear,.+,none");
    }

    @Test
    void a_table_that_cannot_be_written_is_told_of_before_any_work() {
        photo("good.png", TestData.projectFile("samples/coffee.png"));

        Outcome outcome = cli.run("p", "--report", folder.resolve("no/such/r.csv"), input, output);

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(output).doesNotExist();
    }

    @Test
    void what_a_person_should_look_at_is_copied_with_the_reason() throws IOException {
        byte[] dull = Pictures.stripes();
        photo("dull.png", dull);
        photo("good.png", TestData.projectFile("samples/coffee.png"));
        Path review = folder.resolve("review");
        Path report = folder.resolve("results.csv");

        Outcome outcome = cli.run("p", "--review", review, "--report", report, input, output);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        String table = Files.readString(report);
        assertThat(Files.exists(review.resolve("good.png"))).isFalse();
        assertThat(table.lines().filter(line -> line.contains("dull.png")).toList())
                .singleElement()
                .asString()
                .contains(",true,");
        assertThat(Files.readAllBytes(review.resolve("dull.png")))
                .isEqualTo(Files.readAllBytes(output.resolve("dull.png")));
        assertThat(Files.readAllBytes(review.resolve("dull.png.source.png"))).isEqualTo(dull);
        assertThat(Files.readString(review.resolve("dull.png.txt")))
                .contains("confidence 0.")
                .contains("reason ")
                .contains("source ");
    }
}
