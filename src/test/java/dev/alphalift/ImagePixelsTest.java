package dev.alphalift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.image.RgbImage;
import java.awt.Color;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePixelsTest {
    private static BufferedImage image(
            ColorSpace space, boolean alpha, boolean premultiplied, int type, int... pixel) {
        ColorModel model =
                new ComponentColorModel(
                        space,
                        alpha,
                        premultiplied,
                        alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                        type);
        WritableRaster raster = model.createCompatibleWritableRaster(1, 1);
        raster.setPixel(0, 0, pixel);
        return new BufferedImage(model, raster, premultiplied, null);
    }

    private static List<Integer> values(RgbImage image) {
        byte[] samples = image.samples();
        int alpha = image.transparency() == null ? -1 : image.transparency().values()[0] & 0xff;
        return List.of(samples[0] & 0xff, samples[1] & 0xff, samples[2] & 0xff, alpha);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_3BYTE_BGR,
            })
    void colours_are_taken_as_they_are(int type) {
        BufferedImage image = new BufferedImage(1, 1, type);
        image.setRGB(0, 0, 0xff_0a_80_f0);

        assertThat(values(ImagePixels.of(image))).containsExactly(10, 128, 240, -1);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_4BYTE_ABGR})
    void so_is_opacity(int type) {
        BufferedImage image = new BufferedImage(1, 1, type);
        image.setRGB(0, 0, 0x80_0a_80_f0);

        assertThat(values(ImagePixels.of(image))).containsExactly(10, 128, 240, 128);
    }

    @Test
    void premultiplied_colours_are_divided_by_their_opacity() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB_PRE);
        image.getRaster().setPixel(0, 0, new int[] {64, 32, 0, 128});

        // 64 of 128 is half of 255.
        assertThat(values(ImagePixels.of(image))).containsExactly(128, 64, 0, 128);
    }

    @Test
    void grey_stays_as_it_is_stored() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(0, 0, 0, 100);

        // Java would say 165, which is what amounts of light come to.
        assertThat(new Color(image.getRGB(0, 0)).getRed()).isGreaterThan(150);
        assertThat(values(ImagePixels.of(image))).containsExactly(100, 100, 100, -1);
    }

    @Test
    void grey_of_16_bits_is_rounded_to_255_steps() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 100 * 257 + 129);
        image.getRaster().setSample(1, 0, 0, 65_535);

        RgbImage pixels = ImagePixels.of(image);

        assertThat(pixels.samples()).containsExactly(101, 101, 101, -1, -1, -1);
    }

    @Test
    void grey_can_have_opacity() {
        ColorSpace grey = ColorSpace.getInstance(ColorSpace.CS_GRAY);

        assertThat(values(ImagePixels.of(image(grey, true, false, DataBuffer.TYPE_BYTE, 60, 120))))
                .containsExactly(60, 60, 60, 120);
        assertThat(values(ImagePixels.of(image(grey, true, true, DataBuffer.TYPE_BYTE, 60, 120))))
                .containsExactly(128, 128, 128, 120);
        assertThat(values(ImagePixels.of(image(grey, true, true, DataBuffer.TYPE_BYTE, 0, 0))))
                .containsExactly(0, 0, 0, 0);
    }

    @Test
    void colours_of_16_bits_are_rounded_to_255_steps() {
        ColorSpace rgb = ColorSpace.getInstance(ColorSpace.CS_sRGB);

        RgbImage pixels =
                ImagePixels.of(
                        image(rgb, false, false, DataBuffer.TYPE_USHORT, 0, 128 * 257, 65_535));

        assertThat(values(pixels)).containsExactly(0, 128, 255, -1);
    }

    @Test
    void other_colour_spaces_are_converted_with_their_opacity() {
        ColorSpace linear = ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB);

        RgbImage pixels =
                ImagePixels.of(image(linear, true, false, DataBuffer.TYPE_BYTE, 255, 0, 55, 128));

        // IEC 61966-2-1: 55 / 255 of the light is 1.055 * 0.2157^(1/2.4) - 0.055 = 0.5018.
        assertThat(values(pixels)).containsExactly(255, 0, 128, 128);
    }

    @Test
    void inks_become_colours() {
        RgbImage pixels =
                ImagePixels.of(
                        image(new Inks(), false, false, DataBuffer.TYPE_BYTE, 0, 255, 255, 0));

        assertThat(values(pixels)).containsExactly(255, 0, 0, -1);
    }

    /// Cyan, magenta, yellow and black, without a profile.
    private static final class Inks extends ColorSpace {
        private static final long serialVersionUID = 1;

        Inks() {
            super(ColorSpace.TYPE_CMYK, 4);
        }

        @Override
        public float[] toRGB(float[] inks) {
            return new float[] {
                (1 - inks[0]) * (1 - inks[3]),
                (1 - inks[1]) * (1 - inks[3]),
                (1 - inks[2]) * (1 - inks[3]),
            };
        }

        @Override
        public float[] fromRGB(float[] colours) {
            return new float[] {1 - colours[0], 1 - colours[1], 1 - colours[2], 0};
        }

        @Override
        public float[] toCIEXYZ(float[] inks) {
            return ColorSpace.getInstance(ColorSpace.CS_sRGB).toCIEXYZ(toRGB(inks));
        }

        @Override
        public float[] fromCIEXYZ(float[] xyz) {
            return fromRGB(ColorSpace.getInstance(ColorSpace.CS_sRGB).fromCIEXYZ(xyz));
        }
    }

    @Test
    void bits_and_palettes_become_colours() {
        BufferedImage bits = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_BINARY);
        bits.setRGB(0, 0, 0xffffffff);
        BufferedImage palette = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_INDEXED);
        palette.setRGB(0, 0, 0xffff0000);

        assertThat(values(ImagePixels.of(bits))).startsWith(255, 255, 255);
        assertThat(values(ImagePixels.of(palette))).startsWith(255, 0, 0);
    }

    @Test
    void a_part_of_a_picture_begins_where_the_part_begins() {
        BufferedImage whole = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        whole.getRaster().setSample(2, 1, 0, 77);

        RgbImage part = ImagePixels.of(whole.getSubimage(2, 1, 1, 1));

        assertThat(values(part)).containsExactly(77, 77, 77, -1);
    }

    @Test
    void what_goes_out_is_what_came_in() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x80_0a_80_f0);
        image.setRGB(1, 0, 0x00_01_02_03);

        BufferedImage back = ImagePixels.of(ImagePixels.of(image));

        assertThat(back.getType()).isEqualTo(BufferedImage.TYPE_INT_ARGB);
        assertThat(back.getRGB(0, 0, 2, 1, null, 0, 2)).containsExactly(0x800a80f0, 0x00010203);
    }
}
