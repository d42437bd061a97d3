package dev.alphalift.codec;

import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/// One of the JDK's picture readers over a stream that we made: it gets a header of ours and the
/// compressed pixels of the file, and gives the samples as they are stored.
public final class JdkReader {
    private JdkReader() {}

    /// The reader of a format; to be disposed of.
    ///
    /// @param format its name in the JDK
    /// @param title its name for people
    public static ImageReader named(String format, String title) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw new IllegalStateException("This Java runtime has no %s reader.".formatted(title));
        }
        return readers.next();
    }

    /// The first picture of a stream.
    ///
    /// @param format its format by the JDK's name
    /// @param title the format's name for people
    public static Raster read(String format, String title, JoinedBytesStream stream) {
        ImageReader reader = named(format, title);
        return guarded(
                title,
                reader,
                () -> {
                    reader.setInput(stream, true, true);
                    return reader.read(0).getRaster();
                });
    }

    /// What is to be done with a reader.
    ///
    /// @param <T> what comes of it
    @FunctionalInterface
    public interface Reading<T> {
        T read() throws IOException;
    }

    /// Reads, and disposes of the reader.
    ///
    /// @param title the format's name for people
    /// @throws UnreadableImage whatever the JDK's reader throws
    public static <T> T guarded(String title, ImageReader reader, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new UnreadableImage(
                    "The %s file is damaged: %s".formatted(title, e.getMessage()), e);
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | IllegalStateException
                | NegativeArraySizeException
                | NullPointerException
                | ArithmeticException
                | ClassCastException e) {
            // What the JDK's readers throw besides, on files made to break them.
            throw new UnreadableImage("The %s file is damaged.".formatted(title), e);
        } finally {
            reader.dispose();
        }
    }
}
