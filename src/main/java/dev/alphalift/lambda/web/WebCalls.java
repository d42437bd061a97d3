package dev.alphalift.lambda.web;

import dev.alphalift.dialect.Problem;
import dev.alphalift.dialect.RembgEndpoint;
import dev.alphalift.dialect.RembgWeb;
import dev.alphalift.dialect.RemoveBgEndpoint;
import dev.alphalift.dialect.RemoveBgSize;
import dev.alphalift.dialect.RemoveBgWeb;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.dialect.WebFault;
import dev.alphalift.dialect.WebStatus;
import dev.alphalift.dialect.form.WebBody;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.lambda.CallLog;
import dev.alphalift.pipeline.RemovalOptions;

/// What web calls are answered, each in the dialect of its path; faults are answers, too.
public final class WebCalls {
    private final PictureCalls calls;
    private final RembgEndpoint rembg;
    private final RemoveBgEndpoint removeBg;

    /// @param defaults what holds where a call says nothing
    /// @param size how large results of remove.bg's interface are then
    public WebCalls(PictureCalls calls, RemovalOptions defaults, RemoveBgSize size) {
        this.calls = calls;
        this.rembg = new RembgEndpoint(defaults);
        this.removeBg = new RemoveBgEndpoint(defaults, size);
    }

    /// Answers a call.
    WebAnswer answer(HttpEvent event, CallLog.Entry entry) {
        String path = event.path();
        try {
            calls.checkKey(event);
            return switch (path) {
                case RembgWeb.PATH -> ofRembg(event, entry);
                case RemoveBgWeb.PATH -> ofRemoveBg(event, entry);
                case RemoveBgWeb.ACCOUNT_PATH ->
                        event.method().equals("GET")
                                ? RemoveBgWeb.account()
                                : notAllowed(path, "GET");
                default -> nothingAt(path);
            };
        } catch (AlphaliftException fault) {
            entry.failed(fault);
            return WebFault.of(path, fault, CallLog.requestId());
        } catch (RuntimeException mistake) {
            entry.failed(mistake);
            return WebFault.of(path, Problem.unexpected(CallLog.requestId()));
        }
    }

    private WebAnswer ofRembg(HttpEvent event, CallLog.Entry entry) {
        return switch (event.method()) {
            case "POST" -> {
                EventCall call = call(event, entry);
                yield rembg.post(body(call), call);
            }
            case "GET" -> rembg.get(call(event, entry));
            default -> notAllowed(RembgWeb.PATH, "GET, POST");
        };
    }

    private WebAnswer ofRemoveBg(HttpEvent event, CallLog.Entry entry) {
        if (!event.method().equals("POST")) {
            return notAllowed(RemoveBgWeb.PATH, "POST");
        }
        EventCall call = call(event, entry);
        return removeBg.post(body(call), call);
    }

    private EventCall call(HttpEvent event, CallLog.Entry entry) {
        return new EventCall(event, event.query(), calls, calls.deadline(), entry);
    }

    private static WebBody body(EventCall call) {
        return call.event().webBody(call.query());
    }

    private static WebAnswer notAllowed(String path, String allowed) {
        return WebFault.notAllowed(path, allowed, CallLog.requestId());
    }

    private static WebAnswer nothingAt(String path) {
        int status = WebStatus.NOT_FOUND.number();
        return WebFault.of(
                path,
                WebFault.isOfRemoveBg(path)
                        ? Problem.of(status, CallLog.requestId())
                        : Problem.of(
                                status,
                                WebStatus.NOT_FOUND.code(),
                                "There is nothing at this path.\nMaybe POST /api/remove or POST"
                                        + " /v1.0/removebg.",
                                CallLog.requestId()));
    }
}
