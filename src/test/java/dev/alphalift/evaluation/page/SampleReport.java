package dev.alphalift.evaluation.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.eval.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reports as an evaluation writes them, with made-up numbers that look like real ones.
final class SampleReport {
    /// A name that would run a script if it were taken for HTML.
    static final String HOSTILE = "</script><img src=x onerror=alert(1)>.png";

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> TAGS =
            List.of("hair", "glass", "shadow", "border", "small object");

    private final Random random;
    private final int pairs;
    private final List<String> variants;
    private final ObjectNode report = JSON.createObjectNode();
    // By variant, then score; a value a pair, NaN where there is none.
    private final Map<String, Map<Score, double[]>> values = new LinkedHashMap<>();
    private final Map<String, Integer> tagCounts = new TreeMap<>();

    private SampleReport(int pairs, List<String> variants, long seed) {
        this.pairs = pairs;
        this.variants = variants;
        this.random = new Random(seed);
    }

    static ObjectNode of(int pairs, List<String> variants, long seed) {
        return new SampleReport(pairs, variants, seed).make();
    }

    /// The same, as if it had been compared with an earlier one and had lost.
    static ObjectNode withRegression(int pairs, List<String> variants, long seed) {
        ObjectNode report = of(pairs, variants, seed);
        report.put("passed", false);
        ObjectNode baseline = report.putObject("baseline").put("file", "previous.json");
        baseline.putObject("tolerances").put("iou", 0.005).put("mae", 0.002);
        ObjectNode lost = baseline.putArray("regressions").addObject();
        lost.put("variant", variants.getFirst()).put("score", "iou").put("previous", 0.901);
        lost.put("current", 0.885).put("mean_difference", -0.016).put("tolerance", 0.005);
        lost.putArray("interval").add(-0.024).add(-0.009);
        baseline.putArray("lost_pairs").addObject().put("variant", "u2netp").put("name", HOSTILE);
        ObjectNode compared = baseline.putObject("comparisons").putObject(variants.getFirst());
        compared.set("iou", lost.deepCopy().put("pairs", pairs).put("better", 3).put("worse", 20));
        compared.set("mae", compared.get("iou").deepCopy());
        report.withObject("/run").put("peak_memory_bytes", 412_000_000L);
        return report;
    }

    /// The same, as if there had been no truth.
    static ObjectNode withoutTruth(int pairs, List<String> variants, long seed) {
        ObjectNode report = of(pairs, variants, seed);
        var random = new Random(seed);
        for (JsonNode pair : report.path("pairs")) {
            ((ObjectNode) pair).remove(List.of("scores", "undefined", "flags"));
            ((ObjectNode) pair).putObject("without_truth").put("coverage", random.nextDouble());
        }
        for (JsonNode variant : report.path("variants")) {
            ObjectNode told = (ObjectNode) variant;
            told.remove(List.of("data_set", "curves"));
            told.putObject("summary");
            told.putObject("summary_by_tag");
            told.set("against_first", JSON.createObjectNode());
            ObjectNode summary = told.putObject("summary_without_truth").putObject("coverage");
            summarise(summary, Score.IOU, random.doubles(pairs).toArray());
            summary.remove("better");
        }
        return report;
    }

    private ObjectNode make() {
        report.put("schema", "alphalift-evaluation").put("schema_version", "1.0");
        report.putObject("tool").put("name", "alphalift").put("version", "0.1.0");
        ObjectNode data = report.putObject("data").put("name", "portraits & things");
        data.put("pairs", pairs).put("scored", pairs - 1).put("failed", 1);
        ObjectNode unmatched = data.putObject("unmatched");
        unmatched.putArray("truth").add("lonely_truth.png").add(HOSTILE);
        unmatched.putArray("predictions").add("lonely_prediction.png");
        ObjectNode conventions = report.putObject("conventions");
        Score.all().forEach(score -> conventions.put(score.key(), score.convention()));
        ArrayNode rows = JSON.createArrayNode();
        double[] ease = random.doubles(pairs).map(x -> 1 - 0.35 * x * x * x).toArray();
        for (String variant : variants) {
            addPairs(rows, variant, ease);
        }
        ObjectNode tags = data.putObject("tags");
        tagCounts.forEach((tag, count) -> tags.put(tag, count / variants.size()));
        ArrayNode told = report.putArray("variants");
        variants.forEach(variant -> addVariant(told.addObject(), variant));
        ObjectNode run = report.putObject("run").put("started", "2026-11-28T07:35:00Z");
        run.put("seconds", 12.5).put("java", "25.0.3").put("os", "Linux amd64");
        run.put("processors", 2).put("threads", 2).put("command", "alphalift evaluate <data>");
        report.set("pairs", rows);
        return report;
    }

