package dev.alphalift.matte;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Trimap;
import dev.alphalift.image.Workers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// Times one step (`-Dstep=`, `trimap`, `fast`, `quality` or `colours`; `fast-whole` and
/// `quality-whole` are all three that a cutout takes) on `NAME.photo.png` and `NAME.mask.png` with
/// `-Dthreads=`, for `dev/eval/refinement_speed.py`: the first run, the median and the least of
/// `-Druns=` further ones, the median time of all processors, in milliseconds, and all that a run
/// takes from the heap, which is no less than what it holds at any time.
final class RefinementTimes {
    private static final String ANSWER =
            """
            {"unknown": %s, "first": %.1f, "median": %.1f, "least": %.1f, "processors": %.1f, "mb": %s}\
            """;
    private static final double NANOS_A_MILLISECOND = 1e6;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private RefinementTimes() {}

    public static void main(String... arguments) throws IOException {
        int runs = Integer.getInteger("runs", 1);
        int threads = Integer.getInteger("threads", Runtime.getRuntime().availableProcessors());
        RgbImage image = RefinementRuns.picture(Path.of(arguments[0] + ".photo.png"));
        Mask mask =
                new Mask(image.size(), RefinementRuns.grey(Path.of(arguments[0] + ".mask.png")));
        try (Workers workers = new Workers(threads)) {
            Trimap trimap = ScaledTrimap.of(mask, workers, Deadline.NONE);
            Runnable step = step(System.getProperty("step", "fast"), image, mask, trimap, workers);
            long before = allocated();
            long first = nanos(step);
            long taken = allocated() - before;
            long[] times = new long[runs];
            long[] processors = new long[runs];
            for (int run = 0; run < runs; run++) {
                long busy = SYSTEM.getProcessCpuTime();
                times[run] = nanos(step);
                processors[run] = SYSTEM.getProcessCpuTime() - busy;
            }
            Arrays.sort(times);
            Arrays.sort(processors);
            System.out.println(
                    String.format(
                            Locale.ROOT,
                            ANSWER,
                            trimap.unknownPixels(),
                            first / NANOS_A_MILLISECOND,
                            times[runs / 2] / NANOS_A_MILLISECOND,
                            times[0] / NANOS_A_MILLISECOND,
                            processors[runs / 2] / NANOS_A_MILLISECOND,
                            taken >> 20));
        }
    }

    private static Runnable step(
            String name, RgbImage image, Mask mask, Trimap trimap, Workers workers) {
        return switch (name) {
            case "trimap" -> () -> ScaledTrimap.of(mask, workers, Deadline.NONE);
            case "fast" -> () -> fast(image, mask, trimap, workers);
            case "quality" -> () -> quality(image, mask, trimap, workers);
            case "colours" -> {
                FineAlpha alpha = fast(image, mask, trimap, workers);
                yield () -> ForegroundColours.of(image, alpha, workers, Deadline.NONE);
            }
            case "fast-whole" ->
                    () -> {
                        Trimap made = ScaledTrimap.of(mask, workers, Deadline.NONE);
                        FineAlpha alpha = fast(image, mask, made, workers);
                        ForegroundColours.of(image, alpha, workers, Deadline.NONE);
                    };
            case "quality-whole" ->
                    () -> {
                        Trimap made = ScaledTrimap.of(mask, workers, Deadline.NONE);
                        FineAlpha alpha = quality(image, mask, made, workers);
                        ForegroundColours.of(image, alpha, workers, Deadline.NONE);
                    };
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static FineAlpha fast(RgbImage image, Mask mask, Trimap trimap, Workers workers) {
        return GuidedFilterMatting.alpha(image, mask, trimap, workers, Deadline.NONE).alpha();
    }

    private static FineAlpha quality(RgbImage image, Mask mask, Trimap trimap, Workers workers) {
        return new TrustedClosedForm(PATIENCE)
                .alpha(image, mask, trimap, workers, Deadline.NONE)
                .alpha();
    }

    private static long nanos(Runnable step) {
        long start = System.nanoTime();
        step.run();
        return System.nanoTime() - start;
    }

    /// Bytes that all threads take from the heap during a step: the least of some runs, since other
    /// threads may take some, too.
    static long allocatedBy(Runnable step) {
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 4; run++) {
            long before = allocated();
            step.run();
            least = Math.min(least, allocated() - before);
        }
        return least;
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }
}
