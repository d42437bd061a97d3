package dev.alphalift.eval.composite;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.RgbImage;

/// LPIPS: how different two pictures look, by a network (Zhang et al., CVPR 2018). Safe for use by
/// several threads.
public interface PerceptualDistance extends AutoCloseable {
    /// The least width and height of a picture.
    int LEAST_SIDE = 64;

    /// What a comparison takes of memory, in bytes a pixel: what the network holds between two of
    /// its layers, and both pictures as it reads them.
    int BYTES_A_PIXEL = 170;

    /// The distance of two pictures of one size, each side at least [#LEAST_SIDE]: 0 for identical
    /// ones.
    ///
    /// @param deadline ends the comparison when it comes
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if it comes first
    double between(RgbImage one, RgbImage other, Deadline deadline);

    /// Frees the model.
    @Override
    void close();
}
