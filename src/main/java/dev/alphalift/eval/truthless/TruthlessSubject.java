package dev.alphalift.eval.truthless;

import dev.alphalift.fault.AlphaliftException.SizeMismatch;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import org.jspecify.annotations.Nullable;

/// A prediction that nobody knows the truth about, and what else is there, all of one size.
///
/// @param predicted what is looked at
/// @param source the picture that was cut out; null: it is not compared with
/// @param mirrored the prediction of the mirrored picture, mirrored back; null: there is none
/// @param halved the prediction of the picture at half size, scaled up; null: there is none
public record TruthlessSubject(
        Alpha predicted,
        @Nullable RgbImage source,
        @Nullable Alpha mirrored,
        @Nullable Alpha halved) {
    /// @throws SizeMismatch if one is not as large as the prediction
    public TruthlessSubject {
        Size size = predicted.size();
        if (source != null) {
            require("picture", source.size(), size);
        }
        if (mirrored != null) {
            require("mirrored prediction", mirrored.size(), size);
        }
        if (halved != null) {
            require("prediction at half size", halved.size(), size);
        }
    }

    private static void require(String what, Size size, Size expected) {
        if (!size.equals(expected)) {
            throw new SizeMismatch(what, size.toString(), expected.toString());
        }
    }
}
