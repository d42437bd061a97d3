package dev.alphalift.http;

import dev.alphalift.dialect.RembgPost;
import dev.alphalift.dialect.RembgWeb;
import dev.alphalift.dialect.form.NamedTexts;
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
import org.jspecify.annotations.Nullable;

/// rembg's one endpoint, with its parameters. On virtual threads: a picture that waits for its turn
/// holds no thread of the system, and with few of those native memory stays in one piece.
@Path("/api/remove")
@RunOnVirtualThread
public class RemoveResource {
    private final PictureWork work;
    private final PictureAddresses addresses;

    RemoveResource(PictureWork work, PictureAddresses addresses) {
        this.work = work;
        this.addresses = addresses;
    }

    /// A form, a JSON object or the picture alone, told apart by their first bytes.
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response removeFromBody(InputStream body, RoutingContext context) throws IOException {
        NamedTexts query = RequestBody.query(context);
        String accept = context.request().getHeader("Accept");
        RembgPost post =
                RembgPost.of(
                        RequestBody.read(body, query, context),
                        query,
                        accept,
                        RemovalOptions.DEFAULT);
        return remove(post.picture(), post.options(), post.accept(), context);
    }

    /// A picture by its address, where that is allowed.
    @GET
    public Response removeFromAddress(RoutingContext context) {
        Gate.hasArrived(context);
        NamedTexts query = RequestBody.query(context);
        byte[] picture = addresses.read(RembgWeb.address(query), Gate.deadline(context));
        String accept = context.request().getHeader("Accept");
        // rembg's own page accepts JSON and gets a picture.
        return remove(
                picture, RembgWeb.options(query, accept, RemovalOptions.DEFAULT), null, context);
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
