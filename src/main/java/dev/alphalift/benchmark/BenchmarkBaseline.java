package dev.alphalift.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.benchmark.BaselineComparison.Change;
import dev.alphalift.benchmark.measure.Machine;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.SourceMissing;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.file.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An earlier report that a new one is held against.
public final class BenchmarkBaseline {
    private static final String OPTION = "baseline";

    private final String name;
    private final JsonNode report;
    private final Map<Key, Map<String, Double>> figures = new LinkedHashMap<>();

    private record Key(String model, int threads, String picture, int width, int height) {
        static Key of(Configuration configuration) {
            PictureFile picture = configuration.picture();
            return new Key(
                    configuration.model(),
                    configuration.threads(),
                    picture.name(),
                    picture.size().width(),
                    picture.size().height());
        }
    }

    private BenchmarkBaseline(String name, JsonNode report) {
        this.name = name;
        this.report = report;
        for (JsonNode result : report.path("results")) {
            figures.put(key(result), figures(result));
        }
    }

    /// The report in a file.
    ///
    /// @throws InvalidOption if it is no report of this kind
    /// @throws SourceUnavailable if it cannot be read; or [SourceMissing] if it is not there
    public static BenchmarkBaseline read(Path file) {
        try {
            return of(FileNames.shown(file), Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new SourceMissing(FileNames.shown(file), e);
        } catch (IOException e) {
            throw new SourceUnavailable(FileNames.shown(file), FileNames.reason(e), e);
        }
    }

    /// The report that some bytes are.
    ///
    /// @param name what messages and reports call it
    /// @throws InvalidOption if it is no report of this kind
    public static BenchmarkBaseline of(String name, byte[] json) {
        try {
            JsonNode report = Wire.MAPPER.readTree(json);
            boolean known =
                    report != null
                            && report.path("schema").asText().equals(ReportJson.SCHEMA)
                            && report.path("schema_version").asText().startsWith("1.")
                            && report.path("results").isArray();
            if (known) {
                return new BenchmarkBaseline(name, report);
            }
        } catch (JsonProcessingException e) {
            throw new InvalidOption(OPTION, name, "it is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory cannot be read.", e);
        }
        throw new InvalidOption(
                OPTION,
                name,
                "it must be a report of this benchmark (%s 1.x).".formatted(ReportJson.SCHEMA));
    }

    /// Says before anything is measured whether there will be something to compare.
    ///
    /// @throws InvalidOption if there will not
    public void requireShared(BenchmarkPlan plan) {
        if (plan.configurations().stream().noneMatch(one -> figures.containsKey(Key.of(one)))) {
            throw new InvalidOption(
                    OPTION,
                    name,
                    "it has none of the models, threads and pictures that are measured.");
        }
    }

    /// @param tolerance how much worse a figure may be, as a part of the earlier one
    BaselineComparison compare(Machine machine, List<Result> results, double tolerance) {
        int compared = 0;
        List<Change> regressions = new ArrayList<>();
        for (Result result : results) {
            Configuration configuration = result.configuration();
            Map<String, Double> earlier = figures.getOrDefault(Key.of(configuration), Map.of());
            for (Map.Entry<String, Double> figure : Figures.of(result).entrySet()) {
                Double before = earlier.get(figure.getKey());
                if (before == null || before <= 0) {
                    continue;
                }
                compared++;
                double now = figure.getValue();
                if (Figures.worsening(figure.getKey(), before, now) > tolerance) {
                    regressions.add(
                            new Change(
                                    configuration, figure.getKey(), before, now, now / before - 1));
                }
            }
        }
        return new BaselineComparison(
                name,
                report.path("date").asText(),
                tolerance,
                isSame(machine),
                compared,
                regressions);
    }

    private boolean isSame(Machine machine) {
        JsonNode then = report.path("machine");
        return Objects.equals(machine.processor(), then.path("processor").textValue())
                && machine.os().equals(then.path("os").textValue())
                && machine.processors() == then.path("processors").asInt()
                && machine.provider().equals(then.path("provider").asText("cpu"))
                && machine.runtime().equals(then.path("runtime").textValue());
    }

    private static Key key(JsonNode result) {
        JsonNode picture = result.path("picture");
        return new Key(
                result.path("model").asText(),
                result.path("threads").asInt(),
                picture.path("name").asText(),
                picture.path("width").asInt(),
                picture.path("height").asInt());
    }

    private static Map<String, Double> figures(JsonNode result) {
        Map<String, Double> figures = new LinkedHashMap<>();
        put(figures, Figures.COLD, result.path(Figures.COLD).path("p50"));
        put(figures, Figures.START_UP, result.path(Figures.START_UP).path("p50"));
        put(figures, Figures.WARM, result.path(Figures.WARM).path("p50"));
        put(figures, Figures.PEAK, result.path("memory").path(Figures.PEAK));
        for (JsonNode row : result.path("throughput")) {
            put(
                    figures,
                    Figures.throughput(row.path("concurrency").asInt()),
                    row.path(Figures.THROUGHPUT));
        }
        return figures;
    }

    private static void put(Map<String, Double> figures, String name, @Nullable JsonNode value) {
        if (value != null && value.isNumber()) {
            figures.put(name, value.doubleValue());
        }
    }
}
