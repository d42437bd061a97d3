package dev.alphalift.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.image.PixelRows;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// Interleaved 8-bit samples of a whole picture, and how far two of them are apart.
public record Pixels(int width, int height, int channels, byte[] samples) {

    /// Decodes a PNG by the JDK's own reader, so that our decoder does not vouch for our encoder.
    public static Pixels ofPng(byte[] png) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            int channels = image.getRaster().getNumBands();
            int[] values =
                    image.getRaster()
                            .getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
            byte[] samples = new byte[values.length];
            for (int at = 0; at < values.length; at++) {
                samples[at] = (byte) values[at];
            }
            return new Pixels(image.getWidth(), image.getHeight(), channels, samples);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Pixels of(PixelRows rows) {
        int line = rows.size().width() * rows.channels().count();
        byte[] samples = new byte[line * rows.size().height()];
        for (int y = 0; y < rows.size().height(); y++) {
            rows.copyRow(y, samples, y * line);
        }
        return new Pixels(
                rows.size().width(), rows.size().height(), rows.channels().count(), samples);
    }

    public int at(int x, int y, int channel) {
        return samples[(y * width + x) * channels + channel] & 0xff;
    }

    /// Asserts equal sizes, no sample further off than `step`, and a share of equal pixels.
    public void assertClose(Pixels expected, int step, double equalShare, String what) {
        assertThat(new int[] {width, height, channels})
                .as(what)
                .containsExactly(expected.width, expected.height, expected.channels);
        int largest = 0;
        int equal = 0;
        for (int pixel = 0; pixel < width * height; pixel++) {
            boolean same = true;
            for (int at = pixel * channels; at < (pixel + 1) * channels; at++) {
                int difference = Math.abs((samples[at] & 0xff) - (expected.samples[at] & 0xff));
                largest = Math.max(largest, difference);
                same &= difference == 0;
            }
            equal += same ? 1 : 0;
        }
        assertThat(largest).as(what + ": largest difference").isLessThanOrEqualTo(step);
        assertThat((double) equal / (width * height))
                .as(what + ": share of equal pixels")
                .isGreaterThanOrEqualTo(equalShare);
    }
}
