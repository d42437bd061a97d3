package dev.alphalift.evaluation;

import dev.alphalift.codec.ImageDecoder;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.Photo;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.codec.png.PngEncoder;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Workers;
import dev.alphalift.matte.Compositor;
import dev.alphalift.segment.MaskSmoothing;
import dev.alphalift.segment.ModelSpec;
import dev.alphalift.segment.Models;
import dev.alphalift.segment.Postprocessor;
import dev.alphalift.segment.Preprocessor;
import dev.alphalift.segment.Segmenter;
import dev.alphalift.segment.Tensor;
import dev.alphalift.segment.onnx.OnnxSegmenter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Each step of the pipeline by itself, and the libraries that could do it instead. Run by
/// dev/bench/steps.sh, with photos from dev/bench/photos.py.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx2g", "--enable-native-access=ALL-UNNAMED"})
public class StepsBenchmark {
    @Param({"1mp", "12mp"})
    public String photo;

    @Param({"1", "2"})
    public int threads;

    private byte[] jpeg;
    private byte[] png;
    private Photo decoded;
    private RgbImage image;
    private Tensor input;
    private Tensor output;
    private Mask small;
    private Mask full;
    private PixelRows cutout;
    private BufferedImage wholeCutout;
    private ModelSpec model;
    private Segmenter segmenter;
    private ImageDecoder decoder;
    private Preprocessor preprocessor;
    private MaskSmoothing smoothing;
    private PngEncoder encoder;
    private Workers workers;

    @Setup
    public void prepare() throws IOException {
        workers = new Workers(threads);
        model = Models.named(Models.DEFAULT);
        segmenter = OnnxSegmenter.loader(threads).load(model, Models.embedded(model));
        decoder = Formats.decoder(ImageLimits.DEFAULT, workers);
        preprocessor = new Preprocessor(workers);
        smoothing = new MaskSmoothing(workers);
        encoder = new PngEncoder(workers);
        jpeg = Files.readAllBytes(Path.of(System.getProperty("photos"), photo + ".jpg"));
        decoded = decoder.decode(jpeg);
        image = decoded.image();
        input = preprocessor.prepare(image, model);
        output = segmenter.run(input, Deadline.NONE);
        small = Postprocessor.toMask(output, model.outputRule());
        full = small.resized(image.size(), workers);
        cutout = Compositor.darkenedCutout(image, full);
        png = encoder.encode(cutout, null, null);
        wholeCutout = ImageIO.read(new ByteArrayInputStream(png));
        if (decoded.format() != ImageFormat.JPEG) {
            throw new IllegalStateException("The photos are JPEG.");
        }
    }

    @Benchmark
    public Object decodeJpeg() {
        return decoder.decode(jpeg);
    }

    @Benchmark
    public Object decodePng() {
        return decoder.decode(png);
    }

    @Benchmark
    public Object decodePngByImageIo() throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    @Benchmark
    public Object preprocess() {
        return preprocessor.prepare(image, model);
    }

    @Benchmark
    public Object infer() {
        return segmenter.run(input, Deadline.NONE);
    }

    @Benchmark
    public Object maskToFullSize() {
        return Postprocessor.toMask(output, model.outputRule()).resized(image.size(), workers);
    }

    @Benchmark
    public Object smoothMask() {
        return smoothing.smooth(full);
    }

    @Benchmark
    public Object compositeAndEncodePng() {
        return encoder.encode(cutout, null, null);
    }

    /// The library gets a composite that exists already: compositing comes on top of its time.
    @Benchmark
    public Object encodePngByPngencoder() {
        return pngencoder(false);
    }

    @Benchmark
    public Object encodePngByPngencoderWithPrediction() {
        return pngencoder(true);
    }

    private byte[] pngencoder(boolean predict) {
        return new com.pngencoder.PngEncoder()
                .withBufferedImage(wholeCutout)
                .withCompressionLevel(1)
                .withPredictorEncoding(predict)
                .withMultiThreadedCompressionEnabled(threads > 1)
                .toBytes();
    }

    @Benchmark
    public Object encodePngByImageIo() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(wholeCutout, "png", file);
        return file.toByteArray();
    }
}
