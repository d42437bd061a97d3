package dev.alphalift.http;

import dev.alphalift.dialect.RembgEndpoint;
import dev.alphalift.dialect.form.NamedTexts;
import dev.alphalift.http.gate.Gate;
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

/// rembg's one endpoint, with its parameters. On virtual threads: a picture that waits for its turn
/// holds no thread of the system, and with few of those native memory stays in one piece.
@Path("/api/remove")
@RunOnVirtualThread
public class RemoveResource {
    private final PictureWork work;
    private final RembgEndpoint endpoint = new RembgEndpoint(RemovalOptions.DEFAULT);

    RemoveResource(PictureWork work) {
        this.work = work;
    }

    /// A form, a JSON object or the picture alone, told apart by their first bytes.
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response removeFromBody(InputStream body, RoutingContext context) throws IOException {
        NamedTexts query = RequestBody.query(context);
        return Answer.of(
                endpoint.post(RequestBody.read(body, query, context), work.call(query, context)));
    }

    /// A picture by its address, where that is allowed.
    @GET
    public Response removeFromAddress(RoutingContext context) {
        Gate.hasArrived(context);
        return Answer.of(endpoint.get(work.call(RequestBody.query(context), context)));
    }
}
