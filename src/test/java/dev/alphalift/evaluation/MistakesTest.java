package dev.alphalift.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.dialect.EvaluateWeb;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.evaluation.data.Content;
import dev.alphalift.evaluation.data.DataSet;
import dev.alphalift.evaluation.data.PairSource;
import dev.alphalift.fault.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MistakesTest {
    /// A file whose reading is a mistake of ours.
    private record Mistaken() implements Content {
        @Override
        public String place() {
            return "mistaken";
        }

        @Override
        public String stamp() {
            return "1";
        }

        @Override
        public byte[] read() {
            throw new IllegalStateException("the inside");
        }
    }

    private static PairSource pair(String name, Content prediction) {
        PairSource made = EvaluationFixture.made(1).pairs().getFirst();
        return new PairSource(
                name, List.of(), Map.of("own", prediction), made.truth(), null, null, false);
    }

    private static final List<Variant> VARIANTS = List.of(Variant.predictions("own"));

    @Test
    void a_mistake_is_told_once_with_its_trace_and_the_report_tells_nothing_of_the_inside() {
        PairSource good = pair("good", EvaluationFixture.made(1).pairs().getFirst().truth());
        PairSource bad = pair("bad", new Mistaken());
        PairSource worse =
                new PairSource(
                        "worse", List.of(), good.predictions(), new Mistaken(), null, null, false);
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        try (EvaluationFixture fixture = new EvaluationFixture();
                Report report =
                        fixture.evaluation()
                                .telling((pair, mistake) -> told.add(pair + ": " + mistake))
                                .run(
                                        new DataSet("set", List.of(good, bad, worse), Map.of()),
                                        VARIANTS,
                                        Deadline.NONE)) {
            assertThat(told)
                    .containsExactlyInAnyOrder(
                            "bad: java.lang.IllegalStateException: the inside",
                            "worse: java.lang.IllegalStateException: the inside");
            assertThat(report.failed()).isEqualTo(2);
            assertThat(EvaluationFixture.json(report).path("pairs").findValuesAsText("code"))
                    .containsExactly("unexpected", "unexpected");
            assertThat(EvaluationFixture.json(report).toString())
                    .doesNotContain("IllegalState", "the inside");
        }
    }

    @Test
    void a_web_call_that_fails_by_a_mistake_is_answered_500_and_the_requests_name()
            throws IOException {
        DataSet set = new DataSet("set", List.of(pair("bad", new Mistaken())), Map.of());
        try (EvaluationFixture fixture = new EvaluationFixture();
                Report report =
                        fixture.evaluation()
                                .telling((_, _) -> {})
                                .run(set, VARIANTS, Deadline.NONE)) {
            WebAnswer answer = EvaluateWeb.answer(report, "the-name");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                    .contains("the-name", "\"code\":\"unexpected\"")
                    .doesNotContain("IllegalState", "the inside");
        }
    }
}
