package dev.alphalift.evaluation.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.eval.Score;
import dev.alphalift.testdata.TestData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is written lies in `target/report` afterwards, where dev/report/run.sh opens it in a
/// browser.
class ReportPageTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> TWO = List.of("u2netp", "isnet-general-use");

    @Test
    void a_page_of_27_pairs_with_12_cases_stays_small() throws IOException {
        ObjectNode report = SampleReport.withRegression(27, TWO, 1);

        byte[] page = page(report, SampleCases.of(report, 12, 1));

        keep("two-variants.html", page);
        assertThat(page.length).isLessThan(3_000_000);
        assertThat(data(page).path("cases")).hasSize(12);
    }

    @Test
    void one_variant_makes_a_page() throws IOException {
        ObjectNode report = SampleReport.of(27, List.of("u2netp"), 2);

        byte[] page = page(report, List.of());

        keep("one-variant.html", page);
        assertThat(data(page).path("report").path("variants")).hasSize(1);
    }

    @Test
    void many_variants_make_a_page() throws IOException {
        ObjectNode report =
                SampleReport.of(60, List.of("u2netp", SampleReport.HOSTILE, "silueta", "bria"), 3);

        byte[] page = page(report, SampleCases.of(report, 3, 3));

        keep("four-variants.html", page);
        assertThat(data(page).path("report").path("variants")).hasSize(4);
    }

    @Test
    void ten_thousand_pairs_make_a_page_that_a_browser_can_hold() throws IOException {
        byte[] report = JSON.writeValueAsBytes(SampleReport.of(10_000, TWO, 4));

        byte[] page = page(report);

        keep("ten-thousand-pairs.html", page);
        assertThat(data(page).path("report").path("pairs")).hasSize(20_000);
        assertThat(page.length).isLessThan(20_000_000);
    }

    @Test
    void nothing_of_the_data_is_html() throws IOException {
        ObjectNode report = SampleReport.of(5, List.of(SampleReport.HOSTILE), 5);
        report.put(SampleReport.HOSTILE, "&lt;!--<script>");

        String page = text(page(report, List.of()));

        assertThat(page).doesNotContain("onerror=alert(1)>").contains("\\u003C/script\\u003E");
        assertThat(Pattern.compile("</script").matcher(page).results().count()).isEqualTo(3);
        JsonNode told = data(page.getBytes(StandardCharsets.UTF_8)).path("report");
        assertThat(told.path("pairs").get(3).get(0).asText()).isEqualTo(SampleReport.HOSTILE);
        assertThat(told.path(SampleReport.HOSTILE).asText()).isEqualTo("&lt;!--<script>");
    }

    @Test
    void a_page_loads_nothing() throws IOException {
        ObjectNode report = SampleReport.of(5, TWO, 6);

        String page = text(page(report, SampleCases.of(report, 1, 6)));

        // The chart library names its home in a comment.
        assertThat(page.replace("/*! https://github.com/leeoniya/uPlot (v1.6.30) */", ""))
                .doesNotContain("http://", "https://", "@import", "url(", "@font-face", "<link")
                .doesNotContainPattern("(src|href)=\"[^#]");
        assertThat(page).doesNotContain("{{");
    }

    @Test
    void the_policy_names_the_hash_of_each_script_and_style() throws Exception {
        String page = text(page(SampleReport.of(5, TWO, 7), List.of()));

        String policy = group(page, "Content-Security-Policy\" content=\"([^\"]*)\"");
        assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe");
        for (String tag : List.of("style", "script")) {
            var blocks =
                    Pattern.compile("<%s>(.*?)</%s>".formatted(tag, tag), Pattern.DOTALL)
                            .matcher(page);
            while (blocks.find()) {
                byte[] hash =
                        MessageDigest.getInstance("SHA-256")
                                .digest(blocks.group(1).getBytes(StandardCharsets.UTF_8));
                assertThat(policy).contains(Base64.getEncoder().encodeToString(hash));
            }
        }
    }

    @Test
    void a_pair_is_a_row_with_numbers_reasons_and_gaps() throws IOException {
        JsonNode report =
                JSON.readTree(
                        """
                        {"pairs": [{"name": "a", "variant": "v", "tags": ["hair"], "width": 2,
                          "height": 3, "scores": {"iou": 0.123456789, "dice": null,
                          "ssim_by_background": {"white": 1}, "psnr": 1e4}, "flags": [],
                          "undefined": {"dice": "both_empty", "lpips": "no_model"}}]}
                        """);

        JsonNode row = data(page(report, List.of())).path("report").path("pairs").get(0);

        assertThat(row.get(0).asText()).isEqualTo("a");
        assertThat(row.get(2)).hasSize(1);
        assertThat(row.get(6).isNull()).isTrue();
        assertThat(score(row, Score.IOU).doubleValue()).isEqualTo(0.12346);
        assertThat(score(row, Score.PSNR).doubleValue()).isEqualTo(10_000);
        assertThat(score(row, Score.DICE).asText()).isEqualTo("both_empty");
        assertThat(score(row, Score.LPIPS).isNull()).isTrue();
        assertThat(score(row, Score.SSIM_WHITE).intValue()).isOne();
    }

    @Test
    void a_report_from_a_file_and_one_in_memory_make_the_same_page() throws IOException {
        ObjectNode report = SampleReport.of(9, TWO, 8);

        assertThat(page(JSON.writeValueAsBytes(report))).isEqualTo(page(report, List.of()));
    }

    @Test
    void pairs_are_read_while_the_page_is_written() throws IOException {
        byte[] report = JSON.writeValueAsBytes(SampleReport.of(2_000, TWO, 9));
        var in = new CountingInput(report);
        List<Integer> readAtWrites = new ArrayList<>();

        ReportPage.write(
                in,
                List.of(),
                new FilterOutputStream(OutputStream.nullOutputStream()) {
                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        readAtWrites.add(in.count);
                    }
                });

        assertThat(readAtWrites.size()).isGreaterThan(10);
        assertThat(readAtWrites.get(readAtWrites.size() / 2)).isLessThan(report.length * 3 / 4);
    }

    @Test
    void the_streams_stay_open() throws IOException {
        List<String> closed = new ArrayList<>();
        byte[] report = JSON.writeValueAsBytes(SampleReport.of(5, TWO, 10));

        ReportPage.write(
                new FilterInputStream(new ByteArrayInputStream(report)) {
                    @Override
                    public void close() {
                        closed.add("in");
                    }
                },
                List.of(),
                new FilterOutputStream(OutputStream.nullOutputStream()) {
                    @Override
                    public void close() {
                        closed.add("out");
                    }
                });

        assertThat(closed).isEmpty();
    }

    @Test
    void a_stream_that_fails_while_pairs_are_written_fails_as_it_does() {
        ObjectNode report = SampleReport.of(2_000, TWO, 11);
        var full =
                new FilterOutputStream(OutputStream.nullOutputStream()) {
                    private int left = 400_000;

                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        left -= length;
                        if (left < 0) {
                            throw new IOException("No space left.");
                        }
                    }
                };

        assertThatThrownBy(() ->
                        ReportPage.write(report, report.path("pairs")::forEach, List.of(), full))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left.");
    }

    @Test
    void a_report_without_truth_makes_a_page() throws IOException {
        byte[] page = page(SampleReport.withoutTruth(9, TWO, 12), List.of());

        keep("without-truth.html", page);
        JsonNode row = data(page).path("report").path("pairs").get(0);
        assertThat(row.get(9).path("coverage").isNumber()).isTrue();
    }

    @Test
    void what_is_no_object_is_no_report() {
        assertThatThrownBy(() -> page("[]".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("A report must be a JSON object.");
    }

    @Test
    void a_picture_has_a_media_type_that_is_known() {
        assertThatThrownBy(() -> new EmbeddedPicture("image/svg+xml", new byte[0]))
                .hasMessageContaining("image/svg+xml");
    }

    private static final class CountingInput extends FilterInputStream {
        private int count;

        CountingInput(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }

    private static JsonNode score(JsonNode row, Score score) {
        return row.get(8).get(score.ordinal());
    }

    private static byte[] page(JsonNode report, List<WorstCase> cases) throws IOException {
        var out = new ByteArrayOutputStream();
        ReportPage.write(report, report.path("pairs")::forEach, cases, out);
        return out.toByteArray();
    }

    private static byte[] page(byte[] report) throws IOException {
        var out = new ByteArrayOutputStream();
        ReportPage.write(new ByteArrayInputStream(report), List.of(), out);
        return out.toByteArray();
    }

    private static String text(byte[] page) {
        return new String(page, StandardCharsets.UTF_8);
    }

    private static JsonNode data(byte[] page) throws IOException {
        return JSON.readTree(group(text(page), "id=\"data\">(.*?)</script>"));
    }

    private static String group(String text, String pattern) {
        var matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static void keep(String name, byte[] page) throws IOException {
        Path folder = Files.createDirectories(TestData.project().resolve("target/report"));
        Files.write(folder.resolve(name), page);
    }
}
