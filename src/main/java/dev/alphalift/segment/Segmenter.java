package dev.alphalift.segment;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model that is loaded and can be run, be it one that makes masks or one that refines them. Used
/// by one thread at a time.
public interface Segmenter extends AutoCloseable {
    /// Runs the model.
    ///
    /// @param input one picture, as [Preprocessor] or [TrimapInput] makes it
    /// @param deadline ends the run when it comes
    /// @return the first output: its first channel, or a plane a class where the model's row says
    ///   so
    /// @throws dev.alphalift.fault.AlphaliftException.InferenceFailed if the run breaks off
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if the deadline comes first
    Tensor run(Tensor input, Deadline deadline);

    /// Runs a model that takes a prompt.
    ///
    /// @param pixels one picture, as [PromptFrame] makes it
    /// @param points where it is asked, in that frame
    /// @param deadline ends the run when it comes
    /// @return the planes of the first output, of the frame's size
    /// @throws dev.alphalift.fault.AlphaliftException.InferenceFailed if the run breaks off
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if the deadline comes first
    default Tensor run(float[] pixels, List<Prompt.Point> points, Deadline deadline) {
        throw new IllegalStateException("This model takes no prompt.");
    }

    /// Width and height that the model's file fixes; null: it takes any.
    @Nullable Size fixedSize();

    /// Frees the model's memory outside the Java heap.
    @Override
    void close();

    /// Loads models.
    @FunctionalInterface
    interface Loader {
        /// Loads one model.
        ///
        /// @throws dev.alphalift.fault.AlphaliftException.ModelUnavailable if it cannot be loaded
        ///   or does not take the input that its row in the catalogue says
        Segmenter load(ModelSpec model, ModelSource source);
    }
}
