package dev.alphalift.benchmark;

import dev.alphalift.benchmark.measure.Throughput;
import java.util.LinkedHashMap;
import java.util.Map;

/// The figures of a result that are held against a baseline, by name: medians, peak memory and
/// throughput. Of all but throughput less is better.
final class Figures {
    static final String THROUGHPUT = "pictures_per_second";
    static final String COLD = "cold_ms";
    static final String START_UP = "start_up_ms";
    static final String WARM = "warm_ms";
    static final String PEAK = "peak_bytes";

    private Figures() {}

    static Map<String, Double> of(Result result) {
        Map<String, Double> figures = new LinkedHashMap<>();
        if (result.cold() != null) {
            figures.put(COLD, result.cold().p50());
        }
        if (result.startUp() != null) {
            figures.put(START_UP, result.startUp().p50());
        }
        figures.put(WARM, result.warm().warm().p50());
        Long peak = result.warm().memory().peakBytes();
        if (peak != null) {
            figures.put(PEAK, peak.doubleValue());
        }
        for (Throughput row : result.warm().throughput()) {
            figures.put(throughput(row.concurrency()), row.picturesASecond());
        }
        return figures;
    }

    static String throughput(int concurrency) {
        return THROUGHPUT + " at " + concurrency;
    }

    /// How much worse a figure is now, as a part of what it was; negative when it is better.
    static double worsening(String figure, double before, double now) {
        double change = now / before - 1;
        return figure.startsWith(THROUGHPUT) ? -change : change;
    }
}
