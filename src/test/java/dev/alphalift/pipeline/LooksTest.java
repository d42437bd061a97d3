package dev.alphalift.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.Photo;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.segment.ModelFolders;
import dev.alphalift.segment.Segmenter;
import dev.alphalift.segment.Tensor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How often a model looks, at what, and what becomes of its answers; by a model that is told what
/// to see.
class LooksTest {
    /// Bright in the middle of the picture, a twentieth of it.
    private static final Size SIZE = new Size(400, 300);

    private static RemovalOptions options(boolean zoom, boolean flip) {
        return RemovalOptions.DEFAULT.toBuilder()
                .looks(Looks::withZoom, zoom)
                .looks(Looks::withFlip, flip)
                .build();
    }

    /// A white rectangle on black.
    private static RgbImage picture(int left, int top, int width, int height) {
        byte[] samples = new byte[3 * 400 * 300];
        for (int y = top; y < top + height; y++) {
            java.util.Arrays.fill(
                    samples, 3 * (400 * y + left), 3 * (400 * y + left + width), (byte) 255);
        }
        return new RgbImage(SIZE, samples);
    }

    private static BackgroundRemover remover(UnaryOperator<Tensor> model) {
        Segmenter segmenter =
                new Segmenter() {
                    @Override
                    public Tensor run(Tensor input, Deadline deadline) {
                        deadline.check();
                        return model.apply(input);
                    }

                    @Override
                    public Size fixedSize() {
                        return new Size(320, 320);
                    }

                    @Override
                    public void close() {}
                };
        return new BackgroundRemover(
                ImageLimits.DEFAULT,
                new Admission(1L << 30, 2, 10),
                1,
                new ModelFolders(Map.of(), Path.of("no-such-home")),
                (_, _) -> segmenter,
                new Workers(1),
                _ -> {});
    }

    /// Sees what is bright.
    private static Tensor bright(Tensor input) {
        int pixels = Math.toIntExact(input.size().pixels());
        return new Tensor(1, input.size(), java.util.Arrays.copyOf(input.values(), pixels));
    }

    private static Mask mask(BackgroundRemover remover, RgbImage image, RemovalOptions options) {
        return remover.predict(image, options, Deadline.NONE).mask();
    }

    @ParameterizedTest
    @CsvSource({"false, false, 1", "false, true, 2", "true, false, 2", "true, true, 4"})
    void the_model_runs_as_often_as_is_said(boolean zoom, boolean flip, int times) {
        List<Tensor> seen = new ArrayList<>();
        RemovalOptions options = options(zoom, flip);
        try (BackgroundRemover remover =
                remover(input -> {
                    seen.add(input);
                    return bright(input);
                })) {
            mask(remover, picture(180, 130, 60, 40), options);
        }

        assertThat(seen).hasSize(times);
        assertThat(options.looks().count()).isEqualTo(times);
        if (flip) {
            assertThat(seen.get(1).values()).isEqualTo(seen.getFirst().mirrored().values());
        }
    }

    @Test
    void a_subject_that_fills_most_of_the_picture_is_looked_at_once() {
        List<Tensor> seen = new ArrayList<>();
        try (BackgroundRemover remover =
                remover(input -> {
                    seen.add(input);
                    return bright(input);
                })) {
            RgbImage large = picture(60, 40, 280, 220);

            assertThat(mask(remover, large, options(true, false)))
                    .isEqualTo(mask(remover, large, options(false, false)));
        }
        assertThat(seen).hasSize(2);
    }

    @Test
    void a_small_subject_has_sharper_edges_by_the_second_look() {
        try (BackgroundRemover remover = remover(LooksTest::bright)) {
            RgbImage image = picture(180, 130, 60, 40);
            long once = soft(mask(remover, image, options(false, false)));
            long twice = soft(mask(remover, image, options(true, false)));

            assertThat(twice).isLessThan(once);
        }
    }

    private static long soft(Mask mask) {
        long soft = 0;
        for (byte value : mask.values()) {
            soft += Math.min(value & 0xff, 255 - (value & 0xff));
        }
        return soft;
    }

