package dev.alphalift.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.benchmark.measure.CpuTime;
import dev.alphalift.benchmark.measure.MemoryUse;
import dev.alphalift.benchmark.measure.MemoryUse.Cgroup;
import dev.alphalift.benchmark.measure.Soak.Sample;
import dev.alphalift.benchmark.measure.SoakLength;
import dev.alphalift.benchmark.measure.Stretch;
import dev.alphalift.benchmark.measure.TimedRun;
import dev.alphalift.pipeline.StepTimes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a measuring process and the one that started it write to each other: a line of JSON for
/// each question and for each answer. Both are of one build, so nothing is optional.
final class Wire {
    static final JsonMapper MAPPER = new JsonMapper();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Wire() {}

    static ObjectNode ready() {
        return NODES.objectNode().put("ready", true);
    }

    static ObjectNode runs(int concurrency, int pictures) {
        return NODES.objectNode()
                .put("do", "runs")
                .put("concurrency", concurrency)
                .put("pictures", pictures);
    }

    static ObjectNode memory() {
        return NODES.objectNode().put("do", "memory");
    }

    static ObjectNode soak(SoakLength length, int concurrency) {
        return NODES.objectNode()
                .put("do", "soak")
                .put("length", length.toString())
                .put("concurrency", concurrency);
    }

    static ObjectNode of(Stretch stretch) {
        ObjectNode node = NODES.objectNode();
        ArrayNode runs = node.putArray("runs");
        for (TimedRun run : stretch.runs()) {
            StepTimes steps = run.steps();
            runs.addArray()
                    .add(run.totalNanos())
                    .add(steps.decode())
                    .add(steps.preprocess())
                    .add(steps.inference())
                    .add(steps.postprocess())
                    .add(steps.encode());
        }
        return node.put("wall", stretch.wallNanos())
                .put("cpu", stretch.cpu().total())
                .put("user", stretch.cpu().user())
                .put("system", stretch.cpu().system());
    }

    static Stretch toStretch(JsonNode node) {
        List<TimedRun> runs = new ArrayList<>();
        for (JsonNode run : node.get("runs")) {
            StepTimes steps =
                    new StepTimes(
                            run.get(1).longValue(),
                            run.get(2).longValue(),
                            run.get(3).longValue(),
                            run.get(4).longValue(),
                            run.get(5).longValue());
            runs.add(new TimedRun(run.get(0).longValue(), steps));
        }
        CpuTime cpu =
                new CpuTime(number(node, "cpu"), number(node, "user"), number(node, "system"));
        return new Stretch(runs, node.get("wall").longValue(), cpu);
    }

    static ObjectNode of(MemoryUse memory) {
        ObjectNode node =
                NODES.objectNode()
                        .put("peak", memory.peakBytes())
                        .put("resident", memory.residentBytes());
        Cgroup cgroup = memory.cgroup();
        return node.put("cgroup_peak", cgroup == null ? null : (Long) cgroup.peakBytes())
                .put("cgroup_version", cgroup == null ? 0 : cgroup.version());
    }

    static MemoryUse toMemory(JsonNode node) {
        Long peak = number(node, "cgroup_peak");
        return new MemoryUse(
                number(node, "peak"),
                number(node, "resident"),
                peak == null ? null : new Cgroup(node.get("cgroup_version").intValue(), peak));
    }

    static ObjectNode ofSamples(List<Sample> samples) {
        ObjectNode node = NODES.objectNode();
        ArrayNode rows = node.putArray("samples");
        for (Sample sample : samples) {
            rows.addArray()
                    .add(sample.pictures())
                    .add(sample.seconds())
                    .add(sample.residentBytes());
        }
        return node;
    }

    static List<Sample> toSamples(JsonNode node) {
        List<Sample> samples = new ArrayList<>();
        for (JsonNode row : node.get("samples")) {
            samples.add(
                    new Sample(
                            row.get(0).longValue(),
                            row.get(1).doubleValue(),
                            row.get(2).longValue()));
        }
        return samples;
    }

    static @Nullable Long number(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : (Long) value.longValue();
    }
}
