package dev.alphalift.benchmark.measure;

import dev.alphalift.pipeline.StepTimes;
import java.util.List;
import java.util.function.ToLongFunction;

/// What each step of the pipeline took, in milliseconds.
public record StepSpreads(
        Spread decode, Spread preprocess, Spread inference, Spread postprocess, Spread encode) {
    static StepSpreads of(List<TimedRun> runs) {
        return new StepSpreads(
                spread(runs, StepTimes::decode),
                spread(runs, StepTimes::preprocess),
                spread(runs, StepTimes::inference),
                spread(runs, StepTimes::postprocess),
                spread(runs, StepTimes::encode));
    }

    private static Spread spread(List<TimedRun> runs, ToLongFunction<StepTimes> step) {
        return Spread.of(
                runs.stream()
                        .mapToDouble(run -> Nanos.toMillis(step.applyAsLong(run.steps())))
                        .toArray());
    }
}
