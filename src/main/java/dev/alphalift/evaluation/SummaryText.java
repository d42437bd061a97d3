package dev.alphalift.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.eval.Score;
import dev.alphalift.eval.truthless.TruthlessScore;
import java.util.List;
import java.util.Locale;

/// The main scores of a report as lines for a terminal.
public final class SummaryText {
    private static final List<Score> MAIN =
            List.of(
                    Score.IOU,
                    Score.F_BETA,
                    Score.MAE,
                    Score.S_MEASURE,
                    Score.E_MEASURE_MEAN,
                    Score.WEIGHTED_F,
                    Score.BOUNDARY_IOU,
                    Score.BOUNDARY_F,
                    Score.SAD,
                    Score.GRADIENT_ERROR,
                    Score.CONNECTIVITY_ERROR,
                    Score.SSIM,
                    Score.PSNR,
                    Score.LPIPS);

    private SummaryText() {}

    /// A table a variant: mean, its interval, median, pairs.
    public static String of(Report report) {
        StringBuilder text = new StringBuilder();
        for (JsonNode variant : report.head().path("variants")) {
            text.append(
                    "%s: %s pairs, %s failed%n"
                            .formatted(
                                    variant.path("name").asText(),
                                    variant.path("scored").asInt(),
                                    variant.path("failed").asInt()));
            text.append(
                    "%-24s %9s %21s %9s %6s%n"
                            .formatted("", "mean", "95 % interval", "median", "pairs"));
            for (Score score : MAIN) {
                JsonNode told = variant.path("summary").path(score.key());
                if (told.path("mean").isNumber()) {
                    text.append(row(score.key(), told));
                }
            }
            for (TruthlessScore score : TruthlessScore.all()) {
                JsonNode told =
                        variant.path("summary_without_truth")
                                .at("/" + score.member().replace('.', '/'));
                if (told.path("mean").isNumber()) {
                    text.append(row(score.member(), told));
                }
            }
            variant.path("data_set")
                    .properties()
                    .forEach(member ->
                            text.append(
                                    String.format(
                                            Locale.ROOT,
                                            "%-34s%.4f%n",
                                            member.getKey(),
                                            member.getValue().asDouble())));
        }
        return text.toString();
    }

    private static String row(String key, JsonNode told) {
        JsonNode interval = told.path("interval");
        return String.format(
                Locale.ROOT,
                "%-24s %9.4f %21s %9.4f %6d%n",
                key,
                told.path("mean").asDouble(),
                interval.isArray()
                        ? String.format(
                                Locale.ROOT,
                                "%.4f to %.4f",
                                interval.path(0).asDouble(),
                                interval.path(1).asDouble())
                        : "",
                told.path("median").asDouble(),
                told.path("count").asInt());
    }
}
