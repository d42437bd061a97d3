package dev.alphalift.dialect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.dialect.form.Base64Text;
import dev.alphalift.dialect.form.Parameters;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.pipeline.HintFile;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// rembg's endpoint: what a call asks for, and what it is answered.
public final class RembgWeb {
    /// Where it is.
    public static final String PATH = "/api/remove";

    /// What a file is called that says what is kept and erased.
    static final String HINT = "hint";

    /// How much of a value stands in a message.
    private static final int SHOWN = 40;

    private RembgWeb() {}

    /// What a call asks for.
    ///
    /// @param accept its header `Accept`
    /// @param defaults what holds where it says nothing
    /// @throws AlphaliftException if a value is none that its parameter can have, or is not built
    public static RemovalOptions options(
            Parameters parameters, @Nullable String accept, RemovalOptions defaults) {
        RemovalOptions options = RembgParameters.options(parameters, defaults);
        return options.withOutput(Negotiation.of(parameters, accept, options));
    }

    /// Options with the file that says what is kept and erased.
    ///
    /// @param file null or empty: there is none
    static RemovalOptions withHint(RemovalOptions options, byte @Nullable [] file) {
        return file == null || file.length == 0
                ? options
                : options.withHint(new HintFile(HINT, file));
    }

    /// An address has no room for a picture.
    ///
    /// @throws InvalidOption if one was meant to be there
    static void refuseHint(Parameters query) {
        String hint = query.get(HINT);
        if (hint != null && !hint.isBlank()) {
            throw new InvalidOption(
                    HINT,
                    hint.substring(0, Math.min(hint.length(), SHOWN)),
                    "it must be a file of a form, or base64 in JSON.");
        }
    }

    /// Where the picture is that a call without a body names.
    ///
    /// @throws InvalidOption if it names none
    public static String address(Parameters query) {
        String url = query.get("url");
        if (url == null) {
            throw new InvalidOption("url", "", "the address of the picture is missing.");
        }
        if (Base64Text.isDataAddress(url)) {
            throw new InvalidOption(
                    "url",
                    url.substring(0, Math.min(url.length(), SHOWN)),
                    "a data: address holds a picture and leads nowhere.\n"
                            + "Maybe send it as image of a JSON object.");
        }
        return url;
    }

    /// The picture, with what was done in the headers; in JSON with base64 where only that is
    /// accepted.
    ///
    /// @param nanos how long it took
    public static WebAnswer answer(Removal removal, @Nullable String accept, long nanos) {
        WebAnswer answer =
                Negotiation.wantsJson(accept)
                        ? WebAnswer.json(
                                200,
                                WebAnswer.JSON,
                                json(removal, nanos).put("image", removal.bytes()))
                        : WebAnswer.of(200, removal.format().mediaType(), removal.bytes());
        return described(answer, removal, nanos);
    }

    /// Where the picture can be fetched, when it is too long to be sent back: a redirection (303),
    /// or JSON with the address where only that is accepted.
    ///
    /// @param nanos how long it took
    public static WebAnswer answerAt(
            URI address, Removal removal, @Nullable String accept, long nanos) {
        ObjectNode json = json(removal, nanos).put("url", address.toString());
        boolean wantsJson = Negotiation.wantsJson(accept);
        WebAnswer answer = WebAnswer.json(wantsJson ? 200 : 303, WebAnswer.JSON, json);
        return described(wantsJson ? answer : answer.with("Location", address), removal, nanos);
    }

    private static WebAnswer described(WebAnswer answer, Removal removal, long nanos) {
        return answer.with("Vary", "Accept")
                .with("X-Width", removal.size().width())
                .with("X-Height", removal.size().height())
                .with("X-Model", removal.model())
                .with("X-Subject-Found", removal.foundSubject())
                .with("X-Confidence", removal.confidence().text())
                .with("X-Needs-Review", removal.confidence().needsReview())
                .with("X-Review-Reason", removal.confidence().reason().code())
                .with("X-Refined-By", removal.refinedBy())
                .with("Server-Timing", ServerTiming.of(removal.times(), nanos));
    }

    private static ObjectNode json(Removal removal, long nanos) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("width", removal.size().width())
                .put("height", removal.size().height())
                .put("model", removal.model())
                .put("confidence", removal.confidence().rounded())
                .put("needs_review", removal.confidence().needsReview())
                .put("review_reason", removal.confidence().reason().code())
                .put("refined_by", removal.refinedBy())
                .put("milliseconds", nanos / 1_000_000);
    }

    /// Why a call was not done, as a [Problem].
    ///
    /// @param requestId to be named when asking for help
    public static WebAnswer fault(AlphaliftException fault, @Nullable String requestId) {
        WebAnswer answer = Problem.of(fault, requestId).answer();
        return fault instanceof Busy busy
                ? answer.with("Retry-After", busy.retryAfter().toSeconds())
                : answer;
    }
}
