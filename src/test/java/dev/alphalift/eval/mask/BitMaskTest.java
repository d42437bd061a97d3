package dev.alphalift.eval.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.eval.Mattes;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Size;
import java.util.function.IntBinaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BitMaskTest {
    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @Test
    void erosion_takes_what_is_near_the_border() {
        BitMask mask = Mattes.mask("####", "####", "####");

        assertSame(mask.eroded(1), Mattes.mask("....", ".##.", "...."));
    }

    @Test
    void erosion_by_a_square_looks_diagonally() {
        BitMask mask = Mattes.mask("#####", "#####", "#####", "####.");

        assertSame(mask.eroded(1), Mattes.mask(".....", ".###.", ".##..", "....."));
    }

    @Test
    void a_square_wider_than_the_picture_leaves_nothing() {
        assertThat(Mattes.mask("###", "###", "###").eroded(2).count()).isZero();
    }

    @Test
    void the_inner_boundary_looks_four_ways() {
        BitMask mask = Mattes.mask("#####", "#####", "#####", "####.");

        assertSame(mask.innerBoundary(), Mattes.mask("#####", "#...#", "#...#", "####."));
    }

    @Test
    void three_pixels_are_a_disk() {
        BitMask dot =
                Mattes.mask(
                        ".........",
                        ".........",
                        ".........",
                        ".........",
                        "....#....",
                        ".........",
                        ".........",
                        ".........",
                        ".........");

        assertSame(
                dot.withinThree(),
                Mattes.mask(
                        ".........",
                        "....#....",
                        "..#####..",
                        "..#####..",
                        ".#######.",
                        "..#####..",
                        "..#####..",
                        "....#....",
                        "........."));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void all_is_as_the_definitions_say_pixel_by_pixel(int seed) {
        RandomGenerator random = Mattes.random(seed);
        Size size = new Size(1 + random.nextInt(300), 1 + random.nextInt(40));
        // Mostly foreground, so that erosion leaves something.
        Alpha alpha = noise(size, random, random.nextInt(2, 400));
        int radius = 1 + random.nextInt(random.nextInt(4) == 0 ? 20 : 5);
        BitMask mask = BitMask.of(alpha);

        assertSame(mask.eroded(radius), eroded(alpha, radius));
        assertSame(mask.innerBoundary(), boundary(alpha));
        Alpha sparse = noise(size, random, 1);
        assertSame(BitMask.of(sparse).withinThree(), near(sparse));
    }

    @Test
    void wide_squares_reach_over_words() {
        RandomGenerator random = Mattes.random(7);
        Alpha alpha = noise(new Size(700, 260), random, 40_000);

        for (int radius : new int[] {31, 32, 63, 64, 65, 100, 128}) {
            assertSame(BitMask.of(alpha).eroded(radius), eroded(alpha, radius));
        }
    }

    /// One pixel in `share` is background, or foreground if it is 1.
    private static Alpha noise(Size size, RandomGenerator random, int share) {
        byte[] values = new byte[Math.toIntExact(size.pixels())];
        for (int i = 0; i < values.length; i++) {
            boolean foreground = share == 1 ? random.nextInt(60) == 0 : random.nextInt(share) > 0;
            values[i] = (byte) (foreground ? 128 + random.nextInt(128) : random.nextInt(128));
        }
        return new Alpha(size, values);
    }

    private static BitMask eroded(Alpha alpha, int radius) {
        // Counts of foreground above and left of each pixel.
        int width = alpha.size().width() + 1;
        int height = alpha.size().height() + 1;
        int[] sums = new int[width * height];
        for (int y = 1; y < height; y++) {
            for (int x = 1; x < width; x++) {
                int i = y * width + x;
                sums[i] = one(alpha, x - 1, y - 1) + sums[i - 1] + sums[i - width];
                sums[i] -= sums[i - width - 1];
            }
        }
        int side = 2 * radius + 1;
        return filled(
                alpha.size(),
                (x, y) -> {
                    int left = x - radius;
                    int top = y - radius;
                    if (left < 0 || top < 0 || left + side >= width || top + side >= height) {
                        return 0;
                    }
                    int corner = top * width + left;
                    int all =
                            sums[corner + side * width + side]
                                    - sums[corner + side]
                                    - sums[corner + side * width]
                                    + sums[corner];
                    return all == side * side ? 1 : 0;
                });
    }

    private static BitMask boundary(Alpha alpha) {
        return filled(
                alpha.size(),
                (x, y) -> {
                    int around =
                            one(alpha, x - 1, y)
                                    + one(alpha, x + 1, y)
                                    + one(alpha, x, y - 1)
                                    + one(alpha, x, y + 1);
                    return around < 4 ? one(alpha, x, y) : 0;
                });
    }

    private static BitMask near(Alpha alpha) {
        return filled(
                alpha.size(),
                (x, y) -> {
                    int found = 0;
                    for (int i = 0; i < 49; i++) {
                        int dx = i % 7 - 3;
                        int dy = i / 7 - 3;
                        found += dx * dx + dy * dy <= 9 ? one(alpha, x + dx, y + dy) : 0;
                    }
                    return Math.min(1, found);
                });
    }

    private static int one(Alpha alpha, int x, int y) {
        Size size = alpha.size();
        boolean inside = x >= 0 && y >= 0 && x < size.width() && y < size.height();
        return inside && (alpha.values()[y * size.width() + x] & 0xff) >= 128 ? 1 : 0;
    }

    private static BitMask filled(Size size, IntBinaryOperator pixel) {
        byte[] values = new byte[Math.toIntExact(size.pixels())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (255 * pixel.applyAsInt(i % size.width(), i / size.width()));
        }
        return BitMask.of(new Alpha(size, values));
    }

    private static void assertSame(BitMask actual, BitMask expected) {
        assertThat(actual.count()).isEqualTo(expected.count());
        assertThat(actual.countBoth(expected)).isEqualTo(expected.count());
    }
}
