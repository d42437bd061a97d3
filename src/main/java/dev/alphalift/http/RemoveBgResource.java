package dev.alphalift.http;

import dev.alphalift.dialect.ApiKeys;
import dev.alphalift.dialect.RemoveBgEndpoint;
import dev.alphalift.dialect.RemoveBgSize;
import dev.alphalift.dialect.RemoveBgWeb;
import dev.alphalift.dialect.form.NamedTexts;
import dev.alphalift.pipeline.RemovalOptions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/// remove.bg's interface. Keys of requests with a body were checked at the [Gate].
@Path("/v1.0")
@RunOnVirtualThread
public class RemoveBgResource {
    private final PictureWork work;
    private final RemoveBgEndpoint endpoint;
    private final ApiKeys keys;

    RemoveBgResource(PictureWork work, RemoveBgSize size, ApiKeys keys) {
        this.work = work;
        this.endpoint = new RemoveBgEndpoint(RemovalOptions.DEFAULT, size);
        this.keys = keys;
    }

    /// A form of several parts, url-encoded fields, a JSON object, or the picture alone.
    @POST
    @Path("/removebg")
    @Consumes(MediaType.WILDCARD)
    public Response removeFromBody(InputStream body, RoutingContext context) throws IOException {
        NamedTexts query = RequestBody.query(context);
        return Answer.of(
                endpoint.post(RequestBody.read(body, query, context), work.call(query, context)));
    }

    /// What is left of the caller's credits.
    @GET
    @Path("/account")
    public Response account(RoutingContext context) {
        keys.check(context.request().getHeader(ApiKeys.HEADER));
        return Answer.of(RemoveBgWeb.account());
    }
}
