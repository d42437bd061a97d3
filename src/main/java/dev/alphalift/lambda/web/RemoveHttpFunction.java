package dev.alphalift.lambda.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.lambda.CallLog;
import dev.alphalift.lambda.FunctionCall;
import dev.alphalift.lambda.FunctionFault;
import dev.alphalift.lambda.WarmUp;
import io.quarkus.funqy.Funq;
import org.jspecify.annotations.Nullable;

/// The function `remove-http`: web calls by way of API Gateway, a Function URL or a load balancer.
/// Whatever a client sends is answered with a status, and fails no call of the function.
public final class RemoveHttpFunction {
    /// What it is exported as.
    public static final String NAME = "remove-http";

    private final WebCalls calls;
    private final PageCalls page;
    private final Cors cors;
    private final CallLog log;

    public RemoveHttpFunction(WebCalls calls, PageCalls page, Cors cors, CallLog log) {
        this.calls = calls;
        this.page = page;
        this.cors = cors;
        this.log = log;
    }

    /// Answers one call.
    ///
    /// @param event payload 2.0 or 1.0, or a load balancer's
    /// @throws FunctionFault if it is none of these
    @Funq(NAME)
    public JsonNode removeHttp(@Nullable JsonNode event) {
        return FunctionCall.answer(
                log,
                NAME,
                event,
                WarmUp::answer,
                entry -> {
                    HttpEvent call = HttpEvent.of(event);
                    WebAnswer answer = named(answer(call, entry));
                    entry.with("status", answer.status());
                    return HttpReply.of(call, cors.allow(answer, call.header("Origin")));
                });
    }

    private static WebAnswer named(WebAnswer answer) {
        String id = CallLog.requestId();
        return id == null ? answer : answer.with("X-Request-ID", id);
    }

    private WebAnswer answer(HttpEvent call, CallLog.Entry entry) {
        entry.with("method", call.knownMethod()).with("path", call.pathStart());
        if (Cors.isQuestion(call)) {
            return cors.answer(call.header("Origin"));
        }
        if (page.isAsked(call)) {
            entry.warm();
            return page.answer(call, entry);
        }
        if (Health.isAsked(call)) {
            entry.warm();
            return Health.answer(call);
        }
        return calls.answer(call, entry);
    }
}
