package dev.alphalift;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.confidence.Confidence;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.file.FileNames;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Region;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.StepTimes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What came of one picture. Needs its session no more. Immutable, and safe for use by several
/// threads.
public final class Cutout {
    /// Of a picture that is here already there is nothing to be afraid of.
    private static final ImageLimits ANY =
            new ImageLimits(Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);

    private final Removal removal;
    private final List<Mask> masks;
    private final boolean isMask;

    Cutout(Removal removal, List<Mask> masks, boolean isMask) {
        this.removal = removal;
        this.masks = masks;
        this.isMask = isMask;
    }

    /// The file, of the format that was asked for (PNG unless said); the bytes themselves, not a
    /// copy.
    public byte[] bytes() {
        return removal.bytes();
    }

    /// What the file is.
    public OutputFormat format() {
        return removal.format();
    }

    /// Writes the file: whole, or not at all.
    ///
    /// @throws TargetUnavailable if it cannot be written
    public void write(Path target) {
        try {
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                Files.write(target, bytes()); // a device or a pipe has nothing beside it
                return;
            }
            Path part = target.resolveSibling(".alphalift-%s.part".formatted(UUID.randomUUID()));
            try {
                Files.write(part, bytes(), StandardOpenOption.CREATE_NEW);
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new TargetUnavailable(FileNames.shown(target), FileNames.reason(e), e);
        }
    }

    /// The file's pixels: `TYPE_INT_ARGB`, `TYPE_INT_RGB` where it has no opacity (JPEG), and
    /// `TYPE_BYTE_GRAY` of a mask. Made anew at each call, with what a lossy format has lost.
    public BufferedImage image() {
        RgbImage pixels = pixels();
        return isMask ? ImagePixels.grey(pixels.size(), grey(pixels)) : ImagePixels.of(pixels);
    }

    /// How opaque each of the file's pixels is, 0 to 255, of its size; of a mask the mask itself.
    public Alpha alpha() {
        RgbImage pixels = pixels();
        Alpha opacity = pixels.transparency();
        if (isMask) {
            return new Alpha(pixels.size(), grey(pixels));
        }
        if (opacity != null) {
            return opacity;
        }
        byte[] opaque = new byte[Math.toIntExact(pixels.size().pixels())];
        Arrays.fill(opaque, (byte) 255);
        return new Alpha(pixels.size(), opaque);
    }

    private RgbImage pixels() {
        return Formats.decoder(ANY, new Workers(1)).decode(bytes()).image();
    }

    private static byte[] grey(RgbImage pixels) {
        byte[] values = new byte[pixels.samples().length / 3];
        for (int at = 0; at < values.length; at++) {
            values[at] = pixels.samples()[3 * at];
        }
        return values;
    }

    /// What the subject was cut out with, 0 to 255, of the upright picture's size (see [#sent]):
    /// what is scored. A background or a frame does not change it; the picture's own transparency
    /// is in it with `refine` fast and quality alone. Of a model that makes several it is the
    /// first.
    public Mask mask() {
        return masks.getFirst();
    }

    /// All masks, in the order in which the file has their cutouts below each other: one, but for
    /// u2net_cloth_seg, which makes one for each kind of clothes.
    public List<Mask> masks() {
        return masks;
    }

    /// The mask as a grey picture, `TYPE_BYTE_GRAY`.
    public BufferedImage maskImage() {
        return ImagePixels.grey(mask().size(), mask().values());
    }

    /// How far the mask can be trusted, and why not (docs/confidence.md).
    public Confidence confidence() {
        return removal.confidence();
    }

    /// False when the model's answer was the same everywhere, so that the mask is empty.
    public boolean foundSubject() {
        return removal.foundSubject();
    }

    /// Where the time went, in nanoseconds.
    public StepTimes times() {
        return removal.times();
    }

    /// What the edges were refined by: none, decontaminate, fast, quality, rembg or vitmatte. Not
    /// always what was asked for: what takes too long or cannot be told gives way to what can.
    public String refinedBy() {
        return removal.refinedBy();
    }

    /// Width and height of the file.
    public Size size() {
        return removal.size();
    }

    /// Width and height of the upright picture as it was handed in.
    public Size sent() {
        return removal.sent();
    }

    /// Where the subject is in the file, where it was framed ([Options.Builder#framing]); null
    /// where it was not, or nothing was found.
    public @Nullable Region subject() {
        return removal.subject();
    }
}
