package dev.alphalift.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.codec.OutputFormat.Jpeg;
import dev.alphalift.codec.OutputFormat.Png;
import dev.alphalift.codec.OutputFormat.Webp;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Rgba;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.CutoutRows;
import dev.alphalift.testdata.TestData;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every format promises, and what each promises besides.
class ImageEncoderTest {
    private static final Workers WORKERS = new Workers(2);
    private static final ImageEncoder ENCODER = Formats.encoder(WORKERS);
    private static final ImageDecoder DECODER = Formats.decoder(ImageLimits.DEFAULT, WORKERS);
    private static final Webp LOSSLESS = new Webp(90, true);
    private static final Webp LOSSY = new Webp(90, false);
    private static final Jpeg JPEG = new Jpeg(90, Jpeg.WHITE);

    static List<OutputFormat> formats() {
        return List.of(new Png(), LOSSLESS, LOSSY, JPEG);
    }

    static List<OutputFormat> losslessFormats() {
        return List.of(new Png(), LOSSLESS);
    }

    static List<OutputFormat> formatsWithAlpha() {
        return formats().stream().filter(OutputFormat::hasAlpha).toList();
    }

    private static Photo decoded(PixelRows rows, OutputFormat format) {
        return DECODER.decode(ENCODER.encode(rows, format, null, null, Deadline.NONE));
    }

