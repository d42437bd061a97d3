package dev.alphalift.image;

/// Width and height of a picture in pixels, both at least 1.
public record Size(int width, int height) {
    public Size {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "The size (%d x %d) must be positive.".formatted(width, height));
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

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
