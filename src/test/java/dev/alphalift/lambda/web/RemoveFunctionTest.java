package dev.alphalift.lambda.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.lambda.CallLogs;
import dev.alphalift.lambda.FunctionFault;
import dev.alphalift.lambda.FunctionSettings;
import dev.alphalift.lambda.s3.S3Case;
import dev.alphalift.testdata.GreyPictures;
import dev.alphalift.testdata.S3Proxy.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RemoveFunctionTest {
    private static final byte[] PICTURE = S3Case.picture(0x206080);

    private static S3Case fixture;
    private static RemoveFunction function;

    @BeforeAll
    static void start() throws IOException {
        fixture = new S3Case(Duration.ofSeconds(2));
        function =
                new RemoveFunction(
                        fixture.remover,
                        new FunctionSettings(Duration.ofMinutes(1), S3Case.OPTIONS, 1000),
                        fixture.store,
                        CallLogs.NONE);
        fixture.server.upload(fixture.source, "a picture.png", PICTURE);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @AfterEach
    void heal() {
        fixture.server.proxy().spoil(_ -> Fault.NONE);
    }

    private static ObjectNode call(String image) {
        return JsonNodeFactory.instance.objectNode().put("image", image);
    }

    private static String address(String bucket, String key) {
        return "s3://" + bucket + "/" + key;
    }

    @Test
    void a_picture_in_the_call_is_answered_in_the_answer() {
        ObjectNode call = call(Base64.getEncoder().encodeToString(PICTURE));

        RemoveAnswer answer = function.remove(call);

        assertThat(Base64.getDecoder().decode(answer.getImage()))
                .isEqualTo(fixture.cutout(PICTURE));
        assertThat(answer.getWidth()).isEqualTo(6);
    }

    @Test
    void a_picture_is_read_from_its_address() {
        RemoveAnswer answer = function.remove(call(address(fixture.source, "a picture.png")));

        assertThat(Base64.getDecoder().decode(answer.getImage()))
                .isEqualTo(fixture.cutout(PICTURE));
    }

    @Test
    void a_hint_is_read_from_its_address_too() {
        ObjectNode call = call(Base64.getEncoder().encodeToString(PICTURE));
        byte[] kept = GreyPictures.pixel(255);
        fixture.server.upload(fixture.source, "a hint.png", kept);

        byte[] stored =
                Base64.getDecoder()
                        .decode(
                                function.remove(
                                                call.deepCopy()
                                                        .put(
                                                                "hint",
                                                                address(
                                                                        fixture.source,
                                                                        "a hint.png")))
                                        .getImage());

        assertThat(stored)
                .isEqualTo(
                        Base64.getDecoder()
                                .decode(
                                        function.remove(call.deepCopy().put("hint", kept))
                                                .getImage()))
                .isNotEqualTo(fixture.cutout(PICTURE));
        assertThatThrownBy(() -> function.remove(call.put("hint", "s3://bucket")))
                .hasMessageStartingWith("invalid_option: The option hint");
    }

    @Test
    void the_result_is_written_to_its_address() {
        ObjectNode call =
                call(address(fixture.source, "a picture.png"))
                        .put("target", address(fixture.target, "results/a b.webp"))
                        .put("format", "webp")
                        .put("lossless", true);

        RemoveAnswer answer = function.remove(call);

        assertThat(answer.getImage()).isEqualTo(address(fixture.target, "results/a b.webp"));
        var written = fixture.server.read(fixture.target, "results/a b.webp");
        assertThat(written.response().contentType()).isEqualTo("image/webp");
        assertThat(written.response().metadata()).containsEntry("alphalift-model", "u2net_custom");
        assertThat(written.asByteArray()).startsWith('R', 'I', 'F', 'F');
    }

    @Test
    void what_is_wrong_with_an_address_is_told() {
        assertThatThrownBy(() -> function.remove(call(address(fixture.source, "nowhere"))))
                .isInstanceOf(FunctionFault.class)
                .hasMessageStartingWith("source_missing: ");
        for (String image : new String[] {"s3:///key", "s3://bucket", "s3://bucket/x/"}) {
            assertThatThrownBy(() -> function.remove(call(image)))
                    .as(image)
                    .hasMessageStartingWith("invalid_option: The option image");
        }
        for (String target : new String[] {"results/x.png", "s3://bucket", "s3://bucket/x/"}) {
            ObjectNode call = call(address(fixture.source, "a picture.png")).put("target", target);
            assertThatThrownBy(() -> function.remove(call))
                    .as(target)
                    .hasMessageStartingWith("invalid_option: The option target");
        }
        fixture.server.upload(fixture.source, "long", new byte[1001]);
        assertThatThrownBy(() -> function.remove(call(address(fixture.source, "long"))))
                .hasMessageStartingWith("image_too_large: ");
        fixture.server.proxy().spoil(_ -> Fault.DENIED);
        assertThatThrownBy(() -> function.remove(call(address(fixture.source, "a picture.png"))))
                .hasMessageStartingWith("source_unavailable: ")
                .hasMessageContaining("403");
    }

    @Test
    void what_an_option_makes_impossible_is_not_read() {
        int before = fixture.server.proxy().seen().size();

        assertThatThrownBy(() ->
                        function.remove(
                                call(address(fixture.source, "a picture.png"))
                                        .put("format", "gif")))
                .hasMessageStartingWith("invalid_option: The option format");
        assertThat(fixture.server.proxy().seen()).hasSize(before);
    }
}
