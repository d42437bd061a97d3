package dev.alphalift.http.gate;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Pattern;

/// The name of a request: the client's, when it sent a sensible one, or a new one. It stands in the
/// answer and in the log.
public final class RequestId {
    public static final String HEADER = "X-Request-ID";

    private static final Pattern SENSIBLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String KEY = "alphalift.request-id";

    private RequestId() {}

    public static String of(RoutingContext context) {
        String known = context.get(KEY);
        if (known != null) {
            return known;
        }
        String sent = context.request().getHeader(HEADER);
        String id =
                sent != null && SENSIBLE.matcher(sent).matches()
                        ? sent
                        : UUID.randomUUID().toString();
        context.put(KEY, id);
        return id;
    }
}
