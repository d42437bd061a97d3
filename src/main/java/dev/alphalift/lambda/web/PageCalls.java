package dev.alphalift.lambda.web;

import dev.alphalift.dialect.Problem;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.dialect.WebFault;
import dev.alphalift.dialect.WebStatus;
import dev.alphalift.dialect.page.Page;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.lambda.CallLog;

/// Shows the page for people to whoever asks, without a key.
///
/// @param page may be one that shows nothing
public record PageCalls(Page page) {
    boolean isAsked(HttpEvent call) {
        return page.covers(call.path());
    }

    /// Answers a call for the page; faults are answers, too.
    WebAnswer answer(HttpEvent call, CallLog.Entry entry) {
        String path = call.path();
        try {
            return shown(path, call);
        } catch (AlphaliftException fault) {
            entry.failed(fault);
            return WebFault.of(path, fault, CallLog.requestId());
        } catch (RuntimeException mistake) {
            entry.failed(mistake);
            return WebFault.of(path, Problem.unexpected(CallLog.requestId()));
        }
    }

    private WebAnswer shown(String path, HttpEvent call) {
        boolean head = call.method().equals("HEAD");
        if (!head && !call.method().equals("GET")) {
            return WebFault.notAllowed(path, "GET, HEAD", CallLog.requestId());
        }
        WebAnswer answer =
                page.answer(path, call.header("Accept-Encoding"), call.header("If-None-Match"));
        if (answer == null) {
            return Problem.of(WebStatus.NOT_FOUND.number(), CallLog.requestId()).answer();
        }
        return head ? answer.withoutBody() : answer;
    }
}
