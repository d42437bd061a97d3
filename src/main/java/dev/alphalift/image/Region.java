package dev.alphalift.image;

/// A rectangle of whole pixels inside a picture, at least one pixel large; its upper left corner is
/// not negative.
public record Region(int left, int top, int width, int height) {
    public Region {
        if (left < 0 || top < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "The region (%s, %s, %s x %s) must be positive."
                            .formatted(left, top, width, height));
        }
    }

    /// All of a picture.
    public static Region whole(Size size) {
        return new Region(0, 0, size.width(), size.height());
    }

    /// Width and height.
    public Size size() {
        return new Size(width, height);
    }

    /// The first column that is not in it.
    public int right() {
        return left + width;
    }

    /// The first row that is not in it.
    public int bottom() {
        return top + height;
    }

    /// Whether it lies in a picture as a whole.
    public boolean fitsIn(Size size) {
        return right() <= size.width() && bottom() <= size.height();
    }

    void requireIn(Size size) {
        if (!fitsIn(size)) {
            throw new IllegalArgumentException(
                    "The region (%s) must lie in the picture (%s).".formatted(this, size));
        }
    }
}
