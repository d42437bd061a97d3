package dev.alphalift.cli;

import dev.alphalift.bench.Evaluation;
import dev.alphalift.bench.Report;
import dev.alphalift.bench.SummaryText;
import dev.alphalift.bench.page.PageWriter;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a report goes.
///
/// @param json null: nowhere; `-`: to standard output
/// @param csv null: nowhere
/// @param html null: nowhere
/// @param worst how many pairs the page shows
record ReportFiles(@Nullable Path json, @Nullable Path csv, @Nullable Path html, int worst) {
    private static final String STANDARD_OUTPUT = "-";

    /// @throws TargetUnavailable if a file could not be written, which is better known before the
    ///   work
    void checkPlaces() {
        for (Path file : new @Nullable Path[] {json, csv, html}) {
            if (file != null && !isStandardOutput(file)) {
                Path folder = file.toAbsolutePath().getParent();
                if (folder == null || !Files.isDirectory(folder)) {
                    throw new TargetUnavailable(
                            file.toString(), "there is no folder " + folder + ".", null);
                }
            }
        }
    }

    private static boolean isStandardOutput(Path file) {
        return file.toString().equals(STANDARD_OUTPUT);
    }

    /// Where results are kept meanwhile: beside the report, or nowhere for long.
    Path journal() {
        if (json != null && !isStandardOutput(json)) {
            return json.resolveSibling(json.getFileName() + ".progress.jsonl");
        }
        try {
            Path file = Files.createTempFile("alphalift-", ".progress.jsonl");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new TargetUnavailable("temporary file", WholeFile.reason(e), e);
        }
    }

    /// Writes everything, and a summary to standard output unless the report goes there.
    void write(Report report, Evaluation evaluation, Context context) {
        if (csv != null) {
            WholeFile.write(csv, report::writeCsv);
        }
        if (html != null) {
            writePage(html, report, evaluation, context);
        }
        writeJson(report, context.streams().out());
    }

    private void writePage(Path page, Report report, Evaluation evaluation, Context context) {
        try (Workers workers = new Workers(context.assembly().threads())) {
            PageWriter writer = new PageWriter(evaluation, workers);
            WholeFile.write(page, out -> writer.write(report, worst, Deadline.NONE, out));
        }
    }

    private void writeJson(Report report, OutputStream out) {
        try {
            if (json != null && isStandardOutput(json)) {
                report.writeJson(out);
            } else {
                if (json != null) {
                    WholeFile.write(json, report::writeJson);
                }
                out.write(SummaryText.of(report).getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
        } catch (IOException e) {
            throw new TargetUnavailable("standard output", WholeFile.reason(e), e);
        }
    }
}
