package dev.alphalift.lambda.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.Deadline;
import dev.alphalift.lambda.CallLog;
import dev.alphalift.lambda.FunctionCall;
import dev.alphalift.lambda.FunctionFault;
import dev.alphalift.lambda.FunctionSettings;
import dev.alphalift.lambda.WarmUp;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.store.ObjectStore;
import io.quarkus.funqy.Funq;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The function `remove-s3`, called by S3 for each upload, directly or through SQS, SNS or
/// EventBridge: writes the cutout, or a record that tells why there is none, to a bucket.
public final class RemoveS3Function {
    public static final String NAME = "remove-s3";

    private static final Logger LOG = Logger.getLogger(RemoveS3Function.class);

    private final S3Removal removal;
    private final FunctionSettings settings;
    private final CallLog log;

    public RemoveS3Function(
            BackgroundRemover remover,
            FunctionSettings settings,
            S3Settings s3Settings,
            ObjectStore store,
            CallLog log) {
        this.removal = new S3Removal(store, remover, s3Settings, settings.mostBytes());
        this.settings = settings;
        this.log = log;
    }

    /// Does all that an event asks for.
    ///
    /// @return what came of each object; for SQS the messages that have to come again
    /// @throws FunctionFault if it has to come again, and for an event that cannot be understood;
    ///   what could be done has been done
    @Funq(NAME)
    public JsonNode removeS3(@Nullable JsonNode event) {
        Deadline deadline = Deadline.after(settings.timeout());
        // What S3 sends to try a bucket's settings is an event of nothing, in whatever it comes.
        if (WarmUp.isOne(event) && !WarmUp.isTestOfS3(event)) {
            try (CallLog.Entry entry = log.begin(NAME)) {
                entry.warm();
                return WarmUp.answer();
            }
        }
        try {
            return isOfQueue(event) ? batch(event, deadline) : direct(event, deadline);
        } catch (AlphaliftException fault) {
            throw new FunctionFault(fault);
        }
    }

    private static boolean isOfQueue(@Nullable JsonNode event) {
        return event != null
                && event.path("Records").path(0).path("eventSource").asText().equals("aws:sqs");
    }

    private JsonNode direct(@Nullable JsonNode event, Deadline deadline) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        runAll(S3Events.of(event), deadline, answer.putArray("outcomes"));
        return answer;
    }

    /// A message that fails comes again alone, and after some times to the dead-letter queue.
    private JsonNode batch(@Nullable JsonNode event, Deadline deadline) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode failures = answer.putArray("batchItemFailures");
        if (event == null) {
            return answer;
        }
        for (JsonNode message : event.path("Records")) {
            if (!message.path("messageId").isTextual()) {
                throw new InvalidOption(
                        "event", message.toString(), "a message of SQS has a messageId.");
            }
        }
        for (JsonNode message : event.path("Records")) {
            if (!done(message, deadline)) {
                failures.addObject().put("itemIdentifier", message.path("messageId").textValue());
            }
        }
        return answer;
    }

    private boolean done(JsonNode message, Deadline deadline) {
        try {
            runAll(
                    S3Events.of(message.path("body").asText()),
                    deadline,
                    JsonNodeFactory.instance.arrayNode());
            return true;
        } catch (AlphaliftException fault) {
            LOG.warnf(
                    "Message %s fails: %s: %s",
                    CallLog.shortened(message.path("messageId").asText()),
                    fault.code(),
                    CallLog.shortened(fault.getMessage()));
        } catch (RuntimeException e) {
            // A mistake of ours must not take the other messages with it.
            LOG.errorf(
                    e, "Message %s fails.", CallLog.shortened(message.path("messageId").asText()));
        }
        return false;
    }

    /// Begins each of them; the first failure is thrown when all have been tried.
    private void runAll(List<SourceEvent> events, Deadline deadline, ArrayNode outcomes) {
        RuntimeException first = null;
        for (SourceEvent event : events) {
            try {
                add(run(event, deadline), event, outcomes);
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private RemovalOutcome run(SourceEvent event, Deadline deadline) {
        try (CallLog.Entry entry = log.begin(NAME).with("source", event.source().toString())) {
            return FunctionCall.told(
                    entry,
                    _ -> {
                        RemovalOutcome outcome = removal.run(event, deadline, entry);
                        entry.with("outcome", outcome.kind().word());
                        if (outcome.target() != null) {
                            entry.with("target", outcome.target().toString());
                        }
                        return outcome;
                    });
        }
    }

    private static void add(RemovalOutcome outcome, SourceEvent event, ArrayNode outcomes) {
        ObjectNode entry =
                outcomes.addObject()
                        .put("source", event.source().toString())
                        .put("outcome", outcome.kind().word());
        if (outcome.target() != null) {
            entry.put("target", outcome.target().toString());
        }
    }
}
