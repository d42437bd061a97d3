package dev.alphalift.matte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import dev.alphalift.image.Workers;
import dev.alphalift.matte.GuidedFilterTest.Scene;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedClosedFormTest {
    private static final Workers WORKERS = new Workers(2);
    private static final TrustedClosedForm PATIENT = new TrustedClosedForm(Duration.ofMinutes(5));

    @AfterAll
    static void end() {
        WORKERS.close();
    }

    private static RefinedAlpha refined(Scene scene, TrustedClosedForm refinement) {
        return refinement.alpha(
                scene.image(), scene.mask(), scene.trimap(), WORKERS, Deadline.NONE);
    }

    @ParameterizedTest
    @CsvSource({"40, 30", "300, 260", "501, 399"})
    void it_is_nearer_to_the_truth_than_the_mask(int width, int height) {
        Scene scene = Scene.of(new Size(width, height), 2);

        RefinedAlpha refined = refined(scene, PATIENT);

        assertThat(refined.by()).isEqualTo(RefinedAlpha.By.CLOSED_FORM);
        assertThat(error(refined.alpha(), scene))
                .isLessThan(0.6 * error(FineAlpha.of(scene.mask()), scene));
    }

    /// The mean difference from the opacity that the scene was painted with, which is what its
    /// green says: 120 in front, 120 behind; so its red is taken: 60 in front, 190 behind.
    private static double error(FineAlpha alpha, Scene scene) {
        double sum = 0;
        for (int at = 0; at < alpha.values().length; at++) {
            double red = scene.image().samples()[3 * at] & 0xff;
            double share = Math.clamp((190 - red) / 130, 0.0, 1.0);
            sum += Math.abs(share - alpha.values()[at] / 65_535.0);
        }
        return sum / alpha.values().length;
    }

    @Test
    void what_a_trimap_is_sure_of_stays() {
        Scene scene = Scene.of(new Size(330, 290), 4);

        char[] values = refined(scene, PATIENT).alpha().values();

        for (int at = 0; at < values.length; at++) {
            if (!scene.trimap().isUnknown(at)) {
                assertThat((int) values[at])
                        .isEqualTo(scene.trimap().values()[at] == 0 ? 0 : 65_535);
            }
        }
    }

    @Test
    void when_patience_ends_the_guided_filter_answers_and_says_so() {
        Scene scene = Scene.of(new Size(300, 260), 2);

        RefinedAlpha refined = refined(scene, new TrustedClosedForm(Duration.ZERO));

        assertThat(refined.by()).isEqualTo(RefinedAlpha.By.GUIDED_FILTER);
        assertThat(refined.alpha().values())
                .isEqualTo(scene.guided(WORKERS, Deadline.NONE).values());
    }

    @Test
    void patience_that_ends_in_the_middle_is_no_fault() {
        Scene scene = Scene.of(new Size(900, 800), 2);

        RefinedAlpha refined = refined(scene, new TrustedClosedForm(Duration.ofMillis(2)));

        assertThat(refined.by()).isEqualTo(RefinedAlpha.By.GUIDED_FILTER);
    }

    @Test
    void nobody_waits_longer_than_the_deadline() {
        Scene scene = Scene.of(new Size(100, 80), 2);

        assertThatThrownBy(() ->
                        PATIENT.alpha(
                                scene.image(),
                                scene.mask(),
                                scene.trimap(),
                                WORKERS,
                                Deadline.after(Duration.ZERO)))
                .isInstanceOf(DeadlineExceeded.class);
    }

    @Test
    void a_caller_who_goes_away_in_the_middle_ends_the_work() {
        Scene scene = Scene.of(new Size(1400, 1200), 2);
        Deadline deadline = Deadline.after(Duration.ofDays(1));
        Thread working = Thread.currentThread();
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    while (!isIn(working, "ClosedFormMatting")) {
                        Thread.onSpinWait();
                    }
                    deadline.cancel();
                });

        assertThatThrownBy(() ->
                        PATIENT.alpha(
                                scene.image(), scene.mask(), scene.trimap(), WORKERS, deadline))
                .isInstanceOf(DeadlineExceeded.class);
    }

    private static boolean isIn(Thread thread, String name) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith("." + name));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "255, 255", "255, 128", "0, 128"})
    void without_a_sure_subject_and_a_sure_background_the_mask_comes_back(int value, int known) {
        Size size = new Size(40, 30);
        byte[] values = new byte[1200];
        Arrays.fill(values, (byte) value);
        byte[] trimap = new byte[1200];
        Arrays.fill(trimap, (byte) known);
        Mask mask = new Mask(size, values);

        RefinedAlpha refined =
                PATIENT.alpha(
                        Scene.of(size, 1).image(),
                        mask,
                        new Trimap(size, trimap),
                        WORKERS,
                        Deadline.NONE);

        assertThat(refined.by()).isEqualTo(RefinedAlpha.By.MASK);
        assertThat(refined.alpha().values()).isEqualTo(FineAlpha.of(mask).values());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1, 2",
        "2, 1",
        "2, 2",
        "3, 3",
        "1, 50",
        "50, 1",
        "2, 70",
        "9, 9",
        "25, 25",
        "3, 30000"
    })
    void the_smallest_and_the_narrowest_pictures_have_an_answer(int width, int height) {
        Size size = new Size(width, height);
        int pixels = width * height;
        byte[] mask = new byte[pixels];
        byte[] trimap = new byte[pixels];
        for (int at = 0; at < pixels; at++) {
            mask[at] = (byte) (255 * at / pixels);
            trimap[at] = (byte) (at == 0 ? 0 : at == pixels - 1 ? 255 : 128);
        }
        for (RgbImage image : pictures(size)) {
            RefinedAlpha given =
                    PATIENT.alpha(
                            image,
                            new Mask(size, mask),
                            new Trimap(size, trimap),
                            WORKERS,
                            Deadline.NONE);
            RefinedAlpha own =
                    PATIENT.alpha(
                            image,
                            new Mask(size, mask),
                            ScaledTrimap.of(new Mask(size, mask), WORKERS, Deadline.NONE),
                            WORKERS,
                            Deadline.NONE);

            assertThat(given.alpha().size()).isEqualTo(size);
            assertThat(own.alpha().size()).isEqualTo(size);
        }
    }

    /// Grain, one colour, greys.
    private static RgbImage[] pictures(Size size) {
        byte[] flat = new byte[Math.toIntExact(3 * size.pixels())];
        Arrays.fill(flat, (byte) 77);
        byte[] grey = new byte[flat.length];
        for (int at = 0; at < grey.length; at++) {
            grey[at] = (byte) (at / 3 * 31);
        }
        return new RgbImage[] {
            Scene.of(size, 8).image(), new RgbImage(size, flat), new RgbImage(size, grey)
        };
    }

    @Test
    void a_picture_of_one_colour_and_a_grey_one_stay_near_their_mask() {
        Size size = new Size(300, 260);
        Scene scene = Scene.of(size, 6);
        for (RgbImage image : new RgbImage[] {pictures(size)[1], pictures(size)[2]}) {
            RefinedAlpha refined =
                    PATIENT.alpha(image, scene.mask(), scene.trimap(), WORKERS, Deadline.NONE);

            long sum = 0;
            for (int at = 0; at < scene.mask().values().length; at++) {
                sum +=
                        Math.abs(
                                refined.alpha().values()[at] / 257
                                        - (scene.mask().values()[at] & 0xff));
            }
            assertThat((double) sum / scene.mask().values().length).isLessThan(25);
        }
    }

    @Test
    void a_trimap_that_knows_next_to_nothing_is_solved_at_a_smaller_size() {
        Size size = new Size(1200, 1000);
        Scene scene = Scene.of(size, 2);
        byte[] values = new byte[1_200_000];
        Arrays.fill(values, (byte) 128);
        Arrays.fill(values, 0, 60_000, (byte) 0);
        for (int y = 480; y < 520; y++) {
            Arrays.fill(values, 1200 * y + 580, 1200 * y + 620, (byte) 255);
        }
        Trimap trimap = new Trimap(size, values);

        RefinedAlpha refined =
                PATIENT.alpha(scene.image(), scene.mask(), trimap, WORKERS, Deadline.NONE);

        assertThat(refined.by()).isEqualTo(RefinedAlpha.By.CLOSED_FORM);
        assertThat(refined.alpha().size()).isEqualTo(size);
    }

    @Test
    void it_takes_no_more_memory_than_it_says() {
        Size size = new Size(1200, 1000);
        Scene scene = Scene.of(size, 2);

        long taken = RefinementTimes.allocatedBy(() -> refined(scene, PATIENT));

        assertThat(taken).isLessThan(TrustedClosedForm.bytesAtMost(size, WORKERS.count()));
    }

    @Test
    void a_negative_patience_is_refused() {
        assertThatThrownBy(() -> new TrustedClosedForm(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The patience (PT-0.001S) must not be negative.");
    }

    @Test
    void on_measured_opacities_it_errs_less_than_the_mask() throws IOException {
        Path pairs = TestData.shared("data/pairs/alphamatting");
        Path masks = TestData.shared("data/u2netp-reference");
        double[] sums = new double[3];
        for (int number = 1; number <= 13; number++) {
            String name = String.format(Locale.ROOT, "GT%02d", number);
            RgbImage image = RefinementRuns.picture(pairs.resolve(name + "_image.png"));
            byte[] truth = RefinementRuns.grey(pairs.resolve(name + "_alpha.png"));
            Mask mask =
                    new Mask(
                                    new Size(320, 320),
                                    RefinementRuns.grey(masks.resolve("am-" + name + ".png")))
                            .resized(image.size(), WORKERS);
            Trimap trimap = ScaledTrimap.of(mask, WORKERS, Deadline.NONE);
            Scene scene = new Scene(image, mask, trimap);
            sums[0] += difference(FineAlpha.of(mask), truth) / 13;
            sums[1] += difference(scene.guided(WORKERS, Deadline.NONE), truth) / 13;
            sums[2] += difference(refined(scene, PATIENT).alpha(), truth) / 13;
        }

        // measured by the prototypes of both: .0814, .0783, .0769
        assertThat(sums[0]).isBetween(0.081, 0.082);
        assertThat(sums[1]).isLessThan(0.0784);
        assertThat(sums[2]).isLessThan(0.0769);
    }

    private static double difference(FineAlpha alpha, byte[] truth) {
        byte[] values = alpha.alpha().values();
        long sum = 0;
        for (int at = 0; at < truth.length; at++) {
            sum += Math.abs((values[at] & 0xff) - (truth[at] & 0xff));
        }
        return sum / 255.0 / truth.length;
    }
}
