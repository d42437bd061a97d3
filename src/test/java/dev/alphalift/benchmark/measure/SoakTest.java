package dev.alphalift.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.alphalift.benchmark.SoakRun;
import dev.alphalift.benchmark.measure.Soak.Sample;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoakTest {
    private static final double LAST_BITS = 1e-9;

    private static Sample sample(long pictures, double megabytes) {
        return new Sample(pictures, pictures / 10.0, Math.round(megabytes * 1e6));
    }

    @Test
    void memory_on_a_line_grows_by_its_slope() {
        List<Sample> samples =
                IntStream.rangeClosed(1, 20).mapToObj(at -> sample(100 * at, 300 + at)).toList();

        Soak soak = Soak.of(samples);

        assertThat(soak.growth()).isCloseTo(10, within(LAST_BITS)); // 1 MB each 100 pictures
        assertThat(soak.error()).isCloseTo(0, within(LAST_BITS));
        assertThat(soak.pictures()).isEqualTo(2000);
        assertThat(soak.seconds()).isEqualTo(200);
    }

    @Test
    void noise_has_the_error_that_scipy_tells() {
        // scipy 1.17.1: linregress([1, 2, 3, 4], [1, 3, 2, 4]): slope 0.8, stderr 0.424264...
        List<Sample> samples =
                List.of(sample(1000, 1), sample(2000, 3), sample(3000, 2), sample(4000, 4));

        Soak soak = Soak.of(samples);

        assertThat(soak.growth()).isCloseTo(0.8, within(LAST_BITS));
        assertThat(soak.error()).isCloseTo(0.4242640687119285, within(LAST_BITS));
    }

    @Test
    void what_comes_in_the_first_fifth_does_not_count() {
        List<Sample> samples = new ArrayList<>();
        samples.add(sample(100, 50));
        samples.add(sample(300, 200));
        IntStream.rangeClosed(4, 20).forEach(at -> samples.add(sample(100 * at, 300)));

        assertThat(Soak.of(samples).growth()).isCloseTo(0, within(LAST_BITS));
    }

    @Test
    void a_short_soak_is_not_judged() {
        List<Sample> samples =
                IntStream.rangeClosed(1, 9).mapToObj(at -> sample(100 * at, 300 + at)).toList();

        assertThat(Soak.of(samples).judged()).isFalse();
        assertThat(Soak.of(List.of(sample(5000, 1), sample(9000, 9))).judged()).isFalse();
    }

    @Test
    void thinned_samples_keep_their_distance() {
        List<Sample> samples = new ArrayList<>();
        IntStream.rangeClosed(0, 4).forEach(at -> samples.add(sample(at, at)));

        SoakRun.thin(samples);

        assertThat(samples).extracting(Sample::pictures).containsExactly(0L, 2L, 4L);
    }

    @Test
    void a_length_is_pictures_or_seconds() {
        assertThat(SoakLength.of("5000")).isEqualTo(new SoakLength(5000, false));
        assertThat(SoakLength.of("600s")).isEqualTo(new SoakLength(600, true));
        assertThat(SoakLength.of("600s")).hasToString("600s");
        assertThat(SoakLength.of("3").isOver(3, 0)).isTrue();
        assertThat(SoakLength.of("3s").isOver(3, 2.9)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0s", "-1", "s", "1.5", "5m", "99999999999"})
    void a_length_that_is_neither_is_refused(String text) {
        assertThatThrownBy(() -> SoakLength.of(text)).isInstanceOf(InvalidOption.class);
    }
}
