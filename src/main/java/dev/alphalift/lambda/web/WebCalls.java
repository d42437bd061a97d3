package dev.alphalift.lambda.web;

import dev.alphalift.dialect.Problem;
import dev.alphalift.dialect.RembgWeb;
import dev.alphalift.dialect.RemoveBgSize;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.dialect.WebFault;
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
        this.rembg = new RembgEndpoint(calls, defaults);
        this.removeBg = new RemoveBgEndpoint(calls, defaults, size);
    }

    /// Answers a call.
    WebAnswer answer(HttpEvent call, CallLog.Entry entry) {
        String path = call.path();
        try {
            calls.checkKey(call);
            if (WebFault.isOfRemoveBg(path)) {
                return removeBg.answer(call, entry);
            }
            return path.equals(RembgWeb.PATH) ? rembg.answer(call, entry) : nothingThere();
        } catch (AlphaliftException fault) {
            entry.failed(fault);
            return WebFault.of(path, fault, CallLog.requestId());
        } catch (RuntimeException mistake) {
            entry.failed(mistake);
            return WebFault.of(path, Problem.unexpected(CallLog.requestId()));
        }
    }

    private static WebAnswer nothingThere() {
        return Problem.of(
                        404,
                        "not_found",
                        "There is nothing at this path.\nMaybe POST /api/remove or POST"
                                + " /v1.0/removebg.",
                        CallLog.requestId())
                .answer();
    }
}
