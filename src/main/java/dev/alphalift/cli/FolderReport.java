package dev.alphalift.cli;

import dev.alphalift.confidence.Confidence;
import dev.alphalift.file.FileNames;
import dev.alphalift.pipeline.Removal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// What came of each picture of a folder, as a table: `p --report results.csv`. Safe for use by
/// several threads.
final class FolderReport {
    private static final String[] COLUMNS = {
        "input",
        "output",
        "status",
        "confidence",
        "needs_review",
        "review_reason",
        "review_sentence",
        "refined_by",
        "message"
    };

    private final TreeMap<String, Object[]> rows = new TreeMap<>();

    /// A picture whose result was made.
    void done(FolderPlan.Job job, Removal removal) {
        Confidence confidence = removal.confidence();
        put(
                job,
                "done",
                confidence.text(),
                confidence.needsReview(),
                confidence.reason().code(),
                confidence.reason().sentence(),
                removal.refinedBy(),
                "");
    }

    /// A picture whose result was there already.
    void skipped(FolderPlan.Job job) {
        put(job, "skipped", "", "", "", "", "", "");
    }

    /// A picture that has no result.
    void failed(FolderPlan.Job job, String reason) {
        put(job, "failed", "", "", "", "", "", reason);
    }

    private void put(FolderPlan.Job job, String status, Object... rest) {
        Object[] row = new Object[3 + rest.length];
        row[0] = FileNames.shown(job.input());
        row[1] = FileNames.shown(job.output());
        row[2] = status;
        System.arraycopy(rest, 0, row, 3, rest.length);
        synchronized (rows) {
            rows.put(FileNames.shown(job.input()), row);
        }
    }

    /// Writes the table, whole or not at all.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.TargetUnavailable if it cannot be written
    void write(Path file, Context context) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer =
                CSVFormat.RFC4180.builder().setHeader(COLUMNS).get().print(text)) {
            synchronized (rows) {
                for (Object[] row : rows.values()) {
                    printer.printRecord(row);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("A table cannot be written to memory.", e);
        }
        WholeFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8), context::say);
    }
}
