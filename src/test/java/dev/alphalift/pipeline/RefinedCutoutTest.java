package dev.alphalift.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.Photo;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.confidence.Reason;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.matte.backdrop.Shadow;
import dev.alphalift.segment.ModelFolders;
import dev.alphalift.segment.onnx.OnnxSegmenter;
import dev.alphalift.testdata.TestData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefinedCutoutTest {
    private static final BackgroundRemover REMOVER = PipelineFixture.remover();
    private static final byte[] COFFEE = TestData.projectFile("samples/coffee.png");
    private static final RemovalOptions PLAIN = RemovalOptions.DEFAULT;

    @AfterAll
    static void close() {
        REMOVER.close();
    }

    static Stream<Edges> refinements() {
        return Stream.of(
                Edges.PLAIN.withDecontaminate(true),
                Edges.PLAIN.withAlphaMatting(true),
                Edges.PLAIN.withRefine(Edges.Refine.FAST),
                Edges.PLAIN.withRefine(Edges.Refine.QUALITY),
                Edges.PLAIN.withRefine(Edges.Refine.REMBG));
    }

    private static Removal remove(byte[] file, RemovalOptions options) {
        return REMOVER.remove(file, options, Deadline.NONE);
    }

    private static RgbImage picture(Removal removal) {
        try (Workers workers = new Workers(1)) {
            return Formats.decoder(ImageLimits.DEFAULT, workers).decode(removal.bytes()).image();
        }
    }

    private static byte[] opacity(Removal removal) {
        Alpha alpha = picture(removal).transparency();
        assertThat(alpha).isNotNull();
        return alpha.values();
    }

    private static Photo flat(int width, int height, int value) {
        byte[] samples = new byte[3 * width * height];
        java.util.Arrays.fill(samples, (byte) value);
        return new Photo(
                new RgbImage(new Size(width, height), samples), ImageFormat.PNG, null, null);
    }

    @ParameterizedTest
    @MethodSource("refinements")
    void soft_edges_are_not_darkened_when_they_are_refined(Edges edges) {
        Removal plain = remove(COFFEE, PLAIN);
        Removal refined = remove(COFFEE, PLAIN.withEdges(edges));

        assertThat(light(refined)).isGreaterThan(1.2 * light(plain));
        assertThat(refined.size()).isEqualTo(plain.size());
    }

    /// The mean of the colours of pixels that are between a quarter and three quarters opaque.
    private static double light(Removal removal) {
        RgbImage image = picture(removal);
        byte[] opacity = opacity(removal);
        long sum = 0;
        long count = 0;
        for (int at = 0; at < opacity.length; at++) {
            int alpha = opacity[at] & 0xff;
            if (alpha > 64 && alpha < 192) {
                for (int c = 0; c < 3; c++) {
                    sum += image.samples()[3 * at + c] & 0xff;
                    count++;
                }
            }
        }
        return (double) sum / count;
    }

    @Test
    void decontamination_leaves_the_opacity_as_it_is_and_matting_does_not() {
        byte[] plain = opacity(remove(COFFEE, PLAIN));

        assertThat(opacity(remove(COFFEE, PLAIN.withEdges(Edges.PLAIN.withDecontaminate(true)))))
                .isEqualTo(plain);
        assertThat(opacity(remove(COFFEE, PLAIN.withEdges(Edges.PLAIN.withAlphaMatting(true)))))
                .isNotEqualTo(plain);
    }

    @Test
    void of_the_mask_alone_rembg_s_matting_leaves_nothing_and_ours_says_what_it_found() {
        RemovalOptions mask = PLAIN.withOnlyMask(true);
        byte[] plain = remove(COFFEE, mask).bytes();

        assertThat(remove(COFFEE, mask.withEdges(Edges.PLAIN.withAlphaMatting(true))).bytes())
                .isEqualTo(plain);
        assertThat(
                        remove(COFFEE, mask.withEdges(Edges.PLAIN.withRefine(Edges.Refine.FAST)))
                                .bytes())
                .isNotEqualTo(plain);
    }

    @ParameterizedTest
    @MethodSource("refinements")
    void the_smallest_and_the_dullest_pictures_are_refined_without_a_fault(Edges edges) {
        for (Photo photo :
                new Photo[] {flat(1, 1, 0), flat(1, 40, 255), flat(300, 2, 9), flat(64, 48, 128)}) {
            Removal removal = REMOVER.remove(photo, PLAIN.withEdges(edges), Deadline.NONE);

            assertThat(removal.size()).isEqualTo(photo.image().size());
        }
    }

    @ParameterizedTest
    @MethodSource("refinements")
    void a_cutout_that_is_framed_is_refined_as_well(Edges edges) {
        RemovalOptions options = PLAIN.withEdges(edges);

        assertThat(REMOVER.predict(flat(40, 30, 7).image(), options, Deadline.NONE).mask().size())
                .isEqualTo(new Size(40, 30));
    }

    @Test
    void a_deadline_ends_a_refinement() {
        Deadline over = Deadline.after(Duration.ofMillis(1));
        RemovalOptions matting = PLAIN.withEdges(Edges.PLAIN.withAlphaMatting(true));

        assertThatThrownBy(() -> REMOVER.remove(COFFEE, matting, over))
                .isInstanceOf(DeadlineExceeded.class);
    }

    @Test
    void what_refines_is_told() {
        assertThat(remove(COFFEE, PLAIN).refinedBy()).isEqualTo("none");
        assertThat(
                        remove(COFFEE, PLAIN.withEdges(Edges.PLAIN.withRefine(Edges.Refine.FAST)))
                                .refinedBy())
                .isEqualTo("fast");
        assertThat(
                        remove(
                                        COFFEE,
                                        PLAIN.withEdges(
                                                Edges.PLAIN.withRefine(Edges.Refine.QUALITY)))
                                .refinedBy())
                .isEqualTo("quality");
        assertThat(
                        REMOVER.remove(
                                        flat(20, 20, 3),
                                        PLAIN.withEdges(Edges.PLAIN.withAlphaMatting(true)),
                                        Deadline.NONE)
                                .refinedBy())
                .isEqualTo("decontaminate");
    }

    @Test
    void matting_that_never_has_room_is_refused_with_both_numbers() {
        try (BackgroundRemover little =
                new BackgroundRemover(
                        ImageLimits.DEFAULT,
                        new Admission(600L * 400 * 12 * 3, 1, 1),
                        1,
                        new ModelFolders(Map.of(), Path.of("no-such-home")),
                        OnnxSegmenter.loader(1),
                        new Workers(1),
                        _ -> {})) {
            RemovalOptions matting =
                    PLAIN.withEdges(Edges.PLAIN.withAlphaMatting(true).withErosion(60));

            assertThatThrownBy(() -> little.remove(COFFEE, matting, Deadline.NONE))
                    .isInstanceOfSatisfying(
                            ImageTooLarge.class,
                            fault -> assertThat(fault.value()).isGreaterThan(fault.limit()));
            assertThat(little.remove(COFFEE, PLAIN, Deadline.NONE).refinedBy()).isEqualTo("none");
        }
    }

    @Test
    void a_clear_cutout_is_trusted_and_one_of_nothing_is_not() {
        assertThat(remove(COFFEE, PLAIN).confidence().needsReview()).isFalse();
        assertThat(REMOVER.remove(flat(64, 48, 0), PLAIN, Deadline.NONE).confidence().reason())
                .isNotEqualTo(Reason.CLEAR);
    }

    @Test
    void a_mask_is_cleaned_up_before_anything_is_cut_out() {
        RemovalOptions hard = PLAIN.toBuilder().cleanUp("threshold", "128").build();

        assertThat(opacity(remove(COFFEE, hard))).containsOnly((byte) 0, (byte) 255);
        assertThat(opacity(remove(COFFEE, PLAIN))).contains((byte) 100);
    }

    @Test
    void a_refined_mask_says_what_refined_it_and_one_that_cannot_be_refined_says_so() {
        RemovalOptions fast = PLAIN.withEdges(Edges.PLAIN.withRefine(Edges.Refine.FAST));

        assertThat(remove(COFFEE, fast.withOnlyMask(true)).refinedBy()).isEqualTo("fast");
        assertThat(REMOVER.remove(flat(20, 20, 3), fast, Deadline.NONE).refinedBy())
                .isEqualTo("decontaminate");
    }

    @Test
    void what_was_transparent_stays_so_with_a_shadow_or_a_backdrop() {
        RgbImage coffee = image(COFFEE);
        byte[] own = new byte[coffee.samples().length / 3];
        RgbImage clear =
                new RgbImage(coffee.size(), coffee.samples(), new Alpha(coffee.size(), own));
        RemovalOptions shadow =
                PLAIN.toBuilder().behind(behind -> behind.withShadow(Shadow.Kind.DROP)).build();

        Removal removal =
                REMOVER.remove(
                        new Photo(clear, ImageFormat.PNG, null, null), shadow, Deadline.NONE);

        assertThat(opacity(removal)).containsOnly(0);
    }

    private static RgbImage image(byte[] file) {
        try (Workers workers = new Workers(1)) {
            return Formats.decoder(ImageLimits.DEFAULT, workers).decode(file).image();
        }
    }
}
