package dev.alphalift.evaluation;

import dev.alphalift.eval.scorecard.Scorecard;
import dev.alphalift.image.Workers;
import dev.alphalift.pipeline.BackgroundRemover;
import org.jspecify.annotations.Nullable;

/// What evaluations share: a pipeline, the scores, and threads. Safe for use by several threads.
public final class Evaluations implements AutoCloseable {
    private final BackgroundRemover remover;
    private final Scorecard scorecard;
    private final @Nullable String lpipsModel;
    private final Workers workers;
    private final int places;
    private final String version;

    /// @param remover predicts, decodes and gives room; not closed with this
    /// @param scorecard takes the scores; closed with this
    /// @param lpipsModel the file of the model that it computes LPIPS with; null: it does not
    /// @param workers for resizing; closed with this
    /// @param places pairs in work at once
    /// @param version of this program: another one's results are not gone on with
    public Evaluations(
            BackgroundRemover remover,
            Scorecard scorecard,
            @Nullable String lpipsModel,
            Workers workers,
            int places,
            String version) {
        this.remover = remover;
        this.scorecard = scorecard;
        this.lpipsModel = lpipsModel;
        this.workers = workers;
        this.places = places;
        this.version = version;
    }

    /// An evaluation.
    ///
    /// @param resizes whether predictions of another size than the truth are resized to it
    public Evaluation with(boolean resizes) {
        ScoringRules rules = new ScoringRules(resizes, lpipsModel);
        return new Evaluation(new Evaluator(remover, scorecard, workers, rules), places, version);
    }

    @Override
    public void close() {
        scorecard.close();
        workers.close();
    }
}
