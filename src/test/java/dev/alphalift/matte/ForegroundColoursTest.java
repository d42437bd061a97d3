package dev.alphalift.matte;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForegroundColoursTest {
    /// Several sizes about a batch of rows, and some that are a batch and a pass' lag.
    @ParameterizedTest
    @CsvSource({
        "33, 1", "33, 2", "33, 14", "40, 15", "40, 16", "40, 17", "41, 18", "33, 31", "33, 32",
        "33, 46", "1, 33", "2, 66", "64, 67", "97, 131", "32, 32", "5, 3", "1, 1", "300, 200"
    })
    void colours_are_the_same_however_many_work_on_them(int width, int height) {
        Size size = new Size(width, height);
        Random random = new Random(31L * width + height);
        byte[] samples = new byte[3 * width * height];
        byte[] mask = new byte[width * height];
        random.nextBytes(samples);
        for (int pixel = 0; pixel < mask.length; pixel++) {
            int x = pixel % width;
            mask[pixel] = (byte) Math.clamp(300L * x / width - 20 + random.nextInt(9), 0, 255);
        }
        RgbImage image = new RgbImage(size, samples);
        FineAlpha alpha = FineAlpha.of(new Mask(size, mask));

        byte[] alone = colours(image, alpha, 1);

        for (int workers = 2; workers <= 5; workers++) {
            assertThat(colours(image, alpha, workers)).isEqualTo(alone);
        }
    }

    private static byte[] colours(RgbImage image, FineAlpha alpha, int count) {
        try (Workers workers = new Workers(count)) {
            return ForegroundColours.of(image, alpha, workers, Deadline.NONE).samples();
        }
    }
}
