package dev.alphalift.lambda;

import dev.alphalift.dialect.Parameters;
import dev.alphalift.dialect.Problem;
import dev.alphalift.dialect.RembgCall;
import dev.alphalift.dialect.RembgWeb;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.Deadline;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        return switch (call.mediaType()) {
            case "multipart/form-data" -> {
                MultipartForm form = MultipartForm.of(call, body);
                byte[] file = form.file("file");
                if (file == null) {
                    throw new InvalidOption(
                            "file", "", "the picture is missing from the form; it must be a file.");
                }
                yield remove(file, form, calls.deadline(), call, entry);
            }
            case "application/json" -> {
                RembgCall wanted = RembgCall.ofJson(body, defaults);
                String accept = call.header("Accept");
                yield remove(
                        wanted.image(), wanted.options(), accept, calls.deadline(), call, entry);
            }
            default -> remove(body, call.query()::get, calls.deadline(), call, entry);
        };
    }

    private WebAnswer fromAddress(HttpEvent call, CallLog.Entry entry) {
        Map<String, String> query = call.query();
        String url = query.get("url");
        if (url == null) {
            throw new InvalidOption("url", "", "the address of the picture is missing.");
        }
        Deadline deadline = calls.deadline();
        return remove(calls.read(url, deadline), query::get, deadline, call, entry);
    }

    private WebAnswer remove(
            byte[] picture,
            Parameters parameters,
            Deadline deadline,
            HttpEvent call,
            CallLog.Entry entry) {
        RemovalOptions options = RembgWeb.options(parameters, call.header("Accept"), defaults);
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
