package dev.alphalift.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.alphalift.eval.Score;
import dev.alphalift.eval.Undefined;
import dev.alphalift.evaluation.data.BytesContent;
import dev.alphalift.evaluation.data.DataSet;
import dev.alphalift.evaluation.data.PairSource;
import dev.alphalift.fault.Deadline;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.testdata.TestData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The schema of reports says what reports say.
class ReportSchemaTest {
    private static final String SCHEMA = "schema/evaluation-1.1.json";

    @Test
    void a_report_with_everything_in_it_keeps_to_the_schema() throws IOException {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(text(TestData.resource(SCHEMA)), InputFormat.JSON);
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (EvaluationFixture fixture = new EvaluationFixture();
                Report report = fixture.evaluation().run(set(), variants(), Deadline.NONE)) {
            ByteArrayOutputStream earlier = new ByteArrayOutputStream();
            report.writeJson(earlier);
            report.ran(RunFacts.begin(2));
            EvaluationBaseline.read(new ByteArrayInputStream(earlier.toByteArray()), "earlier")
                    .compare(report, Tolerances.of(List.of("mae=0.1")));
            report.writeJson(json);
        }

        assertThat(schema.validate(text(json.toByteArray()), InputFormat.JSON)).isEmpty();
        assertThat(schema.validate("{\"schema\": \"other\"}", InputFormat.JSON)).isNotEmpty();
    }

    private static DataSet set() {
        DataSet made = EvaluationFixture.made(3);
        List<PairSource> pairs = new ArrayList<>(made.pairs());
        pairs.add(
                new PairSource(
                        "z-broken",
                        List.of("broken"),
                        Map.of("own", new BytesContent("x", new byte[2])),
                        pairs.getFirst().truth(),
                        null,
                        null,
                        false));
        pairs.add(
                new PairSource(
                        "z-no-truth",
                        List.of(),
                        Map.of("own", pairs.getFirst().truth()),
                        null,
                        null,
                        pairs.getFirst().image(),
                        false));
        return new DataSet("made", pairs, Map.of("truth", List.of("alone.png")));
    }

    private static List<Variant> variants() {
        return List.of(
                Variant.predictions("own"),
                new Variant("smooth", RemovalOptions.DEFAULT.withPostProcessMask(true)));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void every_score_and_every_reason_is_described() {
        JsonNode pair = TestData.json(SCHEMA).at("/$defs/pair/properties");

        for (Score score : Score.all()) {
            String pointer = "/" + score.key().replace(".", "/properties/");
            assertThat(
                            pair.path("scores")
                                    .path("properties")
                                    .at(pointer)
                                    .path("description")
                                    .asText())
                    .as(score.key())
                    .isEqualTo(score.convention());
        }
        assertThat(pair.at("/undefined/additionalProperties/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(
                        java.util.Arrays.stream(Undefined.values()).map(Undefined::code).toList());
    }
}
