package dev.alphalift.codec.format;

import dev.alphalift.codec.ColourProfile;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.codec.Resolution;
import dev.alphalift.codec.jpeg.JpegEncoder;
import dev.alphalift.codec.png.PngEncoder;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Size;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes a cutout as an archive of two pictures, `color.jpg` and `alpha.png`, as remove.bg does:
/// colours in a lossy format, and opacity that keeps every value.
public final class ZipEncoder {
    /// The first that the format can hold without a note of the time zone: the same picture gives
    /// the same file, wherever it is made.
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

    private final JpegEncoder jpeg;
    private final PngEncoder png;

    public ZipEncoder(JpegEncoder jpeg, PngEncoder png) {
        this.jpeg = jpeg;
        this.png = png;
    }

    public byte[] encode(
            PixelRows rows,
            OutputFormat.Zip settings,
            @Nullable ColourProfile profile,
            @Nullable Resolution resolution,
            Deadline deadline) {
        if (rows.channels() != PixelRows.Channels.RGBA) {
            throw new IllegalArgumentException(
                    "The archive holds colours and opacity; there is %s."
                            .formatted(rows.channels()));
        }
        OutputFormat.Jpeg lossy =
                new OutputFormat.Jpeg(settings.quality(), OutputFormat.Jpeg.WHITE);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            // Deflate finds nothing more in either.
            zip.setLevel(0);
            put(zip, "color.jpg");
            zip.write(
                    jpeg.encode(
                            new Part(rows, PixelRows.Channels.RGB, 0),
                            lossy,
                            profile,
                            resolution,
                            deadline));
            put(zip, "alpha.png");
            zip.write(
                    png.encode(
                            new Part(rows, PixelRows.Channels.GREY, 3),
                            null,
                            resolution,
                            deadline));
        } catch (IOException e) {
            throw new IllegalStateException("The archive cannot be written to memory.", e);
        }
        return file.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
    }

    /// Some channels of an RGBA picture, from the first one on.
    private record Part(PixelRows rows, PixelRows.Channels channels, int first)
            implements PixelRows {
        @Override
        public Size size() {
            return rows.size();
        }

        @Override
        public void copyRow(int row, byte[] target, int offset) {
            int width = size().width();
            int count = channels.count();
            byte[] line = new byte[4 * width];
            rows.copyRow(row, line, 0);
            for (int x = 0; x < width; x++) {
                System.arraycopy(line, 4 * x + first, target, offset + count * x, count);
            }
        }
    }
}
