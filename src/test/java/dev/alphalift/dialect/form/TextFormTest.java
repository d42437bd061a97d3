package dev.alphalift.dialect.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
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
        TextForm form = encoded("a=1%25+2&b=%C3%A4&c&=x&d=%zz%4&e=");

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
    void names_have_no_case() {
        assertThat(encoded("OM=1&Crop_Margin=2px").get("om")).isEqualTo("1");
        assertThat(encoded("OM=1&Crop_Margin=2px").get("crop_margin")).isEqualTo("2px");
        assertThat(json("{\"Size\": \"hd\"}").get("size")).isEqualTo("hd");
        assertThat(json("{\"Image_File_B64\": \"aGVsbG8\"}").file("image_file_b64"))
                .asString()
                .isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crop=true&crop=false", "Crop=1&crop=0"})
    void a_field_with_two_values_is_refused_and_not_followed_by_half(String body) {
        assertThatThrownBy(() -> encoded(body).get("crop"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("crop");
    }

    @Test
    void a_field_that_says_the_same_twice_or_nothing_once_is_read() {
        assertThat(encoded("crop=true&crop=true").get("crop")).isEqualTo("true");
        assertThat(encoded("crop=&crop=true&crop=").get("crop")).isEqualTo("true");
        assertThat(encoded("crop=&crop=").get("crop")).isEmpty();
    }

    @Test
    void two_pictures_of_one_name_are_refused() {
        assertThatThrownBy(() -> encoded("image_file_b64=aGVs&image_file_b64=bG8="))
                .isInstanceOf(InvalidOption.class);
        assertThatThrownBy(
                        () -> json("{\"image_file_b64\": \"aGVs\", \"image_file_b64\": \"bG8=\"}"))
                .isInstanceOf(InvalidOption.class);
    }

    @Test
    void a_plus_sign_that_somebody_forgot_to_encode_stays_one() {
        byte[] picture = {(byte) 0xfb, (byte) 0xef, (byte) 0xbe};

        assertThat(encoded("image_file_b64=++++").file("image_file_b64")).isEqualTo(picture);
        assertThat(encoded("image_file_b64=%2b%2B++").file("image_file_b64")).isEqualTo(picture);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aGVsbG8\\/",
                "\\u0061GVsbG8\\u002F",
                "aGVs\\r\\n\\tbG8\\/",
                "data:image\\/png;base64,aGVsbG8\\/",
                "DATA:image/png;charset=x;BASE64,aGVsbG8%2F"
            })
    void escapes_of_json_are_taken_out_of_a_picture(String text) {
        assertThat(json("{\"a\": \"ä\", \"image_file_b64\": \"" + text + "\", \"b\": 1}"))
                .satisfies(form -> {
                    assertThat(form.file("image_file_b64"))
                            .isEqualTo(Base64.getDecoder().decode("aGVsbG8/"));
                    assertThat(form.get("b")).isEqualTo("1");
                });
    }

    @Test
    void json_in_other_encodings_is_read() {
        String body = "{\"image_file_b64\": \"aGVsbG8=\", \"a\": 1}";

        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            TextForm form = TextForm.ofJson(body.getBytes(charset));
            assertThat(form.file("image_file_b64")).asString().isEqualTo("hello");
            assertThat(form.get("a")).isEqualTo("1");
        }
        assertThat(json("\ufeff" + body).file("image_file_b64")).asString().isEqualTo("hello");
    }

    @Test
    void what_is_no_base64_is_told() {
        assertThatThrownBy(() -> encoded("image_file_b64=a%00b"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("image_file_b64");
    }
}
