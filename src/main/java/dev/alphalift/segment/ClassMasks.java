package dev.alphalift.segment;

import dev.alphalift.image.Mask;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import java.util.ArrayList;
import java.util.List;

/// The output of a model that tells classes apart to a mask for each kind that is asked for, as
/// rembg does it with `u2net_cloth_seg`: the class of the greatest value at each place, the numbers
/// of the classes enlarged as if they were a picture, and then 255 where they are of the kind.
public final class ClassMasks {
    private ClassMasks() {}

    /// The masks, of the picture's size.
    ///
    /// @param output a plane a class
    public static List<Mask> of(Tensor output, List<Clothes> kinds, Size picture, Workers workers) {
        Mask numbers = new Mask(output.size(), greatest(output)).resized(picture, workers);
        List<Mask> masks = new ArrayList<>();
        for (Clothes kind : kinds) {
            byte[] table = kind.table();
            byte[] values = new byte[numbers.values().length];
            for (int pixel = 0; pixel < values.length; pixel++) {
                values[pixel] = table[numbers.values()[pixel] & 0xff];
            }
            masks.add(new Mask(picture, values));
        }
        return masks;
    }

    /// How sure the model is that a place belongs to one of the kinds, by the softmax of its
    /// values; of the output's size.
    public static Mask likelihood(Tensor output, List<Clothes> kinds) {
        float[] values = output.values();
        int plane = Math.toIntExact(output.size().pixels());
        int classes = output.channels();
        boolean[] counts = new boolean[classes];
        for (int number = 0; number < classes; number++) {
            int each = number;
            counts[number] = kinds.stream().anyMatch(kind -> kind.holds(each));
        }
        byte[] likelihood = new byte[plane];
        for (int pixel = 0; pixel < plane; pixel++) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (int number = 0; number < classes; number++) {
                greatest = Math.max(greatest, values[number * plane + pixel]);
            }
            double inside = 0;
            double all = 0;
            for (int number = 0; number < classes; number++) {
                double part = Math.exp(values[number * plane + pixel] - greatest);
                all += part;
                inside += counts[number] ? part : 0;
            }
            likelihood[pixel] = (byte) (int) (inside / all * 255); // no number: 0
        }
        return new Mask(output.size(), likelihood);
    }

    /// The number of the greatest value at each place; of equal ones the first, and what is no
    /// number before all others, as in NumPy.
    private static byte[] greatest(Tensor output) {
        float[] values = output.values();
        int plane = Math.toIntExact(output.size().pixels());
        byte[] numbers = new byte[plane];
        for (int pixel = 0; pixel < plane; pixel++) {
            float greatest = values[pixel];
            for (int number = 1; number < output.channels(); number++) {
                float value = values[number * plane + pixel];
                if (!Float.isNaN(greatest) && !(value <= greatest)) {
                    greatest = value;
                    numbers[pixel] = (byte) number;
                }
            }
        }
        return numbers;
    }
}
