package dev.alphalift.http;

import dev.alphalift.dialect.Problem;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Faults to problems, or to what stands for them in the dialect of the path. What is no fault of
/// the caller is logged under the request's name, and the caller is told that name alone.
public final class Faults {
    private static final Logger LOG = Logger.getLogger(Faults.class);
    private static final int TOO_LARGE = 413;

    @ServerExceptionMapper
    Response fault(AlphaliftException fault, RoutingContext context) {
        if (fault instanceof ModelUnavailable) {
            // The caller is not told where on this machine what is missing.
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
        String code =
                switch (status) {
                    case 404 -> "not_found";
                    case 405 -> "method_not_allowed";
                    case 406 -> "not_acceptable";
                    case TOO_LARGE -> "image_too_large";
                    case 415 -> "unsupported_media_type";
                    default -> "bad_request";
                };
        return Answer.of(
                Refusal.of(
                        status,
                        code,
                        "The request cannot be understood: "
                                + refusal.getResponse().getStatusInfo().getReasonPhrase(),
                        context));
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
        if (Gate.isArriving(context) && mistake instanceof RuntimeException) {
            // The reader of forms throws whatever it likes when a form is none.
            return unreadable(new IOException(mistake), context);
        }
        String id = RequestId.of(context);
        LOG.errorf(mistake, "Request %s failed.", id);
        return Answer.of(Refusal.of(Problem.unexpected(id), context));
    }
}
