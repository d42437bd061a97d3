package dev.alphalift.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.dialect.RembgCall;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.Deadline;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.Removal;
import io.quarkus.funqy.Funq;
import org.jspecify.annotations.Nullable;

/// The function `remove`, called directly: a JSON object in, a JSON object out.
public final class RemoveFunction {
    private final BackgroundRemover remover;
    private final FunctionSettings settings;

    RemoveFunction(BackgroundRemover remover, FunctionSettings settings) {
        this.remover = remover;
        this.settings = settings;
    }

    /// Removes the background of one picture.
    ///
    /// @param call see [RembgCall]
    /// @throws FunctionFault if the picture, an option or the model is at fault, or there is no
    ///   time
    @Funq("remove")
    public RemoveAnswer remove(@Nullable JsonNode call) {
        long start = System.nanoTime();
        try {
            RembgCall wanted = RembgCall.of(call, settings.defaults());
            Removal removal =
                    remover.remove(
                            wanted.image(), wanted.options(), Deadline.after(settings.timeout()));
            return RemoveAnswer.of(removal, System.nanoTime() - start);
        } catch (AlphaliftException fault) {
            throw new FunctionFault(fault);
        }
    }
}
