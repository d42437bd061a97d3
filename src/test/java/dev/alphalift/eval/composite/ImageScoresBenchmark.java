package dev.alphalift.eval.composite;

import dev.alphalift.eval.Comparison;
import dev.alphalift.eval.ScoreSheet;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

/// All scores of composites and mattes of one pair but LPIPS, on one thread. The subject is a disc
/// with a soft edge, on a photograph's worth of noise: `edge` moves it by two pixels, so that the
/// mattes differ along the edge; `everywhere` changes every value, so that nothing can be left out.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 4, time = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class ImageScoresBenchmark {
    @Param({"1000x1000", "4000x3000"})
    public String size;

    @Param({"edge", "everywhere"})
    public String difference;

    private Comparison comparison;
    private ImageScores scores;

    @Setup
    public void prepare() {
        String[] sides = size.split("x");
        Size whole = new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        Random random = new Random(7);
        byte[] samples = new byte[Math.toIntExact(3 * whole.pixels())];
        random.nextBytes(samples);
        Alpha truth = disc(whole, 0);
        Alpha predicted = disc(whole, 2);
        if (difference.equals("everywhere")) {
            byte[] values = truth.values().clone();
            for (int at = 0; at < values.length; at++) {
                int step = 1 + random.nextInt(20);
                int value = values[at] & 0xff;
                values[at] = (byte) (value < 128 ? value + step : value - step);
            }
            predicted = new Alpha(whole, values);
        }
        comparison = new Comparison(predicted, truth, null, new RgbImage(whole, samples));
        byte[] scene = new byte[3 * 1200 * 800];
        random.nextBytes(scene);
        scores = new ImageScores(new RgbImage(new Size(1200, 800), scene), null);
    }

    private static Alpha disc(Size size, int shift) {
        byte[] values = new byte[Math.toIntExact(size.pixels())];
        double radius = size.height() / 3.0;
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                double distance =
                        Math.hypot(x - size.width() / 2.0 - shift, y - size.height() / 2.0);
                double opacity = Math.clamp((radius - distance) / 6 + 0.5, 0.0, 1.0);
                values[y * size.width() + x] = (byte) Math.round(255 * opacity);
            }
        }
        return new Alpha(size, values);
    }

    @Benchmark
    public Object allScores() {
        ScoreSheet sheet = new ScoreSheet();
        scores.take(comparison, sheet, Deadline.NONE);
        return sheet;
    }
}
