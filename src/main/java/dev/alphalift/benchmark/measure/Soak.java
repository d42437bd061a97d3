package dev.alphalift.benchmark.measure;

import java.util.List;

/// Memory over many pictures. The slope is that of the straight line nearest to the samples after
/// the first fifth, by least squares: until then a heap and the system's own pools settle.
///
/// @param pictures how many there were
/// @param seconds how long it took
/// @param growth megabytes (10^6 bytes) that came to the resident memory with each 1,000 pictures
/// @param error the standard error of that
/// @param judged whether there were enough pictures to tell growth from noise
/// @param samples what was resident when
public record Soak(
        long pictures,
        double seconds,
        double growth,
        double error,
        boolean judged,
        List<Sample> samples) {
    /// With fewer pictures the heap's own breathing is more than the limit.
    static final int FEWEST_JUDGED = 1_000;

    /// A line needs two points, and its error one more.
    private static final int FEWEST_SAMPLES = 3;

    private static final int SETTLING_PART = 5;
    private static final double MEGABYTE = 1e6;
    private static final double A_THOUSAND = 1e3;

    public Soak {
        samples = List.copyOf(samples);
    }

    /// What was seen at one moment.
    ///
    /// @param pictures done by then
    /// @param seconds since the begin
    /// @param residentBytes memory then
    public record Sample(long pictures, double seconds, long residentBytes) {}

    /// What samples say of a soak.
    ///
    /// @param samples in order, at least one
    public static Soak of(List<Sample> samples) {
        Sample last = samples.getLast();
        List<Sample> settled =
                samples.stream()
                        .filter(sample -> sample.pictures() * SETTLING_PART >= last.pictures())
                        .toList();
        if (settled.size() < FEWEST_SAMPLES) {
            return new Soak(last.pictures(), last.seconds(), 0, 0, false, samples);
        }
        double[] line = line(settled);
        return new Soak(
                last.pictures(),
                last.seconds(),
                line[0],
                line[1],
                last.pictures() >= FEWEST_JUDGED,
                samples);
    }

    /// Slope and its standard error, with thousands of pictures across and megabytes up.
    private static double[] line(List<Sample> samples) {
        int count = samples.size();
        double meanX = samples.stream().mapToDouble(Soak::x).average().orElseThrow();
        double meanY = samples.stream().mapToDouble(Soak::y).average().orElseThrow();
        double squares = 0;
        double products = 0;
        for (Sample sample : samples) {
            squares += (x(sample) - meanX) * (x(sample) - meanX);
            products += (x(sample) - meanX) * (y(sample) - meanY);
        }
        double slope = products / squares;
        double rest = 0;
        for (Sample sample : samples) {
            double off = y(sample) - meanY - slope * (x(sample) - meanX);
            rest += off * off;
        }
        return new double[] {slope, Math.sqrt(rest / (count - 2) / squares)};
    }

    private static double x(Sample sample) {
        return sample.pictures() / A_THOUSAND;
    }

    private static double y(Sample sample) {
        return sample.residentBytes() / MEGABYTE;
    }
}
