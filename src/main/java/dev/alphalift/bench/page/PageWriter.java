package dev.alphalift.bench.page;

import dev.alphalift.bench.Evaluation;
import dev.alphalift.bench.PairResult;
import dev.alphalift.bench.Report;
import dev.alphalift.eval.Score;
import dev.alphalift.eval.Scores;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the page of a report with its worst pairs, which are looked at once more for it.
public final class PageWriter {
    private final Evaluation evaluation;
    private final CasePictures pictures;

    /// @param evaluation what made the report
    /// @param workers for small pictures; not closed with this
    public PageWriter(Evaluation evaluation, Workers workers) {
        this.evaluation = evaluation;
        this.pictures = new CasePictures(workers);
    }

    /// Writes it.
    ///
    /// @param by which pairs are the worst
    /// @param most how many are shown of each variant
    /// @throws IOException if the stream fails
    public void write(Report report, Score by, int most, Deadline deadline, OutputStream out)
            throws IOException {
        List<WorstCase> cases = new ArrayList<>();
        for (Report.Case worst : report.worst(by, most)) {
            try {
                cases.add(worstCase(worst, deadline));
            } catch (AlphaliftException e) {
                // Its files have gone meanwhile: the page does without its pictures.
                deadline.check();
            }
        }
        Path json = Files.createTempFile("alphalift-", ".report.json");
        try {
            try (OutputStream file = Files.newOutputStream(json)) {
                report.writeJson(file);
            }
            try (InputStream file = Files.newInputStream(json)) {
                ReportPage.write(file, cases, out);
            }
        } finally {
            Files.deleteIfExists(json);
        }
    }

    private WorstCase worstCase(Report.Case worst, Deadline deadline) {
        PairResult result = worst.result();
        return pictures.worstCase(
                result.name(),
                result.variant(),
                scores(result.scores()),
                evaluation.comparison(worst.pair(), worst.variant(), deadline));
    }

    private static Map<String, @Nullable Double> scores(@Nullable Scores scores) {
        Map<String, @Nullable Double> values = new LinkedHashMap<>();
        for (Score score : Score.all()) {
            if (scores != null && scores.covers(score)) {
                values.put(score.key(), scores.get(score));
            }
        }
        return values;
    }
}
