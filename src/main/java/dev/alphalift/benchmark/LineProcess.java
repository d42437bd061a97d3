package dev.alphalift.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.benchmark.measure.Nanos;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A process that says a line of JSON when it is ready and one for each line that it gets.
final class LineProcess implements AutoCloseable {
    private static final int SECONDS_TO_END = 10;

    private final String name;
    private final Path errors;
    private final Process process;
    private final BufferedReader answers;
    private final OutputStream questions;
    private final long startUpNanos;

    /// Starts it and waits until it is ready.
    ///
    /// @param name what messages call it
    /// @param errors a file for what it says of trouble
    /// @throws NotAvailable if it does not become ready
    LineProcess(String name, ProcessBuilder builder, Path errors) {
        this.name = name;
        this.errors = errors;
        long start = System.nanoTime();
        try {
            process = builder.redirectError(errors.toFile()).start();
        } catch (IOException e) {
            throw new NotAvailable(name, "it cannot be started: " + e.getMessage());
        }
        answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        questions = process.getOutputStream();
        answer();
        startUpNanos = System.nanoTime() - start;
    }

    double startUpMillis() {
        return Nanos.toMillis(startUpNanos);
    }

    /// @throws NotAvailable if it has ended
    JsonNode ask(JsonNode question) {
        try {
            questions.write((question + "\n").getBytes(StandardCharsets.UTF_8));
            questions.flush();
        } catch (IOException e) {
            throw failed();
        }
        return answer();
    }

    /// Other lines than JSON are not for us: libraries write to standard output, too.
    private JsonNode answer() {
        try {
            String line = answers.readLine();
            while (line != null && !line.startsWith("{")) {
                line = answers.readLine();
            }
            if (line == null) {
                throw failed();
            }
            return Wire.MAPPER.readTree(line);
        } catch (IOException e) {
            throw failed();
        }
    }

    private NotAvailable failed() {
        close();
        return new NotAvailable(name, Trouble.of(process.exitValue(), errors));
    }

    @Override
    public void close() {
        try {
            questions.close();
        } catch (IOException e) {
            // It has ended already.
        }
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
