package dev.alphalift.codec.format;

import dev.alphalift.codec.FormatReader;
import dev.alphalift.codec.ImageDecoder;
import dev.alphalift.codec.ImageEncoder;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.bmp.BmpDecoder;
import dev.alphalift.codec.gif.GifDecoder;
import dev.alphalift.codec.jpeg.JpegDecoder;
import dev.alphalift.codec.jpeg.JpegEncoder;
import dev.alphalift.codec.jpeg.JpegStreams;
import dev.alphalift.codec.png.PngDecoder;
import dev.alphalift.codec.png.PngEncoder;
import dev.alphalift.codec.tiff.TiffDecoder;
import dev.alphalift.codec.webp.WebpDecoder;
import dev.alphalift.codec.webp.WebpEncoder;
import dev.alphalift.image.Workers;
import java.util.Map;

/// The formats that are read and written here. Who adds one adds a line.
public final class Formats {
    private static final Map<ImageFormat, FormatReader> READERS =
            Map.of(
                    ImageFormat.JPEG, JpegDecoder::new,
                    ImageFormat.PNG, PngDecoder::new,
                    ImageFormat.WEBP, WebpDecoder::new,
                    ImageFormat.BMP, BmpDecoder::new,
                    ImageFormat.GIF, GifDecoder::new,
                    ImageFormat.TIFF, bytes -> new TiffDecoder(bytes, new JpegStreams()));

    private Formats() {}

    /// A decoder of all of them.
    public static ImageDecoder decoder(ImageLimits limits, Workers workers) {
        return new ImageDecoder(limits, workers, READERS);
    }

    /// An encoder of those that are written.
    public static ImageEncoder encoder(Workers workers) {
        PngEncoder png = new PngEncoder(workers);
        JpegEncoder jpeg = new JpegEncoder();
        ZipEncoder zip = new ZipEncoder(jpeg, png);
        return new ImageEncoder(
                (rows, _, profile, resolution, deadline) ->
                        png.encode(rows, profile, resolution, deadline),
                new WebpEncoder(workers)::encode,
                jpeg::encode,
                zip::encode);
    }
}
