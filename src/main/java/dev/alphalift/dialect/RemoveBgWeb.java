package dev.alphalift.dialect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.image.Region;
import dev.alphalift.image.Size;
import dev.alphalift.pipeline.Arrangement;
import dev.alphalift.pipeline.Removal;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// remove.bg's interface: what its calls are answered. What they ask for is a [RemoveBgCall].
public final class RemoveBgWeb {
    /// Where backgrounds are removed.
    public static final String PATH = "/v1.0/removebg";

    /// Where a caller sees what is left of its credits.
    public static final String ACCOUNT_PATH = "/v1.0/account";

    /// What all addresses of the interface begin with.
    public static final String PREFIX = "/v1.0/";

    /// The same for everyone and always: nothing is charged, and a client that stops without
    /// credits must not stop.
    private static final int CREDITS = 1_000_000;

    private RemoveBgWeb() {}

    /// The result, with what is known of it in the headers; in JSON with base64 where only that is
    /// accepted. A picture in which no subject was found is a fault.
    ///
    /// @param accept the call's header `Accept`
    /// @param nanos how long it took
    public static WebAnswer answer(
            RemoveBgCall call, Removal removal, @Nullable String accept, long nanos) {
        Region subject = removal.subject();
        if (subject == null) {
            return errors(
                    WebStatus.BAD_REQUEST.number(),
                    "unknown_foreground",
                    "Could not identify foreground in image.\nMaybe it has no clear subject, or"
                            + " roi leaves it out.");
        }
        WebAnswer answer =
                Negotiation.wantsJson(accept)
                        ? WebAnswer.json(200, WebAnswer.JSON, json(subject, removal))
                        : WebAnswer.of(200, removal.format().mediaType(), removal.bytes());
        return described(answer, call, removal, subject, nanos);
    }

    /// Where the result can be fetched, when it is too long to be sent back: a redirection (303),
    /// or JSON with `result_url` where only that is accepted.
    ///
    /// @param removal one with a subject
    /// @param nanos how long it took
    public static WebAnswer answerAt(
            URI address, RemoveBgCall call, Removal removal, @Nullable String accept, long nanos) {
        Region subject = Objects.requireNonNull(removal.subject());
        ObjectNode json = json(subject);
        ((ObjectNode) json.get("data")).put("result_url", address.toString());
        WebAnswer answer =
                Negotiation.wantsJson(accept)
                        ? WebAnswer.json(200, WebAnswer.JSON, json)
                        : WebAnswer.json(303, WebAnswer.JSON, json).with("Location", address);
        return described(answer, call, removal, subject, nanos);
    }

    private static WebAnswer described(
            WebAnswer answer, RemoveBgCall call, Removal removal, Region subject, long nanos) {
        Size most = most(call, removal);
        return answer.with("Vary", "Accept")
                .with("X-Width", removal.size().width())
                .with("X-Height", removal.size().height())
                .with("X-Max-Width", most.width())
                .with("X-Max-Height", most.height())
                .with("X-Type", call.type().equals("auto") ? "other" : call.type())
                .with("X-Credits-Charged", 0)
                .with("X-Foreground-Top", subject.top())
                .with("X-Foreground-Left", subject.left())
                .with("X-Foreground-Width", subject.width())
                .with("X-Foreground-Height", subject.height())
                .with("X-Model", removal.model())
                .with("X-Confidence", removal.confidence().text())
                .with("X-Needs-Review", removal.confidence().needsReview())
                .with("X-Review-Reason", removal.confidence().reason().code())
                .with("Server-Timing", ServerTiming.of(removal.times(), nanos));
    }

    /// What the result would measure at full resolution.
    private static Size most(RemoveBgCall call, Removal removal) {
        Arrangement arrangement = call.options().arrangement();
        Size sent = removal.sent();
        Size now = arrangement == null ? sent : sent.within(arrangement.mostPixels());
        Size size = removal.size();
        return new Size(
                Math.toIntExact(Math.round((double) size.width() * sent.width() / now.width())),
                Math.toIntExact(Math.round((double) size.height() * sent.height() / now.height())));
    }

    private static ObjectNode json(Region subject, Removal removal) {
        ObjectNode json = json(subject);
        ((ObjectNode) json.get("data")).put("result_b64", removal.bytes());
        return json;
    }

    private static ObjectNode json(Region subject) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("data")
                .put("foreground_top", subject.top())
                .put("foreground_left", subject.left())
                .put("foreground_width", subject.width())
                .put("foreground_height", subject.height());
        return json;
    }

    /// What is left of the caller's credits: always the same.
    public static WebAnswer account() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode attributes = json.putObject("data").putObject("attributes");
        attributes
                .putObject("credits")
                .put("total", CREDITS)
                .put("subscription", 0)
                .put("payg", CREDITS)
                .put("enterprise", 0);
        attributes.putObject("api").put("free_calls", CREDITS).put("sizes", "all");
        return WebAnswer.json(200, WebAnswer.JSON, json);
    }

    /// Why a call was not done.
    public static WebAnswer fault(AlphaliftException fault) {
        int status = FaultAnswer.of(fault.kind()).removeBgStatus();
        WebAnswer answer = errors(status, code(fault), fault.publicMessage());
        return fault instanceof Busy busy
                ? answer.with("Retry-After", busy.retryAfter().toSeconds())
                : answer;
    }

    /// Why a call was not done that did not come as far as the pipeline.
    public static WebAnswer fault(Problem problem) {
        return errors(problem.status(), problem.code(), problem.detail());
    }

    private static WebAnswer errors(int status, String code, String message) {
        String[] lines = message.split("\n", 2);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode error =
                json.putArray("errors").addObject().put("title", lines[0]).put("code", code);
        if (lines.length > 1) {
            error.put("detail", lines[1]);
        }
        return WebAnswer.json(status, WebAnswer.JSON, json);
    }

    /// remove.bg says more of the one option that everybody needs.
    private static String code(AlphaliftException fault) {
        if (fault instanceof InvalidOption option && option.option().equals(RemoveBgCall.SOURCE)) {
            return option.value().isEmpty() ? "missing_source" : "multiple_sources";
        }
        return FaultAnswer.of(fault.kind()).removeBgCode();
    }
}
