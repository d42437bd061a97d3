package dev.alphalift.lambda;

import dev.alphalift.dialect.Problem;
import dev.alphalift.dialect.RembgWeb;
import dev.alphalift.dialect.RemoveBgSize;
import dev.alphalift.dialect.RemoveBgWeb;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.fault.AlphaliftException;
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
        boolean ofRemoveBg = call.path().startsWith(RemoveBgWeb.PREFIX);
        try {
            calls.checkKey(call);
            if (ofRemoveBg) {
                return removeBg.answer(call, entry);
            }
            return call.path().equals(RembgWeb.PATH) ? rembg.answer(call, entry) : nothingThere();
        } catch (AlphaliftException fault) {
            entry.failed(fault);
            return ofRemoveBg
                    ? RemoveBgWeb.fault(fault)
                    : RembgWeb.fault(fault, CallLog.requestId());
        } catch (RuntimeException mistake) {
            entry.failed(mistake);
            Problem problem = Problem.unexpected(CallLog.requestId());
            return ofRemoveBg ? RemoveBgWeb.fault(problem) : problem.answer();
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