    private static RgbImage photo() {
        return DECODER.decode(TestData.projectFile("samples/chelsea.png")).image();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void a_file_is_what_its_format_says(OutputFormat format) {
        byte[] file = ENCODER.encode(photo(), format, null, null, Deadline.NONE);

        String type = ImageFormat.of(file).title().toLowerCase(Locale.ROOT);
        assertThat(format.mediaType()).isEqualTo("image/" + type);
        assertThat(format.suffix()).isEqualTo("." + type.replace("jpeg", "jpg"));
    }

    @ParameterizedTest
    @MethodSource("losslessFormats")
    void a_lossless_file_gives_back_the_colours(OutputFormat format) {
        for (int[] sides : new int[][] {{1, 1}, {1, 300}, {7, 5}, {640, 333}}) {
            Size size = new Size(sides[0], sides[1]);
            RgbImage image = new RgbImage(size, TestData.mix(sides[0], sides[1], 3));
            Mask mask = new Mask(size, TestData.mix(sides[0], sides[1], 1));

            assertThat(decoded(image, format).image().samples()).isEqualTo(image.samples());
            assertThat(grey(decoded(mask, format))).isEqualTo(mask.values());
        }
    }

    private static byte[] grey(Photo photo) {
        byte[] samples = photo.image().samples();
        byte[] red = new byte[samples.length / 3];
        for (int pixel = 0; pixel < red.length; pixel++) {
            red[pixel] = samples[3 * pixel];
        }
        return red;
    }

    @ParameterizedTest
    @MethodSource("formats")
    void colours_are_off_by_little(OutputFormat format) {
        RgbImage image = photo();

        byte[] samples = decoded(image, format).image().samples();

        // Pillow's own files of this quality are off by 2.0 steps of 255 on average.
        assertThat(distance(samples, image.samples())).isLessThan(2.2);
    }

    private static double distance(byte[] one, byte[] other) {
        assertThat(one).hasSameSizeAs(other);
        long sum = 0;
        for (int at = 0; at < one.length; at++) {
            sum += Math.abs((one[at] & 0xff) - (other[at] & 0xff));
        }
        return (double) sum / one.length;
    }

    @ParameterizedTest
    @MethodSource("formatsWithAlpha")
    void opacity_is_kept_to_the_bit(OutputFormat format) {
        RgbImage image = photo();
        Mask mask =
                new Mask(
                        image.size(), TestData.mix(image.size().width(), image.size().height(), 1));

        RgbImage read = decoded(new CutoutRows(image, mask), format).image();

        assertThat(read.transparency()).isNotNull();
        assertThat(read.transparency().values()).isEqualTo(mask.values());
    }

    @Test
    void visible_colours_of_a_lossless_cutout_are_kept() {
        Size size = new Size(64, 48);
        RgbImage image = new RgbImage(size, TestData.mix(64, 48, 3));
        Mask mask = new Mask(size, TestData.mix(64, 48, 1));

        byte[] samples = decoded(new CutoutRows(image, mask), LOSSLESS).image().samples();

        for (int pixel = 0; pixel < size.pixels(); pixel++) {
            if (mask.values()[pixel] != 0) {
                for (int at = 3 * pixel; at < 3 * pixel + 3; at++) {
                    assertThat(samples[at]).isEqualTo(image.samples()[at]);
                }
            }
        }
    }

    @Test
    void jpeg_puts_its_background_behind() {
        Size size = new Size(16, 16);
        RgbImage image = new RgbImage(size, new byte[3 * 256]);
        Rgba green = new Rgba(20, 200, 120, 0);
        byte[] half = new byte[256];
        Arrays.fill(half, (byte) 128);

        byte[] clear =
                decoded(new CutoutRows(image, new Mask(size, new byte[256])), new Jpeg(100, green))
                        .image()
                        .samples();
        byte[] soft =
                decoded(new CutoutRows(image, new Mask(size, half)), new Jpeg(100, green))
                        .image()
                        .samples();

        // One step of 255 for the way through luminance and chrominance, and back.
        assertThat(clear[0] & 0xff).isBetween(19, 21);
        assertThat(clear[1] & 0xff).isBetween(199, 201);
        assertThat(soft[1] & 0xff).isBetween(99, 101);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void a_profile_and_a_resolution_are_carried_over_but_no_profile_to_grey(OutputFormat format) {
        ColourProfile small = profile(3145);
        ColourProfile large = profile(200_001);
        Resolution inches = new Resolution(11_811, 2835);
        Resolution metric = new Resolution(5000, 300);
        Size size = new Size(7, 5);
        RgbImage image = new RgbImage(size, TestData.mix(7, 5, 3));
        Mask mask = new Mask(size, TestData.mix(7, 5, 1));

        for (PixelRows rows : List.of(image, new CutoutRows(image, mask))) {
            for (ColourProfile profile : List.of(small, large)) {
                Photo read =
                        DECODER.decode(
                                ENCODER.encode(rows, format, profile, inches, Deadline.NONE));
                assertThat(read.profile()).isEqualTo(profile);
                assertThat(read.resolution()).isEqualTo(inches);
                assertThat(read.image().samples())
                        .isEqualTo(decoded(rows, format).image().samples());
            }
        }
        Photo grey = DECODER.decode(ENCODER.encode(mask, format, small, metric, Deadline.NONE));
        assertThat(grey.profile()).isNull();
        assertThat(grey.resolution()).isEqualTo(metric);
    }

    private static ColourProfile profile(int length) {
        byte[] bytes = TestData.mix(length, 1, 1);
        System.arraycopy("RGB ".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 16, 4);
        System.arraycopy("acsp".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 36, 4);
        return ColourProfile.ofRgb(bytes);
    }

    static List<OutputFormat> allFormats() {
        return List.of(new Png(), LOSSLESS, LOSSY, JPEG, new OutputFormat.Zip(90));
    }

    /// Rows of noise; how many were asked for, and a deadline that one of them brings about.
    private static final class CountedRows implements PixelRows {
        private final byte[] noise;
        private final int last;
        private final AtomicInteger asked = new AtomicInteger();
        private final Deadline deadline = Deadline.after(Duration.ofHours(1));

        CountedRows(int last) {
            this.noise = TestData.mix(size().width(), 1, 4);
            this.last = last;
        }

        @Override
        public Size size() {
            return new Size(1000, 3000);
        }

        @Override
        public Channels channels() {
            return Channels.RGBA;
        }

        @Override
        public void copyRow(int row, byte[] target, int offset) {
            System.arraycopy(noise, 0, target, offset, noise.length);
            if (asked.getAndIncrement() == last) {
                deadline.cancel();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("allFormats")
    void no_work_begins_after_the_deadline(OutputFormat format) {
        CountedRows rows = new CountedRows(Integer.MAX_VALUE);
        Deadline over = Deadline.after(Duration.ZERO);

        assertThatThrownBy(() -> ENCODER.encode(rows, format, null, null, over))
                .isInstanceOf(DeadlineExceeded.class);
        assertThat(rows.asked).hasValue(0);
    }

    /// Two workers, each with a strip in work: what they have begun is all that is still done.
    @ParameterizedTest
    @MethodSource("allFormats")
    void the_work_ends_when_the_deadline_comes(OutputFormat format) {
        CountedRows rows = new CountedRows(100);

        assertThatThrownBy(() -> ENCODER.encode(rows, format, null, null, rows.deadline))
                .isInstanceOf(DeadlineExceeded.class);
        assertThat(rows.asked.get()).isBetween(101, 1000);
    }

    /// The last row: what notices it can only be libwebp's own work.
    @ParameterizedTest
    @MethodSource("webps")
    void libwebp_itself_ends_when_the_deadline_comes(OutputFormat format) {
        CountedRows rows = new CountedRows(2999);
        ImageEncoder alone = Formats.encoder(new Workers(1));

        assertThatThrownBy(() -> alone.encode(rows, format, null, null, rows.deadline))
                .isInstanceOf(DeadlineExceeded.class);
        assertThat(rows.asked).hasValue(3000);
    }

    static List<OutputFormat> webps() {
        return List.of(LOSSLESS, LOSSY);
    }

    static Stream<OutputFormat> limitedFormats() {
        return formats().stream().filter(format -> format.longestSide() < Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @MethodSource("limitedFormats")
    void a_side_may_be_as_long_as_the_format_allows_and_no_longer(OutputFormat format) {
        int side = format.longestSide();
        Mask longest = new Mask(new Size(side, 2), new byte[2 * side]);
        Mask longer = new Mask(new Size(1, side + 1), new byte[side + 1]);

        byte[] file = ENCODER.encode(longest, format, null, null, Deadline.NONE);

        assertThat(
                        Formats.decoder(new ImageLimits(1 << 20, 1 << 20, 1 << 16), WORKERS)
                                .open(file)
                                .size())
                .isEqualTo(longest.size());
        assertThatThrownBy(() -> ENCODER.encode(longer, format, null, null, Deadline.NONE))
                .isInstanceOf(ImageTooLarge.class)
                .hasMessageContaining(String.format(Locale.ROOT, "%,d", side));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 101})
    void a_quality_outside_1_to_100_is_none(int quality) {
        assertThatThrownBy(() -> new Webp(quality, false)).hasMessageContaining("" + quality);
        assertThatThrownBy(() -> new Jpeg(quality, Jpeg.WHITE)).hasMessageContaining("" + quality);
    }

    @Test
    void more_quality_makes_more_bytes() {
        RgbImage image = photo();

        assertThat(length(image, new Webp(50, false)))
                .isLessThan(length(image, new Webp(95, false)));
        assertThat(length(image, new Jpeg(50, Jpeg.WHITE)))
                .isLessThan(length(image, new Jpeg(95, Jpeg.WHITE)));
    }

    private static int length(PixelRows rows, OutputFormat format) {
        return ENCODER.encode(rows, format, null, null, Deadline.NONE).length;
    }
}
