package dev.alphalift.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.dialect.RembgCall;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.Deadline;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectState;
import dev.alphalift.store.ObjectStore;
import io.quarkus.funqy.Funq;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The function `remove`, called directly: a JSON object in, a JSON object out.
public final class RemoveFunction {
    private static final String IMAGE = "image";
    private static final String TARGET = "target";

    private final BackgroundRemover remover;
    private final FunctionSettings settings;
    private final ObjectStore store;

    RemoveFunction(BackgroundRemover remover, FunctionSettings settings, ObjectStore store) {
        this.remover = remover;
        this.settings = settings;
        this.store = store;
    }

    /// Removes the background of one picture.
    ///
    /// @param call see [RembgCall]; besides, `image` may be an address `s3://bucket/key`, and the
    ///   result is written to `target` where there is one
    /// @throws FunctionFault if the picture, an option or the model is at fault, or there is no
    ///   time
    @Funq("remove")
    public RemoveAnswer remove(@Nullable JsonNode call) {
        long start = System.nanoTime();
        Deadline deadline = Deadline.after(settings.timeout());
        try {
            return call instanceof ObjectNode given
                    ? remove(given.deepCopy(), start, deadline)
                    : remove(RembgCall.of(call, settings.defaults()), null, start, deadline);
        } catch (AlphaliftException fault) {
            throw new FunctionFault(fault);
        }
    }

    private RemoveAnswer remove(ObjectNode call, long start, Deadline deadline) {
        ObjectAddress target = target(call);
        JsonNode image = call.path(IMAGE);
        if (image.isTextual() && ObjectAddress.looksLikeOne(image.textValue())) {
            // What an option makes impossible should not be read first.
            RembgCall.of(call.deepCopy().put(IMAGE, new byte[0]), settings.defaults());
            call.put(IMAGE, read(ObjectAddress.of(IMAGE, image.textValue())));
        }
        return remove(RembgCall.of(call, settings.defaults()), target, start, deadline);
    }

    private static @Nullable ObjectAddress target(ObjectNode call) {
        JsonNode target = call.remove(TARGET);
        if (target == null || target.isNull()) {
            return null;
        }
        ObjectAddress address = ObjectAddress.of(TARGET, target.asText());
        if (address.key().isEmpty() || address.key().endsWith("/")) {
            throw new InvalidOption(TARGET, target.asText(), "the name of the object is missing.");
        }
        return address;
    }

    private byte[] read(ObjectAddress address) {
        byte[] bytes = store.get(address, ObjectState.LATEST, settings.mostBytes());
        if (bytes == null) {
            throw new IllegalStateException("The latest state of an object cannot be outdated.");
        }
        return bytes;
    }

    private RemoveAnswer remove(
            RembgCall wanted, @Nullable ObjectAddress target, long start, Deadline deadline) {
        Removal removal = remover.remove(wanted.image(), wanted.options(), deadline);
        if (target == null) {
            return RemoveAnswer.of(removal, System.nanoTime() - start);
        }
        store.put(
                target,
                removal.bytes(),
                removal.format().mediaType(),
                Map.of("alphalift-model", removal.model()));
        return RemoveAnswer.of(target, removal, System.nanoTime() - start);
    }
}
