package dev.alphalift.codec.jpeg;

import dev.alphalift.codec.EncodedPhoto;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.JdkReader;
import dev.alphalift.codec.JoinedBytesStream;
import dev.alphalift.codec.Orientation;
import dev.alphalift.codec.Photo;
import dev.alphalift.codec.Samples;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/// Decodes JPEG through the JDK's libjpeg, which agrees with the libjpeg-turbo in Pillow to the
/// bit. The decoder sees only the tables and scans: colour spaces, profiles and orientation are
/// ours, so that they are read as Pillow reads them.
public final class JpegDecoder implements EncodedPhoto {
    private static final byte[] END = {(byte) 0xff, (byte) 0xd9};

    /// What libjpeg says when a scan ends before its picture does.
    private static final String PREMATURE_END = "premature end";

    private final JpegFile file;

    public JpegDecoder(byte[] bytes) {
        this(JpegFile.of(bytes));
    }

    public JpegDecoder(JpegFile file) {
        this.file = file;
    }

    @Override
    public Size size() {
        return file.size();
    }

    /// Whether the file has its end marker.
    boolean hasEnd() {
        return file.hasEnd();
    }

    @Override
    public Orientation orientation() {
        return file.orientation();
    }

    @Override
    public Photo decode(Workers workers, Deadline deadline) {
        byte[] samples = decodeComponents(deadline);
        RgbImage stored =
                new RgbImage(
                        file.size(),
                        switch (file.componentCount()) {
                            case 1 -> Samples.greyToRgb(samples);
                            case 3 -> samples;
                            default -> inksToRgb(samples, workers);
                        });
        return Photo.upright(
                stored, ImageFormat.JPEG, file.profile(), file.resolution(), file.orientation());
    }

    /// The samples of one picture part: grey, RGB, or inks as they are stored.
    public byte[] decodeComponents(Deadline deadline) {
        boolean whole = file.hasEnd();
        JoinedBytesStream stream =
                new JoinedBytesStream(
                        file.plainHeader(),
                        file.bytes(),
                        file.scanStart(),
                        file.end(),
                        whole ? new byte[0] : END,
                        deadline);
        AtomicBoolean damaged = new AtomicBoolean();
        ImageReader reader = JdkReader.named("jpeg", "JPEG");
        return JdkReader.guarded(
                "JPEG",
                reader,
                () -> {
                    try {
                        byte[] samples = readSamples(reader, stream, damaged);
                        // A file may lack its end marker and nothing else; Pillow reads those too.
                        if (!whole && damaged.get()) {
                            throw new UnreadableImage("The JPEG file is cut off.");
                        }
                        return samples;
                    } catch (IOException e) {
                        LibjpegMemory.check(e);
                        throw e;
                    }
                });
    }

    private byte[] readSamples(ImageReader reader, JoinedBytesStream stream, AtomicBoolean damaged)
            throws IOException {
        reader.addIIOReadWarningListener((_, warning) -> {
            if (warning.contains(PREMATURE_END)) {
                damaged.set(true);
            }
        });
        reader.setInput(stream, true, true);
        return switch (file.componentCount()) {
            case 1 -> readGrey(reader, file.size());
            case 3 ->
                    file.hasChromaOfHalfHeight()
                            ? readHalfHeightChroma(reader, file)
                            : readRgb(reader, file.size());
            default -> readInks(reader);
        };
    }

    private static byte[] readRgb(ImageReader reader, Size size) throws IOException {
        byte[] samples = new byte[Math.toIntExact(3 * size.pixels())];
        readInto(reader, size, samples, ColorSpace.CS_sRGB, new int[] {0, 1, 2});
        return samples;
    }

    /// The JDK's libjpeg repeats chroma rows where libjpeg-turbo, and so Pillow, mixes them: the
    /// rows as stored are taken back out of the repetition and mixed here.
    private static byte[] readHalfHeightChroma(ImageReader reader, JpegFile file)
            throws IOException {
        Raster raster = reader.readRaster(0, reader.getDefaultReadParam());
        byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
        return Samples.halfHeightChromaToRgb(samples, file.size());
    }

    private static byte[] readGrey(ImageReader reader, Size size) throws IOException {
        byte[] grey = new byte[Math.toIntExact(size.pixels())];
        readInto(reader, size, grey, ColorSpace.CS_GRAY, new int[] {0});
        return grey;
    }

    /// Lets the reader write into our array, so that no second copy of the picture exists.
    private static void readInto(
            ImageReader reader, Size size, byte[] samples, int colourSpace, int[] bands)
            throws IOException {
        WritableRaster raster =
                Raster.createInterleavedRaster(
                        new DataBufferByte(samples, samples.length),
                        size.width(),
                        size.height(),
                        size.width() * bands.length,
                        bands.length,
                        bands,
                        null);
        ColorModel model =
                new ComponentColorModel(
                        ColorSpace.getInstance(colourSpace),
                        false,
                        false,
                        Transparency.OPAQUE,
                        DataBuffer.TYPE_BYTE);
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setDestination(new BufferedImage(model, raster, false, null));
        reader.read(0, parameters);
    }

    private static byte[] readInks(ImageReader reader) throws IOException {
        Raster raster = reader.readRaster(0, reader.getDefaultReadParam());
        return ((DataBufferByte) raster.getDataBuffer()).getData();
    }

    private byte[] inksToRgb(byte[] inks, Workers workers) {
        byte[] samples = new byte[Math.toIntExact(3 * file.size().pixels())];
        boolean luminance = file.isLuminanceChrominance();
        int width = file.size().width();
        workers.forRowRanges(
                file.size().height(),
                64,
                (from, to) -> {
                    if (luminance) {
                        Samples.ycckToCmyk(inks, from * width, to * width);
                    }
                    Samples.invertedCmykToRgb(inks, samples, from * width, to * width);
                });
        return samples;
    }
}
