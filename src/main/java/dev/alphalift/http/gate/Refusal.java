package dev.alphalift.http.gate;

import dev.alphalift.dialect.Problem;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.dialect.WebFault;
import dev.alphalift.fault.AlphaliftException;
import io.vertx.ext.web.RoutingContext;

/// Why a request was not done, in the dialect of its path.
public final class Refusal {
    private Refusal() {}

    public static WebAnswer of(AlphaliftException fault, RoutingContext context) {
        return WebFault.of(context.request().path(), fault, RequestId.of(context));
    }

    /// Of which nothing but the status is known.
    public static WebAnswer of(int status, RoutingContext context) {
        return of(Problem.of(status, RequestId.of(context)), context);
    }

    public static WebAnswer of(int status, String code, String detail, RoutingContext context) {
        return of(Problem.of(status, code, detail, RequestId.of(context)), context);
    }

    public static WebAnswer of(Problem problem, RoutingContext context) {
        return WebFault.of(context.request().path(), problem);
    }
}
