package dev.alphalift.eval.scorecard;

import dev.alphalift.eval.Comparison;
import dev.alphalift.eval.Mattes;
import dev.alphalift.eval.ScoreSheet;
import dev.alphalift.eval.mask.BitMask;
import dev.alphalift.eval.mask.BoundaryF;
import dev.alphalift.eval.mask.BoundaryIou;
import dev.alphalift.eval.mask.EMeasure;
import dev.alphalift.eval.mask.FCurve;
import dev.alphalift.eval.mask.Overlap;
import dev.alphalift.eval.mask.SMeasure;
import dev.alphalift.eval.mask.ValueCounts;
import dev.alphalift.eval.mask.WeightedF;
import dev.alphalift.eval.matte.ConnectivityError;
import dev.alphalift.eval.matte.GradientError;
import dev.alphalift.eval.matte.PixelErrors;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Each metric of masks by itself, and all of them, on one thread. Run by dev/bench/metrics.sh.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx300m")
public class MetricsBenchmark {
    @Param({"1", "12"})
    public int megapixels;

    /// What the mattes are: soft blobs with hair, or nothing but noise, the most work there is.
    @Param({"subject", "noise"})
    public String picture;

    private Alpha predicted;
    private Alpha truth;
    private Trimap trimap;
    private BitMask predictedMask;
    private BitMask trueMask;
    private ValueCounts counts;

    @Setup
    public void prepare() {
        int height = (int) Math.sqrt(megapixels * 1e6 * 3 / 4);
        Size size = new Size(height * 4 / 3, height);
        RandomGenerator random = Mattes.random(1);
        predicted = matte(size, random, 0.01);
        truth = matte(size, random, 0);
        trimap = Mattes.trimapOf(truth, random);
        predictedMask = BitMask.of(predicted);
        trueMask = BitMask.of(truth);
        counts = ValueCounts.of(predicted, truth);
    }

    private Alpha matte(Size size, RandomGenerator random, double shift) {
        byte[] values = new byte[Math.toIntExact(size.pixels())];
        if (picture.equals("noise")) {
            random.nextBytes(values);
            return new Alpha(size, values);
        }
        double radius = size.height() / 3.0;
        for (int i = 0; i < values.length; i++) {
            double dx = i % size.width() - size.width() * (0.5 + shift);
            double dy = i / size.width() - size.height() * 0.5;
            double angle = Math.atan2(dy, dx);
            double reach = radius * (1 + 0.1 * Math.sin(9 * angle) + 0.05 * Math.sin(400 * angle));
            double value = 128 + 12 * (reach - Math.hypot(dx, dy));
            values[i] = (byte) Math.clamp(value, 0.0, 255.0);
        }
        return new Alpha(size, values);
    }

    @Benchmark
    public Object all() {
        ScoreSheet sheet = new ScoreSheet();
        return sheet.scores(
                MaskScores.take(
                        new Comparison(predicted, truth, null, null), sheet, Deadline.NONE));
    }

    @Benchmark
    public Object allWithTrimap() {
        ScoreSheet sheet = new ScoreSheet();
        return sheet.scores(
                MaskScores.take(
                        new Comparison(predicted, truth, trimap, null), sheet, Deadline.NONE));
    }

    @Benchmark
    public Object bits() {
        return BitMask.of(predicted);
    }

    @Benchmark
    public Object overlap() {
        return Overlap.of(predictedMask, trueMask);
    }

    @Benchmark
    public Object boundaryIou() {
        return BoundaryIou.score(predictedMask, trueMask, BoundaryIou.USUAL);
    }

    @Benchmark
    public Object boundaryF() {
        return BoundaryF.score(predictedMask, trueMask);
    }

    @Benchmark
    public Object pixelErrors() {
        return PixelErrors.of(predicted, truth);
    }

    @Benchmark
    public double gradientError() {
        return GradientError.score(predicted, truth);
    }

    @Benchmark
    public double connectivityError() {
        return ConnectivityError.score(predicted, truth);
    }

    @Benchmark
    public Object valueCounts() {
        return ValueCounts.of(predicted, truth);
    }

    @Benchmark
    public Object curvesStructureAlignment() {
        return SMeasure.score(counts)
                + new FCurve(counts.thresholdCounts()).max()
                + FCurve.adaptive(counts)
                + EMeasure.of(counts).max();
    }

    @Benchmark
    public double weightedF() {
        return WeightedF.score(predicted, truth);
    }
}
