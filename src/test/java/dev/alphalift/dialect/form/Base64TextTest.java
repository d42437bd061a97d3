package dev.alphalift.dialect.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64TextTest {
    private static final long SEED = 20261130;

    /// All of them stand for three bytes that need both odd signs of the alphabet.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-_8f/w==",
                "+/8f/w==",
                "+/8f/w",
                "  +/8f\r\n/w\t=\n= ",
                "-_8f_w",
                "data:image/png;base64,+/8f/w==",
                "data:;base64,+/8f/w==",
                "DATA:IMAGE/PNG;BASE64,+/8f/w==",
                "data:image/png;name=a.png;charset=utf-8;base64,+/8f/w==",
                "data:image/png;base64 , +/8f /w==",
                "data:image/png;base64,%2B%2F8f%2fw%3D%3D",
                "data:image/png;base64,-_8f_w",
                " data:image/png;base64,+/8f/w==",
                "data:image/png,%fb%FF%1f%ff",
                "data:,%fb%FF%1f%ff"
            })
    void every_way_of_writing_the_same_bytes_is_read(String text) {
        assertThat(Base64Text.decode("image", text)).containsExactly(0xfb, 0xff, 0x1f, 0xff);
    }

    @Test
    void what_is_not_encoded_in_an_address_stands_for_itself() {
        assertThat(Base64Text.decode("image", "data:text/plain,a+b%2c%zz%4"))
                .asString()
                .isEqualTo("a+b,%zz%4");
        assertThat(Base64Text.decode("image", "data:,")).isEmpty();
        assertThat(Base64Text.decode("image", "data:;base64,")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "aGVsb",
                "aGVsbG8==",
                "aGVsbG=8",
                "aGVs=",
                "=",
                "aGVs!",
                "ä",
                "data:image/png;base64",
                "data:image/png;base64,a!",
                "http://example.com/a.png",
                "aGVs\0bG8="
            })
    void what_is_neither_is_told_by_its_name(String text) {
        assertThatThrownBy(() -> Base64Text.decode("image", text))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("image");
    }

    @Test
    void it_decodes_what_the_jdk_encodes() {
        Random random = new Random(SEED);
        for (int length = 0; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            for (Base64.Encoder encoder :
                    new Base64.Encoder[] {
                        Base64.getEncoder(),
                        Base64.getMimeEncoder(),
                        Base64.getUrlEncoder(),
                        Base64.getEncoder().withoutPadding()
                    }) {
                assertThat(Base64Text.decode("image", encoder.encodeToString(bytes)))
                        .as("seed %d, %d bytes", SEED, length)
                        .isEqualTo(bytes);
            }
        }
    }
}
