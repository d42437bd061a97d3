package dev.alphalift.lambda;

import dev.alphalift.dialect.Problem;
import dev.alphalift.dialect.RembgCall;
import dev.alphalift.dialect.RembgWeb;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.Deadline;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import java.net.URI;

/// rembg's endpoint: `/api/remove`.
final class RembgEndpoint {
    private static final String ADVICE =
            "ask for another format (format=webp), or for the mask alone (om=true).";

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
            default -> Problem.notAllowed("GET, POST", CallLog.requestId());
        };
    }

    /// A form as rembg's clients send it, a JSON object, or the picture alone, whatever its type is
    /// said to be.
    private WebAnswer fromBody(HttpEvent call, CallLog.Entry entry) {
        byte[] body = call.body();
        String accept = call.header("Accept");
        return switch (call.mediaType()) {
            case "multipart/form-data" -> {
                MultipartForm form = MultipartForm.of(call, body);
                byte[] file = form.file("file");
                if (file == null) {
                    throw new InvalidOption(
                            "file", "", "the picture is missing from the form; it must be a file.");
                }
                yield remove(file, RembgWeb.options(form, accept, defaults), call, entry);
            }
            case "application/json" -> {
                RembgCall wanted = RembgCall.of(JsonBody.of(body), defaults);
                yield remove(wanted.image(), wanted.options(), call, entry);
            }
            default ->
                    remove(
                            body,
                            RembgWeb.options(call.query()::get, accept, defaults),
                            call,
                            entry);
        };
    }

    private WebAnswer fromAddress(HttpEvent call, CallLog.Entry entry) {
        String url = call.query().get("url");
        if (url == null) {
            throw new InvalidOption("url", "", "the address of the picture is missing.");
        }
        RemovalOptions options =
                RembgWeb.options(call.query()::get, call.header("Accept"), defaults);
        return remove(calls.read(url, calls.deadline()), options, call, entry);
    }

    private WebAnswer remove(
            byte[] picture, RemovalOptions options, HttpEvent call, CallLog.Entry entry) {
        Deadline deadline = calls.deadline();
        String accept = call.header("Accept");
        Removal removal = calls.remove(picture, options, deadline, entry);
        WebAnswer answer = RembgWeb.answer(removal, accept, entry.nanos());
        URI address = calls.shelved(call, answer, removal, ADVICE, entry);
        return address == null
                ? answer
                : RembgWeb.answerAt(address, removal, accept, entry.nanos());
    }
}
