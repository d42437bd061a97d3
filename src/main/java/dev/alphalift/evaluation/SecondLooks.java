package dev.alphalift.evaluation;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Region;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;

/// What a model says of a picture in another form, brought back to the form that it came in.
///
/// @param remover predicts
/// @param options with these
/// @param workers for resizing
/// @param deadline ends the work
record SecondLooks(
        BackgroundRemover remover, RemovalOptions options, Workers workers, Deadline deadline) {
    /// Of the picture with left and right exchanged.
    Alpha mirrored(RgbImage image) {
        Mask mask = predict(new RgbImage(image.size(), mirrored(image.samples(), image.size(), 3)));
        return new Alpha(mask.size(), mirrored(mask.values(), mask.size(), 1));
    }

    /// Of the picture at half its width and height.
    Alpha halved(RgbImage image) {
        Size half =
                new Size(
                        Math.max(1, image.size().width() / 2),
                        Math.max(1, image.size().height() / 2));
        Mask mask = predict(image.resized(half, workers));
        return new Alpha(mask.size(), mask.values())
                .resized(Region.whole(half), image.size(), workers);
    }

    private Mask predict(RgbImage image) {
        return remover.predict(image, options, deadline).mask();
    }

    private static byte[] mirrored(byte[] samples, Size size, int channels) {
        byte[] mirrored = new byte[samples.length];
        int row = channels * size.width();
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                System.arraycopy(
                        samples,
                        y * row + channels * x,
                        mirrored,
                        y * row + channels * (size.width() - 1 - x),
                        channels);
            }
        }
        return mirrored;
    }
}
