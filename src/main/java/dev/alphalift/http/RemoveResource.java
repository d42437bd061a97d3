package dev.alphalift.http;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.dialect.Parameters;
import dev.alphalift.dialect.RembgCall;
import dev.alphalift.dialect.RembgWeb;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
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
import org.jspecify.annotations.Nullable;

/// rembg's one endpoint, with its parameters. On virtual threads: a picture that waits for its turn
/// holds no thread of the system, and with few of those native memory stays in one piece.
@Path("/api/remove")
@RunOnVirtualThread
public class RemoveResource {
    private final PictureWork work;
    private final ImageLimits limits;
    private final PictureAddresses addresses;

    RemoveResource(PictureWork work, ImageLimits limits, PictureAddresses addresses) {
        this.work = work;
        this.limits = limits;
        this.addresses = addresses;
    }

    /// A form as rembg's clients send it; each parameter in the form or in the query.
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response removeFromForm(
            MultipartFormDataInput form, UriInfo address, RoutingContext context) {
        Gate.hasArrived(context);
        FormFields fields = new FormFields(form, address, limits, Gate.deadline(context));
        byte[] picture = fields.file("file");
        if (picture == null) {
            throw new InvalidOption(
                    "file",
                    "",
                    fields.has("file")
                            ? "it must be sent as a file of the form."
                            : "the picture is missing from the form.");
        }
        return remove(picture, fields, context);
    }

    /// A picture and rembg's options as one JSON object.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response removeFromJson(InputStream body, RoutingContext context) throws IOException {
        Gate.deadline(context);
        byte[] json = body.readAllBytes();
        Gate.hasArrived(context);
        RembgCall call = RembgCall.ofJson(json, RemovalOptions.DEFAULT);
        String accept = context.request().getHeader("Accept");
        return remove(call.image(), call.options(), accept, context);
    }

    /// The picture alone as the body, whatever its type is said to be.
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response removeFromBody(InputStream body, UriInfo address, RoutingContext context)
            throws IOException {
        // Without it nothing limits what is read.
        Gate.deadline(context);
        byte[] picture = limits.read(body);
        Gate.hasArrived(context);
        return remove(picture, name -> FormFields.query(address, name), context);
    }

    /// A picture by its address, where that is allowed.
    @GET
    public Response removeFromAddress(UriInfo address, RoutingContext context) {
        Gate.hasArrived(context);
        String url = FormFields.query(address, "url");
        if (url == null) {
            throw new InvalidOption("url", "", "the address of the picture is missing.");
        }
        byte[] picture = addresses.read(url, Gate.deadline(context));
        return remove(picture, name -> FormFields.query(address, name), context);
    }

    private Response remove(byte[] picture, Parameters parameters, RoutingContext context) {
        String accept = context.request().getHeader("Accept");
        RemovalOptions options = RembgWeb.options(parameters, accept, RemovalOptions.DEFAULT);
        // rembg's own page accepts JSON and gets a picture.
        return remove(picture, options, null, context);
    }

    private Response remove(
            byte[] picture,
            RemovalOptions options,
            @Nullable String accept,
            RoutingContext context) {
        long start = System.nanoTime();
        Removal removal = work.remove(picture, options, Gate.deadline(context));
        return Answer.of(RembgWeb.answer(removal, accept, System.nanoTime() - start));
    }
}
