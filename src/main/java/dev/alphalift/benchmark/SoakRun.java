package dev.alphalift.benchmark;

import dev.alphalift.benchmark.measure.MemoryMeter;
import dev.alphalift.benchmark.measure.Nanos;
import dev.alphalift.benchmark.measure.Soak.Sample;
import dev.alphalift.benchmark.measure.SoakLength;
import java.util.ArrayList;
import java.util.List;

/// Keeps a process at work and looks at its memory.
public final class SoakRun {
    private static final int MOST_SAMPLES = 500;

    private final BenchmarkRun run;
    private final MemoryMeter meter;

    SoakRun(BenchmarkRun run, MemoryMeter meter) {
        this.run = run;
        this.meter = meter;
    }

    /// Samples in order; none where the system does not tell the memory
    List<Sample> samples(SoakLength length, int concurrency) {
        List<Sample> samples = new ArrayList<>();
        long start = System.nanoTime();
        long pictures = 0;
        double seconds = 0;
        int every = 1;
        for (int round = 0; !length.isOver(pictures, seconds); round++) {
            run.runs(concurrency, concurrency);
            pictures += concurrency;
            seconds = Nanos.toSeconds(System.nanoTime() - start);
            Long resident = meter.read().residentBytes();
            if (resident != null && round % every == 0) {
                samples.add(new Sample(pictures, seconds, resident));
            }
            if (samples.size() > MOST_SAMPLES) {
                thin(samples);
                every *= 2;
            }
        }
        return samples;
    }

    /// Every second one stays, the first among them: so those that follow keep the distance.
    public static void thin(List<Sample> samples) {
        List<Sample> kept = new ArrayList<>();
        for (int at = 0; at < samples.size(); at += 2) {
            kept.add(samples.get(at));
        }
        samples.clear();
        samples.addAll(kept);
    }
}
