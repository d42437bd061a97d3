package dev.alphalift.testset;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.Size;
import dev.alphalift.testset.paint.Dice;
import dev.alphalift.testset.paint.Layers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Pictures with exact opacity, made by a seed: the same seed, index and size give the same bytes
/// on every machine. A picture is made when it is asked for, and nothing is kept. Safe for use by
/// several threads.
public final class TestSet {
    private static final double TINY = 0.01;

    private final long seed;
    private final int count;
    private final Size size;

    private TestSet(long seed, int count, Size size) {
        this.seed = seed;
        this.count = count;
        this.size = size;
    }

    /// A set of pictures, none of which is made yet.
    ///
    /// @param count how many pictures, at least 1
    /// @param size of each picture
    public static TestSet of(long seed, int count, Size size) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "The number of pictures (%s) must be positive.".formatted(count));
        }
        return new TestSet(seed, count, size);
    }

    /// How many pictures there are.
    public int count() {
        return count;
    }

    /// What a picture will be called, without making it: its index and its first tag.
    public String name(int index) {
        return String.format(Locale.ROOT, "%05d-%s", index, kind(index).tag());
    }

    /// Makes a picture; a megapixel takes less than a second.
    ///
    /// @param index from 0 to `count() - 1`; another count gives the same picture
    public TestPicture picture(int index) {
        Layers layers = layers(index);
        return new TestPicture(
                name(index),
                layers.composite(),
                layers.alpha(),
                Unknown.around(layers.alpha()),
                tags(kind(index), layers.alpha()));
    }

    /// What a picture is composited from.
    Layers layers(int index) {
        Objects.checkIndex(index, count);
        return new StagedScene(kind(index), size, Dice.of(seed, index)).layers();
    }

    private static Kind kind(int index) {
        Kind[] kinds = Kind.values();
        return kinds[index % kinds.length];
    }

    private static List<String> tags(Kind kind, Alpha alpha) {
        List<String> tags = new ArrayList<>();
        tags.add(kind.tag());
        if (kind == Kind.LIGHT_HAIR) {
            tags.add(Kind.HAIR.tag());
        }
        if (kind != Kind.BORDER && touchesBorder(alpha)) {
            tags.add(Kind.BORDER.tag());
        }
        if (kind != Kind.TINY && coverage(alpha) < TINY) {
            tags.add(Kind.TINY.tag());
        }
        return tags;
    }

    /// The part of the picture that the subject fills.
    static double coverage(Alpha alpha) {
        long sum = 0;
        for (byte value : alpha.values()) {
            sum += value & 0xff;
        }
        return sum / 255.0 / alpha.values().length;
    }

    /// Whether a pixel at the border belongs to the subject at least by half.
    static boolean touchesBorder(Alpha alpha) {
        byte[] values = alpha.values();
        int width = alpha.size().width();
        int last = width - 1;
        for (int at = 0; at < values.length; at++) {
            int column = at % width;
            boolean atBorder =
                    column == 0 || column == last || at < width || at >= values.length - width;
            if (atBorder && (values[at] & 0xff) >= 128) {
                return true;
            }
        }
        return false;
    }
}
