package dev.alphalift.cli;

import dev.alphalift.bench.Evaluations;
import dev.alphalift.bench.Report;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import java.io.OutputStream;

/// The report as a page.
final class PageOf {
    private PageOf() {}

    static void write(Report report, Evaluations evaluations, int worst, OutputStream out) {
        if (report.failed() < 0 || worst < 0 || out == null || evaluations == null) {
            throw new NotAvailable("--html", "it is not built yet.");
        }
    }
}
