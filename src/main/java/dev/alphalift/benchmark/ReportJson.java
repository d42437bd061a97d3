package dev.alphalift.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.benchmark.BaselineComparison.Change;
import dev.alphalift.benchmark.measure.CpuUse;
import dev.alphalift.benchmark.measure.Machine;
import dev.alphalift.benchmark.measure.Measurement;
import dev.alphalift.benchmark.measure.MemoryUse;
import dev.alphalift.benchmark.measure.MemoryUse.Cgroup;
import dev.alphalift.benchmark.measure.Nanos;
import dev.alphalift.benchmark.measure.Soak;
import dev.alphalift.benchmark.measure.SoakLength;
import dev.alphalift.benchmark.measure.Spread;
import dev.alphalift.benchmark.measure.StepSpreads;
import dev.alphalift.benchmark.measure.Throughput;
import dev.alphalift.benchmark.measure.TimedRun;
import dev.alphalift.pipeline.StepTimes;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A report as JSON; docs/benchmark-report.md describes it, `schema/benchmark-1.3.json` checks it.
/// What was not measured is null.
public final class ReportJson {
    static final String SCHEMA = "alphalift-benchmark";
    static final String VERSION = "1.3";

    private static final String RUNS = "runs_ms";
    private static final double ROUNDING = 1e4;

    private ReportJson() {}

    /// The whole file, a line break at its end.
    public static byte[] bytes(BenchmarkReport report) {
        return bytes(of(report));
    }

    /// The same, with what each run took.
    public static byte[] bytesWithRuns(BenchmarkReport report) {
        ObjectNode node = of(report);
        int at = 0;
        for (Result result : report.results()) {
            ArrayNode rows = ((ObjectNode) node.path("results").path(at++)).putArray(RUNS);
            result.warm().runs().forEach(run -> run(rows.addObject(), run));
        }
        return bytes(node);
    }

    private static byte[] bytes(ObjectNode report) {
        try {
            String text = Wire.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report);
            return (text + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The report cannot be written.", e);
        }
    }

    /// The same as a tree, for those who put it into another.
    public static ObjectNode of(BenchmarkReport report) {
        ObjectNode node =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("schema", SCHEMA)
                        .put("schema_version", VERSION)
                        .put("version", report.version())
                        .put("date", report.date().truncatedTo(ChronoUnit.SECONDS).toString())
                        .put("quantiles", Spread.METHOD)
                        .put("passed", report.passed())
                        .put("targets_met", report.meetsTargets());
        machine(node.putObject("machine"), report.machine());
        Repeats repeats = report.repeats();
        SoakLength soak = report.soak();
        ObjectNode plan =
                node.putObject("plan")
                        .put("runs", repeats.runs())
                        .put("warm_up", repeats.warmUp())
                        .put("cold", repeats.cold());
        ArrayNode concurrency = plan.putArray("concurrency");
        repeats.concurrency().forEach(concurrency::add);
        plan.put("soak", soak == null ? null : soak.toString());
        ArrayNode results = node.putArray("results");
        report.results().forEach(result -> result(results.addObject(), result));
        if (report.comparison() == null) {
            node.putNull("baseline");
        } else {
            baseline(node.putObject("baseline"), report.comparison());
        }
        return node;
    }

    private static void machine(ObjectNode node, Machine machine) {
        node.put("os", machine.os())
                .put("architecture", machine.architecture())
                .put("processor", machine.processor())
                .put("processors", machine.processors())
                .put("memory_bytes", machine.memoryBytes())
                .put("runtime", machine.runtime())
                .put("runtime_version", machine.runtimeVersion())
                .put("provider", machine.provider());
    }

    private static void result(ObjectNode node, Result result) {
        Configuration configuration = result.configuration();
        node.put("model", configuration.model()).put("threads", configuration.threads());
        PictureFile picture = configuration.picture();
        node.putObject("picture")
                .put("name", picture.name())
                .put("seed", picture.seed())
                .put("width", picture.size().width())
                .put("height", picture.size().height())
                .put("megapixels", rounded(picture.megapixels()))
                .put("bytes", picture.bytes());
        spread(node, Figures.START_UP, result.startUp());
        spread(node, Figures.COLD, result.cold());
        Measurement warm = result.warm();
        spread(node, Figures.WARM, warm.warm());
        StepSpreads steps = warm.steps();
        ObjectNode each = node.putObject("steps_ms");
        spread(each, "decode", steps.decode());
        spread(each, "preprocess", steps.preprocess());
        spread(each, "inference", steps.inference());
        spread(each, "postprocess", steps.postprocess());
        spread(each, "encode", steps.encode());
        node.putNull(RUNS);
        cpu(node.putObject("cpu"), warm.cpu());
        ArrayNode throughput = node.putArray("throughput");
        warm.throughput().forEach(row -> throughput(throughput.addObject(), row));
        memory(node.putObject("memory"), warm.memory());
        soak(node, result.soak());
        rembg(node, result);
        ArrayNode verdicts = node.putArray("verdicts");
        result.verdicts().forEach(verdict -> verdict(verdicts.addObject(), verdict));
    }

    private static void run(ObjectNode node, TimedRun run) {
        StepTimes steps = run.steps();
        node.put("total", millis(run.totalNanos()))
                .put("decode", millis(steps.decode()))
                .put("preprocess", millis(steps.preprocess()))
                .put("inference", millis(steps.inference()))
                .put("postprocess", millis(steps.postprocess()))
                .put("encode", millis(steps.encode()));
    }