    private void addPairs(ArrayNode rows, String variant, double[] ease) {
        double skill = 0.03 * variants.indexOf(variant);
        for (int index = 0; index < pairs; index++) {
            ObjectNode pair = rows.addObject();
            pair.put("name", index == 3 ? HOSTILE : "portrait_%04d.png".formatted(index));
            pair.put("variant", variant).put("width", 640).put("height", 480 + 8 * (index % 5));
            ArrayNode tags = pair.putArray("tags");
            for (int tag = 0; tag < TAGS.size(); tag++) {
                if ((index + tag) % 5 == 0) {
                    tags.add(TAGS.get(tag));
                    tagCounts.merge(TAGS.get(tag), 1, Integer::sum);
                }
            }
            ArrayNode flags = pair.putArray("flags");
            if (index % 13 == 7) {
                flags.add("constant_prediction");
            }
            if (index == 5) {
                pair.putObject("scores");
                pair.putObject("error")
                        .put("code", "size_mismatch")
                        .put("message", "<b>640x480</b>");
            } else {
                addScores(pair, variant, index, Math.min(0.995, ease[index] + skill));
            }
            pair.putObject("milliseconds").put("total", 80 + 60 * random.nextDouble());
        }
    }

    private void addScores(ObjectNode pair, String variant, int index, double quality) {
        ObjectNode scores = pair.putObject("scores");
        ObjectNode undefined = pair.putObject("undefined");
        for (Score score : Score.all()) {
            Double value = value(score, index, quality);
            String key = score.key();
            String group = key.contains(".") ? key.substring(0, key.indexOf('.')) : "";
            ObjectNode place = group.isEmpty() ? scores : scores.withObject("/" + group);
            place.put(key.substring(group.isEmpty() ? 0 : group.length() + 1), value);
            if (value == null) {
                undefined.put(key, key.startsWith("lpips") ? "no_model" : "both_empty");
            }
            values.computeIfAbsent(variant, _ -> new LinkedHashMap<>())
                            .computeIfAbsent(score, _ -> unknown())[index] =
                    value == null ? Double.NaN : value;
        }
    }

