package dev.alphalift.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.Forbidden;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.StepTimes;
import dev.alphalift.store.ObjectAddress;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/// Writes one line of JSON about each call, which is also a document of CloudWatch's embedded
/// metric format: what was asked for, what came of it, and where the time went. Neither pictures
/// nor what clients wrote stand in it; of addresses those of objects in a store do.
public final class CallLog {
    private static final Logger LOG = Logger.getLogger(CallLog.class);

    /// Where Quarkus keeps Lambda's name of the call.
    private static final String REQUEST_ID = "AWSRequestId";

    private static final String CALLS = "Calls";
    private static final double NANOS_A_MILLISECOND = 1e6;

    /// Room for an address of S3: a bucket's name and 1,024 bytes.
    private static final int LONGEST = 1200;

    private static final Pattern OPTION = Pattern.compile("[\\w.-]{1,64}");

    private final String namespace;
    private final PrintStream target;
    private final AtomicBoolean cold = new AtomicBoolean(true);

    /// @param namespace CloudWatch's namespace of the metrics; empty for none
    /// @param target where lines go
    public CallLog(String namespace, PrintStream target) {
        this.namespace = namespace;
        this.target = target;
    }

    /// Begins the account of a call.
    public Entry begin(String function) {
        return new Entry(function, cold.getAndSet(false));
    }

    /// Lambda's name of the call in work, null where it is not known.
    public static @Nullable String requestId() {
        Object id = MDC.get(REQUEST_ID);
        return id == null ? null : id.toString();
    }

    /// No more of a text than a line of a log needs: what it is about may come from outside.
    public static String shortened(@Nullable String text) {
        String known = String.valueOf(text);
        return known.length() <= LONGEST ? known : known.substring(0, LONGEST) + " ...";
    }

    /// The account of one call, or of one record in it. Closing it writes the line.
    public final class Entry implements AutoCloseable {
        private final long start = System.nanoTime();
        private final ObjectNode line = JsonNodeFactory.instance.objectNode();
        private final Map<String, String> metrics = new LinkedHashMap<>();
        private boolean isWarmUp;

        private Entry(String function, boolean isCold) {
            line.put("time", Instant.now().toString());
            line.put("level", "INFO");
            line.put("function", function);
            line.put("requestId", requestId());
            line.put("cold", isCold);
            metric(CALLS, 1, "Count");
            metric("ColdStarts", isCold ? 1 : 0, "Count");
        }

        /// Time since the call came, in nanoseconds.
        public long nanos() {
            return System.nanoTime() - start;
        }

        public Entry with(String name, String value) {
            line.put(name, shortened(value));
            return this;
        }

        public Entry with(String name, long value) {
            line.put(name, value);
            return this;
        }

        public Entry done(Removal removal) {
            line.put("model", shortened(removal.model()));
            line.put("width", removal.size().width());
            line.put("height", removal.size().height());
            line.put("subjectFound", removal.foundSubject());
            line.put("confidence", removal.confidence().rounded());
            line.put("needsReview", removal.confidence().needsReview());
            line.put("reviewReason", removal.confidence().reason().code());
            line.put("bytesOut", removal.bytes().length);
            StepTimes times = removal.times();
            step("DecodeTime", times.decode());
            step("PreprocessTime", times.preprocess());
            step("InferenceTime", times.inference());
            step("PostprocessTime", times.postprocess());
            step("EncodeTime", times.encode());
            return this;
        }

        public Entry failed(AlphaliftException fault) {
            line.put("level", "WARN");
            line.put("code", fault.code());
            String message = message(fault);
            line.put("message", message == null ? null : shortened(message));
            line.put("retryable", fault.retryable());
            metric("Faults", 1, "Count");
            return this;
        }

        /// What a client sent, and addresses that it named, stay out of the log: keys may stand in
        /// them.
        private static @Nullable String message(AlphaliftException fault) {
            return switch (fault) {
                case InvalidOption option ->
                        "The option %s is at fault.".formatted(named(option.option()));
                case Forbidden forbidden when !isOfStore(forbidden.address()) -> null;
                case SourceUnavailable source when !isOfStore(source.address()) -> null;
                default -> fault.getMessage();
            };
        }

        /// Names of options may be a client's invention, too.
        private static String named(String option) {
            return OPTION.matcher(option).matches() ? option : "(of a name that is none)";
        }

        private static boolean isOfStore(String address) {
            return ObjectAddress.looksLikeOne(address);
        }

        public Entry failed(RuntimeException mistake) {
            LOG.errorf(mistake, "Call %s failed.", requestId());
            line.put("level", "ERROR");
            line.put("code", "unexpected");
            line.put("message", shortened(String.valueOf(mistake)));
            metric("Mistakes", 1, "Count");
            return this;
        }

        /// The call asked for nothing: it counts as no call, and its time is no call's.
        public Entry warm() {
            isWarmUp = true;
            line.put("warm", true);
            line.remove(CALLS);
            metrics.remove(CALLS);
            metric("WarmUps", 1, "Count");
            return this;
        }

        private void step(String name, long nanos) {
            metric(name, nanos / NANOS_A_MILLISECOND, "Milliseconds");
        }

        private void metric(String name, double value, String unit) {
            line.put(name, Math.round(value * 1000) / 1e3);
            metrics.put(name, unit);
        }

        @Override
        public void close() {
            if (!isWarmUp) {
                step("TotalTime", nanos());
            }
            if (!namespace.isEmpty()) {
                describeMetrics();
            }
            target.println(line);
        }

        /// The embedded metric format: which members of this object are metrics.
        private void describeMetrics() {
            ObjectNode about = line.putObject("_aws");
            about.put("Timestamp", System.currentTimeMillis());
            ObjectNode directive = about.putArray("CloudWatchMetrics").addObject();
            directive.put("Namespace", namespace);
            directive.putArray("Dimensions").addArray().add("function");
            ArrayNode listed = directive.putArray("Metrics");
            metrics.forEach((name, unit) -> listed.addObject().put("Name", name).put("Unit", unit));
        }
    }
}
