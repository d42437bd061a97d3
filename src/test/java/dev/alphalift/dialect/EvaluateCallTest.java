package dev.alphalift.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.alphalift.dialect.form.WebForm;
import dev.alphalift.evaluation.Variant;
import dev.alphalift.evaluation.data.PairSource;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.testdata.SpoiltJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateCallTest {
    private static final SpoiltJson SPOILT = new SpoiltJson(List.of("other"), "%\u0000ä");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String WHOLE =
            """
            {"pairs": [{"name": "a", "truth": "AAAA", "prediction": "AAAA", "image": "AAAA",
                        "trimap": "AAAA", "tags": ["x"]},
                       {"truth": "AAAA", "prediction": "AAAA"}],
             "models": ["u2netp"], "variants": {"smooth": {"model": "u2netp", "ppm": true}},
             "resize_predictions": false}
            """;

    private static EvaluateCall call(String json) {
        return EvaluateCall.ofJson(json.getBytes(StandardCharsets.UTF_8), RemovalOptions.DEFAULT);
    }

    @Test
    void a_whole_call_is_understood() {
        EvaluateCall call = call(WHOLE);

        assertThat(call.data().pairs())
                .extracting(PairSource::name)
                .containsExactly("a", "pair-00002");
        assertThat(call.variants())
                .extracting(Variant::name)
                .containsExactly("predictions", "u2netp", "smooth");
        assertThat(call.data().pairs().getFirst().tags()).containsExactly("x");
    }

    /// `|` stands for a comma in the table.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "pairs[0].prediction, {\"pairs\":[{\"prediction\":\"\"}]|\"models\":[]}",
                "pairs[0].truth, {\"pairs\":[{\"prediction\":\"AAAA\"}]}",
                "truth, {\"prediction\":\"AAAA\"}",
                "truth, {\"prediction\":\"AAAA\"|\"truth\":null}",
                "prediction, {\"truth\":\"AAAA\"}",
                "pairs[0].truth, {\"pairs\":[{\"image\":\"AAAA\"|\"trimap\":\"AAAA\"}]}",
                "pairs[1].predicton, {\"pairs\":[{\"image\":\"AAAA\"}|{\"predicton\":\"AAAA\"}]}",
                "pairs[0], {\"pairs\":[1]}",
                "pairs[0], {\"pairs\":[null]}",
                "pairs, {\"pairs\":{\"image\":\"AAAA\"}}",
                "pairs, {\"pairs\":[]}",
                "pairs, {\"pairs\":\"x\"}",
                "image, {\"pairs\":[{\"image\":\"AAAA\"}]|\"image\":\"AAAA\"}",
                "image, {\"image\":7}",
                "image, {\"image\":[\"AAAA\"]}",
                "image, {\"image\":\"%%%\"}",
                "name, {\"image\":\"AAAA\"|\"name\":7}",
                "name, {\"image\":\"AAAA\"|\"name\":\" \"}",
                "tags, {\"image\":\"AAAA\"|\"tags\":\"x\"}",
                "tags, {\"image\":\"AAAA\"|\"tags\":[{}]}",
                "model, {\"image\":\"AAAA\"|\"model\":7}",
                "models, {\"image\":\"AAAA\"|\"models\":\"u2netp\"}",
                "models, {\"image\":\"AAAA\"|\"models\":[\"\"]}",
                "variants, {\"image\":\"AAAA\"|\"variants\":[\"x\"]}",
                "variants.x, {\"image\":\"AAAA\"|\"variants\":{\"x\":\"u2netp\"}}",
                "variants.x, {\"image\":\"AAAA\"|\"variants\":{\"x\":{\"ppn\":true}}}",
                "variants.x.ppm, {\"image\":\"AAAA\"|\"variants\":{\"x\":{\"ppm\":[1]}}}",
                "variants.x.ppm, {\"image\":\"AAAA\"|\"variants\":{\"x\":{\"ppm\":\"0\"}}}",
                "variants.x.feather, {\"image\":\"AAAA\"|\"variants\":{\"x\":{\"feather\":\"\"}}}",
                "variants.x.threshold, {\"image\":\"AAAA\"|\"variants\":{\"x\":{\"threshold\":\"7\"}}}",
                "variants.x.model, {\"image\":\"AAAA\"|\"variants\":{\"x\":{\"model\":7}}}",
                "variants.x.extras, {\"image\":\"AAAA\"|\"variants\":{\"x\":{\"extras\":[1]}}}",
                "variants, {\"image\":\"AAAA\"|\"variants\":{\"\":{}}}",
                "variants, {\"image\":\"AAAA\"|\"models\":[\"a\"|\"a\"]}",
                "resize_predictions, {\"image\":\"AAAA\"|\"resize_predictions\":\"false\"}",
                "resize_predictions, {\"image\":\"AAAA\"|\"resize_predictions\":1}",
                "worst, {\"image\":\"AAAA\"|\"worst\":-1}",
                "body, {\"image\":\"AAAA\"|\"image\":\"BBBB\"}",
                "body, {\"image\":\"AAAA\"} {}",
                "body, {\"image\"",
                "call, []",
                "call, 7",
            })
    void what_cannot_be_is_refused_with_the_members_name(String member, String json) {
        assertThatThrownBy(() -> call(json.replace('|', ',')))
                .isInstanceOfSatisfying(
                        InvalidOption.class,
                        refused -> assertThat(refused.option()).isEqualTo(member));
    }

    @Test
    void a_length_of_a_variant_is_a_number_of_any_form_and_a_whole_one_is_whole() {
        call("{\"image\": \"AAAA\", \"variants\": {\"x\": {\"smooth\": 457.2770043691411}}}");
        call("{\"image\": \"AAAA\", \"variants\": {\"x\": {\"grow\": 1.2e-38, \"ae\": 7.0}}}");

        assertThatThrownBy(() ->
                        call("{\"image\": \"AAAA\", \"variants\": {\"x\": {\"ae\": 1.2e-38}}}"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("ae");
    }

    private static WebForm web(Map<String, byte[]> files, Map<String, String> texts) {
        return new WebForm() {
            @Override
            public byte[] file(String name) {
                return files.get(name);
            }

            @Override
            public String get(String name) {
                return texts.get(name);
            }
        };
    }

    private static EvaluateCall form(Map<String, byte[]> files, Map<String, String> texts) {
        List<String> names = new ArrayList<>();
        names.addAll(files.keySet());
        names.addAll(texts.keySet());
        return EvaluateCall.ofForm(web(files, texts), names, RemovalOptions.DEFAULT);
    }

    @Test
    void a_prediction_and_a_model_in_one_form_are_compared() {
        byte[] file = new byte[3];

        EvaluateCall call =
                form(
                        Map.of("prediction", file, "truth", file, "image", file),
                        Map.of("model", "u2netp", "ppm", "true", "resize_predictions", "1"));

        assertThat(call.variants())
                .extracting(Variant::name)
                .containsExactly("predictions", "u2netp");
        assertThat(call.variants().getLast().options().postProcessMask()).isTrue();
        assertThat(call.resizes()).isTrue();
    }

    @Test
    void fields_of_a_form_that_were_left_alone_count_for_nothing() {
        byte[] file = new byte[3];

        EvaluateCall call =
                form(
                        Map.of("prediction", file, "truth", file, "trimap", new byte[0]),
                        Map.of("model", " ", "name", "", "image", ""));

        assertThat(call.variants()).extracting(Variant::name).containsExactly("predictions");
        assertThat(call.data().pairs().getFirst().trimap()).isNull();
    }

    @Test
    void fields_of_a_form_that_nobody_reads_are_refused_by_name() {
        Map<String, byte[]> files = Map.of("prediction", new byte[3], "truth", new byte[3]);

        assertForm("nonsense", files, Map.of("nonsense", "1"));
        assertForm("trimap", files, Map.of("trimap", "a text"));
        assertForm("image", files, Map.of("model", "u2netp"));
        assertForm("truth", Map.of("prediction", new byte[3]), Map.of());
        assertForm("prediction", Map.of("truth", new byte[3]), Map.of());
        assertForm("resize_predictions", files, Map.of("resize_predictions", "perhaps"));
    }

    private static void assertForm(
            String member, Map<String, byte[]> files, Map<String, String> texts) {
        assertThatThrownBy(() -> form(files, texts))
                .isInstanceOfSatisfying(
                        InvalidOption.class,
                        refused -> assertThat(refused.option()).isEqualTo(member));
    }

    /// Whatever is put in the place of any of its values, a call is understood or refused.
    @Test
    void a_call_with_anything_anywhere_is_understood_or_refused() throws IOException {
        long seed = 17;
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            JsonNode json = JSON.readTree(WHOLE);
            for (int i = random.nextInt(3); i >= 0; i--) {
                SPOILT.spoil(json, random);
            }
            try {
                assertThat(call(json.toString()).variants()).isNotEmpty();
            } catch (AlphaliftException refused) {
                assertThat(refused.getMessage()).as(json.toString()).isNotBlank();
            } catch (RuntimeException mistake) {
                throw new AssertionError("seed " + seed + ": " + json, mistake);
            }
        }
    }
}