    private static @Nullable Double millis(long nanos) {
        return rounded(Nanos.toMillis(nanos));
    }

    private static void throughput(ObjectNode node, Throughput row) {
        node.put("concurrency", row.concurrency())
                .put("pictures", row.pictures())
                .put("seconds", rounded(row.seconds()))
                .put(Figures.THROUGHPUT, rounded(row.picturesASecond()));
        spread(node, "latency_ms", row.latency());
        cpu(node.putObject("cpu"), row.cpu());
        node.put(Figures.PEAK, row.peakBytes());
    }

    private static void cpu(ObjectNode node, CpuUse cpu) {
        node.put("ms_per_picture", rounded(cpu.millisAPicture()))
                .put("user_ms_per_picture", rounded(cpu.userMillisAPicture()))
                .put("system_ms_per_picture", rounded(cpu.systemMillisAPicture()))
                .put("cores_used", rounded(cpu.coresUsed()));
    }

    private static void memory(ObjectNode node, MemoryUse memory) {
        Cgroup cgroup = memory.cgroup();
        node.put(Figures.PEAK, memory.peakBytes())
                .put("resident_bytes", memory.residentBytes())
                .put("cgroup_peak_bytes", cgroup == null ? null : (Long) cgroup.peakBytes())
                .put("cgroup_version", cgroup == null ? null : (Integer) cgroup.version());
    }

    private static void soak(ObjectNode node, @Nullable Soak soak) {
        if (soak == null) {
            node.putNull("soak");
            return;
        }
        ArrayNode samples =
                node.putObject("soak")
                        .put("pictures", soak.pictures())
                        .put("seconds", rounded(soak.seconds()))
                        .put("growth_mb_per_1000_pictures", rounded(soak.growth()))
                        .put("standard_error", rounded(soak.error()))
                        .put("judged", soak.judged())
                        .putArray("samples");
        for (Soak.Sample sample : soak.samples()) {
            samples.addArray()
                    .add(sample.pictures())
                    .add(rounded(sample.seconds()))
                    .add(sample.residentBytes());
        }
    }

    private static void rembg(ObjectNode node, Result result) {
        RembgResult rembg = result.rembg();
        if (rembg == null) {
            node.putNull("rembg");
            return;
        }
        ObjectNode beside =
                node.putObject("rembg")
                        .put("executable", rembg.executable())
                        .put("model", rembg.model());
        spread(beside, Figures.START_UP, rembg.startUp());
        spread(beside, Figures.COLD, rembg.cold());
        spread(beside, Figures.WARM, rembg.warm());
        beside.put(Figures.PEAK, rembg.peakBytes());
        beside.put("problem", rembg.problem());
        beside.putObject("ratio")
                .put("cold", rounded(ratio(result.cold(), rembg.cold())))
                .put("start_up", rounded(ratio(result.startUp(), rembg.startUp())))
                .put("warm", rounded(ratio(result.warm().warm(), rembg.warm())))
                .put("peak", rounded(ratio(result.warm().memory().peakBytes(), rembg.peakBytes())));
    }

    private static @Nullable Double ratio(@Nullable Spread ours, @Nullable Spread theirs) {
        return ours == null || theirs == null ? null : ours.p50() / theirs.p50();
    }

    private static @Nullable Double ratio(@Nullable Long ours, @Nullable Long theirs) {
        return ours == null || theirs == null ? null : (double) ours / theirs;
    }

    private static void verdict(ObjectNode node, Verdict verdict) {
        node.put("target", verdict.target())
                .put("unit", verdict.unit())
                .put("bound", verdict.atMost() ? "at_most" : "at_least")
                .put("limit", verdict.limit())
                .put("value", rounded(verdict.value()))
                .put("passed", verdict.passed());
    }

    private static void baseline(ObjectNode node, BaselineComparison comparison) {
        node.put("file", comparison.baseline())
                .put("date", comparison.date())
                .put("tolerance", comparison.tolerance())
                .put("same_machine", comparison.sameMachine())
                .put("compared", comparison.compared())
                .put("passed", comparison.passed());
        ArrayNode regressions = node.putArray("regressions");
        for (Change change : comparison.regressions()) {
            Configuration configuration = change.configuration();
            regressions
                    .addObject()
                    .put("model", configuration.model())
                    .put("threads", configuration.threads())
                    .put("picture", configuration.picture().name())
                    .put("figure", change.figure())
                    .put("before", rounded(change.before()))
                    .put("now", rounded(change.now()))
                    .put("change", rounded(change.change()));
        }
    }

    private static void spread(ObjectNode node, String name, @Nullable Spread spread) {
        if (spread == null) {
            node.putNull(name);
            return;
        }
        node.putObject(name)
                .put("samples", spread.samples())
                .put("mean", rounded(spread.mean()))
                .put("min", rounded(spread.min()))
                .put("max", rounded(spread.max()))
                .put("p50", rounded(spread.p50()))
                .put("p90", rounded(spread.p90()))
                .put("p95", rounded(spread.p95()))
                .put("p99", rounded(spread.p99()));
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Math.round(value * ROUNDING) / ROUNDING;
    }
}
