package dev.alphalift.cli;

import static dev.alphalift.testdata.DocumentedExample.assertClaims;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.testdata.DocumentedExample;
import dev.alphalift.testdata.DocumentedExample.Outcome;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The examples of the documents that use the command line, with the built program as
/// `./alphalift`.
@DisabledOnOs(OS.WINDOWS) // the examples are for a Unix shell
class DocumentedExamplesIT {
    @TempDir private Path folder;
    private DocumentedExample example;

    @BeforeEach
    void setUp() throws IOException {
        example = new DocumentedExample(folder);
        String program = DocumentedExample.quoted(new Program(folder, Map.of()).command());
        example.command("alphalift", "exec " + program + " \"$@\"");
    }

    private Outcome first(String page) throws Exception {
        return example.succeed(DocumentedExample.all(page).getFirst());
    }

    private Pixels picture(String name) {
        return Pixels.ofPng(example.file(name));
    }

    private static Pixels golden(String name) {
        return Pixels.ofPng(TestData.resource("golden/" + name));
    }

    @Test
    void the_first_command_of_the_readme_makes_the_cutout() throws Exception {
        Outcome outcome = first("README.md");

        assertThat(outcome.err()).isEmpty();
        Pixels cutout = picture("cutout.png");
        assertThat(new int[] {cutout.width(), cutout.height(), cutout.channels()})
                .containsExactly(600, 400, 4);
    }

    @Test
    void the_readme_cuts_out_a_folder_and_keeps_its_tree() throws Exception {
        assertClaims("README.md", "A whole folder, its tree kept");

        example.succeed(the("README.md", "./alphalift p "));

        Path pictures = TestData.project().resolve("samples/testset/image");
        assertThat(Pictures.filesBelow(folder.resolve("cutouts")))
                .hasSameSizeAs(Pictures.filesBelow(pictures))
                .allMatch(name -> name.endsWith(".png"));
    }

    private static String the(String page, String start) {
        return DocumentedExample.all(page).stream()
                .filter(block -> block.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_command_line_makes_the_mask_that_rembg_makes() throws Exception {
        first("docs/command-line.md");

        assertClaims(
                "docs/command-line.md",
                "an 8-bit grey PNG of the picture's size, 600 x 400",
                "No value of it differs by more than one step of 255");
        picture("mask.png").assertClose(golden("coffee.only-mask.png"), 1, 0.99, "the mask");
    }

    @Test
    void refined_edges_have_the_subject_s_own_colours() throws Exception {
        first("docs/edges.md");

        assertClaims("docs/edges.md", "they are not darkened");
        Pixels refined = picture("cutout.png");
        Pixels plain = golden("chelsea.plain.png");
        assertThat(new int[] {refined.width(), refined.height(), refined.channels()})
                .containsExactly(plain.width(), plain.height(), plain.channels());
        assertThat(light(refined)).isGreaterThan(1.2 * light(plain));
    }

    @Test
    void a_second_look_gives_another_mask_of_the_same_subject() throws Exception {
        first("docs/second-looks.md");

        assertClaims("docs/second-looks.md", "leaves `mask.png`, 600 x 400", "its mirror image");
        byte[] twice = picture("mask.png").samples();
        byte[] once = golden("coffee.only-mask.png").samples();
        assertThat(twice).hasSize(600 * 400).isNotEqualTo(once);
        long apart = 0;
        for (int at = 0; at < once.length; at++) {
            apart += Math.abs((twice[at] & 0xff) - (once[at] & 0xff));
        }
        assertThat(apart / (255.0 * once.length)).isLessThan(0.02);
    }

    /// The mean colour of pixels that are between a quarter and three quarters opaque.
    private static double light(Pixels picture) {
        byte[] samples = picture.samples();
        long sum = 0;
        long count = 0;
        for (int at = 0; at < samples.length; at += 4) {
            int alpha = samples[at + 3] & 0xff;
            if (alpha > 64 && alpha < 192) {
                sum += (samples[at] & 0xff) + (samples[at + 1] & 0xff) + (samples[at + 2] & 0xff);
                count++;
            }
        }
        return (double) sum / count;
    }

    @Test
    void beside_rembg_the_cutout_is_rembgs() throws Exception {
        first("docs/beside-rembg.md");

        assertClaims(
                "docs/beside-rembg.md",
                "No value of `cutout.png` differs from rembg's own cutout of the picture by more than one step");
        picture("cutout.png").assertClose(golden("rocket.plain.png"), 1, 0.99, "the cutout");
    }

    @Test
    void a_setting_does_what_its_page_says() throws Exception {
        Outcome outcome = example.run(DocumentedExample.all("docs/settings.md").getFirst());

        assertClaims("docs/settings.md", "ends with exit code 3");
        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_PICTURE);
        String said = "The picture has 240,000 pixels; the limit is 100,000.";
        assertClaims("docs/settings.md", said);
        assertThat(outcome.err()).contains(said);
    }

    @Test
    void a_picture_becomes_webp() throws Exception {
        first("docs/pictures.md");

        assertClaims(
                "docs/pictures.md",
                "`cutout.webp` is a WebP of 640 x 427 with transparency, lossy");
        byte[] webp = example.file("cutout.webp");
        String head = new String(webp, 0, 16, StandardCharsets.ISO_8859_1);
        assertThat(head).startsWith("RIFF").endsWith("WEBPVP8X");
        assertThat(webp[20] & 0x10).as("the mark of transparency").isNotZero();
        assertThat((webp[24] & 0xff) + (webp[25] & 0xff) * 256 + 1).as("width").isEqualTo(640);
        assertThat((webp[27] & 0xff) + (webp[28] & 0xff) * 256 + 1).as("height").isEqualTo(427);
        assertThat(new String(webp, StandardCharsets.ISO_8859_1)).contains("VP8 ", "ALPH");
    }

    @Test
    void the_smaller_model_cuts_out() throws Exception {
        first("docs/models.md");

        assertClaims("docs/models.md", "the smaller and faster of the two models");
        assertThat(picture("cutout.png").channels()).isEqualTo(4);
        assertThat(example.succeed("./alphalift d --check u2netp u2netp-int8").err())
                .contains("u2netp-int8: part of the program", "u2netp: part of the program");
    }

    @Test
    void an_evaluation_prints_the_means_and_leaves_report_and_page() throws Exception {
        Outcome outcome = first("docs/evaluation.md");

        assertThat(DocumentedExample.all("README.md"))
                .contains(DocumentedExample.all("docs/evaluation.md").getFirst());
        assertClaims("docs/evaluation.md", "the first of them an `iou` of 0.74");
        assertThat(outcome.out())
                .containsPattern("(?s)^u2netp: 6 pairs, 0 failed\n[^\n]*\niou +0\\.74");
        JsonNode report = TestData.parse(example.file("report.json"));
        assertThat(report.at("/variants/0/summary/iou/mean").doubleValue()).isBetween(0.74, 0.75);
        assertThat(folder.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void a_benchmark_leaves_its_peak_of_memory() throws Exception {
        Outcome outcome = first("docs/benchmark-report.md");

        assertClaims("docs/benchmark-report.md", "`results[].memory.peak_bytes`");
        assertThat(outcome.out()).contains("warm");
        JsonNode report = TestData.parse(example.file("bench.json"));
        if (Files.exists(Path.of("/proc/self/status"))) {
            assertThat(report.at("/results/0/memory/peak_bytes").longValue()).isPositive();
        }
    }
}
