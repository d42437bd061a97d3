package dev.alphalift.dialect.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.dialect.Problem;
import dev.alphalift.dialect.RembgParameters;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {
    private static final byte[] FILE = {1, 2, 13, 10, 45, 45, 0, (byte) 0xff};
    private static final String TYPE = "multipart/form-data; boundary=x";
    private static final long SEED = 20261125;

    /// A form whose parts are written as pairs of a head and a body.
    private static byte[] body(Object... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int part = 0; part < parts.length; part += 2) {
            body.writeBytes(
                    ("--x\r\nContent-Disposition: form-data; " + parts[part] + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(
                    parts[part + 1] instanceof byte[] bytes
                            ? bytes
                            : parts[part + 1].toString().getBytes(StandardCharsets.UTF_8));
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--x--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static MultipartForm read(String type, byte[] body, String... query) {
        NamedTexts texts = new NamedTexts();
        for (int at = 0; at < query.length; at += 2) {
            texts.add(query[at], query[at + 1]);
        }
        try {
            WebBody read = WebBody.read(type, new ByteArrayInputStream(body), texts);
            if (read instanceof WebBody.Form(MultipartForm form)) {
                return form;
            }
            throw new InvalidOption("body", "", "it is no form but " + read);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static MultipartForm form(Object... parts) {
        return read(TYPE, body(parts));
    }

    @Test
    void parts_are_read_and_win_over_the_query() {
        MultipartForm form =
                read(
                        TYPE,
                        body("name=\"om\"", "true", "name=name", "Bär", "name=\"file\"", FILE),
                        "ppm",
                        "true",
                        "OM",
                        "false");

        assertThat(form.get("om")).isEqualTo("true");
        assertThat(form.get("ppm")).isEqualTo("true");
        assertThat(form.get("name")).isEqualTo("Bär");
        assertThat(form.file("file")).isEqualTo(FILE);
        assertThat(form.get("af")).isNull();
        assertThat(form.file("af")).isNull();
    }

    @Test
    void an_option_is_read_whether_it_was_sent_as_a_file_or_not() {
        MultipartForm form =
                form(
                        "name=\"om\"; filename=\"blob\"\r\nContent-Type: text/plain",
                        "true",
                        "name=\"extras\"; filename=\"e.json\"\r\nContent-Type: application/json",
                        "{\"putalpha\": true}");

        assertThat(form.get("om")).isEqualTo("true");
        assertThat(RembgParameters.bool(form, "om")).isTrue();
        assertThat(form.get("extras")).isEqualTo("{\"putalpha\": true}");
    }

    @Test
    void a_picture_is_read_whether_it_has_the_name_of_a_file_or_not() {
        assertThat(form("name=\"file\"", FILE).file("file")).isEqualTo(FILE);
        assertThat(form("name=\"File\"; filename=\"\"", FILE).file("file")).isEqualTo(FILE);
    }

    @Test
    void a_picture_may_be_a_data_address_or_base64_by_its_name() {
        String text = Base64.getEncoder().encodeToString(FILE);

        assertThat(form("name=file", "data:image/png;base64," + text).file("file")).isEqualTo(FILE);
        assertThat(form("name=image_file_b64", text).file("image_file_b64")).isEqualTo(FILE);
        assertThat(form("name=image_file_b64; filename=a", text).file("image_file_b64"))
                .isEqualTo(FILE);
        assertThat(
                        form("name=file; filename=a\r\nContent-Transfer-Encoding: BASE64", text)
                                .file("file"))
                .isEqualTo(FILE);
        assertThatThrownBy(() ->
                        form("name=file; filename=a\r\nContent-Transfer-Encoding: x-uue", text))
                .isInstanceOf(InvalidOption.class);
    }

    @Test
    void two_values_of_one_option_are_refused_and_not_followed_by_half() {
        assertThatThrownBy(() -> form("name=om", "true", "name=OM", "false").get("om"))
                .isInstanceOf(InvalidOption.class);
        assertThatThrownBy(() -> form("name=file", "a", "name=file", "b").file("file"))
                .isInstanceOf(InvalidOption.class);
        // A page sends an empty file where none was chosen.
        assertThat(form("name=file", "", "name=file", FILE).file("file")).isEqualTo(FILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MULTIPART/FORM-DATA; BOUNDARY=x",
                "Multipart/Form-Data;boundary=\"x\"",
                "multipart/form-data; charset=utf-8; Boundary=x"
            })
    void media_types_and_their_parameters_have_no_case(String type) {
        assertThat(read(type, body("NAME=\"OM\"", "1")).get("om")).isEqualTo("1");
    }

    @Test
    void a_text_is_of_the_charset_that_its_type_names() {
        MultipartForm form =
                form(
                        "name=a\r\nContent-Type: text/plain; charset=ISO-8859-1",
                        new byte[] {(byte) 0xe4});

        assertThat(form.get("a")).isEqualTo("ä");
        assertThatThrownBy(() -> form("name=a\r\nContent-Type: text/plain; charset=nonsense", "b"))
                .isInstanceOf(InvalidOption.class);
    }

    @ParameterizedTest
    @CsvSource({"%ff%fe,400", "a\\0b,400"})
    void odd_signs_in_an_option_are_an_option_at_fault(String value, int status) {
        MultipartForm form = form("name=om", value.replace("\\0", "\0"));

        assertThatThrownBy(() -> RembgParameters.bool(form, "om"))
                .isInstanceOfSatisfying(
                        InvalidOption.class,
                        fault -> assertThat(Problem.of(fault, null).status()).isEqualTo(status));
    }

    @Test
    void a_long_name_of_a_file_is_no_fault() {
        String name = "%C3%A4".repeat(255);

        assertThat(form("name=file; filename=\"" + name + "\"", FILE).file("file")).isEqualTo(FILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=other",
                "multipart/form-data; boundary=\"",
                "text/plain"
            })
    void a_type_that_does_not_fit_the_body_is_an_option_at_fault(String type) {
        assertThatThrownBy(() -> read(type, body("name=a", "b"))).isInstanceOf(InvalidOption.class);
    }

    @Test
    void a_form_of_too_many_parts_is_an_option_at_fault() {
        Object[] many = new Object[202];
        Arrays.setAll(many, at -> "name=a" + at);

        assertThatThrownBy(() -> form(many)).isInstanceOf(InvalidOption.class);
    }

    @Test
    void a_connection_that_breaks_is_no_fault_of_the_form() {
        byte[] body = body("name=a", "b");
        InputStream broken =
                new InputStream() {
                    private int at;

                    @Override
                    public int read() throws IOException {
                        if (at == body.length / 2) {
                            throw new IOException("reset");
                        }
                        return body[at++];
                    }
                };

        assertThatThrownBy(() -> WebBody.read(TYPE, broken, new NamedTexts()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void whatever_happens_to_a_form_it_is_a_form_or_an_option_at_fault() {
        Random random = new Random(SEED);
        byte[] body = body("name=\"om\"", "true", "name=\"bgc\"", "1,2,3,4", "name=\"file\"", FILE);
        int forms = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] spoilt = Arrays.copyOf(body, random.nextInt(body.length) + 1);
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
            }
            try {
                read(TYPE, spoilt);
                forms++;
            } catch (InvalidOption expected) {
                assertThat(expected.option()).isEqualTo("body");
            }
        }
        assertThat(forms).as("seed %d", SEED).isLessThan(2000);
    }
}
