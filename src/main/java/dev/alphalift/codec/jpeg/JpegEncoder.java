package dev.alphalift.codec.jpeg;

import dev.alphalift.codec.ColourProfile;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.codec.Resolution;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.PixelRows.Channels;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes JPEG through the JDK's libjpeg: baseline, colours at half the resolution in both
/// directions (4:2:0), as Pillow does it unasked. Rows are computed as the library asks for them.
public final class JpegEncoder {
    public byte[] encode(
            PixelRows rows,
            OutputFormat.Jpeg settings,
            @Nullable ColourProfile profile,
            @Nullable Resolution resolution,
            Deadline deadline) {
        boolean grey = rows.channels() == Channels.GREY;
        ColorModel model =
                new ComponentColorModel(
                        ColorSpace.getInstance(grey ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
                        false,
                        false,
                        Transparency.OPAQUE,
                        DataBuffer.TYPE_BYTE);
        JpegRows raster = new JpegRows(rows, settings.background(), deadline);
        BufferedImage picture = new BufferedImage(model, raster, false, null);
        byte[] file = write(picture, settings.quality());
        return JpegContainer.with(file, grey ? null : profile, resolution);
    }

    private static byte[] write(BufferedImage picture, int quality) {
        ImageWriter writer = writer();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(file)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality / 100f);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } catch (IOException e) {
            LibjpegMemory.check(e);
            throw new IllegalStateException("The JPEG file cannot be written to memory.", e);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    private static ImageWriter writer() {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        if (!writers.hasNext()) {
            throw new IllegalStateException("This Java runtime has no JPEG writer.");
        }
        return writers.next();
    }
}
