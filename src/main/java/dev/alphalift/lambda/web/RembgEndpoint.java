package dev.alphalift.lambda.web;

import dev.alphalift.dialect.Problem;
import dev.alphalift.dialect.RembgPost;
import dev.alphalift.dialect.RembgWeb;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.dialect.form.NamedTexts;
import dev.alphalift.fault.Deadline;
import dev.alphalift.lambda.CallLog;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// rembg's endpoint: `/api/remove`.
final class RembgEndpoint {
    private static final String ADVICE =
            "ask for another format (format=webp), or for the mask alone (om=true).";

    private static final String ALLOWED = "GET, POST";

    private final PictureCalls calls;
    private final RemovalOptions defaults;

    RembgEndpoint(PictureCalls calls, RemovalOptions defaults) {
        this.calls = calls;
        this.defaults = defaults;
    }

    WebAnswer answer(HttpEvent call, CallLog.Entry entry) {
        return switch (call.method()) {
            case "POST" -> fromBody(call, entry);
            case "GET" -> fromAddress(call, entry);
            default ->
                    Problem.notAllowed(ALLOWED, CallLog.requestId())
                            .answer()
                            .with("Allow", ALLOWED);
        };
    }

    private WebAnswer fromBody(HttpEvent call, CallLog.Entry entry) {
        NamedTexts query = call.query();
        RembgPost wanted =
                RembgPost.of(call.webBody(query), query, call.header("Accept"), defaults);
        return remove(
                wanted.picture(), wanted.options(), wanted.accept(), calls.deadline(), call, entry);
    }

    private WebAnswer fromAddress(HttpEvent call, CallLog.Entry entry) {
        NamedTexts query = call.query();
        String url = RembgWeb.address(query);
        Deadline deadline = calls.deadline();
        byte[] picture = calls.read(url, deadline);
        RemovalOptions options = RembgWeb.options(query, call.header("Accept"), defaults);
        // rembg's own page accepts JSON and gets a picture.
        return remove(picture, options, null, deadline, call, entry);
    }

    private WebAnswer remove(
            byte[] picture,
            RemovalOptions options,
            @Nullable String accept,
            Deadline deadline,
            HttpEvent call,
            CallLog.Entry entry) {
        Removal removal = calls.remove(picture, options, deadline, entry);
        URI address = calls.shelved(call, removal, ADVICE, deadline, entry);
        return address == null
                ? RembgWeb.answer(removal, accept, entry.nanos())
                : RembgWeb.answerAt(address, removal, accept, entry.nanos());
    }
}
