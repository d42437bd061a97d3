package dev.alphalift.cli;

import dev.alphalift.evaluation.Evaluation;
import dev.alphalift.evaluation.Report;
import dev.alphalift.evaluation.SummaryText;
import dev.alphalift.evaluation.page.PageWriter;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.file.FileNames;
import dev.alphalift.image.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a report goes.
///
/// @param json null: nowhere; `-`: to standard output
/// @param csv null: nowhere
/// @param html null: nowhere
/// @param worst how many pairs the page shows
record ReportFiles(@Nullable Path json, @Nullable Path csv, @Nullable Path html, int worst) {
    private static final String STANDARD_OUTPUT = "-";
    private static final String JOURNAL = ".progress.jsonl";
    private static final int LONGEST_NAME = 255;

    /// @throws TargetUnavailable if a file could not be written, which is better known before the
    ///   work
    void checkPlaces() {
        for (Path file : new @Nullable Path[] {json, csv, html}) {
            if (file != null && !isStandardOutput(file)) {
                Path folder = file.toAbsolutePath().getParent();
                if (folder == null || !Files.isDirectory(folder)) {
                    throw new TargetUnavailable(
                            FileNames.shown(file),
                            "there is no folder %s."
                                    .formatted(folder == null ? "" : FileNames.shown(folder)),
                            null);
                }
            }
        }
    }

    private static boolean isStandardOutput(Path file) {
        return FileNames.text(file).equals(STANDARD_OUTPUT);
    }

    /// Where results are kept meanwhile: beside the report, or nowhere for long.
    Path journal() {
        if (json != null && !isStandardOutput(json) && takesFiles(json)) {
            return json.resolveSibling(FileNames.relative(journalName(FileNames.lastName(json))));
        }
        try {
            Path file = Files.createTempFile("alphalift-", JOURNAL);
            WholeFile.deleteAtEnd(file);
            return file;
        } catch (IOException e) {
            throw new TargetUnavailable("temporary file", FileNames.reason(e), e);
        }
    }

    private static boolean takesFiles(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && Files.isWritable(folder);
    }

    /// The same for the same report; where that makes the name too long, by its hash.
    private static String journalName(String report) {
        String name = report + JOURNAL;
        return FileNames.length(name) <= LONGEST_NAME
                ? name
                : String.format(Locale.ROOT, ".alphalift-%08x%s", report.hashCode(), JOURNAL);
    }

    /// Writes everything, and a summary to standard output unless the report goes there.
    void write(Report report, Evaluation evaluation, Context context) {
        if (csv != null) {
            WholeFile.write(csv, report::writeCsv, context::say);
        }
        if (html != null) {
            writePage(html, report, evaluation, context);
        }
        writeJson(report, context);
    }

    private void writePage(Path page, Report report, Evaluation evaluation, Context context) {
        try (Workers workers = new Workers(context.assembly().threads())) {
            PageWriter writer = new PageWriter(evaluation, workers);
            WholeFile.write(
                    page, out -> writer.write(report, worst, Deadline.NONE, out), context::say);
        }
    }

    private void writeJson(Report report, Context context) {
        OutputStream out = context.streams().out();
        try {
            if (json != null && isStandardOutput(json)) {
                report.writeJson(out);
            } else {
                if (json != null) {
                    WholeFile.write(json, report::writeJson, context::say);
                }
                out.write(SummaryText.of(report).getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
        } catch (IOException e) {
            throw new TargetUnavailable("standard output", FileNames.reason(e), e);
        }
    }
}
