package dev.alphalift.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.Settings;
import dev.alphalift.evaluation.data.DataSet;
import dev.alphalift.fault.Deadline;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.Edges;
import dev.alphalift.pipeline.ModelNotice;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.testdata.TestData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Variant OWN = Variant.predictions("own");
    private static final Variant FLOAT = model("float", "u2netp", null);
    private static final Variant INT8 = model("int8", "u2netp-int8", null);
    private static final Variant TINY = model("tiny", "u2net_custom", "tiny-320.onnx");
    private static final Variant FLAT = model("flat", "u2net_custom", "tiny-flat-320.onnx");

    private static Path models() {
        return TestData.project().resolve("src/test/resources/models").toAbsolutePath();
    }

    private static Variant model(String variant, String model, String file) {
        String path = file == null ? null : models().resolve(file).toString();
        return new Variant(variant, RemovalOptions.DEFAULT.withModel(model, path));
    }

    @Test
    void as_many_models_run_together_as_stay_in_memory() {
        assertThat(Rounds.of(List.of(FLOAT, OWN, TINY, INT8, FLAT), 2))
                .containsExactly(List.of(FLOAT, OWN, TINY), List.of(INT8, FLAT));
        assertThat(Rounds.of(List.of(FLOAT, INT8, TINY), 1))
                .containsExactly(List.of(FLOAT), List.of(INT8), List.of(TINY));
    }

    @Test
    void variants_of_one_model_run_together() {
        Variant again = model("again", "u2netp", null);

        assertThat(Rounds.of(List.of(FLOAT, INT8, TINY, again), 2))
                .containsExactly(List.of(FLOAT, INT8, again), List.of(TINY));
        assertThat(Rounds.of(List.of(FLOAT, again), 1)).containsExactly(List.of(FLOAT, again));
    }

    @Test
    void one_model_that_refines_masks_is_in_memory_at_a_time() {
        Variant first = refined("first", "vitmatte-s.onnx");
        Variant other = refined("other", "vitmatte-b.onnx");
        Variant again = refined("again", "vitmatte-s.onnx");

        assertThat(Rounds.of(List.of(first, FLOAT, other, again), 2))
                .containsExactly(List.of(first, FLOAT, again), List.of(other));
    }

    private static Variant refined(String variant, String file) {
        return new Variant(
                variant,
                RemovalOptions.DEFAULT.toBuilder()
                        .edges(Edges::withVitmatte, true)
                        .edges(Edges::withVitmatteModel, file)
                        .build());
    }

    @Test
    void predictions_alone_are_one_round() {
        assertThat(Rounds.of(List.of(OWN), 2)).containsExactly(List.of(OWN));
    }

    private static Evaluations evaluations(Assembly assembly, BackgroundRemover remover) {
        return assembly.evaluations(remover, null);
    }

    private static Assembly assembly(int models) {
        return new Assembly(
                Settings.of(
                        Map.of(
                                "ALPHALIFT_THREADS",
                                "2",
                                "ALPHALIFT_MAX_MODELS",
                                Integer.toString(models),
                                "U2NET_HOME",
                                models().toString()),
                        Path.of("no-such-home")));
    }

    @Test
    void each_of_many_models_is_loaded_for_the_run_and_not_for_every_pair() {
        DataSet set = EvaluationFixture.made(6);
        List<Variant> variants = List.of(FLOAT, INT8, TINY, OWN);
        List<String> loaded = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger seen = new AtomicInteger();
        Assembly two = assembly(2);
        Assembly three = assembly(3);

        try (BackgroundRemover remover =
                        two.backgroundRemover(notice -> loaded.add(notice.name()));
                Evaluations some = evaluations(two, remover);
                BackgroundRemover roomier = three.backgroundRemover(RoundsTest::ignore);
                Evaluations all = evaluations(three, roomier);
                Report report =
                        some.with(false)
                                .run(set, variants, Deadline.NONE, _ -> seen.incrementAndGet());
                Report together = all.with(false).run(set, variants, Deadline.NONE)) {
            // Each once before the work, and the third once more for its round.
            assertThat(loaded).hasSizeLessThanOrEqualTo(4).contains("u2netp", "u2netp-int8");
            assertThat(EvaluationFixture.json(report).path("pairs")).hasSize(24);
            assertThat(EvaluationFixture.stable(report))
                    .isEqualTo(EvaluationFixture.stable(together));
            assertThat(seen).hasValue(0);
        }
    }

    private static void ignore(ModelNotice notice) {}
}
