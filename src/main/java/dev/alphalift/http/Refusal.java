package dev.alphalift.http;

import dev.alphalift.dialect.Problem;
import dev.alphalift.dialect.RembgWeb;
import dev.alphalift.dialect.RemoveBgWeb;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.fault.AlphaliftException;
import io.vertx.ext.web.RoutingContext;

/// Why a request was not done, in the dialect of its path.
final class Refusal {
    private Refusal() {}

    static WebAnswer of(AlphaliftException fault, RoutingContext context) {
        return isRemoveBg(context)
                ? RemoveBgWeb.fault(fault)
                : RembgWeb.fault(fault, RequestId.of(context));
    }

    static WebAnswer of(int status, String code, String detail, RoutingContext context) {
        Problem problem = Problem.of(status, code, detail, RequestId.of(context));
        return isRemoveBg(context) ? RemoveBgWeb.fault(problem) : problem.answer();
    }

    private static boolean isRemoveBg(RoutingContext context) {
        String path = context.request().path();
        return path != null && path.startsWith(RemoveBgWeb.PREFIX);
    }
}
