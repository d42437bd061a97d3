package dev.alphalift.lambda.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.dialect.RembgCall;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.Deadline;
import dev.alphalift.lambda.CallLog;
import dev.alphalift.lambda.FunctionCall;
import dev.alphalift.lambda.FunctionFault;
import dev.alphalift.lambda.FunctionSettings;
import dev.alphalift.lambda.Payload;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectState;
import dev.alphalift.store.ObjectStore;
import io.quarkus.funqy.Funq;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The function `remove`, called directly: a JSON object in, a JSON object out.
public final class RemoveFunction {
    /// What it is exported as.
    public static final String NAME = "remove";

    private static final String ADVICE =
            "name a target (s3://bucket/key), or ask for another format (webp).";
    private static final String IMAGE = "image";
    private static final String HINT = "hint";

    /// What stands for a picture that has not been read.
    private static final byte[] ANY = {0};

    private static final String TARGET = "target";

    private final BackgroundRemover remover;
    private final FunctionSettings settings;
    private final ObjectStore store;
    private final CallLog log;

    public RemoveFunction(
            BackgroundRemover remover, FunctionSettings settings, ObjectStore store, CallLog log) {
        this.remover = remover;
        this.settings = settings;
        this.store = store;
        this.log = log;
    }

    /// Removes the background of one picture.
    ///
    /// @param call see [RembgCall]; besides, `image` and `hint` may be addresses `s3://bucket/key`,
    ///   and the result is written to `target` where there is one
    /// @throws FunctionFault if the picture, an option or the model is at fault, there is no time,
    ///   or the result is too long to be sent back
    @Funq(NAME)
    public RemoveAnswer remove(@Nullable JsonNode call) {
        Deadline deadline = Deadline.after(settings.timeout());
        return FunctionCall.answer(
                log,
                NAME,
                call,
                RemoveAnswer::warm,
                entry ->
                        call instanceof ObjectNode given
                                ? remove(given.deepCopy(), deadline, entry)
                                : remove(
                                        RembgCall.of(call, settings.defaults()),
                                        null,
                                        deadline,
                                        entry));
    }

    private RemoveAnswer remove(ObjectNode call, Deadline deadline, CallLog.Entry entry) {
        ObjectAddress target = target(call);
        Map<String, ObjectAddress> stored = new LinkedHashMap<>();
        for (String name : List.of(IMAGE, HINT)) {
            JsonNode picture = call.path(name);
            if (picture.isTextual() && ObjectAddress.looksLikeOne(picture.textValue())) {
                stored.put(name, object(name, picture.textValue()));
                call.put(name, ANY);
            }
        }
        if (!stored.isEmpty()) {
            // What an option makes impossible should not be read first.
            RembgCall.of(call.deepCopy(), settings.defaults());
            stored.forEach((name, address) -> call.put(name, read(address)));
        }
        return remove(RembgCall.of(call, settings.defaults()), target, deadline, entry);
    }

    private static @Nullable ObjectAddress target(ObjectNode call) {
        JsonNode target = call.remove(TARGET);
        if (target == null || target.isNull()) {
            return null;
        }
        return object(TARGET, target.asText());
    }

    private static ObjectAddress object(String option, String text) {
        ObjectAddress address = ObjectAddress.of(option, text);
        if (address.key().isEmpty() || address.key().endsWith("/")) {
            throw new InvalidOption(option, text, "the name of the object is missing.");
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
            RembgCall wanted,
            @Nullable ObjectAddress target,
            Deadline deadline,
            CallLog.Entry entry) {
        entry.with("bytesIn", wanted.image().length);
        Removal removal = remover.remove(wanted.image(), wanted.options(), deadline);
        entry.done(removal);
        if (target == null) {
            Payload.requireRoom(removal.bytes().length, Payload.MOST_BYTES, ADVICE);
            return RemoveAnswer.of(removal, entry.nanos());
        }
        store.put(
                target,
                removal.bytes(),
                removal.format().mediaType(),
                Map.of("alphalift-model", removal.model()));
        return RemoveAnswer.of(target, removal, entry.nanos());
    }
}
