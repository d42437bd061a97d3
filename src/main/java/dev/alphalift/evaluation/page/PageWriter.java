package dev.alphalift.evaluation.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.evaluation.Evaluation;
import dev.alphalift.evaluation.Report;
import dev.alphalift.evaluation.Variant;
import dev.alphalift.evaluation.data.PairSource;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

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
    /// @param most how many pairs are shown with pictures, of all variants together
    /// @throws IOException if the stream fails
    public void write(Report report, int most, Deadline deadline, OutputStream out)
            throws IOException {
        List<WorstCase> cases = new ArrayList<>();
        if (most > 0) {
            WorstPairs worst = new WorstPairs(most);
            report.forEach(result -> worst.look(Report.json(result)));
            for (JsonNode pair : worst.picked()) {
                addCase(pair, report, deadline, cases);
            }
        }
        ReportPage.write(
                report.head(),
                action -> report.forEach(result -> action.accept(Report.json(result))),
                cases,
                out);
    }

    private void addCase(JsonNode told, Report report, Deadline deadline, List<WorstCase> cases) {
        PairSource pair = report.data().pair(told.path("name").asText());
        Variant variant =
                report.variants().stream()
                        .filter(each -> each.name().equals(told.path("variant").asText()))
                        .findFirst()
                        .orElseThrow();
        try {
            cases.add(pictures.worstCase(told, evaluation.comparison(pair, variant, deadline)));
        } catch (AlphaliftException e) {
            // Its files have gone meanwhile: the page does without its pictures.
            deadline.check();
        }
    }
}
