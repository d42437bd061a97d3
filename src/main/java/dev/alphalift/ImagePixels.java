package dev.alphalift;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.Mask;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.matte.Compositor;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/// Pixels between Java's form and ours.
final class ImagePixels {
    private static final int HIGHEST = 255;

    private ImagePixels() {}

    /// A picture of Java's: sRGB, 8 bits, opacity straight. Grey stays as it is stored, as it does
    /// when a file is read: Java would take it for amounts of light and make it lighter.
    static RgbImage of(BufferedImage image) {
        ColorModel model = image.getColorModel();
        ColorSpace space = model.getColorSpace();
        int type = model.getTransferType();
        if (space.getType() == ColorSpace.TYPE_GRAY
                && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT)) {
            return grey(image);
        }
        return coloured(space.isCS_sRGB() ? image : converted(image));
    }

    private static BufferedImage converted(BufferedImage image) {
        boolean hasAlpha = image.getColorModel().hasAlpha();
        BufferedImage target =
                new BufferedImage(
                        image.getWidth(),
                        image.getHeight(),
                        hasAlpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        return new ColorConvertOp(null).filter(image, target);
    }

    private static RgbImage coloured(BufferedImage image) {
        Size size = new Size(image.getWidth(), image.getHeight());
        byte[] samples = new byte[Math.toIntExact(3 * size.pixels())];
        byte[] opacity = opacity(image, size);
        int[] row = new int[size.width()];
        for (int y = 0; y < size.height(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            int start = y * row.length;
            for (int x = 0; x < row.length; x++) {
                int pixel = row[x];
                samples[3 * (start + x)] = (byte) (pixel >> 16);
                samples[3 * (start + x) + 1] = (byte) (pixel >> 8);
                samples[3 * (start + x) + 2] = (byte) pixel;
                if (opacity != null) {
                    opacity[start + x] = (byte) (pixel >>> 24);
                }
            }
        }
        return new RgbImage(size, samples, opacity == null ? null : new Alpha(size, opacity));
    }

    private static byte @Nullable [] opacity(BufferedImage image, Size size) {
        return image.getColorModel().hasAlpha() ? new byte[Math.toIntExact(size.pixels())] : null;
    }

    private static RgbImage grey(BufferedImage image) {
        ColorModel model = image.getColorModel();
        Size size = new Size(image.getWidth(), image.getHeight());
        byte[] samples = new byte[Math.toIntExact(3 * size.pixels())];
        byte[] opacity = opacity(image, size);
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int[] row = new int[bands * size.width()];
        int most = (1 << model.getComponentSize(0)) - 1;
        for (int y = 0; y < size.height(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, size.width(), 1, row);
            for (int x = 0; x < size.width(); x++) {
                int at = y * size.width() + x;
                int level = row[bands * x];
                if (opacity != null) {
                    int alpha = row[bands * x + 1];
                    opacity[at] = byteOf(alpha, most);
                    if (model.isAlphaPremultiplied() && alpha > 0) {
                        level = Math.min(most, Math.round((float) level * most / alpha));
                    }
                }
                byte value = byteOf(level, most);
                samples[3 * at] = value;
                samples[3 * at + 1] = value;
                samples[3 * at + 2] = value;
            }
        }
        return new RgbImage(size, samples, opacity == null ? null : new Alpha(size, opacity));
    }

    /// A picture of Java's to be written: with its opacity, if it has any.
    static PixelRows rows(BufferedImage image) {
        RgbImage pixels = of(image);
        Alpha opacity = pixels.transparency();
        return opacity == null
                ? pixels
                : Compositor.straightCutout(
                        pixels.withoutTransparency(), new Mask(pixels.size(), opacity.values()));
    }

    /// A plane as a grey picture.
    static RgbImage grey(Alpha plane) {
        byte[] values = plane.values();
        byte[] samples = new byte[3 * values.length];
        for (int at = 0; at < samples.length; at++) {
            samples[at] = values[at / 3];
        }
        return new RgbImage(plane.size(), samples);
    }

    /// A value of any depth as one of 255 steps, rounded.
    private static byte byteOf(int value, int most) {
        return (byte) ((value * (long) HIGHEST + most / 2) / most);
    }

    /// A picture of ours: `TYPE_INT_ARGB`, or `TYPE_INT_RGB` where there is no opacity.
    static BufferedImage of(RgbImage image) {
        Size size = image.size();
        Alpha opacity = image.transparency();
        BufferedImage result =
                new BufferedImage(
                        size.width(),
                        size.height(),
                        opacity == null ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        byte[] samples = image.samples();
        int[] row = new int[size.width()];
        for (int y = 0; y < size.height(); y++) {
            int start = y * row.length;
            for (int x = 0; x < row.length; x++) {
                int at = start + x;
                int alpha = opacity == null ? HIGHEST : opacity.values()[at] & 0xff;
                row[x] =
                        alpha << 24
                                | (samples[3 * at] & 0xff) << 16
                                | (samples[3 * at + 1] & 0xff) << 8
                                | (samples[3 * at + 2] & 0xff);
            }
            result.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return result;
    }

    /// Values as a grey picture, `TYPE_BYTE_GRAY`.
    static BufferedImage grey(Size size, byte[] values) {
        BufferedImage result =
                new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] target = ((DataBufferByte) result.getRaster().getDataBuffer()).getData();
        System.arraycopy(values, 0, target, 0, values.length);
        return result;
    }
}
