package dev.alphalift.matte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import dev.alphalift.image.Workers;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaledTrimapTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 10",
        "320, 240, 10",
        "800, 600, 10",
        "840, 10, 11",
        "600, 1600, 20",
        "4000, 3000, 50"
    })
    void the_erosion_is_an_eightieth_of_the_longer_side(int width, int height, int erosion) {
        assertThat(ScaledTrimap.erosion(new Size(width, height))).isEqualTo(erosion);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1, 37",
        "37, 1",
        "2, 2",
        "9, 11",
        "10, 10",
        "64, 50",
        "300, 70",
        "1000, 120",
        "90, 1300"
    })
    void it_is_rembgs_with_that_erosion_whatever_the_threads(int width, int height) {
        Size size = new Size(width, height);
        TrimapOfMask rembgs = new TrimapOfMask(240, 10, ScaledTrimap.erosion(size));
        for (long seed = 1; seed <= 4; seed++) {
            Mask mask = patches(size, seed);
            byte[] expected = rembgs.of(mask).values();
            for (int threads = 1; threads <= 3; threads++) {
                try (Workers workers = new Workers(threads)) {
                    Trimap trimap = ScaledTrimap.of(mask, workers, Deadline.NONE);

                    assertThat(trimap.values())
                            .as("seed %s, %s threads", seed, threads)
                            .isEqualTo(expected);
                }
            }
        }
    }

    /// Overlapping rectangles of values at and beside the thresholds.
    private static Mask patches(Size size, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int[] likely = {0, 9, 10, 128, 240, 241, 255};
        byte[] values = new byte[Math.toIntExact(size.pixels())];
        for (int patch = 0; patch < 25; patch++) {
            int left = random.nextInt(size.width());
            int top = random.nextInt(size.height());
            int right = Math.min(size.width(), left + 1 + random.nextInt(size.width()));
            int bottom = Math.min(size.height(), top + 1 + random.nextInt(size.height()));
            byte value = (byte) likely[random.nextInt(likely.length)];
            for (int y = top; y < bottom; y++) {
                Arrays.fill(values, y * size.width() + left, y * size.width() + right, value);
            }
        }
        return new Mask(size, values);
    }

    @Test
    void nobody_waits_longer_than_the_deadline() {
        Mask mask = new Mask(new Size(20, 20), new byte[400]);
        try (Workers workers = new Workers(2)) {
            assertThatThrownBy(() -> ScaledTrimap.of(mask, workers, Deadline.after(Duration.ZERO)))
                    .isInstanceOf(DeadlineExceeded.class);
        }
    }

    @Test
    void it_takes_no_more_memory_than_it_says() {
        Size size = new Size(2000, 1000);
        Mask mask = patches(size, 2);
        try (Workers workers = new Workers(2)) {
            long taken =
                    RefinementTimes.allocatedBy(
                            () -> ScaledTrimap.of(mask, workers, Deadline.NONE));

            assertThat(taken).isLessThan(ScaledTrimap.bytesAtMost(size, 2));
        }
    }
}
