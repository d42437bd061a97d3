package dev.alphalift.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.codec.ColourProfile;
import dev.alphalift.codec.ImageDecoder;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.Photo;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.codec.png.PngEncoder;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Rgba;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.matte.Compositor;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackgroundRemoverTest {
    private static final BackgroundRemover REMOVER = PipelineFixture.remover();
    private static final byte[] CHELSEA = TestData.projectFile("samples/chelsea.png");

    @AfterAll
    static void close() {
        REMOVER.close();
    }

    private static Photo photo(int width, int height, int red, int green, int blue) {
        byte[] samples = new byte[3 * width * height];
        for (int at = 0; at < samples.length; at += 3) {
            samples[at] = (byte) red;
            samples[at + 1] = (byte) green;
            samples[at + 2] = (byte) blue;
        }
        return new Photo(
                new RgbImage(new Size(width, height), samples), ImageFormat.PNG, null, null);
    }

    @ParameterizedTest
    @CsvSource({
        "1,1,9,200,30",
        "1,1,0,0,0",
        "1,50,255,255,255",
        "400,1,1,2,3",
        "64,48,0,0,0",
        "64,48,255,255,255",
        "30,30,12,200,99"
    })
    void the_smallest_and_the_dullest_pictures_give_a_cutout_of_their_size(
            int width, int height, int red, int green, int blue) {
        Removal removal =
                REMOVER.remove(
                        photo(width, height, red, green, blue),
                        RemovalOptions.DEFAULT,
                        Deadline.NONE);

        Pixels pixels = Pixels.ofPng(removal.bytes());
        assertThat(pixels.width()).isEqualTo(width);
        assertThat(pixels.height()).isEqualTo(height);
        assertThat(pixels.channels()).isEqualTo(4);
        assertThat(removal.size()).isEqualTo(new Size(width, height));
    }

    @Test
    void the_result_tells_model_size_and_times() {
        Removal removal = REMOVER.remove(CHELSEA, RemovalOptions.DEFAULT, Deadline.NONE);

        assertThat(removal.model()).isEqualTo("u2netp");
        assertThat(removal.size()).isEqualTo(new Size(451, 300));
        assertThat(removal.foundSubject()).isTrue();
        StepTimes times = removal.times();
        assertThat(
                        List.of(
                                times.decode(),
                                times.preprocess(),
                                times.inference(),
                                times.postprocess(),
                                times.encode()))
                .allSatisfy(time -> assertThat(time).isPositive());
        assertThat(times.total())
                .isEqualTo(
                        times.decode()
                                + times.preprocess()
                                + times.inference()
                                + times.postprocess()
                                + times.encode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-flat-320.onnx", "tiny-nan-320.onnx"})
    void a_model_that_says_nothing_gives_an_empty_cutout_and_says_so(String file) {
        try (BackgroundRemover remover =
                PipelineFixture.remover(PipelineFixture.tinyModels(), _ -> {})) {
            RemovalOptions options = RemovalOptions.DEFAULT.withModel("u2net_custom", path(file));

            Removal removal = remover.remove(CHELSEA, options, Deadline.NONE);

            assertThat(removal.foundSubject()).isFalse();
            Pixels pixels = Pixels.ofPng(removal.bytes());
            assertThat(pixels.samples()).containsOnly(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "u2net_custom,tiny-320.onnx",
        "dis_custom,tiny-1024.onnx",
        "ben_custom,tiny-1024.onnx",
        "dis_custom,tiny-logits-1024.onnx"
    })
    void a_model_of_ones_own_works_when_it_lies_in_a_model_folder(String model, String file) {
        List<String> loaded = new ArrayList<>();
        try (BackgroundRemover remover =
                PipelineFixture.remover(
                        PipelineFixture.tinyModels(), notice -> loaded.add(notice.name()))) {
            RemovalOptions options = RemovalOptions.DEFAULT.withModel(model, path(file));

            Removal first = remover.remove(CHELSEA, options, Deadline.NONE);
            Removal second = remover.remove(CHELSEA, options, Deadline.NONE);

            assertThat(first.foundSubject()).isTrue();
            assertThat(second.bytes()).isEqualTo(first.bytes());
            assertThat(loaded).containsExactly(model);
        }
    }

    @Test
    void of_too_many_models_the_one_asked_for_longest_ago_is_let_go() {
        List<String> loaded = new ArrayList<>();
        try (BackgroundRemover remover =
                PipelineFixture.remover(
                        PipelineFixture.tinyModels(), notice -> loaded.add(notice.name()))) {
            RemovalOptions one =
                    RemovalOptions.DEFAULT.withModel("u2net_custom", path("tiny-320.onnx"));
            RemovalOptions two =
                    RemovalOptions.DEFAULT.withModel("dis_custom", path("tiny-1024.onnx"));
            RemovalOptions three =
                    RemovalOptions.DEFAULT.withModel("ben_custom", path("tiny-1024.onnx"));

            for (RemovalOptions options : List.of(one, two, one, three, one, three, two)) {
                remover.remove(CHELSEA, options, Deadline.NONE);
            }

            assertThat(loaded)
                    .containsExactly("u2net_custom", "dis_custom", "ben_custom", "dis_custom");
        }
    }

    private static String path(String file) {
        return PipelineFixture.TINY_MODELS.resolve(file).toAbsolutePath().normalize().toString();
    }

    @Test
    void a_missing_model_says_where_it_was_looked_for_and_where_it_can_be_had() {
        RemovalOptions options = RemovalOptions.DEFAULT.withModel("isnet-general-use", null);

        assertThatThrownBy(() -> REMOVER.remove(CHELSEA, options, Deadline.NONE))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("isnet-general-use.onnx")
                .hasMessageContaining("no-such-home")
                .hasMessageContaining("https://github.com/danielgatis/rembg/releases");
    }

    @Test
    void an_unknown_model_is_refused_before_the_picture_is_looked_at() {
        RemovalOptions options = RemovalOptions.DEFAULT.withModel("nonsense", null);

        assertThatThrownBy(() -> REMOVER.remove(new byte[0], options, Deadline.NONE))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("u2netp");
    }

    @Test
    void several_threads_get_the_same_result_as_one() throws Exception {
        byte[] alone = REMOVER.remove(CHELSEA, RemovalOptions.DEFAULT, Deadline.NONE).bytes();

        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            List<Future<byte[]>> results = new ArrayList<>();
            for (int call = 0; call < 8; call++) {
                results.add(
                        executor.submit(() ->
                                REMOVER.remove(CHELSEA, RemovalOptions.DEFAULT, Deadline.NONE)
                                        .bytes()));
            }

            for (Future<byte[]> result : results) {
                assertThat(result.get()).isEqualTo(alone);
            }
        }
    }

    @Test
    void the_profile_and_resolution_of_a_turned_photo_stay_with_it() {
        byte[] source = TestData.resource("pillow/formats/jpeg-icc-display-p3-orientation-6.jpg");

        Removal removal = REMOVER.remove(source, RemovalOptions.DEFAULT, Deadline.NONE);

        ImageDecoder decoder = Formats.decoder(ImageLimits.DEFAULT, new Workers(1));
        ColourProfile expected = decoder.decode(source).profile();
        assertThat(expected).isNotNull();
        assertThat(decoder.decode(removal.bytes()).profile()).isEqualTo(expected);
    }

    @Test
    void a_transparent_background_clears_the_colours_of_what_the_picture_hid_itself() {
        Workers workers = new Workers(1);
        RgbImage image = Formats.decoder(ImageLimits.DEFAULT, workers).decode(CHELSEA).image();
        byte[] opacity = new byte[Math.toIntExact(image.size().pixels())];
        for (int pixel = 1; pixel < opacity.length; pixel += 2) {
            opacity[pixel] = (byte) 255;
        }
        PixelRows halfHidden = Compositor.straightCutout(image, new Mask(image.size(), opacity));
        byte[] png = new PngEncoder(workers).encode(halfHidden, null, null);
        RemovalOptions options = RemovalOptions.DEFAULT.withBackground(Rgba.TRANSPARENT);

        Pixels pixels = Pixels.ofPng(REMOVER.remove(png, options, Deadline.NONE).bytes());

        int hidden = 0;
        for (int at = 0; at < pixels.samples().length; at += 4) {
            if (pixels.samples()[at + 3] == 0) {
                assertThat(Arrays.copyOfRange(pixels.samples(), at, at + 3)).containsOnly(0);
                hidden++;
            }
        }
        assertThat(hidden).isGreaterThanOrEqualTo(opacity.length / 2);
    }

    @Test
    void an_opaque_background_leaves_nothing_transparent() {
        RemovalOptions options = RemovalOptions.DEFAULT.withBackground(new Rgba(10, 20, 30, 255));

        Pixels pixels = Pixels.ofPng(REMOVER.remove(CHELSEA, options, Deadline.NONE).bytes());

        byte[] opacity = new byte[pixels.samples().length / 4];
        Arrays.setAll(new int[opacity.length], i -> opacity[i] = pixels.samples()[4 * i + 3]);
        assertThat(opacity).containsOnly(255);
    }
}
