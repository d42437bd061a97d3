package dev.alphalift.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.fault.FaultKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultAnswerTest {
    /// Programs rely on these: a change breaks them.
    @ParameterizedTest
    @CsvSource({
        "INVALID_OPTION, 400, 400, 400, invalid_option",
        "UNAUTHORIZED, 401, 401, 403, auth_failed",
        "FORBIDDEN_ADDRESS, 403, 422, 400, forbidden_address",
        "SOURCE_MISSING, 404, 422, 400, source_missing",
        "IMAGE_TOO_LARGE, 413, 413, 413, image_too_large",
        "RESULT_TOO_LARGE, 413, 413, 413, result_too_large",
        "UNSUPPORTED_FORMAT, 415, 415, 400, unsupported_format",
        "UNREADABLE_IMAGE, 422, 422, 400, unreadable_image",
        "SIZE_MISMATCH, 422, 422, 400, size_mismatch",
        "BUSY, 429, 429, 429, rate_limit_exceeded",
        "NOT_AVAILABLE, 501, 501, 501, not_available",
        "SOURCE_UNAVAILABLE, 502, 422, 400, source_unavailable",
        "MODEL_UNAVAILABLE, 503, 503, 503, model_unavailable",
        "INFERENCE_FAILED, 503, 503, 503, inference_failed",
        "TARGET_UNAVAILABLE, 503, 503, 503, target_unavailable",
        "DEADLINE_EXCEEDED, 504, 504, 504, deadline_exceeded"
    })
    void statuses_and_codes_stay_as_they_are(
            FaultKind kind, int status, int ofThePair, int ofRemoveBg, String codeOfRemoveBg) {
        FaultAnswer row = FaultAnswer.of(kind);

        assertThat(row.status()).isEqualTo(status);
        assertThat(row.pairStatus()).isEqualTo(ofThePair);
        assertThat(row.removeBgStatus()).isEqualTo(ofRemoveBg);
        assertThat(row.removeBgCode()).isEqualTo(codeOfRemoveBg);
    }

    @ParameterizedTest
    @EnumSource
    void a_kind_is_found_by_its_code_and_has_a_status_with_words(FaultKind kind) {
        assertThat(FaultKind.of(kind.code())).isEqualTo(kind);
        assertThat(WebStatus.of(FaultAnswer.of(kind).status()).number())
                .isEqualTo(FaultAnswer.of(kind).status());
        assertThat(FaultAnswer.of(kind).meaning()).endsWith(".");
    }

    @Test
    void a_code_that_no_fault_has_is_no_kind() {
        assertThat(FaultKind.of("unexpected")).isNull();
    }

    @Test
    void a_method_and_a_version_that_are_not_known_are_told_apart() {
        assertThat(List.of(Problem.of(501, null).code(), Problem.of(505, null).code()))
                .containsExactly("not_implemented", "http_version_not_supported");
    }

    @Test
    void a_status_without_words_is_a_mistake_of_whoever_its_hundred_says() {
        assertThat(Problem.of(418, "7"))
                .isEqualTo(
                        new Problem(
                                "about:blank",
                                "Error",
                                418,
                                "bad_request",
                                "The request cannot be done: Error.",
                                "7"));
        assertThat(Problem.of(507, null).code()).isEqualTo("unexpected");
    }
}
