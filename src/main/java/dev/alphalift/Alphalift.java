package dev.alphalift;

import dev.alphalift.eval.Scores;
import dev.alphalift.pipeline.ModelEntry;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where Java programs begin: opens sessions, and scores mattes. Safe for use by several threads.
///
/// ```java
/// try (Session session = Alphalift.open("u2net")) {
///     BufferedImage cutout = session.remove(Path.of("photo.jpg")).image();
/// }
/// ```
public final class Alphalift {
    private Alphalift() {}

    /// A session with the model that comes with the library.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.ModelUnavailable if ONNX Runtime cannot be
    ///   started
    public static Session open() {
        return builder().open();
    }

    /// A session with another model.
    ///
    /// @param model one of [#models]; its file must be on this machine
    /// @throws dev.alphalift.fault.AlphaliftException.InvalidOption if there is no such model
    /// @throws dev.alphalift.fault.AlphaliftException.ModelUnavailable if it cannot be used
    public static Session open(String model) {
        return builder().model(model).open();
    }

    /// A session that is set up step by step.
    public static Session.Builder builder() {
        return new Session.Builder();
    }

    /// The names of the models that can be opened without the path of a file beside; only some have
    /// their file on this machine.
    public static List<String> models() {
        return ModelEntry.names();
    }

    /// Scores a matte against the truth, as `alphalift evaluate` does.
    ///
    /// @param prediction what is judged; a grey picture is a matte, and of one with transparency
    ///   its opacity is
    /// @param truth what it should be, of the same size
    /// @return a value for each [dev.alphalift.eval.Score] that needs nothing else
    /// @throws dev.alphalift.fault.AlphaliftException if one cannot be read, is no matte, or is of
    ///   another size
    public static Scores score(Picture prediction, Picture truth) {
        return score(prediction, truth, null, null);
    }

    /// The same, with what more scores need.
    ///
    /// @param photo the picture that was cut out, for scores of composites; null: there are none
    /// @param trimap 0, 255 and between them what is unknown, for scores of that part; null: there
    ///   are none
    public static Scores score(
            Picture prediction, Picture truth, @Nullable Picture photo, @Nullable Picture trimap) {
        return Scoring.score(prediction, truth, photo, trimap);
    }

    /// Scores the matte of a file against that of another.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException as above
    public static Scores score(Path prediction, Path truth) {
        return score(Picture.of(prediction), Picture.of(truth));
    }

    /// Scores a matte against another, both as the bytes of picture files.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException as above
    public static Scores score(byte[] prediction, byte[] truth) {
        return score(Picture.of(prediction), Picture.of(truth));
    }

    /// Scores the matte of a picture against that of another.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException as above
    public static Scores score(BufferedImage prediction, BufferedImage truth) {
        return score(Picture.of(prediction), Picture.of(truth));
    }
}
