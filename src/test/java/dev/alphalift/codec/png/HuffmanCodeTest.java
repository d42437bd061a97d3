package dev.alphalift.codec.png;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HuffmanCodeTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 19, 286})
    void no_code_for_the_same_counts_is_shorter(int symbols) {
        Random random = new Random(symbols);
        for (int round = 0; round < 200; round++) {
            int[] counts = random.ints(symbols, 0, 1 + random.nextInt(1000)).toArray();
            counts[0]++;
            counts[symbols - 1]++;

            HuffmanCode code = HuffmanCode.of(counts, 40);

            assertThat(cost(counts, code)).isEqualTo(leastCost(counts));
            assertComplete(code, counts);
        }
    }

    private static long cost(int[] counts, HuffmanCode code) {
        return IntStream.range(0, counts.length)
                .mapToLong(symbol -> (long) counts[symbol] * code.length(symbol))
                .sum();
    }

    /// The textbook's way: the two least are joined until one is left.
    private static long leastCost(int[] counts) {
        PriorityQueue<Long> weights = new PriorityQueue<>();
        Arrays.stream(counts)
                .filter(count -> count > 0)
                .forEach(count -> weights.add((long) count));
        long cost = 0;
        while (weights.size() > 1) {
            long joined = weights.remove() + weights.remove();
            cost += joined;
            weights.add(joined);
        }
        return cost;
    }

    private static void assertComplete(HuffmanCode code, int[] counts) {
        double room = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            assertThat(code.length(symbol) > 0).isEqualTo(counts[symbol] > 0);
            room += counts[symbol] > 0 ? Math.pow(2, -code.length(symbol)) : 0;
        }
        assertThat(room).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 15})
    void counts_that_ask_for_longer_codes_than_are_allowed_get_allowed_ones(int longest) {
        // Fibonacci's numbers make the deepest tree of all.
        int[] counts = new int[40];
        counts[0] = 1;
        counts[1] = 1;
        for (int symbol = 2; symbol < counts.length; symbol++) {
            counts[symbol] = counts[symbol - 1] + counts[symbol - 2];
        }

        HuffmanCode code = HuffmanCode.of(counts, longest);

        IntStream.range(0, counts.length)
                .forEach(symbol -> assertThat(code.length(symbol)).isBetween(1, longest));
        assertComplete(code, counts);
    }

    @Test
    void codes_are_the_canonical_ones_of_the_standard() {
        // RFC 1951, section 3.2.2: lengths (3, 3, 3, 3, 3, 2, 4, 4) for A to H.
        HuffmanCode code = HuffmanCode.of(new int[] {10, 10, 10, 10, 10, 20, 5, 5}, 15);

        assertThat(IntStream.range(0, 8).map(code::length)).containsExactly(3, 3, 3, 3, 3, 2, 4, 4);
        assertThat(IntStream.range(0, 8).map(code::code))
                .containsExactly(
                        reversed("010"),
                        reversed("011"),
                        reversed("100"),
                        reversed("101"),
                        reversed("110"),
                        reversed("00"),
                        reversed("1110"),
                        reversed("1111"));
    }

    private static int reversed(String bits) {
        return Integer.parseInt(new StringBuilder(bits).reverse().toString(), 2);
    }
}
