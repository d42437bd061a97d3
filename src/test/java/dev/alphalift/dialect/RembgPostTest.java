package dev.alphalift.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.codec.OutputFormat;
import dev.alphalift.dialect.form.NamedTexts;
import dev.alphalift.dialect.form.WebBody;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.pipeline.RemovalOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RembgPostTest {
    private static final String FORM = "multipart/form-data; boundary=b";
    private static final String JSON = "application/json";

    private static String form(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nx\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n--b--\r\n"
                        .formatted(name, value);
    }

    private static RemovalOptions asked(String type, String body, String name, String value)
            throws IOException {
        NamedTexts query = new NamedTexts();
        query.add(name, value);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return RembgPost.of(
                        WebBody.read(type, new ByteArrayInputStream(bytes), query),
                        query,
                        null,
                        RemovalOptions.DEFAULT)
                .options();
    }

    @Test
    void what_a_form_says_goes_before_the_query() throws IOException {
        assertThat(asked(FORM, form("om", "true"), "om", "false").onlyMask()).isTrue();
        assertThat(asked(FORM, form("ppm", "true"), "om", "true").onlyMask()).isTrue();
    }

    @Test
    void what_an_object_says_goes_before_the_query() throws IOException {
        String call = "{\"image\": \"AQID\", \"only_mask\": false, \"quality\": 7}";

        assertThat(asked(JSON, call, "om", "true").onlyMask()).isFalse();
        assertThat(asked(JSON, call, "ppm", "true").postProcessMask()).isTrue();
        assertThat(asked(JSON, call, "format", "webp").output())
                .isEqualTo(new OutputFormat.Webp(7, false));
    }

    @ParameterizedTest
    @CsvSource({"om,maybe", "quality,101", "format,avif", "lossless,2", "bgc,red", "extras,{"})
    void a_wrong_value_in_the_query_is_told_whatever_the_body_is(String name, String value) {
        String valid = name.equals("quality") ? "90" : "";

        for (String[] call :
                new String[][] {
                    {FORM, form(name, valid)},
                    {FORM, form("model", "u2netp")},
                    {JSON, "{\"image\": \"AQID\"}"},
                    {"image/png", "\u0089PNG"}
                }) {
            assertThatThrownBy(() -> asked(call[0], call[1], name, value))
                    .as(call[1])
                    .isInstanceOf(InvalidOption.class);
        }
    }

    @Test
    void a_hint_is_a_part_of_a_form_or_a_text_of_an_object() throws IOException {
        assertThat(asked(FORM, form("hint", "x"), "om", "").hint()).isNotNull();
        // As browsers send a field that was left alone.
        assertThat(asked(FORM, form("hint", ""), "om", "").hint()).isNull();
        assertThat(asked(JSON, "{\"image\": \"AQID\", \"Hint\": \"AQID\"}", "om", "").hint())
                .isNotNull();
        assertThat(
                        asked(
                                        JSON,
                                        "{\"image\": \"AQID\","
                                                + " \"hint\": \"data:image/png;base64,AQID\"}",
                                        "om",
                                        "")
                                .hint())
                .isNotNull();
        assertThat(asked(JSON, "{\"image\": \"AQID\", \"hint\": null}", "om", "").hint()).isNull();
    }

    @Test
    void a_hint_that_is_no_picture_at_all_is_refused_by_name() {
        for (String hint : new String[] {"\"\"", "7", "true", "\"*\"", "[]", "{}"}) {
            assertThatThrownBy(() ->
                            asked(
                                    JSON,
                                    "{\"image\": \"AQID\", \"hint\": %s}".formatted(hint),
                                    "om",
                                    ""))
                    .as(hint)
                    .isInstanceOf(InvalidOption.class)
                    .hasMessageContaining("hint");
        }
    }

    @Test
    void an_address_has_no_room_for_a_hint() {
        for (String[] call :
                new String[][] {
                    {FORM, form("om", "true")},
                    {JSON, "{\"image\": \"AQID\"}"},
                    {"image/png", "\u0089PNG"}
                }) {
            assertThatThrownBy(() -> asked(call[0], call[1], "hint", "AQID"))
                    .isInstanceOf(InvalidOption.class)
                    .hasMessageContaining("hint");
        }
    }
}
