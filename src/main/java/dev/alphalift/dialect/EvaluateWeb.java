package dev.alphalift.dialect;

import dev.alphalift.bench.Failure;
import dev.alphalift.bench.PairResult;
import dev.alphalift.bench.Report;
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
            return Problem.of(status(failure), failure.code(), failure.message(), requestId)
                    .answer();
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        report.writeJson(json);
        return WebAnswer.of(200, WebAnswer.JSON, json.toByteArray());
    }

    private static int status(Failure failure) {
        return switch (failure.code()) {
            case "image_too_large" -> 413;
            case "unsupported_format" -> 415;
            case "unexpected" -> Problem.UNEXPECTED;
            case "inference_failed" -> 503;
            default -> 422;
        };
    }
}
