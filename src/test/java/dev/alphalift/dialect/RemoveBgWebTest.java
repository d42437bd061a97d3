package dev.alphalift.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.Forbidden;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.AlphaliftException.Unauthorized;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import dev.alphalift.testdata.TestData;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RemoveBgWebTest {
    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new InvalidOption("size", "x", "no."), 400, "invalid_option"),
                Arguments.of(new UnreadableImage("broken"), 400, "unreadable_image"),
                Arguments.of(new UnsupportedFormat("HEIC", "no"), 400, "unsupported_format"),
                Arguments.of(new SourceUnavailable("a", "b", null), 400, "source_unavailable"),
                Arguments.of(new Forbidden("a", "b"), 400, "forbidden_address"),
                Arguments.of(new Unauthorized("X-Api-Key"), 403, "auth_failed"),
                Arguments.of(new ImageTooLarge("bytes", 2, 1), 413, "image_too_large"),
                Arguments.of(new Busy(Duration.ofSeconds(7)), 429, "rate_limit_exceeded"),
                Arguments.of(new NotAvailable("A", "b"), 501, "not_available"),
                Arguments.of(new ModelUnavailable("m", "/secret/m"), 503, "model_unavailable"),
                Arguments.of(
                        new DeadlineExceeded(Duration.ofSeconds(1)), 504, "deadline_exceeded"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_has_remove_bgs_shape(AlphaliftException fault, int status, String code) {
        WebAnswer answer = RemoveBgWeb.fault(fault);

        JsonNode error = TestData.parse(answer.body()).get("errors").get(0);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.mediaType()).isEqualTo("application/json");
        assertThat(error.get("code").asText()).isEqualTo(code);
        assertThat(error.get("title").asText()).isNotBlank().doesNotContain("\n", "/secret");
        assertThat(answer.headers().get("Retry-After")).isEqualTo(status == 429 ? "7" : null);
    }

    @Test
    void advice_is_the_detail() {
        WebAnswer answer = RemoveBgWeb.fault(new ImageTooLarge("bytes", 2, 1));

        JsonNode error = TestData.parse(answer.body()).get("errors").get(0);
        assertThat(error.get("title").asText()).endsWith("the limit is 1.");
        assertThat(error.get("detail").asText()).startsWith("Maybe ");
    }

    @Test
    void an_account_never_runs_out() {
        JsonNode attributes = TestData.parse(RemoveBgWeb.account().body()).at("/data/attributes");

        assertThat(attributes.at("/credits/total").asInt()).isPositive();
        assertThat(attributes.at("/api/sizes").asText()).isEqualTo("all");
    }
}
