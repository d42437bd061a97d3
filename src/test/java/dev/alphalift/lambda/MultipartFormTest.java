package dev.alphalift.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {
    private static final byte[] FILE = {1, 2, 13, 10, 45, 45, 0, (byte) 0xff};
    private static final long SEED = 20261125;

    private static MultipartForm form(HttpEvents call) {
        HttpEvent event = HttpEvent.of(call.httpApi());
        return MultipartForm.of(event, event.body());
    }

    @Test
    void fields_and_files_are_told_apart_and_win_over_the_query() {
        MultipartForm form =
                form(
                        HttpEvents.post("/api/remove?om=false&ppm=true")
                                .form("file", FILE, Map.of("om", "true", "name", "Bär")));

        assertThat(form.get("om")).isEqualTo("true");
        assertThat(form.get("ppm")).isEqualTo("true");
        assertThat(form.get("name")).isEqualTo("Bär");
        assertThat(form.get("file")).isNull();
        assertThat(form.file("file")).isEqualTo(FILE);
        assertThat(form.file("om")).isNull();
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
        byte[] body =
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n"
                        .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> form(HttpEvents.post("/").body(body, type)))
                .isInstanceOf(InvalidOption.class);
    }

    @Test
    void a_form_of_too_many_parts_is_an_option_at_fault() {
        Map<String, String> many =
                IntStream.range(0, 101).boxed().collect(Collectors.toMap(String::valueOf, _ -> ""));

        assertThatThrownBy(() -> form(HttpEvents.post("/").form("file", FILE, many)))
                .isInstanceOf(InvalidOption.class);
    }

    @Test
    void whatever_happens_to_a_form_it_is_a_form_or_an_option_at_fault() {
        Random random = new Random(SEED);
        HttpEvent whole =
                HttpEvent.of(
                        HttpEvents.post("/")
                                .form("file", FILE, Map.of("om", "true", "bgc", "1,2,3,4"))
                                .httpApi());
        byte[] body = whole.body();
        int forms = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] spoilt = Arrays.copyOf(body, random.nextInt(body.length) + 1);
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
            }
            try {
                MultipartForm.of(whole, spoilt);
                forms++;
            } catch (InvalidOption expected) {
                assertThat(expected.option()).isEqualTo("body");
            }
        }
        assertThat(forms).as("seed %d", SEED).isLessThan(2000);
    }
}
