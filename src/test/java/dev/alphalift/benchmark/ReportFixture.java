package dev.alphalift.benchmark;

import dev.alphalift.benchmark.measure.CpuUse;
import dev.alphalift.benchmark.measure.Machine;
import dev.alphalift.benchmark.measure.Measurement;
import dev.alphalift.benchmark.measure.MemoryUse;
import dev.alphalift.benchmark.measure.MemoryUse.Cgroup;
import dev.alphalift.benchmark.measure.Spread;
import dev.alphalift.benchmark.measure.StepSpreads;
import dev.alphalift.benchmark.measure.Throughput;
import dev.alphalift.benchmark.measure.TimedRun;
import dev.alphalift.image.Size;
import dev.alphalift.pipeline.StepTimes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reports without any measuring.
final class ReportFixture {
    static final Machine MACHINE =
            new Machine("Linux 6.1", "amd64", "A processor", 2, 1L << 34, "java", "25", "cpu");

    private static final CpuUse CPU = new CpuUse(200.0, null, null, 1.9);

    private ReportFixture() {}

    static Spread spread(double median) {
        return new Spread(
                5, median, median - 1, median + 3, median, median + 1, median + 2, median + 3);
    }

    static PictureFile picture(String name) {
        return new PictureFile(name, Path.of(name + ".jpg"), new Size(1155, 866), 300_000, 1L);
    }

    static Measurement warm(double median, @Nullable Long peak, double picturesASecond) {
        Spread step = spread(20);
        Throughput row = new Throughput(2, 20, 4, picturesASecond, spread(2 * median), CPU, peak);
        return new Measurement(
                spread(median),
                new StepSpreads(step, step, step, step, step),
                List.of(
                        new TimedRun(
                                15_500_000,
                                new StepTimes(
                                        1_000_000, 2_000_000, 3_000_000, 4_000_000, 5_000_000))),
                CPU,
                List.of(row),
                new MemoryUse(peak, peak, new Cgroup(2, 500_000_000)));
    }

    static Result result(String model, Measurement warm) {
        Configuration configuration = new Configuration(model, 2, picture("made-1mp"));
        return new Result(configuration, spread(700), spread(900), warm, null, null);
    }

    static BenchmarkReport report(Result... results) {
        return new BenchmarkReport(
                Instant.parse("2026-01-02T03:04:05Z"),
                "1.0",
                MACHINE,
                Repeats.DEFAULT,
                null,
                List.of(results),
                null);
    }

    static BenchmarkBaseline baseline(BenchmarkReport report) {
        return BenchmarkBaseline.of("earlier.json", ReportJson.bytes(report));
    }
}
