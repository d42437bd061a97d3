package dev.alphalift.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.benchmark.measure.MemoryMeter;
import dev.alphalift.benchmark.measure.SoakLength;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The inner side of a measuring process: loads a model, says that it is ready, and does what the
/// lines on its input ask for until there are no more.
public final class BenchmarkWorker {
    private final BackgroundRemover remover;
    private final RemovalOptions options;
    private final BufferedReader in;
    private final OutputStream out;

    /// A process to be, that has not loaded anything yet.
    ///
    /// @param model a name in the catalogue
    public BenchmarkWorker(
            BackgroundRemover remover, String model, InputStream in, OutputStream out) {
        this.remover = remover;
        this.options = RemovalOptions.DEFAULT.withModel(model, null);
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    /// Answers until there are no more lines.
    ///
    /// @throws IOException if the picture cannot be read, or nobody listens any more
    /// @throws dev.alphalift.fault.AlphaliftException if the model or the picture is at fault
    public void serve(Path picture) throws IOException {
        remover.prepare(options);
        say(Wire.ready());
        BenchmarkRun run = new BenchmarkRun(remover, Files.readAllBytes(picture), options);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            say(answer(Wire.MAPPER.readTree(line), run));
        }
    }

    private static ObjectNode answer(JsonNode question, BenchmarkRun run) {
        return switch (question.path("do").asText()) {
            case "runs" ->
                    Wire.of(
                            run.runs(
                                    question.get("concurrency").intValue(),
                                    question.get("pictures").intValue()));
            case "memory" -> Wire.of(MemoryMeter.HERE.read());
            case "soak" ->
                    Wire.ofSamples(
                            new SoakRun(run, MemoryMeter.HERE)
                                    .samples(
                                            SoakLength.of(question.get("length").asText()),
                                            question.get("concurrency").intValue()));
            default ->
                    throw new IllegalArgumentException("The question (" + question + ") is none.");
        };
    }

    private void say(ObjectNode answer) throws IOException {
        out.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
