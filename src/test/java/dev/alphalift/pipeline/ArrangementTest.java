package dev.alphalift.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Framing;
import dev.alphalift.image.Length;
import dev.alphalift.image.Length.Unit;
import dev.alphalift.image.Margins;
import dev.alphalift.image.Position;
import dev.alphalift.image.Region;
import dev.alphalift.image.Rgba;
import dev.alphalift.image.Size;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What rembg does not know, on real pictures. Chelsea is 451 x 300, the rocket 640 x 427.
class ArrangementTest {
    private static final BackgroundRemover REMOVER = PipelineFixture.remover();
    private static final byte[] CHELSEA = TestData.projectFile("samples/chelsea.png");
    private static final byte[] ROCKET = TestData.projectFile("samples/rocket.jpg");
    private static final OutputFormat JPEG = new OutputFormat.Jpeg(90, OutputFormat.Jpeg.WHITE);

    @AfterAll
    static void close() {
        REMOVER.close();
    }

    private static RemovalOptions options(Arrangement arrangement) {
        return RemovalOptions.DEFAULT.withArrangement(arrangement);
    }

    private static Arrangement framed(Framing framing) {
        return new Arrangement(Long.MAX_VALUE, null, framing, null, null);
    }

    private static Removal remove(byte[] file, RemovalOptions options) {
        return REMOVER.remove(file, options, Deadline.NONE);
    }

    private static int alpha(Pixels pixels, int x, int y) {
        return pixels.at(x, y, 3);
    }

    @Test
    void the_colours_stay_and_the_mask_is_the_opacity() {
        Pixels cutout = Pixels.ofPng(remove(CHELSEA, options(Arrangement.NONE)).bytes());
        Pixels mask =
                Pixels.ofPng(remove(CHELSEA, RemovalOptions.DEFAULT.withOnlyMask(true)).bytes());
        Pixels photo = Pixels.ofPng(CHELSEA);

        for (int y = 0; y < 300; y++) {
            for (int x = 0; x < 451; x++) {
                assertThat(alpha(cutout, x, y)).isEqualTo(mask.at(x, y, 0));
                assertThat(cutout.at(x, y, 1))
                        .isEqualTo(alpha(cutout, x, y) == 0 ? 0 : photo.at(x, y, 1));
            }
        }
    }

    @Test
    void a_large_picture_is_scaled_down_first_and_a_small_one_is_not() {
        Arrangement preview = new Arrangement(250_000, null, Framing.NONE, null, null);

        Removal rocket = remove(ROCKET, options(preview));
        Removal chelsea = remove(CHELSEA, options(preview));

        assertThat(rocket.size()).isEqualTo(new Size(612, 408));
        assertThat(rocket.sent()).isEqualTo(new Size(640, 427));
        assertThat(Pixels.ofPng(rocket.bytes()).width()).isEqualTo(612);
        assertThat(chelsea.size()).isEqualTo(new Size(451, 300));
    }

    @Test
    void nothing_outside_the_region_of_interest_is_subject() {
        Area area =
                new Area(
                        new Length(50, Unit.PERCENT),
                        Length.NONE,
                        new Length(451, Unit.PIXELS),
                        new Length(100, Unit.PERCENT));
        Arrangement arrangement = new Arrangement(Long.MAX_VALUE, area, Framing.NONE, null, null);

        Removal removal = remove(CHELSEA, options(arrangement));

        Pixels pixels = Pixels.ofPng(removal.bytes());
        assertThat(removal.size()).isEqualTo(new Size(451, 300));
        for (int y = 0; y < 300; y++) {
            for (int x = 0; x < 225; x++) {
                assertThat(alpha(pixels, x, y)).isZero();
            }
        }
        assertThat(removal.subject()).isNotNull();
        assertThat(removal.subject().left()).isGreaterThanOrEqualTo(225);
    }

    @Test
    void a_region_of_interest_beside_the_picture_is_told() {
        Length far = new Length(500, Unit.PIXELS);
        Area area = new Area(far, far, new Length(600, Unit.PIXELS), far);

        assertThatThrownBy(() ->
                        remove(
                                CHELSEA,
                                options(
                                        new Arrangement(
                                                Long.MAX_VALUE, area, Framing.NONE, null, null))))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("roi")
                .hasMessageContaining("500px");
    }

    @Test
    void a_cropped_picture_ends_where_its_subject_ends() {
        Framing crop = new Framing(true, Margins.NONE, 0, Position.ORIGINAL);

        Removal whole = remove(ROCKET, options(Arrangement.NONE));
        Removal cropped = remove(ROCKET, options(framed(crop)));

        Region subject = whole.subject();
        assertThat(subject).isNotNull();
        assertThat(cropped.size()).isEqualTo(subject.size());
        Pixels inside = Pixels.ofPng(cropped.bytes());
        Pixels all = Pixels.ofPng(whole.bytes());
        for (int y = 0; y < subject.height(); y++) {
            for (int x = 0; x < subject.width(); x++) {
                assertThat(alpha(inside, x, y))
                        .isEqualTo(alpha(all, subject.left() + x, subject.top() + y));
            }
        }
    }

