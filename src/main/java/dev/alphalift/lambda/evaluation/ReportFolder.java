package dev.alphalift.lambda.evaluation;

import dev.alphalift.store.ObjectAddress;
import java.util.Locale;

/// Where everything of one report lies in a store.
///
/// @param folder with `/` at its end
record ReportFolder(ObjectAddress folder) {
    static ReportFolder at(ObjectAddress place) {
        return new ReportFolder(place.resolve(""));
    }

    ObjectAddress json() {
        return folder.resolve("report.json");
    }

    ObjectAddress csv() {
        return folder.resolve("report.csv");
    }

    ObjectAddress html() {
        return folder.resolve("report.html");
    }

    /// What the plan found, beside the pairs.
    ObjectAddress plan() {
        return folder.resolve("plan/plan.json");
    }

    /// The calls of the plan, as Step Functions reads them: with all pairs.
    ObjectAddress batches() {
        return folder.resolve("plan/batches.json");
    }

    /// The results of one batch.
    ObjectAddress part(int batch) {
        return folder.resolve(String.format(Locale.ROOT, "parts/%06d.jsonl", batch));
    }

    /// The results of a whole run that has not come to its end.
    ObjectAddress progress() {
        return folder.resolve("parts/progress.jsonl");
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
