package dev.alphalift.lambda.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.benchmark.BenchmarkBaseline;
import dev.alphalift.benchmark.BenchmarkPlan;
import dev.alphalift.benchmark.BenchmarkReport;
import dev.alphalift.benchmark.BenchmarkRun;
import dev.alphalift.benchmark.Configuration;
import dev.alphalift.benchmark.PictureFile;
import dev.alphalift.benchmark.ReportJson;
import dev.alphalift.benchmark.Result;
import dev.alphalift.benchmark.measure.Machine;
import dev.alphalift.benchmark.measure.Measurement;
import dev.alphalift.benchmark.measure.Spread;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.lambda.CallLog;
import dev.alphalift.lambda.FunctionCall;
import dev.alphalift.lambda.FunctionFault;
import dev.alphalift.lambda.FunctionSettings;
import dev.alphalift.lambda.StartUp;
import dev.alphalift.lambda.WarmUp;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectStore;
import io.quarkus.funqy.Funq;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The function `benchmark`: how fast removals are on Lambda itself, in this very process.
public final class BenchmarkFunction {
    /// What it is exported as.
    public static final String NAME = "benchmark";

    private static final long MOST_BASELINE_BYTES = 16 << 20;

    private final BackgroundRemover remover;
    private final FunctionSettings function;
    private final BenchmarkSettings settings;
    private final ObjectStore store;
    private final CallLog log;
    private final StartUp startUp;

    public BenchmarkFunction(
            BackgroundRemover remover,
            FunctionSettings function,
            BenchmarkSettings settings,
            ObjectStore store,
            CallLog log,
            StartUp startUp) {
        this.startUp = startUp;
        this.remover = remover;
        this.function = function;
        this.settings = settings;
        this.store = store;
        this.log = log;
    }

    private @Nullable Spread startUp() {
        Duration took = startUp.duration();
        return took == null ? null : Spread.of((double) took.toMillis());
    }

    /// Measures.
    ///
    /// @param call see [BenchmarkCall]
    /// @return the report, and where it was put
    /// @throws FunctionFault if the call, a picture or a model is at fault, or there is no time
    @Funq(NAME)
    public JsonNode benchmark(@Nullable JsonNode call) {
        Deadline deadline = Deadline.after(function.timeout());
        return FunctionCall.answer(
                log,
                NAME,
                call,
                WarmUp::answer,
                entry -> benchmark(BenchmarkCall.of(call), deadline, entry));
    }

    private JsonNode benchmark(BenchmarkCall call, Deadline deadline, CallLog.Entry entry) {
        Path folder = folder();
        try {
            BenchmarkPlan plan = plan(call, folder);
            BenchmarkBaseline earlier = call.baseline() == null ? null : baseline(call.baseline());
            if (earlier != null) {
                earlier.requireShared(plan);
            }
            BenchmarkReport report = report(plan, deadline);
            if (earlier != null) {
                report = report.against(earlier, call.tolerance());
            }
            entry.with("results", report.results().size());
            ObjectNode answer = ReportJson.of(report);
            if (call.report() != null) {
                store.put(call.report(), ReportJson.bytes(report), "application/json", Map.of());
                answer.put("report", call.report().toString());
            }
            return answer;
        } catch (IOException e) {
            throw new SourceUnavailable(folder.toString(), String.valueOf(e.getMessage()), e);
        } finally {
            delete(folder);
        }
    }

    private BenchmarkReport report(BenchmarkPlan plan, Deadline deadline) throws IOException {
        List<Result> results = new ArrayList<>();
        for (String model : plan.models()) {
            for (PictureFile picture : plan.pictures()) {
                deadline.check();
                Measurement warm =
                        BenchmarkRun.inProcess(
                                remover,
                                Files.readAllBytes(picture.file()),
                                options(model),
                                plan.repeats());
                results.add(
                        new Result(
                                new Configuration(model, settings.threads(), picture),
                                startUp(),
                                null,
                                warm,
                                null,
                                null));
            }
        }
        return new BenchmarkReport(
                Instant.now(),
                settings.version(),
                Machine.here(settings.provider()),
                plan.repeats(),
                null,
                results,
                null);
    }

    private BenchmarkPlan plan(BenchmarkCall call, Path folder) throws IOException {
        ImageLimits limits = settings.limits();
        List<PictureFile> pictures = new ArrayList<>();
        for (ObjectAddress image : call.images()) {
            String key = image.key();
            Path file = folder.resolve("%s-%s".formatted(pictures.size(), name(key)));
            Files.write(file, StoredPairs.read(store, image, function.mostBytes()));
            pictures.add(PictureFile.given(file, folder, limits));
        }
        if (pictures.isEmpty()) {
            call.sizes()
                    .forEach(size ->
                            pictures.add(PictureFile.made(folder, size, call.seed(), limits)));
        }
        String own = function.defaults().model();
        return new BenchmarkPlan(
                call.models().isEmpty() ? List.of(own) : call.models(),
                List.of(settings.threads()),
                pictures,
                call.repeats(),
                null);
    }

    private static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    private RemovalOptions options(String model) {
        RemovalOptions own = function.defaults();
        return model.equals(own.model()) ? own : own.withModel(model, null);
    }

    private BenchmarkBaseline baseline(ObjectAddress place) {
        return BenchmarkBaseline.of(
                place.toString(), StoredPairs.read(store, place, MOST_BASELINE_BYTES));
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("alphalift-bench");
        } catch (IOException e) {
            throw new TargetUnavailable("a temporary folder", String.valueOf(e.getMessage()), e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new TargetUnavailable(folder.toString(), String.valueOf(e.getMessage()), e);
        }
    }
}
