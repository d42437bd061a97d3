package dev.alphalift.http;

import dev.alphalift.bench.Evaluation;
import dev.alphalift.bench.Evaluations;
import dev.alphalift.bench.Report;
import dev.alphalift.bench.Variant;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.dialect.EvaluateCall;
import dev.alphalift.dialect.EvaluateWeb;
import dev.alphalift.dialect.ModelOffer;
import dev.alphalift.pipeline.RemovalOptions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/// Scores masks, or models, against the truth that is sent with them.
@Path("/evaluate")
@RunOnVirtualThread
public class EvaluateResource {
    private final Evaluations evaluations;
    private final ModelOffer offer;
    private final ImageLimits limits;

    EvaluateResource(Evaluations evaluations, ModelOffer offer, ImageLimits limits) {
        this.evaluations = evaluations;
        this.offer = offer;
        this.limits = limits;
    }

    /// One pair as files of a form: `prediction` or `image`, `truth`, `trimap`.
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response evaluateForm(
            MultipartFormDataInput form, UriInfo address, RoutingContext context)
            throws IOException {
        Gate.hasArrived(context);
        FormFields fields = new FormFields(form, address, limits, Gate.deadline(context));
        return evaluate(EvaluateCall.ofForm(fields, RemovalOptions.DEFAULT), context);
    }

    /// One pair or several as JSON, their files in base64.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response evaluateJson(InputStream body, RoutingContext context) throws IOException {
        Gate.deadline(context);
        byte[] json = body.readAllBytes();
        Gate.hasArrived(context);
        return evaluate(EvaluateCall.ofJson(json, RemovalOptions.DEFAULT), context);
    }

    private Response evaluate(EvaluateCall call, RoutingContext context) throws IOException {
        for (Variant variant : call.variants()) {
            if (variant.options() != null) {
                offer.check(variant.options().model());
            }
        }
        Evaluation evaluation = evaluations.with(call.resizes());
        try (Report report = evaluation.run(call.data(), call.variants(), Gate.deadline(context))) {
            return Answer.of(EvaluateWeb.answer(report, RequestId.of(context)));
        }
    }
}
