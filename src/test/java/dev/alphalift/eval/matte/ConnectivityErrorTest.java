package dev.alphalift.eval.matte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alphalift.eval.Mattes;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectivityErrorTest {
    /// Sums of a few thousand terms, once in integers and once in double.
    private static final double ROUNDING = 1e-12;

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @Test
    void a_matte_without_anything_in_common_is_wrong_everywhere() {
        Alpha predicted = Mattes.alpha(2, 255, 0, 255, 0);
        Alpha truth = Mattes.alpha(2, 0, 255, 0, 255);

        assertThat(ConnectivityError.score(predicted, truth)).isEqualTo(0.004);
    }

    @Test
    void a_gap_counts_and_what_it_cuts_off_does_not() {
        Alpha predicted = Mattes.alpha(4, 255, 255, 0, 255);
        Alpha truth = Mattes.alpha(4, 255, 255, 255, 255);

        assertThat(ConnectivityError.score(predicted, truth)).isEqualTo(0.001);
    }

    @Test
    void of_two_components_of_one_size_the_first_is_the_largest() {
        Alpha predicted = Mattes.alpha(3, 255, 0, 230);
        Alpha truth = Mattes.alpha(3, 255, 255, 255);

        assertThat(ConnectivityError.score(predicted, truth))
                .isCloseTo((1 + 25 / 255.0) / 1000, within(ROUNDING));
    }

    @Test
    void corners_do_not_connect() {
        Alpha predicted = Mattes.alpha(2, 255, 0, 0, 204);
        Alpha truth = Mattes.alpha(2, 255, 0, 0, 255);

        assertThat(ConnectivityError.score(predicted, truth))
                .isCloseTo(0.2 / 1000, within(ROUNDING));
    }

    @Test
    void a_value_on_a_step_reaches_it() {
        // 0.6 and 0.8: connected up to 0.6, above which 0.2 counts.
        Alpha predicted = Mattes.alpha(2, 255, 153);
        Alpha truth = Mattes.alpha(2, 255, 204);

        assertThat(ConnectivityError.score(predicted, truth))
                .isCloseTo(0.2 / 1000, within(ROUNDING));
    }

    @Test
    void differences_below_theta_do_not_count() {
        Alpha predicted = Mattes.alpha(2, 255, 153);
        Alpha truth = Mattes.alpha(2, 255, 153 + 38);

        assertThat(ConnectivityError.score(predicted, truth)).isZero();
        assertThat(ConnectivityError.score(predicted, Mattes.alpha(2, 255, 153 + 39))).isPositive();
    }

    @Test
    void two_arms_that_meet_below_are_one_component() {
        Alpha predicted = Mattes.drawn("#.#.#", "#.#.#", "#.###", "###..");
        Alpha truth = Mattes.drawn("#.#.#", "#.#.#", "#.###", "###.#");

        assertThat(ConnectivityError.score(predicted, truth)).isEqualTo(0.001);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void runs_find_what_flooding_finds(int seed) {
        RandomGenerator random = Mattes.random(seed);
        Size size = Mattes.size(random);
        Alpha predicted = Mattes.some(size, random);
        Alpha truth = Mattes.some(size, random);
        Trimap trimap = Mattes.trimapOf(truth, random);
        double[] levels = levels(predicted, truth);
        double whole = 0;
        double unknown = 0;
        for (int i = 0; i < levels.length; i++) {
            double error = Math.abs(phi(predicted, i, levels[i]) - phi(truth, i, levels[i])) / 1000;
            whole += error;
            unknown += trimap.isUnknown(i) ? error : 0;
        }

        assertThat(ConnectivityError.score(predicted, truth)).isCloseTo(whole, within(ROUNDING));
        assertThat(ConnectivityError.score(predicted, truth, trimap))
                .isCloseTo(unknown, within(ROUNDING));
    }

    private static double phi(Alpha matte, int index, double level) {
        double difference = (matte.values()[index] & 0xff) / 255.0 - level;
        return difference >= 0.15 ? 1 - difference : 1;
    }

    /// By the definition: one level after the other, each with its components.
    private static double[] levels(Alpha predicted, Alpha truth) {
        double[] levels = new double[predicted.values().length];
        Arrays.fill(levels, -1);
        for (int step = 1; step <= 10; step++) {
            boolean[] open = new boolean[levels.length];
            for (int i = 0; i < open.length; i++) {
                open[i] =
                        2 * (predicted.values()[i] & 0xff) >= 51 * step
                                && 2 * (truth.values()[i] & 0xff) >= 51 * step;
            }
            boolean[] largest = largest(open, predicted.size());
            for (int i = 0; i < levels.length; i++) {
                if (levels[i] < 0 && !largest[i]) {
                    levels[i] = (step - 1) / 10.0;
                }
            }
        }
        return Arrays.stream(levels).map(level -> level < 0 ? 1 : level).toArray();
    }

    private static boolean[] largest(boolean[] open, Size size) {
        boolean[] seen = new boolean[open.length];
        boolean[] best = new boolean[open.length];
        int most = 0;
        for (int first = 0; first < open.length; first++) {
            if (!open[first] || seen[first]) {
                continue;
            }
            boolean[] component = new boolean[open.length];
            int pixels = flood(first, open, component, size);
            for (int i = 0; i < seen.length; i++) {
                seen[i] |= component[i];
            }
            if (pixels > most) {
                most = pixels;
                best = component;
            }
        }
        return best;
    }

    private static int flood(int first, boolean[] open, boolean[] component, Size size) {
        Deque<Integer> waiting = new ArrayDeque<>();
        waiting.add(first);
        component[first] = true;
        int pixels = 0;
        while (!waiting.isEmpty()) {
            int at = waiting.remove();
            pixels++;
            int x = at % size.width();
            int[] around = {
                x > 0 ? at - 1 : at,
                x < size.width() - 1 ? at + 1 : at,
                at - size.width(),
                at + size.width()
            };
            for (int next : around) {
                if (next >= 0 && next < open.length && open[next] && !component[next]) {
                    component[next] = true;
                    waiting.add(next);
                }
            }
        }
        return pixels;
    }
}
