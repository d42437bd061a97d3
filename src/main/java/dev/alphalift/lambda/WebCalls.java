package dev.alphalift.lambda;

import dev.alphalift.dialect.ModelOffer;
import dev.alphalift.dialect.Problem;
import dev.alphalift.dialect.RembgCall;
import dev.alphalift.dialect.RembgWeb;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.ResultTooLarge;
import dev.alphalift.fault.Deadline;
import dev.alphalift.fetch.PictureAddresses;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What web calls are answered, each in the dialect of its path.
public final class WebCalls {
    private static final String ADVICE =
            "ask for another format (format=webp), or for the mask alone (om=true).";

    private final BackgroundRemover remover;
    private final FunctionSettings settings;
    private final PictureAddresses addresses;
    private final ModelOffer offer;
    private final @Nullable ResultShelf shelf;

    /// @param addresses pictures that are named by their address
    /// @param offer the models that may be asked for
    /// @param shelf where results lie that are too long to be sent back; null where there is none
    public WebCalls(
            BackgroundRemover remover,
            FunctionSettings settings,
            PictureAddresses addresses,
            ModelOffer offer,
            @Nullable ResultShelf shelf) {
        this.remover = remover;
        this.settings = settings;
        this.addresses = addresses;
        this.offer = offer;
        this.shelf = shelf;
    }

    /// Answers a call; faults are answers, too.
    WebAnswer answer(HttpEvent call, CallLog.Entry entry) {
        String id = CallLog.requestId();
        try {
            return route(call, entry);
        } catch (AlphaliftException fault) {
            entry.failed(fault);
            return RembgWeb.fault(fault, id);
        }
    }

    private WebAnswer route(HttpEvent call, CallLog.Entry entry) {
        return switch (call.path()) {
            case RembgWeb.PATH ->
                    switch (call.method()) {
                        case "POST" -> rembgFromBody(call, entry);
                        case "GET" -> rembgFromAddress(call, entry);
                        default -> notAllowed("GET, POST");
                    };
            default ->
                    Problem.of(
                                    404,
                                    "not_found",
                                    "There is nothing at this path.\nMaybe POST /api/remove or"
                                            + " POST /v1.0/removebg.",
                                    CallLog.requestId())
                            .answer();
        };
    }

    private static WebAnswer notAllowed(String allowed) {
        return Problem.of(
                        405,
                        "method_not_allowed",
                        "This path knows %s only.".formatted(allowed),
                        CallLog.requestId())
                .answer()
                .with("Allow", allowed);
    }

    /// A form as rembg's clients send it, a JSON object, or the picture alone, whatever its type is
    /// said to be.
    private WebAnswer rembgFromBody(HttpEvent call, CallLog.Entry entry) {
        byte[] body = call.body();
        String accept = call.header("Accept");
        return switch (call.mediaType()) {
            case "multipart/form-data" -> {
                HttpForm form = HttpForm.of(call, body);
                byte[] file = form.file("file");
                if (file == null) {
                    throw new InvalidOption(
                            "file", "", "the picture is missing from the form; it must be a file.");
                }
                yield rembg(file, RembgWeb.options(form, accept, settings.defaults()), call, entry);
            }
            case "application/json" -> {
                RembgCall wanted = RembgCall.of(HttpForm.json(body), settings.defaults());
                yield rembg(wanted.image(), wanted.options(), call, entry);
            }
            default -> {
                HttpForm query = HttpForm.ofQuery(call);
                yield rembg(
                        body, RembgWeb.options(query, accept, settings.defaults()), call, entry);
            }
        };
    }

    private WebAnswer rembgFromAddress(HttpEvent call, CallLog.Entry entry) {
        HttpForm query = HttpForm.ofQuery(call);
        String url = query.get("url");
        if (url == null) {
            throw new InvalidOption("url", "", "the address of the picture is missing.");
        }
        RemovalOptions options =
                RembgWeb.options(query, call.header("Accept"), settings.defaults());
        Deadline deadline = Deadline.after(settings.timeout());
        return rembg(addresses.read(url, deadline), options, call, entry);
    }

    private WebAnswer rembg(
            byte[] picture, RemovalOptions options, HttpEvent call, CallLog.Entry entry) {
        Removal removal = remove(picture, options, entry);
        WebAnswer answer = RembgWeb.answer(removal, call.header("Accept"), entry.nanos());
        if (HttpReply.fits(call, answer)) {
            return answer;
        }
        URI address = shelved(removal, answer, call);
        entry.with("shelved", 1);
        return RembgWeb.answerAt(address, removal, call.header("Accept"), entry.nanos());
    }

    private Removal remove(byte[] picture, RemovalOptions options, CallLog.Entry entry) {
        entry.with("bytesIn", picture.length);
        offer.check(options.model());
        Removal removal = remover.remove(picture, options, Deadline.after(settings.timeout()));
        entry.done(removal);
        return removal;
    }

    private URI shelved(Removal removal, WebAnswer answer, HttpEvent call) {
        if (shelf == null) {
            throw new ResultTooLarge(
                    answer.body().length, HttpReply.mostBytes(call.sender()), ADVICE);
        }
        return shelf.put(removal);
    }
}
