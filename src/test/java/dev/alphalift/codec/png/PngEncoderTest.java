package dev.alphalift.codec.png;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.codec.ColourProfile;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.Photo;
import dev.alphalift.codec.Resolution;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.image.Mask;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.CutoutRows;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngEncoderTest {
    @ParameterizedTest
    @CsvSource({
        "1,1,1",
        "1,300,2",
        "7,5,1",
        "640,480,2",
        "3,100000,3",
        "16383,40,2",
        "2000,1000,4"
    })
    void what_is_written_reads_back_the_same(int width, int height, int threads) {
        Size size = new Size(width, height);
        RgbImage image = new RgbImage(size, TestData.mix(width, height, 3));
        Mask mask = new Mask(size, TestData.mix(width, height, 1));

        try (Workers workers = new Workers(threads)) {
            PngEncoder encoder = new PngEncoder(workers);
            assertSame(encoder.encode(image, null, null), image);
            assertSame(encoder.encode(mask, null, null), mask);
            assertSame(
                    encoder.encode(new CutoutRows(image, mask), null, null),
                    new CutoutRows(image, mask));
        }
    }

    private static void assertSame(byte[] png, PixelRows rows) {
        assertThat(Pixels.ofPng(png).samples()).isEqualTo(Pixels.of(rows).samples());
    }

    @Test
    void every_checksum_in_the_file_is_right() throws DataFormatException {
        Size size = new Size(1500, 1200);
        RgbImage image = new RgbImage(size, TestData.mix(1500, 1200, 3));
        byte[] png;
        try (Workers workers = new Workers(2)) {
            png = new PngEncoder(workers).encode(image, null, new Resolution(11_811, 2835));
        }

        ByteBuffer file = ByteBuffer.wrap(png).position(8);
        Inflater inflater = new Inflater();
        byte[] raw = new byte[(1 + 4500) * 1200 + 1];
        int inflated = 0;
        while (file.hasRemaining()) {
            int length = file.getInt();
            int start = file.position();
            CRC32 crc = new CRC32();
            crc.update(png, start, length + 4);
            String type = new String(png, start, 4, StandardCharsets.ISO_8859_1);
            file.position(start + 4 + length);
            assertThat(file.getInt()).as("checksum of " + type).isEqualTo((int) crc.getValue());
            if (type.equals("IDAT")) {
                inflater.setInput(png, start + 4, length);
                inflated += inflater.inflate(raw, inflated, raw.length - inflated);
            }
        }

        // zlib compares its own checksum of all rows when it comes to the end.
        assertThat(inflater.finished()).isTrue();
        assertThat(inflated).isEqualTo(raw.length - 1);
        inflater.end();
    }

    @Test
    void the_number_of_threads_does_not_change_the_file() {
        RgbImage image = new RgbImage(new Size(900, 2000), TestData.mix(900, 2000, 3));

        byte[] alone = new PngEncoder(new Workers(1)).encode(image, null, null);
        byte[] together = new PngEncoder(new Workers(4)).encode(image, null, null);

        assertThat(together).isEqualTo(alone);
    }

    @Test
    void a_pattern_that_comes_again_and_again_is_written_once() {
        Size size = new Size(1024, 600);
        byte[] tile = TestData.mix(64, 1, 3);
        byte[] samples = new byte[3 * 1024 * 600];
        for (int at = 0; at < samples.length; at += tile.length) {
            // Rows differ from the row above, so that only their repetition helps.
            int shift = at / (3 * 1024) * 5 % 64 * 3;
            System.arraycopy(tile, shift, samples, at, tile.length - shift);
            System.arraycopy(tile, 0, samples, at + tile.length - shift, shift);
        }
        RgbImage image = new RgbImage(size, samples);

        byte[] png = new PngEncoder(new Workers(1)).encode(image, null, null);

        assertThat(png).hasSizeLessThan(samples.length / 20);
        assertSame(png, image);
    }

    @Test
    void a_profile_and_a_resolution_are_carried_over_but_no_profile_to_grey() {
        ColourProfile profile = ColourProfile.ofRgb(profileBytes());
        Resolution resolution = new Resolution(11_811, 2835);
        RgbImage image = new RgbImage(new Size(2, 2), new byte[12]);
        PngEncoder encoder = new PngEncoder(new Workers(1));

        Photo colour = decode(encoder.encode(image, profile, resolution));
        Photo grey =
                decode(encoder.encode(new Mask(new Size(2, 2), new byte[4]), profile, resolution));

        assertThat(colour.profile()).isEqualTo(profile);
        assertThat(colour.resolution()).isEqualTo(resolution);
        assertThat(grey.profile()).isNull();
        assertThat(grey.resolution()).isEqualTo(resolution);
    }

    private static Photo decode(byte[] png) {
        return Formats.decoder(ImageLimits.DEFAULT, new Workers(1)).decode(png);
    }

    private static byte[] profileBytes() {
        byte[] bytes = new byte[5000];
        for (int at = 128; at < bytes.length; at++) {
            bytes[at] = (byte) (at * 7 + at / 13);
        }
        System.arraycopy("RGB ".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 16, 4);
        System.arraycopy("acsp".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 36, 4);
        return bytes;
    }

    @Test
    void a_profile_of_another_kind_or_none_at_all_is_left_out() {
        byte[] cmyk = profileBytes();
        System.arraycopy("CMYK".getBytes(StandardCharsets.ISO_8859_1), 0, cmyk, 16, 4);

        assertThat(ColourProfile.ofRgb(cmyk)).isNull();
        assertThat(ColourProfile.ofRgb(Arrays.copyOf(profileBytes(), 100))).isNull();
        assertThat(ColourProfile.ofRgb(new byte[200])).isNull();
        assertThat(ColourProfile.ofRgb(profileBytes()))
                .isEqualTo(ColourProfile.ofRgb(profileBytes()))
                .hasSameHashCodeAs(ColourProfile.ofRgb(profileBytes()));
    }

    @Test
    void a_resolution_that_makes_no_sense_is_none() {
        assertThat(Resolution.perInch(0, 72)).isNull();
        assertThat(Resolution.perInch(Double.NaN, 72)).isNull();
        assertThat(Resolution.perMetre(1e12, 1)).isNull();
        assertThat(Resolution.perInch(300, 72)).isEqualTo(new Resolution(11_811, 2835));
    }
}
