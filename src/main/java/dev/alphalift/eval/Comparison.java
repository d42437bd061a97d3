package dev.alphalift.eval;

import dev.alphalift.fault.AlphaliftException.SizeMismatch;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import org.jspecify.annotations.Nullable;

/// A prediction and the truth about it, all of one size.
///
/// @param predicted what is judged: opacity or soft foreground probability, 0 to 255
/// @param truth what it should be
/// @param trimap where the matting scores are taken besides the whole picture; null: nowhere
/// @param source the picture that was cut out, for scores of composites; null: there are none
public record Comparison(
        Alpha predicted, Alpha truth, @Nullable Trimap trimap, @Nullable RgbImage source) {
    /// @throws SizeMismatch if one is not as large as the truth
    public Comparison {
        require("prediction", predicted.size(), truth.size());
        if (trimap != null) {
            require("trimap", trimap.size(), truth.size());
        }
        if (source != null) {
            require("picture", source.size(), truth.size());
        }
    }

    private static void require(String what, Size size, Size expected) {
        if (!size.equals(expected)) {
            throw new SizeMismatch(what, size.toString(), expected.toString());
        }
    }

    /// Width and height of all of them.
    public Size size() {
        return truth.size();
    }
}
