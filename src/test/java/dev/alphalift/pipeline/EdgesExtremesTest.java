package dev.alphalift.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.Photo;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.segment.ModelFolders;
import dev.alphalift.segment.Segmenter;
import dev.alphalift.segment.Tensor;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every way to refine edges, and second looks, on what nobody thinks of: the smallest and
/// narrowest pictures, subjects that fill the frame, empty masks, masks of one value, deadlines in
/// the middle. A result or a clear answer, and no more memory than admission reckons with. A model
/// that is told what to answer stands for the real ones.
class EdgesExtremesTest {
    private static final RemovalOptions PLAIN = RemovalOptions.DEFAULT;

    static Stream<RemovalOptions> wishes() {
        return Stream.concat(
                refinements(),
                Stream.of(
                        PLAIN,
                        PLAIN.toBuilder()
                                .looks(Looks::withZoom, true)
                                .looks(Looks::withFlip, true)
                                .build()));
    }

    static Stream<RemovalOptions> refinements() {
        return Stream.of(
                        Edges.PLAIN.withDecontaminate(true),
                        Edges.PLAIN.withAlphaMatting(true),
                        Edges.PLAIN.withAlphaMatting(true).withErosion(0),
                        Edges.PLAIN.withRefine(Edges.Refine.FAST),
                        Edges.PLAIN.withRefine(Edges.Refine.QUALITY))
                .map(PLAIN::withEdges);
    }

    /// What a model may answer for a picture of 320 x 320.
    private enum Answer {
        NOTHING,
        EVERYTHING_BUT_A_PIXEL,
        A_PIXEL,
        THE_FRAME,
        HALF_TRANSPARENT,
        A_SPOT,
        A_SLOPE,
        GRAIN;

