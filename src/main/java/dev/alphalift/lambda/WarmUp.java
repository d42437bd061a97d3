package dev.alphalift.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Calls that ask for nothing but that the function is there: they keep it warm. What tells them is
/// what the usual tools send; an empty call is none, since who forgot everything should hear of it.
public final class WarmUp {
    private static final String SOURCE = "source";

    /// serverless-plugin-warmup's.
    private static final String PLUGIN = "serverless-plugin-warmup";

    private static final String SCHEDULED = "Scheduled Event";

    /// A schedule of EventBridge's rules, and of its Scheduler.
    private static final Set<String> CLOCKS = Set.of("aws.events", "aws.scheduler");

    /// lambda-warmer's, and what people write by hand.
    private static final Set<String> FLAGS =
            Set.of(
                    "warmer",
                    "warmup",
                    "warm-up",
                    "warmUp",
                    "warm",
                    "keepWarm",
                    "keep_warm",
                    "ping");

    /// What lambda-warmer sends beside its flag.
    private static final Set<String> BESIDE =
            Set.of("concurrency", "target", "test", "log", "correlationId", "delay", SOURCE);

    private static final String OF_WARMER = "__WARMER";

    private WarmUp() {}

    /// Whether an event is such a call.
    public static boolean isOne(@Nullable JsonNode event) {
        if (!(event instanceof ObjectNode call) || call.isEmpty()) {
            return false;
        }
        String source = call.path(SOURCE).asText();
        if (source.equals(PLUGIN)) {
            return true;
        }
        if (call.path("detail-type").asText().equals(SCHEDULED) && CLOCKS.contains(source)) {
            return true;
        }
        return isFlag(call) || isTestOfS3(call);
    }

    /// A flag, and nothing beside it that could be a call of its own.
    private static boolean isFlag(ObjectNode call) {
        boolean said = false;
        for (Map.Entry<String, JsonNode> member : call.properties()) {
            String name = member.getKey();
            if (FLAGS.contains(name)) {
                said |= member.getValue().asBoolean();
            } else if (!BESIDE.contains(name) && !name.startsWith(OF_WARMER)) {
                return false;
            }
        }
        return said;
    }

    /// What S3 sends when a bucket is told to call a function.
    public static boolean isTestOfS3(@Nullable JsonNode event) {
        return event != null && event.path("Event").asText().equals("s3:TestEvent");
    }

    /// What such a call is answered.
    public static ObjectNode answer() {
        return JsonNodeFactory.instance.objectNode().put("warm", true);
    }
}
