package dev.alphalift.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.InferenceFailed;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import dev.alphalift.segment.ModelSource;
import dev.alphalift.segment.ModelSpec;
import dev.alphalift.segment.Models;
import dev.alphalift.segment.Segmenter;
import dev.alphalift.segment.Tensor;
import dev.alphalift.testdata.TestData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The tiny models are described in dev/models/README.md.
class OnnxSegmenterTest {
    private static Segmenter load(String file, ModelSpec model) {
        Path path = TestData.project().resolve("src/test/resources/models").resolve(file);
        return OnnxSegmenter.loader(2).load(model, new ModelSource.InFile(path));
    }

    private static Tensor picture(int side, float red, float green, float blue) {
        float[] values = new float[3 * side * side];
        Arrays.fill(values, 0, side * side, red);
        Arrays.fill(values, side * side, 2 * side * side, green);
        Arrays.fill(values, 2 * side * side, values.length, blue);
        return new Tensor(3, new Size(side, side), values);
    }

    @Test
    void the_first_output_is_taken_and_no_other() {
        try (Segmenter segmenter = load("tiny-320.onnx", Models.named("u2net_custom"))) {
            Tensor output = segmenter.run(picture(320, 1, -0.5f, 2), Deadline.NONE);

            // sigmoid(0.9 + 0.2 + 0.6 + 0.1)
            assertThat(output.size()).isEqualTo(new Size(320, 320));
            assertThat(output.values()[5])
                    .isCloseTo((float) (1 / (1 + Math.exp(-1.8))), within(1e-6f));
        }
    }

    private static org.assertj.core.data.Offset<Float> within(float offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }

    @Test
    void a_run_ends_when_its_deadline_comes_and_the_model_works_on() {
        ModelSpec model = Models.named(Models.DEFAULT);
        try (Segmenter segmenter = OnnxSegmenter.loader(1).load(model, Models.embedded(model))) {
            // Some hundred milliseconds are needed.
            Deadline soon = Deadline.after(Duration.ofMillis(20));
            assertThatThrownBy(() -> segmenter.run(picture(320, 0.5f, 0.2f, -1), soon))
                    .isInstanceOf(DeadlineExceeded.class);

            assertThat(segmenter.run(picture(320, 0.5f, 0.2f, -1), Deadline.NONE).values())
                    .hasSize(320 * 320);
        }
    }

    @Test
    void a_run_ends_when_its_caller_goes_away() {
        ModelSpec model = Models.named(Models.DEFAULT);
        try (Segmenter segmenter = OnnxSegmenter.loader(1).load(model, Models.embedded(model))) {
            Deadline deadline = Deadline.after(Duration.ofHours(1));
            CompletableFuture<Void> run =
                    CompletableFuture.runAsync(() -> {
                        for (int again = 0; again < 100; again++) {
                            segmenter.run(picture(320, 0.5f, 0.2f, -1), deadline);
                        }
                    });
            deadline.cancel();

            assertThatThrownBy(run::join).hasCauseInstanceOf(DeadlineExceeded.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Models.DEFAULT, Models.INT8})
    void the_embedded_models_run(String name) {
        ModelSpec model = Models.named(name);
        try (Segmenter segmenter = OnnxSegmenter.loader(1).load(model, Models.embedded(model))) {
            Tensor output = segmenter.run(picture(320, 0.5f, 0.2f, -1), Deadline.NONE);

            assertThat(output.values()).hasSize(320 * 320);
            for (float value : output.values()) {
                assertThat(value).isBetween(0f, 1f);
            }
        }
    }

    @Test
    void a_model_of_another_size_is_refused() {
        assertThatThrownBy(() -> load("tiny-320.onnx", Models.named("dis_custom")))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("1x3x1024x1024");
    }

    @Test
    void a_model_for_other_channels_is_refused() {
        assertThatThrownBy(() -> load("tiny-wrong-input-320.onnx", Models.named("u2net_custom")))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("does not take a picture");
    }

    @Test
    void a_model_without_any_input_is_refused() {
        assertThatThrownBy(() -> load("tiny-no-input-320.onnx", Models.named("u2net_custom")))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("does not take a picture");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_session_is_closed_when_what_is_read_of_it_cannot_be_understood(boolean checked)
            throws OrtException {
        Path path = TestData.project().resolve("src/test/resources/models/tiny-320.onnx");
        OrtSession[] opened = new OrtSession[1];
        try (OrtSession.SessionOptions options = OnnxSessions.options(1, OnnxProviders.CPU)) {
            OrtSession session = OnnxSessions.environment().createSession(path.toString(), options);
            assertThatThrownBy(() ->
                            OnnxSessions.handedOver(
                                    session,
                                    given -> {
                                        opened[0] = given;
                                        if (checked) {
                                            throw new OrtException("no shape");
                                        }
                                        throw new IllegalStateException("no shape");
                                    }))
                    .hasMessageContaining("no shape");
        }

        assertThatThrownBy(() -> opened[0].run(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void a_file_that_is_no_model_is_refused() {
        assertThatThrownBy(() -> load("not-a-model.onnx", Models.named("u2net_custom")))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("cannot be loaded");
    }

    @Test
    void an_input_that_does_not_fit_is_a_failed_inference() {
        try (Segmenter segmenter = load("tiny-320.onnx", Models.named("u2net_custom"))) {
            Tensor wrong = picture(16, 0, 0, 0);

            assertThatThrownBy(() -> segmenter.run(wrong, Deadline.NONE))
                    .isInstanceOf(InferenceFailed.class);
        }
    }
}
