package dev.alphalift.segment;

import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;

/// A picture to a model's input. As rembg's `normalize` does it: Lanczos to the input's size,
/// division by the greatest value of the small picture (not by 255), then mean and standard
/// deviation, all in double precision and rounded to float at the end. Where a model's [InputForm]
/// says so, averages of areas and division by 255 instead.
public final class Preprocessor {
    private static final double LEAST_DIVISOR = 1e-6;
    private static final double WHITE = 255;

    private final Workers workers;

    public Preprocessor(Workers workers) {
        this.workers = workers;
    }

    /// The input for a model that takes a picture alone: three planes.
    public Tensor prepare(RgbImage image, ModelSpec model) {
        Size size = model.input().size(image.size());
        return switch (model.input()) {
            case InputForm.Square _ -> stretched(image, model, size);
            case InputForm.ShortSide _ -> averaged(image, model, size);
            case InputForm.WithTrimap _, InputForm.WithPrompt _ ->
                    throw new IllegalArgumentException(
                            "The model %s takes more than a picture.".formatted(model.name()));
        };
    }

    private Tensor averaged(RgbImage image, ModelSpec model, Size size) {
        ModelSpec.Normalization normalization = model.normalization();
        AreaAverage.Use use =
                (channel, value) ->
                        (float)
                                ((value / WHITE - normalization.mean().get(channel))
                                        / normalization.standardDeviation().get(channel));
        return new Tensor(3, size, AreaAverage.planes(image, size, use, workers));
    }

    private Tensor stretched(RgbImage image, ModelSpec model, Size size) {
        byte[] samples = image.resized(size, workers).samples();
        double greatest = Math.max(greatest(samples), LEAST_DIVISOR);
        int plane = Math.toIntExact(size.pixels());
        float[] values = new float[3 * plane];
        for (int channel = 0; channel < 3; channel++) {
            float[] table = table(model.normalization(), channel, greatest);
            int from = channel * plane;
            for (int pixel = 0; pixel < plane; pixel++) {
                values[from + pixel] = table[samples[3 * pixel + channel] & 0xff];
            }
        }
        return new Tensor(3, size, values);
    }

    private static int greatest(byte[] samples) {
        int greatest = 0;
        for (byte sample : samples) {
            greatest = Math.max(greatest, sample & 0xff);
        }
        return greatest;
    }

    /// What each of the 256 values becomes.
    private static float[] table(
            ModelSpec.Normalization normalization, int channel, double greatest) {
        double mean = normalization.mean().get(channel);
        double deviation = normalization.standardDeviation().get(channel);
        float[] table = new float[256];
        for (int value = 0; value < 256; value++) {
            table[value] = (float) ((value / greatest - mean) / deviation);
        }
        return table;
    }
}
