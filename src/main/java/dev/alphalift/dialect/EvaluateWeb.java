package dev.alphalift.dialect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.evaluation.Failure;
import dev.alphalift.evaluation.PairResult;
import dev.alphalift.evaluation.Report;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.FaultKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What calls for evaluations are answered: the report; or why there is none, where there is but
/// one result and it failed.
public final class EvaluateWeb {
    private EvaluateWeb() {}

    /// A report as an answer.
    ///
    /// @throws IOException if its results, which are kept in a file, cannot be read
    public static WebAnswer answer(Report report, @Nullable String requestId) throws IOException {
        List<PairResult> first = new ArrayList<>();
        report.forEach(result -> {
            if (first.size() < 2) {
                first.add(result);
            }
        });
        Failure failure = first.size() == 1 ? first.getFirst().failure() : null;
        if (failure != null) {
            return problem(failure, requestId).answer();
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        report.writeJson(json);
        return WebAnswer.of(200, WebAnswer.JSON, json.toByteArray());
    }

    /// What is answered when the deadline comes before the report: how far it was, and what was
    /// scored until then, as it would have stood in the report.
    public static WebAnswer late(
            DeadlineExceeded late, List<PairResult> scored, @Nullable String requestId) {
        ObjectNode json = Problem.of(late, requestId).json();
        json.put("done", late.done()).put("all", late.all());
        ArrayNode pairs = json.putArray("pairs");
        scored.forEach(result -> pairs.add(Report.json(result)));
        return WebAnswer.json(json.path("status").asInt(), Problem.MEDIA_TYPE, json);
    }

    private static Problem problem(Failure failure, @Nullable String requestId) {
        FaultKind kind = FaultKind.of(failure.code());
        if (kind != null) {
            return Problem.of(
                    FaultAnswer.of(kind).pairStatus(),
                    failure.code(),
                    failure.message(),
                    requestId);
        }
        return failure.equals(Failure.UNEXPECTED)
                ? Problem.unexpected(requestId)
                : Problem.of(
                        WebStatus.UNPROCESSABLE_CONTENT.number(),
                        failure.code(),
                        failure.message(),
                        requestId);
    }
}
