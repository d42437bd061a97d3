package dev.alphalift.eval.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alphalift.eval.Mattes;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Size;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WeightedFTest {
    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @Test
    void the_truth_itself_is_perfect() {
        Alpha half = Mattes.drawn("##..", "##..");

        assertThat(WeightedF.score(half, half)).isCloseTo(1, within(1e-12));
    }

    @Test
    void an_empty_truth_scores_zero() {
        assertThat(WeightedF.score(Mattes.drawn("#."), Mattes.drawn(".."))).isZero();
    }

    @Test
    void errors_are_forgiven_by_neighbours_and_weighted_by_distance() {
        double sum = 1;
        for (int i = 1; i <= 3; i++) {
            sum += 2 * Math.exp(-i * i / 50.0);
        }
        // Both errors are 1; outside the picture is none. One column of the kernel is in it.
        double missed = (1 + Math.exp(-1 / 50.0)) / (sum * sum);
        double added = 2 - Math.pow(0.5, 1 / 5.0);
        double recall = 1 - missed;
        double precision = recall / (recall + added);

        double score = WeightedF.score(Mattes.drawn(".#"), Mattes.drawn("#."));

        assertThat(score).isCloseTo(2 * recall * precision / (recall + precision), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_nearest_foreground_is_found_and_of_several_the_leftmost_upper_one(int seed) {
        RandomGenerator random = Mattes.random(seed);
        Size size = new Size(1 + random.nextInt(40), 1 + random.nextInt(40));
        byte[] values = new byte[Math.toIntExact(size.pixels())];
        int share = 1 + random.nextInt(300);
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (random.nextInt(share) == 0 ? 129 : 128);
        }
        values[random.nextInt(values.length)] = (byte) 255;
        NearestForeground nearest = new NearestForeground(new Alpha(size, values));
        int[] indices = new int[size.width()];
        long[] squares = new long[size.width()];

        for (int y = 0; y < size.height(); y++) {
            nearest.row(y, indices, squares);

            for (int x = 0; x < size.width(); x++) {
                int expected = nearest(x, y, values, size);
                assertThat(indices[x]).isEqualTo(expected);
                assertThat(squares[x]).isEqualTo(square(x, y, expected, size));
            }
        }
    }

    private static int nearest(int x, int y, byte[] values, Size size) {
        int best = -1;
        for (int column = 0; column < size.width(); column++) {
            for (int row = 0; row < size.height(); row++) {
                int i = row * size.width() + column;
                boolean foreground = (values[i] & 0xff) > 128;
                if (foreground && (best < 0 || square(x, y, i, size) < square(x, y, best, size))) {
                    best = i;
                }
            }
        }
        return best;
    }

    private static long square(int x, int y, int index, Size size) {
        long dx = index % size.width() - x;
        long dy = index / size.width() - y;
        return dx * dx + dy * dy;
    }
}
