package dev.alphalift.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.codec.format.Formats;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.BoundedWork;
import dev.alphalift.testdata.TwelveMonkeys;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The files of TwelveMonkeys' own tests: each ends in a picture or a typed fault, and with no more
/// processor time than the product allows on the wall.
class HostileCorpusTest {
    private static final ImageDecoder DECODER =
            Formats.decoder(ImageLimits.DEFAULT, new Workers(2));

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static List<String> jars() {
        return TwelveMonkeys.JARS;
    }

    @ParameterizedTest
    @MethodSource("jars")
    void every_file_ends_in_a_picture_or_a_typed_fault(String jar) throws IOException {
        List<String> outcomes = new ArrayList<>();
        TwelveMonkeys.forEach(jar, (name, bytes) -> outcomes.add(outcome(name, bytes)));

        assertThat(outcomes).hasSizeGreaterThan(25).contains("picture");
    }

    private static String outcome(String name, byte[] bytes) {
        return BoundedWork.within(
                PATIENCE,
                name,
                () -> {
                    try {
                        assertThat(DECODER.decode(bytes).image().samples()).isNotEmpty();
                        return "picture";
                    } catch (AlphaliftException e) {
                        assertThat(e.getMessage()).isNotBlank();
                        return e.code();
                    }
                });
    }
}
