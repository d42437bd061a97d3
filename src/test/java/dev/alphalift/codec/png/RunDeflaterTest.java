package dev.alphalift.codec.png;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunDeflaterTest {
    private final RunDeflater deflater = new RunDeflater();

    private static byte[] inflated(byte[] bytes, int length) {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(bytes);
            byte[] result = new byte[length + 1];
            int count = inflater.inflate(result);
            assertThat(inflater.finished()).isTrue();
            assertThat(inflater.getRemaining()).isZero();
            return Arrays.copyOf(result, count);
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        }
    }

    private void assertComesBack(byte[] data) {
        byte[] deflated = deflater.deflate(data, 0, data.length, true);
        assertThat(inflated(deflated, data.length)).isEqualTo(data);
    }

    /// @param spread how many values there are
    /// @param most the longest run
    @ParameterizedTest
    @CsvSource({"256,1", "256,3", "256,9", "2,2", "2,700", "7,40", "256,4000", "30,300"})
    void zlib_inflates_what_was_deflated(int spread, int most) {
        Random random = new Random(spread + most);
        for (int length : new int[] {1, 2, 3, 7, 8, 9, 300, 65_535, 65_536, 65_537, 300_000}) {
            byte[] data = new byte[length];
            for (int at = 0; at < length; ) {
                int end = Math.min(length, at + 1 + random.nextInt(most));
                Arrays.fill(data, at, end, (byte) random.nextInt(spread));
                at = end;
            }
            assertComesBack(data);
        }
    }

    @Test
    void a_run_of_every_length_comes_back() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (int length = 1; length <= 600; length++) {
            byte[] run = new byte[length];
            Arrays.fill(run, (byte) (length * 37));
            data.writeBytes(run);
            data.write(length);
        }
        assertComesBack(data.toByteArray());
    }

    @Test
    void values_so_uneven_that_codes_reach_their_greatest_length_come_back() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        int count = 1;
        for (int value = 0; value < 22; value++) {
            for (int at = 0; at < count; at++) {
                // Two values in turn, so that none makes a run.
                data.write(value);
                data.write(100 + value);
            }
            count = Math.max(count + 1, (int) (count * 1.62));
        }
        assertComesBack(Arrays.copyOf(data.toByteArray(), 65_536));
        assertComesBack(data.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1000, 70_000})
    void pieces_stand_behind_each_other(int piece) {
        byte[] data = new byte[4 * piece];
        new Random(piece).nextBytes(data);
        Arrays.fill(data, piece / 2, 2 * piece, (byte) 3);

        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        for (int from = 0; from < data.length; from += piece) {
            boolean last = from + piece == data.length;
            deflated.writeBytes(deflater.deflate(data, from, from + piece, last));
        }

        assertThat(inflated(deflated.toByteArray(), data.length)).isEqualTo(data);
    }

    @Test
    void what_cannot_be_shortened_hardly_grows() {
        byte[] noise = new byte[1 << 20];
        new Random(1).nextBytes(noise);

        assertThat(deflater.deflate(noise, 0, noise.length, true).length)
                .isLessThan(noise.length + noise.length / 250);
        assertComesBack(noise);
    }

    @Test
    void a_million_equal_bytes_become_next_to_nothing() {
        assertThat(deflater.deflate(new byte[1 << 20], 0, 1 << 20, true)).hasSizeLessThan(1500);
    }
}
