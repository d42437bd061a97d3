package dev.alphalift.eval;

import dev.alphalift.image.RgbImage;

/// LPIPS: how different two pictures look, by a network (Zhang et al., CVPR 2018). Safe for use by
/// several threads.
public interface PerceptualDistance extends AutoCloseable {
    /// The least width and height of a picture.
    int LEAST_SIDE = 64;

    /// The distance of two pictures of one size, each side at least [#LEAST_SIDE]: 0 for identical
    /// ones.
    double between(RgbImage one, RgbImage other);

    /// Frees the model.
    @Override
    void close();
}
