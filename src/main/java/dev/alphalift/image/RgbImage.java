package dev.alphalift.image;

import org.jspecify.annotations.Nullable;

/// A decoded picture, upright: interleaved 8-bit RGB in the picture's own colour space, and the
/// transparency that it came with, if any. Takes the array over: the caller must not write to it
/// again.
public final class RgbImage implements PixelRows {
    private final Size size;
    private final byte[] samples;
    private final @Nullable Alpha transparency;

    /// @param samples red, green, blue, row by row: `3 * size.pixels()` of them
    /// @param transparency the picture's own opacity, of the same size; null when it is opaque
    public RgbImage(Size size, byte[] samples, @Nullable Alpha transparency) {
        if (samples.length != 3 * size.pixels()) {
            throw new IllegalArgumentException(
                    "%s samples cannot be an RGB picture of %s.".formatted(samples.length, size));
        }
        if (transparency != null && !transparency.size().equals(size)) {
            throw new IllegalArgumentException(
                    "The transparency (%s) must be as large as the picture (%s)."
                            .formatted(transparency.size(), size));
        }
        this.size = size;
        this.samples = samples;
        this.transparency = transparency;
    }

    /// An opaque picture.
    public RgbImage(Size size, byte[] samples) {
        this(size, samples, null);
    }

    @Override
    public Size size() {
        return size;
    }

    @Override
    public Channels channels() {
        return Channels.RGB;
    }

    /// The samples themselves, not a copy; never written to.
    public byte[] samples() {
        return samples;
    }

    /// The picture's own opacity, null when it is opaque everywhere.
    public @Nullable Alpha transparency() {
        return transparency;
    }

    /// The colours alone.
    public RgbImage withoutTransparency() {
        return transparency == null ? this : new RgbImage(size, samples);
    }

    @Override
    public void copyRow(int row, byte[] target, int offset) {
        System.arraycopy(samples, row * size.width() * 3, target, offset, size.width() * 3);
    }

    /// The colours at another size, by Pillow's Lanczos; transparency is left out.
    public RgbImage resized(Size target, Workers workers) {
        return resized(target, Resampling.LANCZOS, workers);
    }

    /// The colours at another size, by one of Pillow's filters; transparency is left out.
    public RgbImage resized(Size target, Resampling filter, Workers workers) {
        return new RgbImage(target, filter.resize(samples, size, 3, target, workers));
    }

    /// The whole picture at another size, by Pillow's Lanczos: colours and transparency, each by
    /// itself.
    public RgbImage scaled(Size target, Workers workers) {
        if (target.equals(size)) {
            return this;
        }
        Alpha opacity =
                transparency == null
                        ? null
                        : transparency.resized(Region.whole(size), target, workers);
        return new RgbImage(
                target, Resampling.LANCZOS.resize(samples, size, 3, target, workers), opacity);
    }

    /// A part of the picture, its transparency left out; the picture itself when it is all of it.
    public RgbImage part(Region region) {
        region.requireIn(size);
        if (region.size().equals(size)) {
            return transparency == null ? this : new RgbImage(size, samples);
        }
        int line = 3 * region.width();
        byte[] part = new byte[Math.multiplyExact(line, region.height())];
        for (int y = 0; y < region.height(); y++) {
            int from = 3 * ((region.top() + y) * size.width() + region.left());
            System.arraycopy(samples, from, part, y * line, line);
        }
        return new RgbImage(region.size(), part);
    }
}
