package dev.alphalift.http;

import dev.alphalift.dialect.ApiKeys;
import dev.alphalift.dialect.RemoveBgCall;
import dev.alphalift.dialect.RemoveBgSize;
import dev.alphalift.dialect.RemoveBgWeb;
import dev.alphalift.dialect.form.NamedTexts;
import dev.alphalift.dialect.form.WebForm;
import dev.alphalift.fault.Deadline;
import dev.alphalift.fetch.PictureAddresses;
import dev.alphalift.http.gate.Gate;
import dev.alphalift.pipeline.Removal;
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
    private final PictureAddresses addresses;
    private final RemoveBgSize size;
    private final ApiKeys keys;

    RemoveBgResource(
            PictureWork work, PictureAddresses addresses, RemoveBgSize size, ApiKeys keys) {
        this.work = work;
        this.addresses = addresses;
        this.size = size;
        this.keys = keys;
    }

    /// A form of several parts, url-encoded fields, a JSON object, or the picture alone.
    @POST
    @Path("/removebg")
    @Consumes(MediaType.WILDCARD)
    public Response removeFromBody(InputStream body, RoutingContext context) throws IOException {
        NamedTexts query = RequestBody.query(context);
        return remove(RemoveBgCall.form(RequestBody.read(body, query, context), query), context);
    }

    /// What is left of the caller's credits.
    @GET
    @Path("/account")
    public Response account(RoutingContext context) {
        keys.check(context.request().getHeader(ApiKeys.HEADER));
        return Answer.of(RemoveBgWeb.account());
    }

    private Response remove(WebForm form, RoutingContext context) {
        Deadline deadline = Gate.deadline(context);
        String accept = context.request().getHeader("Accept");
        RemoveBgCall call = RemoveBgCall.of(form, RemovalOptions.DEFAULT, size);
        RemoveBgCall.Reader reader = address -> addresses.read(address, deadline);
        byte[] picture = call.image(reader);
        RemovalOptions options = call.options(reader);
        long start = System.nanoTime();
        Removal removal = work.remove(picture, options, deadline);
        return Answer.of(RemoveBgWeb.answer(call, removal, accept, System.nanoTime() - start));
    }
}
