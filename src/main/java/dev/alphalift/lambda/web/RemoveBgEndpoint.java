package dev.alphalift.lambda.web;

import dev.alphalift.dialect.Problem;
import dev.alphalift.dialect.RemoveBgCall;
import dev.alphalift.dialect.RemoveBgSize;
import dev.alphalift.dialect.RemoveBgWeb;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.dialect.WebStatus;
import dev.alphalift.dialect.form.NamedTexts;
import dev.alphalift.dialect.form.WebForm;
import dev.alphalift.fault.Deadline;
import dev.alphalift.lambda.CallLog;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import java.net.URI;

/// remove.bg's interface: `/v1.0/removebg` and `/v1.0/account`.
final class RemoveBgEndpoint {
    private static final String ADVICE =
            "ask for another format (format=webp), for the mask alone (channels=alpha), or for a"
                    + " smaller size.";

    private final PictureCalls calls;
    private final RemovalOptions defaults;
    private final RemoveBgSize size;

    RemoveBgEndpoint(PictureCalls calls, RemovalOptions defaults, RemoveBgSize size) {
        this.calls = calls;
        this.defaults = defaults;
        this.size = size;
    }

    WebAnswer answer(HttpEvent call, CallLog.Entry entry) {
        return switch (call.path()) {
            case RemoveBgWeb.PATH ->
                    call.method().equals("POST") ? remove(call, entry) : notAllowed("POST");
            case RemoveBgWeb.ACCOUNT_PATH ->
                    call.method().equals("GET") ? RemoveBgWeb.account() : notAllowed("GET");
            default -> RemoveBgWeb.fault(Problem.of(WebStatus.NOT_FOUND.number(), null));
        };
    }

    private static WebAnswer notAllowed(String allowed) {
        return RemoveBgWeb.fault(Problem.notAllowed(allowed, null)).with("Allow", allowed);
    }

    private WebAnswer remove(HttpEvent call, CallLog.Entry entry) {
        Deadline deadline = calls.deadline();
        String accept = call.header("Accept");
        NamedTexts query = call.query();
        WebForm form = RemoveBgCall.form(call.webBody(query), query);
        RemoveBgCall wanted = RemoveBgCall.of(form, defaults, size);
        RemoveBgCall.Reader reader = address -> calls.read(address, deadline);
        byte[] picture = wanted.image(reader);
        RemovalOptions options = wanted.options(reader);
        Removal removal = calls.remove(picture, options, deadline, entry);
        // Without a subject there is nothing to fetch.
        URI place =
                removal.subject() == null
                        ? null
                        : calls.shelved(call, removal, ADVICE, deadline, entry);
        return place == null
                ? RemoveBgWeb.answer(wanted, removal, accept, entry.nanos())
                : RemoveBgWeb.answerAt(place, wanted, removal, accept, entry.nanos());
    }
}
