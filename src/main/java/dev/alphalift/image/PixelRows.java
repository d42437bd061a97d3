package dev.alphalift.image;

/// A picture that can be read row by row, whether it lies in memory or is computed when asked for.
/// Reading is free of side effects, so that several threads may read different rows at once.
public interface PixelRows {
    /// Width and height in pixels.
    Size size();

    /// What a pixel is made of.
    Channels channels();

    /// Writes one row of interleaved 8-bit samples, `size().width() * channels().count()` bytes, to
    /// `target` from `offset` on.
    void copyRow(int row, byte[] target, int offset);

    /// The kinds of pixel; opacity is always straight, never premultiplied.
    enum Channels {
        GREY(1),
        RGB(3),
        RGBA(4);

        private final int count;

        Channels(int count) {
            this.count = count;
        }

        /// Bytes a pixel.
        public int count() {
            return count;
        }
    }
}