        Tensor of(Size size) {
            int side = size.width();
            float[] values = new float[side * side];
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4);
            for (int at = 0; at < values.length; at++) {
                int x = at % side;
                int y = at / side;
                values[at] =
                        switch (this) {
                            case NOTHING -> 0;
                            case EVERYTHING_BUT_A_PIXEL -> at == 0 ? 0 : 1;
                            case A_PIXEL -> at == values.length / 2 ? 1 : 0;
                            case THE_FRAME -> Math.min(Math.min(x, y), side - 1) < 20 ? 1 : 0;
                            case A_SPOT -> Math.hypot(x - 160, y - 160) < 50 ? 1 : 0;
                            case HALF_TRANSPARENT -> at == 0 ? 0 : at == 1 ? 1 : 0.5f;
                            case A_SLOPE -> x / (float) side;
                            case GRAIN -> random.nextFloat();
                        };
            }
            return new Tensor(1, size, values);
        }
    }

    private static BackgroundRemover remover(Answer answer, long capacity) {
        Segmenter segmenter =
                new Segmenter() {
                    @Override
                    public Tensor run(Tensor input, Deadline deadline) {
                        deadline.check();
                        return answer.of(input.size());
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
                new Admission(capacity, 2, 10),
                1,
                new ModelFolders(Map.of(), Path.of("no-such-home")),
                (_, _) -> segmenter,
                new Workers(2),
                _ -> {});
    }

    /// Grain of a seed.
    private static Photo photo(int width, int height) {
        byte[] samples = new byte[3 * width * height];
        RandomGeneratorFactory.of("L64X128MixRandom").create(7).nextBytes(samples);
        return photo(width, height, samples);
    }

    private static Photo flat(int width, int height, int value) {
        byte[] samples = new byte[3 * width * height];
        Arrays.fill(samples, (byte) value);
        return photo(width, height, samples);
    }

    private static Photo photo(int width, int height, byte[] samples) {
        return new Photo(
                new RgbImage(new Size(width, height), samples), ImageFormat.PNG, null, null);
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void the_smallest_and_the_narrowest_pictures_have_a_cutout_whatever_the_model_says(
            RemovalOptions options) {
        List<Photo> photos = new ArrayList<>();
        for (int[] size :
                new int[][] {{1, 1}, {2, 1}, {1, 2}, {2, 2}, {3, 3}, {1, 700}, {900, 2}}) {
            photos.add(photo(size[0], size[1]));
        }
        for (Answer answer : Answer.values()) {
            try (BackgroundRemover remover = remover(answer, 1L << 30)) {
                for (Photo photo : photos) {
                    assertThat(remover.remove(photo, options, Deadline.NONE).size())
                            .as("%s %s", answer, photo.image().size())
                            .isEqualTo(photo.image().size());
                    assertThat(remover.predict(photo.image(), options, Deadline.NONE).mask().size())
                            .isEqualTo(photo.image().size());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void a_picture_of_grain_or_of_one_colour_has_a_cutout_whatever_the_model_says(
            RemovalOptions options) {
        for (Answer answer : Answer.values()) {
            try (BackgroundRemover remover = remover(answer, 1L << 30)) {
                for (Photo photo : List.of(photo(48, 32), flat(45, 31, 0), flat(31, 45, 255))) {
                    Removal removal = remover.remove(photo, options, Deadline.NONE);

                    assertThat(removal.size()).isEqualTo(photo.image().size());
                    assertThat(removal.foundSubject()).isEqualTo(answer != Answer.NOTHING);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("refinements")
    void a_mask_that_is_sure_of_nothing_or_of_all_stays_as_it_is(RemovalOptions options) {
        Photo photo = photo(60, 40);
        for (Answer answer : List.of(Answer.NOTHING, Answer.HALF_TRANSPARENT)) {
            try (BackgroundRemover remover = remover(answer, 1L << 30)) {
                Mask plain = remover.predict(photo.image(), PLAIN, Deadline.NONE).mask();

                assertThat(remover.predict(photo.image(), options, Deadline.NONE).mask())
                        .as(answer.name())
                        .isEqualTo(plain);
                assertThat(remover.remove(photo, options, Deadline.NONE).refinedBy())
                        .isEqualTo("decontaminate");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void a_deadline_in_the_middle_of_anything_ends_it_there(RemovalOptions options) {
        Photo photo = photo(200, 150);
        try (BackgroundRemover remover = remover(Answer.A_SLOPE, 1L << 30)) {
            long whole = nanos(() -> remover.remove(photo, options, Deadline.NONE));
            AtomicBoolean isEnded = new AtomicBoolean();
            for (int part = 0; part < 6; part++) {
                Deadline deadline = Deadline.after(Duration.ofNanos(whole * part / 6));
                try {
                    remover.remove(photo, options, deadline);
                } catch (DeadlineExceeded ended) {
                    isEnded.set(true);
                }
            }

            assertThat(isEnded).isTrue();
            // Nothing was left taken.
            assertThatCode(() -> remover.remove(photo, options, Deadline.NONE))
                    .doesNotThrowAnyException();
        }
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    /// Of each refinement by itself: the mask becomes one that is unsure everywhere but at its
    /// ends.
    @ParameterizedTest
    @CsvSource({"640, 480", "800, 600", "6000, 50", "50, 6000"})
    void no_refinement_takes_more_memory_than_admission_reckons_with(int width, int height) {
        Photo photo = photo(width, height);
        Size size = photo.image().size();
        try (BackgroundRemover remover = remover(Answer.A_SLOPE, 4L << 30);
                Workers workers = new Workers(2);
                LoadedModels none =
                        new LoadedModels(
                                1,
                                new ModelFolders(Map.of(), Path.of("no-such-home")),
                                (_, _) -> {
                                    throw new AssertionError("no second model is asked for");
                                },
                                _ -> {})) {
            EdgeRefiner refiner =
                    new EdgeRefiner(
                            workers,
                            new Admission(4L << 30, 1, 1),
                            new LearnedMatting(new Turns(1), none, workers));
            Mask mask = remover.predict(photo.image(), PLAIN, Deadline.NONE).mask();
            for (RemovalOptions options : refinements().toList()) {
                if (options.edges().refinement() == Edges.Refinement.ALPHA_MATTING) {
                    continue; // asks for more when it knows how much is unsure
                }
                long taken =
                        allocatedBy(() ->
                                refiner.refine(photo.image(), mask, null, options, Deadline.NONE));

                // Picture and mask are there already, and nothing is decoded or written meanwhile.
                long left = (Admission.BYTES_A_PIXEL - 3 - 1) * size.pixels();
                assertThat(taken)
                        .as("%s of %s", options.edges().refinement(), size)
                        .isLessThan(refiner.extra(size, options.edges()).bytes() + left);
            }
        }
    }

    @Test
    void second_looks_take_no_more_memory_than_a_picture_is_let_in_with() {
        Photo photo = photo(2000, 1500);
        RemovalOptions options =
                PLAIN.toBuilder().looks(Looks::withZoom, true).looks(Looks::withFlip, true).build();
        try (BackgroundRemover remover = remover(Answer.A_SPOT, 1L << 30)) {
            RgbImage image = photo.image();
            long taken = allocatedBy(() -> remover.predict(image, options, Deadline.NONE));
            long once = allocatedBy(() -> remover.predict(image, PLAIN, Deadline.NONE));

            assertThat(taken - once).isPositive();
            assertThat(taken).isLessThan((Admission.BYTES_A_PIXEL - 3) * image.size().pixels());
        }
    }

    /// Bytes that all threads take from the heap, which is no less than what is held at any time:
    /// the least of some runs, since other threads may take some, too.
    private static long allocatedBy(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 3; run++) {
            long before = allocated();
            work.run();
            least = Math.min(least, allocated() - before);
        }
        return least;
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    @ParameterizedTest
    @MethodSource("refinements")
    void a_picture_that_there_is_never_room_for_is_refused_before_anything_is_done(
            RemovalOptions options) {
        Photo photo = photo(400, 300);
        long capacity = 400 * 300 * Admission.BYTES_A_PIXEL;
        try (BackgroundRemover remover = remover(Answer.A_SLOPE, capacity)) {
            assertThat(remover.remove(photo, PLAIN.withOnlyMask(true), Deadline.NONE).size())
                    .isEqualTo(photo.image().size());
            assertThatThrownBy(() -> remover.remove(photo, options, Deadline.NONE))
                    .isInstanceOfSatisfying(
                            ImageTooLarge.class,
                            fault -> assertThat(fault.value()).isGreaterThan(fault.limit()));
        }
    }
}
