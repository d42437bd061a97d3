package dev.alphalift.cli;

import dev.alphalift.confidence.Confidence;
import dev.alphalift.file.FileNames;
import dev.alphalift.pipeline.Removal;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

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

    private static final String SKIPPED = "skipped";
    private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setHeader(COLUMNS).get();

    private final TreeMap<String, Object[]> rows = new TreeMap<>();
    private final TreeMap<String, Object[]> before = new TreeMap<>();

    /// Reads what an earlier run has left there, for pictures that are skipped now, and writes the
    /// file, so that a place that cannot be written is told of before any work is done.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.TargetUnavailable if it cannot be written
    void begin(Path file, Context context) {
        try (Reader reader = Files.newBufferedReader(file);
                CSVParser parser = FORMAT.builder().setSkipHeaderRecord(true).get().parse(reader)) {
            for (CSVRecord row : parser) {
                if (row.isConsistent() && !row.get("confidence").isEmpty()) {
                    before.put(row.get("input"), row.values());
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // There is none yet, or it is something else: then nothing is known of before.
            before.clear();
        }
        write(before.values(), file, context);
    }

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
        Object[] row = before.get(FileNames.shown(job.input()));
        if (row == null) {
            put(job, SKIPPED, "", "", "", "", "", "");
        } else {
            put(job, SKIPPED, Arrays.copyOfRange(row, 3, row.length));
        }
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
        synchronized (rows) {
            write(rows.values(), file, context);
        }
    }

    private static void write(Collection<Object[]> rows, Path file, Context context) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = FORMAT.print(text)) {
            for (Object[] row : rows) {
                printer.printRecord(row);
            }
        } catch (IOException e) {
            throw new IllegalStateException("A table cannot be written to memory.", e);
        }
        WholeFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8), context::say);
    }
}
