package dev.alphalift.dialect.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.dialect.RembgPost;
import dev.alphalift.dialect.RembgWeb;
import dev.alphalift.dialect.RemoveBgCall;
import dev.alphalift.dialect.RemoveBgSize;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.testdata.TestData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebBodyTest {
    private static final byte[] PICTURE =
            TestData.read(TestData.project().resolve("samples/chelsea.png"));

    private static WebBody read(@Nullable String type, byte[] body) {
        try {
            return WebBody.read(type, new ByteArrayInputStream(body), new NamedTexts());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static WebBody read(@Nullable String type, String body) {
        return read(type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static RembgPost rembg(WebBody body) {
        return RembgPost.of(body, new NamedTexts(), null, RemovalOptions.DEFAULT);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                ";;;",
                "image",
                "application/octet-stream",
                "application/x-www-form-urlencoded",
                "application/json",
                "image/jpeg",
                "IMAGE/PNG",
                "text/plain; charset=utf-8",
                "application/pdf",
                "multipart/form-data",
                "multipart/mixed; boundary=x"
            })
    void a_picture_is_one_whatever_its_type_is_said_to_be(@Nullable String type) {
        assertThat(rembg(read(type, PICTURE)).picture()).isEqualTo(PICTURE);
        RemoveBgCall call =
                RemoveBgCall.of(
                        RemoveBgCall.form(read(type, PICTURE), new NamedTexts()),
                        RemovalOptions.DEFAULT,
                        RemoveBgSize.FULL);
        assertThat(call.image()).isEqualTo(PICTURE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON; charset=utf-8",
                "application/x-www-form-urlencoded",
                "text/plain",
                "application/vnd.x+json"
            })
    void an_object_of_json_is_one_whatever_its_type_is_said_to_be(@Nullable String type) {
        String json =
                " {\"Image\": \"data:image/png;base64,%s\", \"ONLY_MASK\": true}"
                        .formatted(Base64.getEncoder().encodeToString(PICTURE));
        RembgPost post = rembg(read(type, json));

        assertThat(post.picture()).isEqualTo(PICTURE);
        assertThat(post.options().onlyMask()).isTrue();
        assertThat(rembg(read(type, "\ufeff" + json)).picture()).isEqualTo(PICTURE);
    }

    @Test
    void parameters_of_a_bare_picture_stand_in_the_query_and_have_no_case() {
        NamedTexts query = new NamedTexts();
        query.add("OM", "true");
        query.add("Crop", "true");

        assertThat(
                        RembgPost.of(read(null, PICTURE), query, null, RemovalOptions.DEFAULT)
                                .options()
                                .onlyMask())
                .isTrue();
        assertThat(RemoveBgCall.form(read(null, PICTURE), query).get("crop")).isEqualTo("true");
    }

    @Test
    void a_field_that_begins_like_a_picture_is_a_field() {
        WebBody body = read("application/x-www-form-urlencoded", "BM=1&size=hd");

        assertThat(RemoveBgCall.form(body, new NamedTexts()).get("size")).isEqualTo("hd");
    }

    @Test
    void a_form_without_a_boundary_is_told_how_to_get_one() {
        assertThatThrownBy(() -> read("multipart/form-data", "--x\r\n"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("boundary")
                .hasMessageContaining("library");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"image\": \"\", \"image\": \"\"}",
                "{\"image\": \"\", \"IMAGE\": \"\"}",
                "{\"only_mask\": true, \"only_mask\": false, \"image\": \"\"}",
                "{\"image\": \"\"} {}",
                "{\"image\": \"",
                "{\"image\": \"!\"}",
                "{\"image\": 1}",
                "{\"image\": null}",
                "[]"
            })
    void an_object_that_says_nothing_or_two_things_is_refused(String json) {
        assertThatThrownBy(() -> rembg(read("application/json", json)))
                .isInstanceOf(InvalidOption.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image_url", "bg_image_url"})
    void a_data_address_where_an_address_should_be_is_told_where_it_belongs(String name) {
        WebBody body =
                read(
                        "application/json",
                        "{\"%s\": \"data:image/png;base64,aGVsbG8=\"}".formatted(name));

        assertThatThrownBy(() ->
                        RemoveBgCall.of(
                                bgForm(body, name), RemovalOptions.DEFAULT, RemoveBgSize.FULL))
                .isInstanceOf(InvalidOption.class)
                .isNotInstanceOf(NotAvailable.class)
                .hasMessageContaining("image_file");
        NamedTexts query = new NamedTexts();
        query.add("url", "DATA:image/png;base64,aGVsbG8=");
        assertThatThrownBy(() -> RembgWeb.address(query))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("image");
    }

    private static WebForm bgForm(WebBody body, String name) {
        WebForm form = RemoveBgCall.form(body, new NamedTexts());
        return new WebForm() {
            @Override
            public @Nullable String get(String asked) {
                return form.get(asked);
            }

            @Override
            public byte @Nullable [] file(String asked) {
                return name.startsWith("bg") && asked.equals("image_file")
                        ? PICTURE
                        : form.file(asked);
            }
        };
    }

    @Test
    void a_file_of_remove_bg_in_json_is_told_that_it_must_be_base64() {
        WebBody body = read("application/json", "{\"image_file\": \"abc\"}");

        assertThatThrownBy(() ->
                        RemoveBgCall.of(
                                RemoveBgCall.form(body, new NamedTexts()),
                                RemovalOptions.DEFAULT,
                                RemoveBgSize.FULL))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("image_file_b64");
    }
}
