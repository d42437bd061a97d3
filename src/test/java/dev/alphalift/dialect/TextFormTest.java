package dev.alphalift.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormTest {
    private static TextForm encoded(String body) {
        return TextForm.ofUrlEncoded(body.getBytes(StandardCharsets.UTF_8));
    }

    private static TextForm json(String body) {
        return TextForm.ofJson(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void fields_are_taken_out_of_their_escapes() {
        TextForm form = encoded("a=1%25+2&b=%C3%A4&c&=x&a=3&d=%zz%4&e=");

        assertThat(form.get("a")).isEqualTo("1% 2");
        assertThat(form.get("b")).isEqualTo("ä");
        assertThat(form.get("c")).isEmpty();
        assertThat(form.get("d")).isEqualTo("%zz%4");
        assertThat(form.get("e")).isEmpty();
        assertThat(form.get("f")).isNull();
        assertThat(encoded("").get("")).isNull();
    }

    @Test
    void pictures_are_base64_with_or_without_breaks() {
        assertThat(encoded("image_file_b64=aGVs%0D%0AbG8%3D").file("image_file_b64"))
                .asString()
                .isEqualTo("hello");
        assertThat(json("{\"image_file_b64\": \"aGVs\\nbG8=\"}").file("image_file_b64"))
                .asString()
                .isEqualTo("hello");
        assertThat(json("{\"image_file_b64\": \"aGVsbG8\"}").file("image_file_b64"))
                .asString()
                .isEqualTo("hello");
        assertThat(encoded("image_file_b64=").file("image_file_b64")).isNull();
    }

    @Test
    void a_picture_longer_than_jacksons_own_limit_is_read() {
        byte[] picture = new byte[16_000_000];
        picture[picture.length - 1] = 7;
        String text = Base64.getEncoder().encodeToString(picture);

        assertThat(json("{\"image_file_b64\": \"" + text + "\"}").file("image_file_b64"))
                .isEqualTo(picture);
    }

    @Test
    void values_of_json_may_be_texts_numbers_and_truths() {
        TextForm form =
                json(
                        "{\"a\": \"x\", \"b\": 1.5, \"c\": true, \"d\": null, \"e\": [1, {}], \"f\": 2}");

        assertThat(form.get("a")).isEqualTo("x");
        assertThat(form.get("b")).isEqualTo("1.5");
        assertThat(form.get("c")).isEqualTo("true");
        assertThat(form.get("d")).isNull();
        assertThat(form.get("f")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "{",
                "{\"a\": }",
                "{} {}",
                "{\"image_file_b64\": \"???\"}",
                "{\"image_file_b64\": \"aGVs"
            })
    void what_is_no_object_or_no_picture_is_told(String body) {
        assertThatThrownBy(() -> json(body)).isInstanceOf(InvalidOption.class);
    }

    @Test
    void what_is_no_base64_is_told() {
        assertThatThrownBy(() -> encoded("image_file_b64=a%00b"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("image_file_b64");
    }
}
