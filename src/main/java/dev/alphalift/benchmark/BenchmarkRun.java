package dev.alphalift.benchmark;

import dev.alphalift.benchmark.measure.CpuTime;
import dev.alphalift.benchmark.measure.Measurement;
import dev.alphalift.benchmark.measure.MemoryMeter;
import dev.alphalift.benchmark.measure.Stretch;
import dev.alphalift.benchmark.measure.Throughput;
import dev.alphalift.benchmark.measure.TimedRun;
import dev.alphalift.fault.Deadline;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Repeats one removal in this process.
public final class BenchmarkRun {
    private final BackgroundRemover remover;
    private final byte[] picture;
    private final RemovalOptions options;

    BenchmarkRun(BackgroundRemover remover, byte[] picture, RemovalOptions options) {
        this.remover = remover;
        this.picture = picture;
        this.options = options;
    }

    /// Measures one configuration in this process, whose memory and processor time are then part of
    /// what is measured, whatever else they were used for.
    ///
    /// @param picture a picture file
    /// @param repeats how often; cold runs and soak are not for a process that runs already
    /// @throws dev.alphalift.fault.AlphaliftException if the picture, the model or an option is at
    ///   fault
    public static Measurement inProcess(
            BackgroundRemover remover, byte[] picture, RemovalOptions options, Repeats repeats) {
        BenchmarkRun run = new BenchmarkRun(remover, picture, options);
        if (repeats.warmUp() > 0) {
            run.runs(1, repeats.warmUp());
        }
        Stretch alone = run.runs(1, repeats.runs());
        List<Throughput> together = new ArrayList<>();
        for (int concurrency : repeats.concurrency()) {
            Stretch stretch = run.runs(concurrency, repeats.pictures(concurrency));
            together.add(Throughput.of(concurrency, stretch, MemoryMeter.HERE.read()));
        }
        return Measurement.of(alone, together, MemoryMeter.HERE.read());
    }

    /// So many runs by so many callers, each of which begins its next when one is done.
    Stretch runs(int concurrency, int pictures) {
        return concurrency == 1 ? oneByOne(pictures) : together(concurrency, pictures);
    }

    private Stretch oneByOne(int pictures) {
        List<TimedRun> runs = new ArrayList<>();
        CpuTime before = CpuTime.now();
        long start = System.nanoTime();
        for (int at = 0; at < pictures; at++) {
            runs.add(run());
        }
        long wall = Math.max(1, System.nanoTime() - start);
        return new Stretch(runs, wall, CpuTime.now().minus(before));
    }

    private Stretch together(int concurrency, int pictures) {
        AtomicInteger left = new AtomicInteger(pictures);
        List<TimedRun> runs = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(concurrency)) {
            CpuTime before = CpuTime.now();
            long start = System.nanoTime();
            List<Future<List<TimedRun>>> parts = new ArrayList<>();
            for (int caller = 0; caller < concurrency; caller++) {
                parts.add(callers.submit(() -> share(left)));
            }
            for (Future<List<TimedRun>> part : parts) {
                runs.addAll(part.get());
            }
            long wall = Math.max(1, System.nanoTime() - start);
            return new Stretch(runs, wall, CpuTime.now().minus(before));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("A run has failed.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The runs were interrupted.", e);
        }
    }

    private List<TimedRun> share(AtomicInteger left) {
        List<TimedRun> runs = new ArrayList<>();
        while (left.getAndDecrement() > 0) {
            runs.add(run());
        }
        return runs;
    }

    private TimedRun run() {
        long start = System.nanoTime();
        var steps = remover.remove(picture, options, Deadline.NONE).times();
        return new TimedRun(System.nanoTime() - start, steps);
    }
}
