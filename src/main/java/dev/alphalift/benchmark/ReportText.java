package dev.alphalift.benchmark;

import dev.alphalift.benchmark.measure.CpuUse;
import dev.alphalift.benchmark.measure.Machine;
import dev.alphalift.benchmark.measure.MemoryUse;
import dev.alphalift.benchmark.measure.Soak;
import dev.alphalift.benchmark.measure.Spread;
import dev.alphalift.benchmark.measure.StepSpreads;
import dev.alphalift.benchmark.measure.Throughput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A report for people.
public final class ReportText {
    private static final double MEGABYTE = 1e6;
    private static final double PERCENT = 100;

    private ReportText() {}

    /// Lines without line breaks.
    public static List<String> lines(BenchmarkReport report) {
        List<String> lines = new ArrayList<>();
        Machine machine = report.machine();
        lines.add(
                "Alphalift %s (%s): %s, %s, %s processors, models on %s"
                        .formatted(
                                report.version(),
                                machine.runtime(),
                                machine.os(),
                                machine.processor() == null
                                        ? machine.architecture()
                                        : machine.processor(),
                                machine.processors(),
                                machine.provider()));
        report.results().forEach(result -> result(lines, result));
        if (report.comparison() != null) {
            comparison(lines, report.comparison());
        }
        return lines;
    }

    private static void result(List<String> lines, Result result) {
        lines.add("");
        lines.add(result.configuration().toString());
        lines.add(
                "  %-14s %8s %8s %8s %8s %8s %8s %8s %8s"
                        .formatted(
                                "ms", "p50", "p90", "p95", "p99", "mean", "min", "max", "samples"));
        spread(lines, "start-up", result.startUp());
        spread(lines, "cold", result.cold());
        spread(lines, "warm", result.warm().warm());
        StepSpreads steps = result.warm().steps();
        spread(lines, "  decode", steps.decode());
        spread(lines, "  preprocess", steps.preprocess());
        spread(lines, "  inference", steps.inference());
        spread(lines, "  postprocess", steps.postprocess());
        spread(lines, "  encode", steps.encode());
        rembg(lines, result.rembg());
        for (Throughput row : result.warm().throughput()) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  %s at once: %.2f pictures/s, %.0f ms each (median), %s",
                            row.concurrency(),
                            row.picturesASecond(),
                            row.latency().p50(),
                            cpu(row.cpu())));
        }
        memory(lines, result);
        for (Verdict verdict : result.verdicts()) {
            lines.add("  " + verdict(verdict));
        }
    }

    private static void rembg(List<String> lines, @Nullable RembgResult rembg) {
        if (rembg == null) {
            return;
        }
        spread(lines, "rembg start-up", rembg.startUp());
        spread(lines, "rembg cold", rembg.cold());
        spread(lines, "rembg warm", rembg.warm());
        if (rembg.peakBytes() != null) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  rembg's peak memory, with %s: %.0f MB",
                            rembg.model(),
                            rembg.peakBytes() / MEGABYTE));
        }
        if (rembg.problem() != null) {
            lines.add("  rembg: " + rembg.problem().replace("\n", "\n    "));
        }
    }

    private static void memory(List<String> lines, Result result) {
        MemoryUse memory = result.warm().memory();
        String group =
                memory.cgroup() == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "; of the control group: %.0f MB",
                                memory.cgroup().peakBytes() / MEGABYTE);
        lines.add(
                memory.peakBytes() == null
                        ? "  peak memory: not known here"
                        : String.format(
                                        Locale.ROOT,
                                        "  peak memory: %.0f MB",
                                        memory.peakBytes() / MEGABYTE)
                                + group);
        Soak soak = result.soak();
        if (soak != null) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  soak: %s pictures in %.0f s, growth %.2f +- %.2f MB a 1,000 pictures",
                            soak.pictures(),
                            soak.seconds(),
                            soak.growth(),
                            soak.error()));
        }
    }

    private static String cpu(CpuUse cpu) {
        return cpu.millisAPicture() == null || cpu.coresUsed() == null
                ? "processor time not known here"
                : String.format(
                        Locale.ROOT,
                        "%.0f ms of processor time each, %.2f processors at work",
                        cpu.millisAPicture(),
                        cpu.coresUsed());
    }

    private static String verdict(Verdict verdict) {
        String outcome =
                verdict.passed() == null ? "not judged" : verdict.passed() ? "met" : "MISSED";
        String value =
                verdict.value() == null
                        ? "not known"
                        : String.format(Locale.ROOT, "%,.2f", verdict.value());
        return String.format(
                Locale.ROOT,
                "%-14s %s: %s %s (%s %,.0f)",
                verdict.target(),
                outcome,
                value,
                verdict.unit(),
                verdict.atMost() ? "at most" : "at least",
                verdict.limit());
    }

    private static void comparison(List<String> lines, BaselineComparison comparison) {
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "Against %s (%s): %s figures, %s worse by more than %.0f %%%s",
                        comparison.baseline(),
                        comparison.date(),
                        comparison.compared(),
                        comparison.regressions().size(),
                        comparison.tolerance() * PERCENT,
                        comparison.sameMachine() ? "" : "; measured on another machine"));
        for (BaselineComparison.Change change : comparison.regressions()) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  %s: %s %,.2f -> %,.2f (%+.1f %%)",
                            change.configuration(),
                            change.figure(),
                            change.before(),
                            change.now(),
                            change.change() * PERCENT));
        }
    }

    private static void spread(List<String> lines, String name, @Nullable Spread spread) {
        if (spread != null) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  %-14s %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f %8d",
                            name,
                            spread.p50(),
                            spread.p90(),
                            spread.p95(),
                            spread.p99(),
                            spread.mean(),
                            spread.min(),
                            spread.max(),
                            spread.samples()));
        }
    }
}
