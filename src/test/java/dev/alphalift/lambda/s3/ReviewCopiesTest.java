package dev.alphalift.lambda.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.lambda.FunctionFault;
import dev.alphalift.testdata.S3EventJson;
import dev.alphalift.testdata.S3EventJson.Upload;
import dev.alphalift.testdata.S3Proxy.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `ALPHALIFT_REVIEW`: what `remove-s3` copies for people to look at.
class ReviewCopiesTest {
    /// The small model is sure of none of it.
    private static final byte[] PICTURE = S3Case.picture(0x204060);

    private static S3Case fixture;
    private static RemoveS3Function function;

    @BeforeAll
    static void start() throws IOException {
        fixture = new S3Case(Duration.ofSeconds(3));
        function =
                fixture.function(Map.of("ALPHALIFT_REVIEW", "s3://" + fixture.target + "/review"));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @AfterEach
    void heal() {
        fixture.server.proxy().spoil(_ -> Fault.NONE);
    }

    private static String outcome(JsonNode answer) {
        return answer.path("outcomes").path(0).path("outcome").asText();
    }

    private static boolean isThere(String key) {
        return fixture.server.contents(fixture.target).containsKey(key);
    }

    @Test
    void what_a_person_should_look_at_is_copied_with_the_reason() {
        Upload upload = fixture.upload("shop/dull ü.png", PICTURE);

        assertThat(outcome(function.removeS3(S3EventJson.direct(upload)))).isEqualTo("written");

        assertThat(fixture.written("review/shop/dull ü.png.png"))
                .isEqualTo(fixture.cutout(PICTURE));
        assertThat(fixture.written("review/shop/dull ü.png.png.source.png")).isEqualTo(PICTURE);
        assertThat(new String(fixture.written("review/shop/dull ü.png.png.txt"), UTF_8))
                .startsWith("confidence 0.54\nreason soft_everywhere\n")
                .endsWith("\nsource s3://%s/shop/dull ü.png\n".formatted(fixture.source));
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "BROKEN"})
    void a_copy_that_cannot_be_written_is_written_when_the_event_comes_again(Fault trouble) {
        String key = trouble + ".png";
        Upload upload = fixture.upload(key, PICTURE);
        fixture.server
                .proxy()
                .spoil(request ->
                        request.method().equals("PUT") && request.path().contains("/review/")
                                ? trouble
                                : Fault.NONE);
        assertThatThrownBy(() -> function.removeS3(S3EventJson.direct(upload)))
                .isInstanceOf(FunctionFault.class)
                .hasMessageContaining("/review/");
        assertThat(isThere("cutouts/" + key + ".png")).isFalse();
        heal();

        assertThat(outcome(function.removeS3(S3EventJson.direct(upload)))).isEqualTo("written");

        assertThat(isThere("cutouts/" + key + ".png")).isTrue();
        assertThat(isThere("review/" + key + ".png.txt")).isTrue();
    }

    @Test
    void a_copy_for_review_is_no_source() {
        Upload upload = fixture.upload(fixture.target, "review/loop.png", PICTURE);

        assertThatThrownBy(() -> function.removeS3(S3EventJson.direct(upload)))
                .isInstanceOf(FunctionFault.class)
                .hasMessageContaining("ALPHALIFT_REVIEW");
    }
}
