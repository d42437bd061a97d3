package dev.alphalift.image;

/// Width and height of a picture in pixels, both at least 1.
public record Size(int width, int height) {
    public Size {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "The size (%s x %s) must be positive.".formatted(width, height));
        }
    }

    /// Number of pixels; a `long`, since a header can claim more than an `int` holds.
    public long pixels() {
        return (long) width * height;
    }

    /// The size after a quarter turn.
    public Size transposed() {
        return new Size(height, width);
    }

    /// The size with the same proportions and at most that many pixels; this one if it has no more.
    public Size within(long mostPixels) {
        if (mostPixels < 1) {
            throw new IllegalArgumentException(
                    "The most pixels (%s) must be positive.".formatted(mostPixels));
        }
        if (pixels() <= mostPixels) {
            return this;
        }
        double scale = Math.sqrt((double) mostPixels / pixels());
        // A very long picture keeps one row, and what that leaves for its length.
        int shorter = Math.max(1, (int) (Math.min(width, height) * scale));
        int longer = (int) Math.min(Math.max(width, height) * scale, (double) mostPixels / shorter);
        return width < height
                ? new Size(shorter, Math.max(1, longer))
                : new Size(Math.max(1, longer), shorter);
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