    @Test
    void a_scaled_subject_fills_its_part_of_the_canvas() {
        Framing half = new Framing(false, Margins.NONE, 0.5, new Position.At(0, 1));

        Removal removal = remove(ROCKET, options(framed(half)));

        Region subject = removal.subject();
        assertThat(subject).isNotNull();
        assertThat(removal.size()).isEqualTo(new Size(640, 427));
        assertThat(subject.left()).isZero();
        assertThat(subject.bottom()).isEqualTo(427);
        assertThat(Math.max(subject.width() / 320.0, subject.height() / 213.5))
                .isBetween(0.99, 1.01);
    }

    @Test
    void a_result_in_which_nothing_is_transparent_is_written_as_such() {
        Arrangement arrangement = new Arrangement(Long.MAX_VALUE, null, Framing.NONE, null, JPEG);
        Arrangement before = arrangement.withBackground(new BackgroundFile("behind", ROCKET));

        Removal transparent = remove(CHELSEA, options(arrangement));
        Removal green =
                remove(CHELSEA, options(arrangement).withBackground(new Rgba(0, 128, 0, 255)));
        Removal glass =
                remove(CHELSEA, options(arrangement).withBackground(new Rgba(0, 128, 0, 254)));
        Removal backed = remove(CHELSEA, options(before));

        assertThat(ImageFormat.of(transparent.bytes())).isEqualTo(ImageFormat.PNG);
        assertThat(ImageFormat.of(green.bytes())).isEqualTo(ImageFormat.JPEG);
        assertThat(ImageFormat.of(glass.bytes())).isEqualTo(ImageFormat.PNG);
        assertThat(ImageFormat.of(backed.bytes())).isEqualTo(ImageFormat.JPEG);
        assertThat(backed.size()).isEqualTo(new Size(451, 300));
    }

    @Test
    void what_is_wrong_with_a_background_is_told_under_its_name() {
        byte[] damaged = Arrays.copyOf(CHELSEA, 5000);
        Arrangement broken = Arrangement.NONE.withBackground(new BackgroundFile("behind", damaged));
        Arrangement text =
                Arrangement.NONE.withBackground(new BackgroundFile("behind", new byte[20]));

        for (Arrangement arrangement : new Arrangement[] {broken, text}) {
            assertThatThrownBy(() -> remove(CHELSEA, options(arrangement)))
                    .isInstanceOfSatisfying(
                            InvalidOption.class,
                            fault -> assertThat(fault.option()).isEqualTo("behind"));
        }
    }

    @Test
    void there_is_one_background() {
        Arrangement arrangement =
                Arrangement.NONE.withBackground(new BackgroundFile("behind", CHELSEA));

        assertThatThrownBy(() -> options(arrangement).withBackground(Rgba.TRANSPARENT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Arrangement(0, null, Framing.NONE, null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_archive_holds_the_colours_and_the_opacity() throws Exception {
        RemovalOptions options = options(Arrangement.NONE).withOutput(new OutputFormat.Zip(90));
        Removal removal = remove(CHELSEA, options);
        Pixels mask =
                Pixels.ofPng(remove(CHELSEA, RemovalOptions.DEFAULT.withOnlyMask(true)).bytes());

        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(removal.bytes()))) {
            ZipEntry colours = zip.getNextEntry();
            assertThat(colours.getName()).isEqualTo("color.jpg");
            assertThat(ImageFormat.of(zip.readAllBytes())).isEqualTo(ImageFormat.JPEG);
            ZipEntry opacity = zip.getNextEntry();
            assertThat(opacity.getName()).isEqualTo("alpha.png");
            assertThat(Pixels.ofPng(zip.readAllBytes()))
                    .satisfies(pixels -> assertThat(pixels.samples()).isEqualTo(mask.samples()));
            assertThat(zip.getNextEntry()).isNull();
        }
        assertThat(remove(CHELSEA, options).bytes()).isEqualTo(removal.bytes());
    }

    @Test
    void what_more_is_needed_follows_from_what_is_asked_for() {
        Length half = new Length(50, Unit.PERCENT);
        Framing wide = new Framing(true, new Margins(half, half, half, half), 0, Position.ORIGINAL);
        Size size = new Size(100, 100);

        assertThat(Arrangement.NONE.moreBytes(size, 0)).isEqualTo(10_000);
        assertThat(Arrangement.NONE.moreBytes(size, 18)).isEqualTo(190_000);
        // Four times the pixels: three times more than are counted anyway.
        assertThat(framed(wide).moreBytes(size, 0)).isEqualTo(250_000);
        assertThat(framed(new Framing(false, Margins.NONE, 1, Position.CENTRE)).moreBytes(size, 0))
                .isEqualTo(80_000);
    }

    @Test
    void a_caller_that_has_gone_is_worked_for_no_longer() {
        Deadline deadline = Deadline.after(java.time.Duration.ofMinutes(1));
        deadline.cancel();

        assertThatThrownBy(() -> REMOVER.remove(ROCKET, options(Arrangement.NONE), deadline))
                .isInstanceOf(DeadlineExceeded.class);
    }
}
