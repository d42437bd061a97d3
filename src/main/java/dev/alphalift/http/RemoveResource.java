package dev.alphalift.http;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.dialect.ModelOffer;
import dev.alphalift.dialect.Parameters;
import dev.alphalift.dialect.RembgWeb;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.Deadline;
import dev.alphalift.fetch.PictureAddresses;
import dev.alphalift.pipeline.Admission;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;
import org.jspecify.annotations.Nullable;

/// rembg's one endpoint, with its parameters. On virtual threads: a picture that waits for its turn
/// holds no thread of the system, and with few of those native memory stays in one piece.
@Path("/api/remove")
@RunOnVirtualThread
public class RemoveResource {
    private final BackgroundRemover remover;
    private final Admission admission;
    private final ImageLimits limits;
    private final PictureAddresses addresses;
    private final ModelOffer offer;
    private final Meters meters;

    RemoveResource(
            BackgroundRemover remover,
            Admission admission,
            ImageLimits limits,
            PictureAddresses addresses,
            ModelOffer offer,
            Meters meters) {
        this.remover = remover;
        this.admission = admission;
        this.limits = limits;
        this.addresses = addresses;
        this.offer = offer;
        this.meters = meters;
    }

    /// A form as rembg's clients send it; each parameter in the form or in the query.
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response removeFromForm(
            MultipartFormDataInput form, UriInfo address, RoutingContext context) {
        Gate.hasArrived(context);
        FormValue file = first(form, "file");
        if (file == null) {
            throw new InvalidOption("file", "", "the picture is missing from the form.");
        }
        byte[] picture = read(file, Gate.deadline(context));
        return remove(
                picture,
                name -> {
                    FormValue value = first(form, name);
                    return value == null || value.isFileItem()
                            ? query(address, name)
                            : value.getValue();
                },
                context);
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
        return remove(picture, name -> query(address, name), context);
    }

    /// A picture by its address, where that is allowed.
    @GET
    public Response removeFromAddress(UriInfo address, RoutingContext context) {
        Gate.hasArrived(context);
        String url = query(address, "url");
        if (url == null) {
            throw new InvalidOption("url", "", "the address of the picture is missing.");
        }
        byte[] picture = addresses.read(url, Gate.deadline(context));
        return remove(picture, name -> query(address, name), context);
    }

    private Response remove(byte[] picture, Parameters parameters, RoutingContext context) {
        Deadline deadline = Gate.deadline(context);
        String accept = context.request().getHeader("Accept");
        RemovalOptions options = RembgWeb.options(parameters, accept, RemovalOptions.DEFAULT);
        offer.check(options.model());
        long start = System.nanoTime();
        Removal removal = remover.remove(picture, options, deadline);
        // The end of the request, whichever it is, cancels its deadline.
        deadline.onCancel(admission.hold(removal.bytes().length)::close);
        meters.done(removal, System.nanoTime() - start);
        return Answer.of(RembgWeb.answer(removal, accept, System.nanoTime() - start));
    }

    private byte[] read(FormValue file, Deadline deadline) {
        if (!file.isFileItem()) {
            throw new InvalidOption("file", "", "it must be sent as a file of the form.");
        }
        try (InputStream stream = file.getFileItem().getInputStream()) {
            return limits.read(stream);
        } catch (IOException e) {
            // It is deleted when the client goes away.
            deadline.check();
            throw new IllegalStateException("An uploaded picture cannot be read again.", e);
        }
    }

    private static @Nullable FormValue first(MultipartFormDataInput form, String name) {
        Collection<FormValue> values = form.getValues().get(name);
        return values == null || values.isEmpty() ? null : values.iterator().next();
    }

    private static @Nullable String query(UriInfo address, String name) {
        MultivaluedMap<String, String> parameters = address.getQueryParameters();
        return parameters.getFirst(name);
    }
}
