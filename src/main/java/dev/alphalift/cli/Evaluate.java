package dev.alphalift.cli;

import dev.alphalift.cli.progress.Progress;
import dev.alphalift.evaluation.Evaluation;
import dev.alphalift.evaluation.EvaluationBaseline;
import dev.alphalift.evaluation.Evaluations;
import dev.alphalift.evaluation.PairResult;
import dev.alphalift.evaluation.Report;
import dev.alphalift.evaluation.RunFacts;
import dev.alphalift.evaluation.Tolerances;
import dev.alphalift.evaluation.Variant;
import dev.alphalift.evaluation.data.DataSet;
import dev.alphalift.evaluation.data.Layout;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.file.FileNames;
import dev.alphalift.pipeline.BackgroundRemover;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Scores predictions, or what models predict, against the truth.
@Command(
        name = "evaluate",
        description = "Score masks against the truth, or models on pictures with a truth.",
        footer = {
            "",
            "Files match by their names without type. Folders below DATA are found by the names"
                    + " that the usual data sets give them: image and mask, im and alpha, DUTS-TE-Image"
                    + " ... A run that was ended goes on where it stopped when it is called again with"
                    + " the same --json.",
        })
final class Evaluate implements Callable<Integer> {
    private final Context context;

    @Mixin private final EvaluateInputs inputs = new EvaluateInputs();

    @Mixin private final ProgressOptions shown = new ProgressOptions();

    @Option(
            names = "--resize-predictions",
            description = "Resize predictions of another size; it changes the scores.")
    private boolean resizes;

    @Option(
            names = "--lpips-model",
            paramLabel = "FILE",
            description =
                    "Take LPIPS with this ONNX model (default: $ALPHALIFT_LPIPS_MODEL; without it"
                            + " there is no LPIPS).")
    private @Nullable String lpipsModel;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "The report with all scores; \"-\" for standard output.")
    private @Nullable Path json;

    @Option(names = "--csv", paramLabel = "FILE", description = "A line a pair.")
    private @Nullable Path csv;

    @Option(names = "--html", paramLabel = "FILE", description = "The report as one page.")
    private @Nullable Path html;

    @Option(
            names = "--worst",
            paramLabel = "N",
            description =
                    "How many of the worst pairs the page shows with pictures (default:"
                            + " ${DEFAULT-VALUE}).")
    private int worst = 12;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "An earlier --json: end with 9 when a mean is worse, pair by pair.")
    private @Nullable Path baseline;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = "--tolerance",
            paramLabel = "[SCORE=]N",
            description =
                    "With --baseline: how much worse a mean may be (default: 0.005, 0.05 dB for"
                            + " PSNR, 1 %% for sums).")
    private List<String> tolerances = List.of();

    Evaluate(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Tolerances allowed = Tolerances.of(tolerances);
        try (EvaluationBaseline earlier = baseline == null ? null : baseline(baseline)) {
            return evaluate(earlier, allowed);
        }
    }

    private int evaluate(@Nullable EvaluationBaseline earlier, Tolerances allowed) {
        DataSet data = inputs.dataSet(context.assembly().limits());
        List<Variant> variants = inputs.variants(data);
        RunFacts facts = RunFacts.begin(context.assembly().threads());
        ReportFiles files = new ReportFiles(json, csv, html, worst);
        files.checkPlaces();
        String lpips = lpipsModel == null ? context.assembly().lpipsModel() : lpipsModel;
        try (BackgroundRemover remover = context.backgroundRemover();
                Evaluations evaluations = context.assembly().evaluations(remover, lpips);
                Report report = run(evaluations.with(resizes), data, variants, files)) {
            report.ran(facts);
            boolean passed = earlier == null || earlier.compare(report, allowed);
            files.write(report, evaluations.with(resizes), context);
            int exitCode = exitCode(report, passed);
            report.deleteProgress();
            return exitCode;
        }
    }

    private Report run(
            Evaluation evaluation, DataSet data, List<Variant> variants, ReportFiles files) {
        try (Progress progress = shown.begin(context, "results")) {
            progress.expect((long) data.pairs().size() * variants.size());
            return evaluation.run(
                    data, variants, files.journal(), Deadline.NONE, (done, _) -> progress.to(done));
        }
    }

    private int exitCode(Report report, boolean passed) {
        report.warnings().forEach(context::say);
        report.data()
                .unmatched()
                .forEach((role, names) -> {
                    if (!role.equals(Layout.NOT_UNDERSTOOD)) {
                        context.say("%s without partner: %s".formatted(role, names.size()));
                    }
                });
        if (report.failed() > 0) {
            report.forEach(this::sayFailure);
        }
        if (report.scored() == 0) {
            context.say("Nothing could be scored.");
        }
        if (!passed) {
            context.say("Worse than the baseline.");
            return ExitCode.WORSE;
        }
        return report.failed() == 0 ? ExitCode.DONE : ExitCode.SOME_FAILED;
    }

    private void sayFailure(PairResult result) {
        if (result.failure() != null) {
            context.say(
                    "%s (%s): %s"
                            .formatted(
                                    result.name(), result.variant(), result.failure().message()));
        }
    }

    private static EvaluationBaseline baseline(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return EvaluationBaseline.read(in, FileNames.shown(file));
        } catch (IOException e) {
            throw new SourceUnavailable(FileNames.shown(file), FileNames.reason(e), e);
        }
    }
}
