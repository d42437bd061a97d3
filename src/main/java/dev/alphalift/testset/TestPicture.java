package dev.alphalift.testset;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Trimap;
import java.util.List;

/// A made picture whose opacity is known exactly: where it is composited it is so by that opacity.
///
/// @param name fit for a file, unique in its set
/// @param image the subject before a background
/// @param alpha the subject's opacity, by which `image` was composited
/// @param trimap unknown where `alpha` is soft, and near there
/// @param tags what is hard about it, the picture's kind first
public record TestPicture(
        String name, RgbImage image, Alpha alpha, Trimap trimap, List<String> tags) {
    public TestPicture {
        if (!alpha.size().equals(image.size()) || !trimap.size().equals(image.size())) {
            throw new IllegalArgumentException(
                    "The alpha (%s) and the trimap (%s) must be as large as the picture (%s)."
                            .formatted(alpha.size(), trimap.size(), image.size()));
        }
        tags = List.copyOf(tags);
    }
}
