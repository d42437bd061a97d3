package dev.alphalift.http;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.dialect.ApiKeys;
import dev.alphalift.dialect.RemoveBgCall;
import dev.alphalift.dialect.RemoveBgSize;
import dev.alphalift.dialect.RemoveBgWeb;
import dev.alphalift.dialect.TextForm;
import dev.alphalift.dialect.WebForm;
import dev.alphalift.fault.Deadline;
import dev.alphalift.fetch.PictureAddresses;
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
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/// remove.bg's interface. Keys of requests with a body were checked at the [Gate].
@Path("/v1.0")
@RunOnVirtualThread
public class RemoveBgResource {
    private final PictureWork work;
    private final ImageLimits limits;
    private final PictureAddresses addresses;
    private final RemoveBgSize size;
    private final ApiKeys keys;

    RemoveBgResource(
            PictureWork work,
            ImageLimits limits,
            PictureAddresses addresses,
            RemoveBgSize size,
            ApiKeys keys) {
        this.work = work;
        this.limits = limits;
        this.addresses = addresses;
        this.size = size;
        this.keys = keys;
    }

    @POST
    @Path("/removebg")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response removeFromForm(
            MultipartFormDataInput form, UriInfo address, RoutingContext context) {
        Gate.hasArrived(context);
        return remove(new FormFields(form, address, limits, Gate.deadline(context)), context);
    }

    @POST
    @Path("/removebg")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response removeFromFields(InputStream body, RoutingContext context) throws IOException {
        return remove(TextForm.ofUrlEncoded(read(body, context)), context);
    }

    @POST
    @Path("/removebg")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response removeFromJson(InputStream body, RoutingContext context) throws IOException {
        return remove(TextForm.ofJson(read(body, context)), context);
    }

    /// What is left of the caller's credits.
    @GET
    @Path("/account")
    public Response account(RoutingContext context) {
        keys.check(context.request().getHeader(ApiKeys.HEADER));
        return Answer.of(RemoveBgWeb.account());
    }

    /// A body that the gate has let in, and whose length it watches.
    private static byte[] read(InputStream body, RoutingContext context) throws IOException {
        Gate.deadline(context);
        byte[] bytes = body.readAllBytes();
        Gate.hasArrived(context);
        return bytes;
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
