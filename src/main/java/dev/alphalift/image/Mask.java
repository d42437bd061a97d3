package dev.alphalift.image;

/// Soft foreground probability, one byte a pixel: 0 is background, 255 is subject. Takes the array
/// over: the caller must not write to it again.
public final class Mask extends GreyPlane {
    /// @param values row by row, `size.pixels()` of them
    public Mask(Size size, byte[] values) {
        super(size, values);
    }

    /// This mask at another size, by Pillow's Lanczos.
    public Mask resized(Size target, Workers workers) {
        return resized(target, Resampling.LANCZOS, workers);
    }

    /// This mask at another size, by one of Pillow's filters.
    public Mask resized(Size target, Resampling filter, Workers workers) {
        return new Mask(target, filter.resize(values(), size(), 1, target, workers));
    }

    /// A part of this mask at another size, by Pillow's Lanczos.
    public Mask resized(Region part, Size target, Workers workers) {
        return new Mask(
                target, Resampling.LANCZOS.resize(part(part), part.size(), 1, target, workers));
    }

    /// This mask as a part of a larger one that is 0 everywhere else.
    ///
    /// @param whole the larger one's size
    /// @param region where this mask is in it; of this mask's size
    public Mask embedded(Size whole, Region region) {
        if (size().equals(whole)) {
            return this;
        }
        region.requireIn(whole);
        if (!region.size().equals(size())) {
            throw new IllegalArgumentException(
                    "A mask of %s cannot fill %s.".formatted(size(), region));
        }
        byte[] larger = new byte[Math.toIntExact(whole.pixels())];
        for (int y = 0; y < region.height(); y++) {
            System.arraycopy(
                    values(),
                    y * region.width(),
                    larger,
                    (region.top() + y) * whole.width() + region.left(),
                    region.width());
        }
        return new Mask(whole, larger);
    }
}
