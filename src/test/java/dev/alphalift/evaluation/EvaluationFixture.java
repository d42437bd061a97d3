package dev.alphalift.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.Settings;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.evaluation.data.BytesContent;
import dev.alphalift.evaluation.data.Content;
import dev.alphalift.evaluation.data.DataSet;
import dev.alphalift.evaluation.data.PairSource;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.testdata.TestData;
import dev.alphalift.testset.TestPicture;
import dev.alphalift.testset.TestSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The real pipeline and made pictures, for tests of evaluations.
final class EvaluationFixture implements AutoCloseable {
    private final BackgroundRemover remover;
    private final Evaluations evaluations;

    EvaluationFixture() {
        Assembly assembly =
                new Assembly(
                        Settings.of(Map.of("ALPHALIFT_THREADS", "2"), Path.of("no-such-home")));
        remover = assembly.backgroundRemover(_ -> {});
        evaluations = assembly.evaluations(remover, null);
    }

    Evaluation evaluation() {
        return evaluations.with(false);
    }

    Evaluation resizing() {
        return evaluations.with(true);
    }

    /// Pairs of the self-made test set; as prediction "own" the truth of the next pair.
    static DataSet made(int count) {
        TestSet set = TestSet.of(3, count, new Size(96, 72));
        List<PairSource> pairs = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            TestPicture picture = set.picture(index);
            TestPicture next = set.picture((index + 1) % count);
            pairs.add(
                    new PairSource(
                            picture.name(),
                            picture.tags(),
                            Map.of("own", png("prediction", next.alpha())),
                            png("truth", picture.alpha()),
                            png("trimap", picture.trimap()),
                            png("image", picture.image()),
                            false));
        }
        return new DataSet("made", pairs, Map.of());
    }

    static Content png(String place, PixelRows rows) {
        try (Workers workers = new Workers(1)) {
            byte[] file =
                    Formats.encoder(workers)
                            .encode(rows, new OutputFormat.Png(), null, null, Deadline.NONE);
            return new BytesContent(place, file);
        }
    }

    /// A report as JSON, without what is another each time.
    static ObjectNode stable(Report report) {
        ObjectNode json = (ObjectNode) json(report);
        json.remove("run");
        json.path("variants").forEach(variant -> ((ObjectNode) variant).remove("performance"));
        json.path("pairs").forEach(pair -> ((ObjectNode) pair).remove("milliseconds"));
        return json;
    }

    static JsonNode json(Report report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            report.writeJson(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TestData.parse(out.toByteArray());
    }

    @Override
    public void close() {
        evaluations.close();
        remover.close();
    }
}
