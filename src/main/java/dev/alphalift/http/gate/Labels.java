package dev.alphalift.http.gate;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What may stand in the labels of metrics. Each has a closed set of values; a metric with anything
/// else in them is not counted by those who would count it, but by [Requests] as `other`: what
/// clients make up must not stay in memory. Such a metric is refused rather than renamed, since
/// Micrometer keeps the name of each that it has renamed.
@Singleton
public class Labels implements MeterFilter {
    /// The methods of RFC 9110, PATCH and QUERY; others are refused.
    static final Set<String> METHODS =
            Set.of(
                    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT",
                    "QUERY");

    /// The paths of this server, and Micrometer's own words for what has none.
    static final Set<String> PATHS =
            Set.of(
                    "/api/remove",
                    "/evaluate",
                    "/page/{file}",
                    "/models",
                    "/v1.0/removebg",
                    "/v1.0/account",
                    "/openapi.json",
                    "root",
                    "NOT_FOUND",
                    "REDIRECTION",
                    "UNKNOWN");

    /// What is none of these.
    static final String OTHER = "other";

    /// The status of a request whose client went away.
    static final String RESET = "RESET";

    /// The metric of requests.
    static final String REQUESTS = "http.server.requests";

    private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d|" + RESET);

    private static final Map<String, Set<String>> CLOSED =
            Map.of(
                    "method", METHODS,
                    "uri", PATHS,
                    "url.scheme", Set.of("http", "https"));

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        for (Tag tag : id.getTagsAsIterable()) {
            if (!isKnown(tag.getKey(), tag.getValue())) {
                return MeterFilterReply.DENY;
            }
        }
        return MeterFilterReply.NEUTRAL;
    }

    private static boolean isKnown(String label, String value) {
        if (label.equals("status")) {
            return STATUS.matcher(value).matches();
        }
        Set<String> known = CLOSED.get(label);
        return known == null || known.contains(value) || value.equals(OTHER);
    }
}
