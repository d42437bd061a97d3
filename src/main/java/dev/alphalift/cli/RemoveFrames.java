package dev.alphalift.cli;

import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.Photo;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.Deadline;
import dev.alphalift.file.FileNames;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IllegalFormatException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "b",
        description = "Remove the background of raw RGB24 frames from standard input.",
        footer = {
            "",
            "For example, from a video: ffmpeg -i clip.mp4 -f rawvideo -pix_fmt rgb24 - | alphalift b"
                    + " 1280 720 -o frames/%%05d.png"
        })
final class RemoveFrames extends PictureCommand {
    @SuppressWarnings("OrphanedFormatString") // said to the user, not formatted
    private static final String FRAME_NUMBER_MISSING = "it needs a %d for the frame's number.";

    @Option(
            names = {"-o", "--output_specifier"},
            paramLabel = "PATTERN",
            description =
                    "Names of the files to write, with %%d for the frame's number, counted from 0; else"
                            + " the pictures go to standard output one after the other.")
    private @Nullable String pattern;

    @Parameters(index = "0", paramLabel = "WIDTH", description = "Pixels in a row of a frame.")
    private int width;

    @Parameters(index = "1", paramLabel = "HEIGHT", description = "Rows of a frame.")
    private int height;

    RemoveFrames(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        RemovalOptions options = picture().toRemovalOptions();
        Size size = size();
        if (pattern != null) {
            requireNumber(pattern);
        }
        try (BackgroundRemover remover = context().backgroundRemover()) {
            for (int frame = 0; ; frame++) {
                byte[] samples = nextFrame(frame, size);
                if (samples.length == 0) {
                    return ExitCode.DONE;
                }
                Photo photo =
                        new Photo(new RgbImage(size, samples), ImageFormat.UNKNOWN, null, null);
                write(frame, remover.remove(photo, options, Deadline.NONE).bytes());
            }
        }
    }

    private Size size() {
        if (width < 1 || height < 1) {
            throw new InvalidOption("WIDTH HEIGHT", width + " " + height, "both must be positive.");
        }
        Size size = new Size(width, height);
        context().assembly().limits().checkSize(size);
        return size;
    }

    /// A pattern that names every frame alike would keep only the last.
    private static void requireNumber(String pattern) {
        try {
            if (!format(pattern, 0).equals(format(pattern, 1))) {
                return;
            }
        } catch (IllegalFormatException e) {
            throw new InvalidOption("-o", pattern, "it is no pattern: " + e.getMessage() + ".");
        }
        throw new InvalidOption("-o", pattern, FRAME_NUMBER_MISSING);
    }

    private static String format(String pattern, int frame) {
        return String.format(Locale.ROOT, pattern, frame);
    }

    private byte[] nextFrame(int frame, Size size) {
        int length = Math.toIntExact(3 * size.pixels());
        byte[] samples;
        try {
            samples = context().streams().in().readNBytes(length);
        } catch (IOException e) {
            throw new SourceUnavailable("standard input", FileNames.reason(e), e);
        }
        if (samples.length != 0 && samples.length != length) {
            throw new UnreadableImage(
                    "Frame %s is cut off: it has %s of %s bytes."
                            .formatted(frame, samples.length, length));
        }
        return samples;
    }

    private void write(int frame, byte[] png) {
        try {
            if (pattern == null) {
                context().streams().out().write(png);
                context().streams().out().flush();
                return;
            }
            Path target = FileNames.path(format(pattern, frame));
            Files.createDirectories(target.toAbsolutePath().getParent());
            WholeFile.write(target, png, context()::say);
        } catch (IOException e) {
            throw new TargetUnavailable("frame " + frame, FileNames.reason(e), e);
        }
    }
}
