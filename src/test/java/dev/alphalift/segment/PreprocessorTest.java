package dev.alphalift.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreprocessorTest {
    private static final ModelSpec.Normalization PLAIN =
            new ModelSpec.Normalization(List.of(0.5, 0.25, 0.0), List.of(1.0, 0.5, 2.0));

    private final Preprocessor preprocessor = new Preprocessor(new Workers(1));

    private static ModelSpec model(int side) {
        return new ModelSpec(
                "test",
                "test",
                "test.onnx",
                null,
                null,
                PLAIN,
                new InputForm.Square(side),
                ModelSpec.OutputRule.MIN_MAX,
                new ModelSpec.Licence("test", true));
    }

    @Test
    void values_are_divided_by_the_greatest_of_the_picture_not_by_255() {
        RgbImage image =
                new RgbImage(
                        new Size(2, 2), new byte[] {100, 50, 0, 25, 25, 25, 0, 0, 0, 100, 0, 50});

        Tensor tensor = preprocessor.prepare(image, model(2));

        assertThat(tensor.channels()).isEqualTo(3);
        assertThat(tensor.values())
                .containsExactly(
                        0.5f, -0.25f, -0.5f, 0.5f, // red: value / 100 - 0.5
                        0.5f, 0f, -0.5f, -0.5f, // green: (value / 100 - 0.25) / 0.5
                        0f, 0.125f, 0f, 0.25f); // blue: value / 100 / 2
    }

    @Test
    void a_black_picture_is_divided_by_almost_nothing_and_stays_black() {
        RgbImage image = new RgbImage(new Size(2, 2), new byte[12]);

        assertThat(preprocessor.prepare(image, model(2)).values())
                .startsWith(-0.5f, -0.5f, -0.5f, -0.5f, -0.5f)
                .endsWith(0f, 0f, 0f, 0f);
    }

    @Test
    void any_picture_becomes_as_large_as_the_model_wants() {
        RgbImage image = new RgbImage(new Size(1, 1), new byte[] {1, 2, 3});

        assertThat(preprocessor.prepare(image, model(320)).size()).isEqualTo(new Size(320, 320));
    }

    @Test
    void a_tensor_holds_as_many_values_as_it_says() {
        assertThatThrownBy(() -> new Tensor(3, new Size(2, 2), new float[11]))
                .hasMessage("11 values cannot be 3 planes of 2x2.");
        assertThatThrownBy(() -> new ModelSpec.Normalization(List.of(1.0), List.of(1.0, 1.0, 1.0)))
                .hasMessageContaining("three channels");
    }
}