    @Test
    void a_picture_and_its_mirror_image_have_mirrored_masks_with_flip() {
        // sees what is bright, and doubts all that is on its left
        UnaryOperator<Tensor> lopsided =
                input -> {
                    Tensor output = bright(input);
                    for (int at = 0; at < output.values().length; at++) {
                        output.values()[at] *= at % 320 < 160 ? 0.5f : 1;
                    }
                    return output;
                };
        try (BackgroundRemover remover = remover(lopsided)) {
            Mask one = mask(remover, picture(100, 100, 60, 40), options(false, true));
            Mask other = mask(remover, picture(240, 100, 60, 40), options(false, true));

            for (int y = 0; y < 300; y++) {
                for (int x = 0; x < 400; x++) {
                    int mirrored = other.values()[400 * y + 399 - x] & 0xff;
                    assertThat(one.values()[400 * y + x] & 0xff)
                            .isBetween(mirrored - 1, mirrored + 1);
                }
            }
        }
    }

    @Test
    void a_model_that_contradicts_itself_is_trusted_less() {
        UnaryOperator<Tensor> onTheLeft =
                input -> {
                    Tensor output = bright(input);
                    for (int at = 0; at < output.values().length; at++) {
                        output.values()[at] = at % 320 < 100 ? 1 : 0;
                    }
                    return output;
                };
        RgbImage image = picture(180, 130, 60, 40);
        try (BackgroundRemover steady = remover(LooksTest::bright);
                BackgroundRemover fickle = remover(onTheLeft)) {
            RemovalOptions flip = options(false, true);

            assertThat(steady.predict(image, flip, Deadline.NONE).confidence().needsReview())
                    .isFalse();
            assertThat(fickle.predict(image, flip, Deadline.NONE).confidence().value())
                    .isLessThan(0.6);
            assertThat(
                            fickle.predict(image, options(false, false), Deadline.NONE)
                                    .confidence()
                                    .value())
                    .isEqualTo(1);
        }
    }

    @Test
    void a_deadline_that_comes_between_two_looks_ends_the_work_there() {
        List<Tensor> seen = new ArrayList<>();
        Deadline deadline = Deadline.after(Duration.ofMinutes(5));
        try (BackgroundRemover remover =
                remover(input -> {
                    seen.add(input);
                    deadline.cancel();
                    return bright(input);
                })) {
            RgbImage image = picture(180, 130, 60, 40);

            assertThatThrownBy(() -> remover.predict(image, options(true, true), deadline))
                    .isInstanceOf(DeadlineExceeded.class);
        }
        assertThat(seen).hasSize(1);
    }

    @Test
    void a_model_that_says_nothing_leaves_an_empty_mask_whatever_is_asked_for() {
        try (BackgroundRemover remover =
                remover(input -> new Tensor(1, input.size(), new float[320 * 320]))) {
            for (RgbImage image :
                    List.of(
                            picture(10, 10, 40, 40),
                            new RgbImage(new Size(1, 1), new byte[3]),
                            new RgbImage(new Size(1, 900), new byte[2700]))) {
                Prediction prediction = remover.predict(image, options(true, true), Deadline.NONE);

                assertThat(prediction.mask().isEmpty()).isTrue();
                assertThat(prediction.foundSubject()).isFalse();
                assertThat(prediction.confidence().value()).isZero();
            }
        }
    }

    @Test
    void looks_count_in_the_order_of_what_waits() {
        Cost once = Cost.ofPicture(1000);

        assertThat(once.withLooks(1)).isEqualTo(once);
        assertThat(once.withLooks(4).nanos() - once.nanos())
                .isEqualTo(3 * (Cost.ofPicture(0).nanos()));
        assertThat(once.withLooks(4).bytes()).isEqualTo(once.bytes());
    }

    @Test
    void a_cutout_is_made_of_the_same_mask() {
        try (BackgroundRemover remover = remover(LooksTest::bright)) {
            RgbImage image = picture(180, 130, 60, 40);
            Photo photo = new Photo(image, ImageFormat.PNG, null, null);
            RemovalOptions zoom = options(true, true);

            Removal plain =
                    remover.remove(photo, options(false, false).withOnlyMask(true), Deadline.NONE);
            Removal removal = remover.remove(photo, zoom.withOnlyMask(true), Deadline.NONE);

            assertThat(removal.bytes()).isNotEqualTo(plain.bytes());
            assertThat(removal.times().total()).isPositive();
        }
    }
}
