package dev.alphalift.dialect;

import dev.alphalift.dialect.form.WebBody;
import dev.alphalift.dialect.form.WebForm;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import java.net.URI;

/// remove.bg's endpoint, `/v1.0/removebg`: from a call to its answer.
public final class RemoveBgEndpoint {
    private static final String ADVICE =
            "ask for another format (format=webp), for the mask alone (channels=alpha), or for a"
                    + " smaller size.";

    private final RemovalOptions defaults;
    private final RemoveBgSize size;

    /// @param defaults what holds where a call says nothing
    /// @param size how large a result is then
    public RemoveBgEndpoint(RemovalOptions defaults, RemoveBgSize size) {
        this.defaults = defaults;
        this.size = size;
    }

    /// A form of several parts, url-encoded fields, a JSON object, or the picture alone.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if it cannot be done
    public WebAnswer post(WebBody body, WebCall call) {
        WebForm form = RemoveBgCall.form(body, call.query());
        RemoveBgCall wanted = RemoveBgCall.of(form, defaults, size);
        byte[] picture = wanted.image(call::read);
        Removal removal = call.remove(picture, wanted.options(call::read));
        // Without a subject there is nothing to fetch.
        URI place = removal.subject() == null ? null : call.shelved(removal, ADVICE);
        return place == null
                ? RemoveBgWeb.answer(wanted, removal, call.accept(), call.nanos())
                : RemoveBgWeb.answerAt(place, wanted, removal, call.accept(), call.nanos());
    }
}
