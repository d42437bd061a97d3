package dev.alphalift.dialect;

import dev.alphalift.dialect.form.NamedTexts;
import dev.alphalift.dialect.form.WebBody;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// rembg's endpoint, `/api/remove`: from a call to its answer.
public final class RembgEndpoint {
    private static final String ADVICE =
            "ask for another format (format=webp), or for the mask alone (om=true).";

    private final RemovalOptions defaults;

    /// @param defaults what holds where a call says nothing
    public RembgEndpoint(RemovalOptions defaults) {
        this.defaults = defaults;
    }

    /// A form, a JSON object or the picture alone, told apart by their first bytes.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if it cannot be done
    public WebAnswer post(WebBody body, WebCall call) {
        RembgPost wanted = RembgPost.of(body, call.query(), call.accept(), defaults);
        return answer(call, wanted.picture(), wanted.options(), wanted.accept());
    }

    /// A picture by its address.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if it cannot be done
    public WebAnswer get(WebCall call) {
        NamedTexts query = call.query();
        RembgWeb.refuseHint(query);
        byte[] picture = call.read(RembgWeb.address(query));
        // rembg's own page accepts JSON and gets a picture.
        return answer(call, picture, RembgWeb.options(query, call.accept(), defaults), null);
    }

    private static WebAnswer answer(
            WebCall call, byte[] picture, RemovalOptions options, @Nullable String accept) {
        Removal removal = call.remove(picture, options);
        URI address = call.shelved(removal, ADVICE);
        return address == null
                ? RembgWeb.answer(removal, accept, call.nanos())
                : RembgWeb.answerAt(address, removal, accept, call.nanos());
    }
}
