package dev.alphalift.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.codec.format.Formats;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.TestData;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ImageLimitsTest {
    private static final byte[] CHELSEA = TestData.projectFile("samples/chelsea.png");
    private static final byte[] ROCKET = TestData.projectFile("samples/rocket.jpg");

    private static Photo decode(ImageLimits limits, byte[] bytes) {
        return Formats.decoder(limits, new Workers(1)).decode(bytes);
    }

    @Test
    void a_picture_exactly_at_the_limits_is_read() {
        ImageLimits limits = new ImageLimits(451 * 300, CHELSEA.length, 451);

        assertThat(decode(limits, CHELSEA).image().size()).hasToString("451x300");
    }

    @Test
    void one_pixel_too_many_is_refused_with_both_numbers() {
        assertThatThrownBy(() -> decode(new ImageLimits(451 * 300 - 1, 1 << 30, 9999), CHELSEA))
                .isInstanceOfSatisfying(
                        ImageTooLarge.class,
                        fault -> {
                            assertThat(fault.measure()).isEqualTo("pixels");
                            assertThat(fault.value()).isEqualTo(135_300);
                            assertThat(fault.limit()).isEqualTo(135_299);
                            assertThat(fault.code()).isEqualTo("image_too_large");
                            assertThat(fault.retryable()).isFalse();
                        });
    }

    @Test
    void a_side_too_long_is_refused() {
        assertThatThrownBy(() -> decode(new ImageLimits(1 << 30, 1 << 30, 639), ROCKET))
                .isInstanceOf(ImageTooLarge.class)
                .hasMessageContaining("640 pixels on a side")
                .hasMessageContaining("639");
    }

    @Test
    void a_byte_too_many_is_refused_before_anything_is_read() {
        assertThatThrownBy(() -> decode(new ImageLimits(1, ROCKET.length - 1, 1), ROCKET))
                .isInstanceOf(ImageTooLarge.class)
                .hasMessageContaining("bytes");
    }

    @Test
    void a_header_that_claims_two_gigapixels_is_refused_without_allocating_them() {
        byte[] bomb = CHELSEA.clone();
        ByteBuffer.wrap(bomb).putInt(16, 1 << 30).putInt(20, 2);
        CRC32 crc = new CRC32();
        crc.update(bomb, 12, 17);
        ByteBuffer.wrap(bomb).putInt(29, (int) crc.getValue());

        assertThatThrownBy(() -> decode(ImageLimits.DEFAULT, bomb))
                .isInstanceOf(ImageTooLarge.class);
    }

    @Test
    void an_empty_input_is_no_picture() {
        assertThatThrownBy(() -> decode(ImageLimits.DEFAULT, new byte[0]))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("empty");
    }

    @Test
    void a_limit_is_positive() {
        assertThatThrownBy(() -> new ImageLimits(0, 1, 1)).hasMessageContaining("pixels (0)");
    }
}
