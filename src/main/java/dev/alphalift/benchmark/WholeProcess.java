package dev.alphalift.benchmark;

import dev.alphalift.benchmark.measure.Nanos;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A process that makes one cutout and ends.
final class WholeProcess {
    private static final int MINUTES = 10;

    private WholeProcess() {}

    /// Milliseconds from its start to its end.
    ///
    /// @param name what messages call it
    /// @param result the file that it must leave
    /// @param errors a file for what it says
    /// @throws NotAvailable if it fails
    static double millis(String name, ProcessBuilder builder, Path result, Path errors) {
        try {
            Files.deleteIfExists(result);
            builder.redirectErrorStream(true).redirectOutput(errors.toFile());
            long start = System.nanoTime();
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                throw new NotAvailable(name, "it took more than %s minutes.".formatted(MINUTES));
            }
            double millis = Nanos.toMillis(System.nanoTime() - start);
            if (process.exitValue() != 0 || !Files.exists(result)) {
                throw new NotAvailable(name, Trouble.of(process.exitValue(), errors));
            }
            return millis;
        } catch (IOException e) {
            throw new NotAvailable(name, "it cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotAvailable(name, "it was interrupted.");
        }
    }
}
