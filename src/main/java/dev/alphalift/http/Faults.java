package dev.alphalift.http;

import dev.alphalift.dialect.Problem;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.http.gate.Gate;
import dev.alphalift.http.gate.Refusal;
import dev.alphalift.http.gate.RequestId;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Faults to problems, or to what stands for them in the dialect of the path. What is no fault of
/// the caller is logged under the request's name, and the caller is told that name alone.
public final class Faults {
    private static final Logger LOG = Logger.getLogger(Faults.class);

    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    @ServerExceptionMapper
    Response fault(AlphaliftException fault, RoutingContext context) {
        if (fault instanceof ModelUnavailable model && TOLD.add(model.model())) {
            // The caller is not told where on this machine what is missing; the owner is, once.
            LOG.warnf("Request %s: %s", RequestId.of(context), fault.getMessage());
        }
        return Answer.of(Refusal.of(fault, context));
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException refusal, RoutingContext context) {
        int status = refusal.getResponse().getStatus();
        if (status >= Problem.UNEXPECTED) {
            return unexpected(refusal, context);
        }
        return Answer.of(Refusal.of(status, context));
    }

    /// The client's body breaks off or is no form.
    @ServerExceptionMapper
    Response unreadable(IOException trouble, RoutingContext context) {
        LOG.debugf(trouble, "Request %s cannot be read.", RequestId.of(context));
        return Answer.of(
                Refusal.of(
                        400,
                        "unreadable_body",
                        "The body of the request breaks off or is no form.",
                        context));
    }

    /// The address of the request cannot be decoded, or the like.
    @ServerExceptionMapper
    Response refused(HttpException refusal, RoutingContext context) {
        return refusal.getStatusCode() >= Problem.UNEXPECTED
                ? unexpected(refusal, context)
                : refused(new ClientErrorException(refusal.getStatusCode()), context);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable mistake, RoutingContext context) {
        OutOfMemory.endIfIn(mistake);
        if (Gate.isArriving(context) && mistake instanceof RuntimeException) {
            // The reader of forms throws whatever it likes when a form is none.
            return unreadable(new IOException(mistake), context);
        }
        String id = RequestId.of(context);
        LOG.errorf(mistake, "Request %s failed.", id);
        return Answer.of(Refusal.of(Problem.unexpected(id), context));
    }
}
