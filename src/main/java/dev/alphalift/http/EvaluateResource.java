package dev.alphalift.http;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.dialect.EvaluateCall;
import dev.alphalift.dialect.EvaluateWeb;
import dev.alphalift.dialect.ModelOffer;
import dev.alphalift.evaluation.Evaluation;
import dev.alphalift.evaluation.Evaluations;
import dev.alphalift.evaluation.PairResult;
import dev.alphalift.evaluation.Report;
import dev.alphalift.evaluation.Variant;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.Deadline;
import dev.alphalift.http.gate.Gate;
import dev.alphalift.http.gate.RequestId;
import dev.alphalift.pipeline.Admission;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.pipeline.Turns;
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
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/// Scores masks, or models, against the truth that is sent with them.
@Path("/evaluate")
@RunOnVirtualThread
public class EvaluateResource {
    private static final Logger LOG = Logger.getLogger(EvaluateResource.class);

    private final Evaluations evaluations;
    private final ModelOffer offer;
    private final ImageLimits limits;

    /// Each works on as many pairs at once as there are places.
    private final Turns turns;

    EvaluateResource(
            Evaluations evaluations, ModelOffer offer, ImageLimits limits, Admission admission) {
        this.turns = new Turns(Math.max(1, admission.places() / 2));
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
        return evaluate(
                EvaluateCall.ofForm(fields, fields.names(), RemovalOptions.DEFAULT), context);
    }

    /// One pair or several as JSON, their files in base64.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response evaluateJson(InputStream body, UriInfo address, RoutingContext context)
            throws IOException {
        Gate.deadline(context);
        requireNoQuery(address);
        byte[] json = body.readAllBytes();
        Gate.hasArrived(context);
        return evaluate(EvaluateCall.ofJson(json, RemovalOptions.DEFAULT), context);
    }

    /// A parameter in the address would be scored as if it were not there.
    private static void requireNoQuery(UriInfo address) {
        address.getQueryParameters()
                .keySet()
                .forEach(name -> {
                    throw new InvalidOption(name, "", "it must be a member of the JSON object.");
                });
    }

    private Response evaluate(EvaluateCall call, RoutingContext context) throws IOException {
        for (Variant variant : call.variants()) {
            if (variant.options() != null) {
                offer.check(variant.options().model());
            }
        }
        String id = RequestId.of(context);
        Evaluation evaluation =
                evaluations
                        .with(call.resizes())
                        .telling((pair, mistake) ->
                                LOG.errorf(mistake, "Request %s failed at \"%s\".", id, pair));
        Deadline deadline = Gate.deadline(context);
        List<PairResult> unfinished = new ArrayList<>();
        try (Turns.Turn _ = turns.take(deadline);
                Report report =
                        evaluation.run(call.data(), call.variants(), deadline, unfinished::add)) {
            return Answer.of(EvaluateWeb.answer(report, id));
        } catch (DeadlineExceeded late) {
            return Answer.of(EvaluateWeb.late(late, unfinished, id));
        }
    }
}
