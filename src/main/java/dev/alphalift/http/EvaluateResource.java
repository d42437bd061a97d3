package dev.alphalift.http;

import dev.alphalift.dialect.EvaluateCall;
import dev.alphalift.dialect.EvaluateWeb;
import dev.alphalift.dialect.ModelOffer;
import dev.alphalift.dialect.form.NamedTexts;
import dev.alphalift.dialect.form.WebBody;
import dev.alphalift.evaluation.Evaluation;
import dev.alphalift.evaluation.Evaluations;
import dev.alphalift.evaluation.PairResult;
import dev.alphalift.evaluation.Report;
import dev.alphalift.evaluation.Variant;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
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
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/// Scores masks, or models, against the truth that is sent with them.
@Path("/evaluate")
@RunOnVirtualThread
public class EvaluateResource {
    private static final Logger LOG = Logger.getLogger(EvaluateResource.class);

    private final Evaluations evaluations;
    private final ModelOffer offer;

    /// Each works on as many pairs at once as there are places.
    private final Turns turns;

    EvaluateResource(Evaluations evaluations, ModelOffer offer, Admission admission) {
        this.turns = new Turns(Math.max(1, admission.places() / 2));
        this.evaluations = evaluations;
        this.offer = offer;
    }

    /// One pair as files of a form: `prediction` or `image`, `truth`, `trimap`; or one pair or
    /// several as JSON, their files in base64.
    @POST
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_JSON})
    public Response evaluate(InputStream body, RoutingContext context) throws IOException {
        NamedTexts query = RequestBody.query(context);
        WebBody read = RequestBody.read(body, query, context);
        return evaluate(EvaluateCall.of(read, query, RemovalOptions.DEFAULT), context);
    }

    private Response evaluate(EvaluateCall call, RoutingContext context) throws IOException {
        for (Variant variant : call.variants()) {
            if (variant.options() != null) {
                offer.check(variant.options().withOnlyMask(false));
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
