package dev.alphalift.http;

import dev.alphalift.dialect.form.NamedTexts;
import dev.alphalift.dialect.form.WebBody;
import dev.alphalift.http.gate.Gate;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;

/// What a request brings, read.
final class RequestBody {
    private RequestBody() {}

    /// The parameters of the address.
    static NamedTexts query(RoutingContext context) {
        NamedTexts query = new NamedTexts();
        context.queryParams().forEach(query::add);
        return query;
    }

    /// The body, which the gate has let in and whose length it watches.
    ///
    /// @throws IOException if it breaks off
    static WebBody read(InputStream body, NamedTexts query, RoutingContext context)
            throws IOException {
        // Without it nothing limits what is read.
        Gate.deadline(context);
        WebBody read = WebBody.read(context.request().getHeader("Content-Type"), body, query);
        Gate.hasArrived(context);
        return read;
    }
}
