package dev.alphalift.codec.png;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngFilterTest {
    /// The specification's own words (section 9.4), a byte at a time.
    private static int predicted(int left, int above, int corner) {
        int estimate = left + above - corner;
        int toLeft = Math.abs(estimate - left);
        int toAbove = Math.abs(estimate - above);
        int toCorner = Math.abs(estimate - corner);
        if (toLeft <= toAbove && toLeft <= toCorner) {
            return left;
        }
        return toAbove <= toCorner ? above : corner;
    }

    private static byte[] expected(byte[] row, byte[] above, int distance) {
        byte[] filtered = new byte[1 + row.length];
        filtered[0] = PngFilter.PAETH;
        for (int x = 0; x < row.length; x++) {
            int left = x < distance ? 0 : row[x - distance] & 0xff;
            int corner = x < distance ? 0 : above[x - distance] & 0xff;
            filtered[1 + x] = (byte) (row[x] - predicted(left, above[x] & 0xff, corner));
        }
        return filtered;
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,2", "1,1000", "3,3", "3,2997", "4,4", "4,8", "4,12", "4,4000", "3,21"})
    void a_row_is_filtered_as_the_specification_says_and_restored(int distance, int length) {
        Random random = new Random(distance * 10_000L + length);
        for (int spread : new int[] {1, 2, 5, 40, 256}) {
            byte[] row = new byte[length];
            byte[] above = new byte[length];
            for (int x = 0; x < length; x++) {
                row[x] = (byte) random.nextInt(spread);
                above[x] = (byte) (random.nextInt(spread) + random.nextInt(2) * 120);
            }
            byte[] filtered = new byte[3 + 1 + length];

            PngFilter.paeth(row, above, distance, filtered, 3);

            assertThat(Arrays.copyOfRange(filtered, 3, filtered.length))
                    .isEqualTo(expected(row, above, distance));
            byte[] restored = Arrays.copyOfRange(filtered, 3, filtered.length);
            byte[] previous = new byte[1 + length];
            System.arraycopy(above, 0, previous, 1, length);
            PngFilter.undo(restored, previous, distance);
            assertThat(Arrays.copyOfRange(restored, 1, restored.length)).isEqualTo(row);
        }
    }

    /// Each value above stands in both halves of a word, so in both ways that bytes are taken out.
    @Test
    void every_left_above_and_corner_gives_the_specifications_choice() {
        byte[] row = new byte[1 + 4 * 256];
        byte[] above = new byte[1 + 4 * 256];
        byte[] filtered = new byte[1 + row.length];
        for (int left = 0; left < 256; left++) {
            for (int corner = 0; corner < 256; corner++) {
                for (int parity = 0; parity < 2; parity++) {
                    Arrays.fill(row, (byte) left);
                    Arrays.fill(above, (byte) corner);
                    for (int value = 0; value < 256; value++) {
                        above[1 + parity + 2 * value] = (byte) value;
                    }

                    PngFilter.paeth(row, above, 1, filtered, 0);

                    for (int value = 0; value < 256; value++) {
                        int result = filtered[1 + 1 + parity + 2 * value] & 0xff;
                        int expected = (left - predicted(left, value, corner)) & 0xff;
                        if (result != expected) {
                            assertThat(result)
                                    .as("left %d, above %d, corner %d", left, value, corner)
                                    .isEqualTo(expected);
                        }
                    }
                }
            }
        }
    }
}
