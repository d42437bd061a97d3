package dev.alphalift.eval.matte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alphalift.eval.Mattes;
import dev.alphalift.eval.MinMax;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradientErrorTest {
    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @Test
    void both_kernels_of_a_dot_have_squares_that_sum_to_one() {
        int[] dot = new int[11 * 11];
        dot[60] = 255;

        double error = GradientError.score(Mattes.alpha(11, dot), Mattes.alpha(11, new int[121]));

        assertThat(error).isCloseTo(2 / 1000.0, within(1e-15));
    }

    @Test
    void a_faint_matte_is_stretched_first() {
        Alpha faint = Mattes.alpha(3, 10, 10, 20, 10, 10, 20);
        Alpha strong = Mattes.alpha(3, 0, 0, 255, 0, 0, 255);

        assertThat(GradientError.score(faint, strong)).isCloseTo(0, within(1e-15));
    }

    @Test
    void a_constant_matte_has_no_gradient() {
        int[] grey = new int[121];
        Arrays.fill(grey, 77);
        int[] dot = new int[121];
        dot[60] = 255;

        double error = GradientError.score(Mattes.alpha(11, grey), Mattes.alpha(11, dot));

        assertThat(error).isCloseTo(2 / 1000.0, within(1e-15));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rows_and_columns_by_themselves_are_as_good_as_the_whole_kernel(int seed) {
        RandomGenerator random = Mattes.random(seed);
        Size size = new Size(1 + random.nextInt(30), 1 + random.nextInt(20));
        Alpha predicted = Mattes.some(size, random);
        Alpha truth = Mattes.some(size, random);
        Trimap trimap = Mattes.trimapOf(truth, random);
        double[] left = norms(predicted);
        double[] right = norms(truth);
        double whole = 0;
        double unknown = 0;
        for (int i = 0; i < left.length; i++) {
            double square = (left[i] - right[i]) * (left[i] - right[i]) / 1000;
            whole += square;
            unknown += trimap.isUnknown(i) ? square : 0;
        }

        assertThat(GradientError.score(predicted, truth)).isCloseTo(whole, within(1e-12));
        assertThat(GradientError.score(predicted, truth, trimap)).isCloseTo(unknown, within(1e-12));
    }

    /// By the definition: a kernel of 9 x 9, of unit length, over the stretched matte.
    private static double[] norms(Alpha matte) {
        MinMax range = MinMax.of(matte);
        Size size = matte.size();
        double[] norms = new double[matte.values().length];
        for (int i = 0; i < norms.length && !range.isConstant(); i++) {
            double alongX = 0;
            double alongY = 0;
            double squares = 0;
            for (int dy = -4; dy <= 4; dy++) {
                for (int dx = -4; dx <= 4; dx++) {
                    int x = Math.clamp(i % size.width() + dx, 0, size.width() - 1);
                    int y = Math.clamp(i / size.width() + dy, 0, size.height() - 1);
                    double value = range.of(matte.values()[y * size.width() + x] & 0xff);
                    double gaussian = Math.exp(-(dx * dx + dy * dy) / (2 * 1.4 * 1.4));
                    alongX += value * dx * gaussian;
                    alongY += value * dy * gaussian;
                    squares += dx * gaussian * dx * gaussian;
                }
            }
            norms[i] = Math.hypot(alongX, alongY) / Math.sqrt(squares);
        }
        return norms;
    }
}