    private double[] unknown() {
        double[] none = new double[pairs];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    private @Nullable Double value(Score score, int index, double quality) {
        double noisy = Math.min(1, quality * (1 - 0.06 * random.nextDouble()));
        String key = score.key();
        if (key.startsWith("lpips")
                || key.endsWith("_trimap")
                || (index == 8 && key.equals("iou"))) {
            return null;
        }
        if (key.startsWith("psnr")) {
            return 18 + 22 * noisy * noisy;
        }
        if (score.better() == Score.Better.HIGHER) {
            return noisy;
        }
        return (1 - noisy) * (key.startsWith("m") ? 0.3 : 60);
    }

    private void addVariant(ObjectNode told, String variant) {
        told.put("name", variant).put("kind", "model").put("model", variant);
        told.putObject("options").put("post_process_mask", true);
        Map<Score, double[]> scores = values.get(variant);
        ObjectNode summary = told.putObject("summary");
        scores.forEach((score, all) -> summarise(summary.putObject(score.key()), score, all));
        ObjectNode byTag = told.putObject("summary_by_tag");
        for (int tag = 0; tag < TAGS.size(); tag++) {
            int from = tag;
            ObjectNode of = byTag.putObject(TAGS.get(tag));
            scores.forEach(
                    (score, all) -> summarise(of.putObject(score.key()), score, part(all, from)));
        }
        told.putObject("data_set")
                .put("max_f_of_mean_curve", 0.8012)
                .put("max_f_of_mean_precision_recall", 0.8537)
                .put("mean_of_max_f", 0.8402);
        addCurves(told.putObject("curves"), 0.03 * variants.indexOf(variant));
        if (!variant.equals(variants.getFirst())) {
            ObjectNode against = told.putObject("against_first");
            scores.forEach((score, all) -> compare(against.putObject(score.key()), score, all));
        }
        addPerformance(told.putObject("performance"));
    }

    private double[] part(double[] all, int tag) {
        return java.util.stream.IntStream.range(0, pairs)
                .filter(index -> (index + tag) % 5 == 0)
                .mapToDouble(index -> all[index])
                .toArray();
    }

    private static void summarise(ObjectNode told, Score score, double[] all) {
        double[] known = Arrays.stream(all).filter(Double::isFinite).sorted().toArray();
        told.put("count", known.length).put("undefined", all.length - known.length);
        told.put("better", score.better().name().toLowerCase(java.util.Locale.ROOT));
        if (known.length == 0) {
            told.putNull("mean").putNull("interval");
            return;
        }
        double mean = Arrays.stream(known).average().orElseThrow();
        double variance =
                Arrays.stream(known).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        double reach = 1.96 * Math.sqrt(variance / known.length);
        told.put("mean", mean).put("median", known[known.length / 2]);
        told.put("standard_deviation", Math.sqrt(variance));
        told.put("min", known[0]).put("max", known[known.length - 1]);
        told.put("lower_quartile", known[known.length / 4]);
        told.put("upper_quartile", known[3 * known.length / 4]);
        told.putArray("interval").add(mean - reach).add(mean + reach);
    }

    private void compare(ObjectNode told, Score score, double[] all) {
        double[] first = values.get(variants.getFirst()).get(score);
        List<Double> differences = new ArrayList<>();
        for (int index = 0; index < pairs; index++) {
            if (Double.isFinite(all[index] - first[index])) {
                differences.add(all[index] - first[index]);
            }
        }
        ObjectNode summary = JSON.createObjectNode();
        summarise(summary, score, differences.stream().mapToDouble(x -> x).toArray());
        told.set("mean_difference", summary.get("mean"));
        told.set("interval", summary.get("interval"));
        long above = differences.stream().filter(x -> x > 0).count();
        boolean higher = score.better() == Score.Better.HIGHER;
        told.put("pairs", differences.size());
        told.put("better", higher ? above : differences.size() - above);
        told.put("worse", higher ? differences.size() - above : above);
    }

    private static void addCurves(ObjectNode curves, double skill) {
        for (String name : List.of("threshold", "precision", "recall", "f_beta")) {
            curves.putArray(name);
        }
        for (int threshold = 0; threshold < 256; threshold++) {
            double share = threshold / 255.0;
            double recall = Math.pow(1 - share * share * share, 0.5 - skill);
            double precision = 0.3 + (0.66 + skill) * Math.pow(share, 0.12);
            curves.withArray("threshold").add(threshold);
            add(curves.withArray("recall"), recall);
            add(curves.withArray("precision"), threshold == 255 ? null : precision);
            add(
                    curves.withArray("f_beta"),
                    1.3 * precision * recall / (0.3 * precision + recall + 1e-9));
        }
    }

    private static void add(JsonNode array, @Nullable Double value) {
        ((ArrayNode) array).add(value);
    }

    private void addPerformance(ObjectNode told) {
        told.put("pictures", pairs);
        ObjectNode steps = told.putObject("milliseconds");
        for (String step :
                List.of("decode", "preprocess", "inference", "postprocess", "total", "scoring")) {
            double base = step.equals("total") ? 120 : 5 + 40 * random.nextDouble();
            steps.putObject(step)
                    .put("median", base)
                    .put("p90", 1.3 * base)
                    .put("p95", 1.5 * base)
                    .put("p99", 2.1 * base)
                    .put("mean", 1.05 * base);
        }
    }
}
