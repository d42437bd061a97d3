package dev.alphalift.codec.gif;

import dev.alphalift.codec.EncodedPhoto;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.LzwStream;
import dev.alphalift.codec.Photo;
import dev.alphalift.codec.Samples;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Decodes the first frame of a GIF as Pillow 12 does: where it leaves the screen free there is the
/// transparent index, or index 0.
public final class GifDecoder implements EncodedPhoto {
    /// First row and step of the four passes of an interlaced frame.
    private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

    private static final int[][] ONE_PASS = {{0, 1}};

    private final GifFile file;

    public GifDecoder(byte[] bytes) {
        file = GifFile.of(bytes);
    }

    @Override
    public Size size() {
        return file.size();
    }

    @Override
    public Photo decode(Workers workers, Deadline deadline) {
        Size size = file.size();
        byte[] indices = indices(deadline);
        byte[] samples = new byte[Math.toIntExact(3 * size.pixels())];
        Samples.indicesToRgb(indices, 0, file.palette(), samples, 0, indices.length);
        @Nullable Alpha alpha = null;
        if (file.transparentIndex() >= 0) {
            byte transparent = (byte) file.transparentIndex();
            for (int pixel = 0; pixel < indices.length; pixel++) {
                indices[pixel] = (byte) (indices[pixel] == transparent ? 0 : 255);
            }
            alpha = new Alpha(size, indices);
        }
        return new Photo(new RgbImage(size, samples, alpha), ImageFormat.GIF, file.profile(), null);
    }

    /// The indices of the whole screen.
    private byte[] indices(Deadline deadline) {
        Size size = file.size();
        byte[] indices = new byte[Math.toIntExact(size.pixels())];
        if (file.transparentIndex() > 0) {
            Arrays.fill(indices, (byte) file.transparentIndex());
        }
        LzwStream codes = LzwStream.ofGif(file.codes(), file.codeDepth());
        int width = file.frameWidth();
        for (int[] pass : file.isInterlaced() ? PASSES : ONE_PASS) {
            for (int row = pass[0]; row < file.frameHeight(); row += pass[1]) {
                deadline.check();
                int start = (file.top() + row) * size.width() + file.left();
                if (codes.read(indices, start, width) < width) {
                    throw new UnreadableImage("The GIF file is cut off.");
                }
            }
        }
        return indices;
    }
}
