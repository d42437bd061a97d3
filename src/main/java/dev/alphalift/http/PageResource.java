package dev.alphalift.http;

import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.dialect.page.Page;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// The page for people. Anybody may see it; what it asks the server for is let in as any call is.
@Path("/")
@Blocking
public class PageResource {
    private final Page page;

    PageResource(Page page) {
        this.page = page;
    }

    @GET
    @Operation(hidden = true)
    public Response index(RoutingContext context) {
        return file(context);
    }

    @GET
    @Path("/page/{file:.+}")
    @Operation(hidden = true)
    public Response file(RoutingContext context) {
        @Nullable WebAnswer answer =
                page.answer(
                        context.normalizedPath(),
                        context.request().getHeader(HttpHeaders.ACCEPT_ENCODING),
                        context.request().getHeader(HttpHeaders.IF_NONE_MATCH));
        if (answer == null) {
            throw new NotFoundException();
        }
        return Answer.of(answer);
    }
}
