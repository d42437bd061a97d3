package dev.alphalift.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Framing;
import dev.alphalift.image.Workers;
import dev.alphalift.segment.ModelFolders;
import dev.alphalift.segment.onnx.OnnxSegmenter;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HintedCutoutTest {
    private static final BackgroundRemover REMOVER = PipelineFixture.remover();

    /// 600 x 400.
    private static final byte[] COFFEE = TestData.projectFile("samples/coffee.png");

    private static final int WIDTH = 600;
    private static final int HEIGHT = 400;
    private static final RemovalOptions PLAIN = RemovalOptions.DEFAULT;

    @AfterAll
    static void close() {
        REMOVER.close();
    }

    private static byte[] drawn(int width, int height, Consumer<Graphics2D> brush) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = picture.createGraphics();
        brush.accept(graphics);
        graphics.dispose();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /// The upper left corner is kept and what lies below the middle erased.
    private static void cornerAndHalf(Graphics2D graphics) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 60, 40);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(0, 200, WIDTH, 200);
        graphics.setColor(Color.GRAY);
        graphics.fillRect(500, 0, 50, 50);
    }

    private static Removal remove(byte[] file, RemovalOptions options) {
        return REMOVER.remove(file, options, Deadline.NONE);
    }

    private static RemovalOptions hinted(RemovalOptions options, byte[] hint) {
        return options.withHint(new HintFile("hint", hint));
    }

    private static Pixels pixels(RemovalOptions options) {
        return Pixels.ofPng(remove(COFFEE, options).bytes());
    }

    private static boolean isKept(int x, int y) {
        return x < 60 && y < 40;
    }

    private static boolean isErased(int y) {
        return y >= 200;
    }

    @Test
    void the_mask_is_set_where_a_person_says_so_and_is_the_model_s_elsewhere() {
        RemovalOptions mask = PLAIN.withOnlyMask(true);
        byte[] hint = drawn(WIDTH, HEIGHT, HintedCutoutTest::cornerAndHalf);
        Pixels before = pixels(mask);
        Pixels after = pixels(hinted(mask, hint));
        Pixels cutout = pixels(hinted(PLAIN, hint));

        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int expected = isKept(x, y) ? 255 : isErased(y) ? 0 : before.at(x, y, 0);
                assertThat(after.at(x, y, 0)).as("%d, %d", x, y).isEqualTo(expected);
                assertThat(cutout.at(x, y, 3)).as("%d, %d", x, y).isEqualTo(expected);
            }
        }
    }

    @Test
    void it_comes_after_the_clean_up() {
        byte[] hint =
                drawn(
                        WIDTH,
                        HEIGHT,
                        graphics -> {
                            graphics.setColor(Color.WHITE);
                            graphics.fillRect(0, 0, 1, 1);
                        });
        RemovalOptions largest =
                PLAIN.withOnlyMask(true).toBuilder().cleanUp("largest", "1").build();

        assertThat(pixels(hinted(largest, hint)).at(0, 0, 0)).isEqualTo(255);
        assertThat(pixels(largest).at(0, 0, 0)).isLessThan(255);
    }

    static Stream<Edges> refinements() {
        return Stream.of(
                Edges.PLAIN.withDecontaminate(true),
                Edges.PLAIN.withAlphaMatting(true),
                Edges.PLAIN.withRefine(Edges.Refine.FAST),
                Edges.PLAIN.withRefine(Edges.Refine.QUALITY));
    }

    @ParameterizedTest
    @MethodSource("refinements")
    void refinements_follow_it_and_keep_to_it(Edges edges) {
        RemovalOptions options = PLAIN.withEdges(edges);
        Pixels cutout =
                pixels(hinted(options, drawn(WIDTH, HEIGHT, HintedCutoutTest::cornerAndHalf)));
        Pixels without = pixels(options);

        boolean follows = false;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                if (isKept(x, y)) {
                    assertThat(cutout.at(x, y, 3)).as("%d, %d", x, y).isEqualTo(255);
                } else if (isErased(y)) {
                    assertThat(cutout.at(x, y, 3)).as("%d, %d", x, y).isZero();
                } else {
                    follows |= cutout.at(x, y, 3) != without.at(x, y, 3);
                }
            }
        }
        // What is beside a hint is for the matting to say; true colours leave the opacity alone.
        assertThat(follows).isEqualTo(!edges.decontaminate());
    }

    @Test
    void one_that_says_nothing_changes_no_byte() {
        byte[] silent =
                drawn(
                        7,
                        3,
                        graphics -> {
                            graphics.setColor(Color.GRAY);
                            graphics.fillRect(0, 0, 4, 3);
                        });

        for (RemovalOptions options :
                new RemovalOptions[] {
                    PLAIN, PLAIN.withEdges(Edges.PLAIN.withRefine(Edges.Refine.FAST))
                }) {
            assertThat(remove(COFFEE, hinted(options, silent)).bytes())
                    .isEqualTo(remove(COFFEE, options).bytes());
        }
    }

    @Test
    void it_lies_over_the_picture_as_people_see_it_whatever_its_own_size() {
        byte[] turned = TestData.resource("pillow/formats/jpeg-icc-display-p3-orientation-6.jpg");
        byte[] leftIsKept =
                drawn(
                        2,
                        1,
                        graphics -> {
                            graphics.setColor(Color.WHITE);
                            graphics.fillRect(0, 0, 1, 1);
                            graphics.setColor(Color.BLACK);
                            graphics.fillRect(1, 0, 1, 1);
                        });

        RemovalOptions small =
                PLAIN.withArrangement(new Arrangement(200, null, Framing.NONE, null, null));
        for (RemovalOptions options : new RemovalOptions[] {PLAIN, small}) {
            Pixels cutout = Pixels.ofPng(remove(turned, hinted(options, leftIsKept)).bytes());

            for (int y = 0; y < cutout.height(); y++) {
                for (int x = 0; x < cutout.width(); x++) {
                    boolean left = 2 * x + 1 < cutout.width();
                    assertThat(cutout.at(x, y, 3)).isEqualTo(left ? 255 : 0);
                }
            }
        }
    }

    @Test
    void what_a_person_keeps_is_a_subject() {
        byte[] black = drawn(40, 30, graphics -> graphics.fillRect(0, 0, 0, 0));
        byte[] all =
                drawn(
                        1,
                        1,
                        graphics -> {
                            graphics.setColor(Color.WHITE);
                            graphics.fillRect(0, 0, 1, 1);
                        });

        Removal removal = remove(black, hinted(PLAIN.withOnlyMask(true), all));

        assertThat(removal.foundSubject()).isTrue();
        assertThat(Pixels.ofPng(removal.bytes()).at(20, 10, 0)).isEqualTo(255);
    }

    @Test
    void what_is_wrong_with_it_is_told_under_its_name() {
        byte[] damaged = Arrays.copyOf(COFFEE, 5000);

        for (byte[] hint : new byte[][] {damaged, new byte[20], {}}) {
            assertThatThrownBy(() -> remove(COFFEE, hinted(PLAIN, hint)))
                    .isInstanceOfAny(UnreadableImage.class, UnsupportedFormat.class)
                    .hasMessageStartingWith("hint: ");
        }
    }

    @Test
    void one_that_there_is_no_room_for_is_refused_before_it_is_decoded() {
        byte[] large = drawn(1000, 1000, _ -> {});
        byte[] small = drawn(100, 100, _ -> {});
        try (BackgroundRemover remover =
                new BackgroundRemover(
                        ImageLimits.DEFAULT,
                        new Admission(500_000 * Admission.BYTES_A_PIXEL, 1, 0),
                        1,
                        new ModelFolders(Map.of(), Path.of("no-such-home")),
                        OnnxSegmenter.loader(1),
                        new Workers(1),
                        _ -> {})) {
            assertThat(remover.remove(COFFEE, hinted(PLAIN, small), Deadline.NONE).bytes())
                    .isNotEmpty();
            assertThatThrownBy(() -> remover.remove(COFFEE, hinted(PLAIN, large), Deadline.NONE))
                    .isInstanceOfSatisfying(
                            ImageTooLarge.class,
                            fault -> assertThat(fault.value()).isEqualTo(1_000_000))
                    .hasMessageStartingWith("hint: ")
                    .hasMessageContaining("1,000,000");
        }
    }
}
