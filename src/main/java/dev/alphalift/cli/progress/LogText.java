package dev.alphalift.cli.progress;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/// A line of a log: `42 of 100 pictures (42 %), 1 failed, 2.2 a second, 0:00:26 left`.
///
/// @param task stands before it; empty: nothing does
record LogText(String task, Counts counts) implements ProgressBarRenderer {
    @Override
    public String render(ProgressState state, int columns) {
        // Neither a line before anything is done, nor one after the end: others tell of these.
        return state.isAlive() && state.getCurrent() > 0 ? line(state) : "";
    }

    private String line(ProgressState state) {
        long size = counts.unit().size();
        double rate = counts.rate(state);
        String all =
                state.isIndefinite() || state.getMax() == 0
                        ? counts.unit().name()
                        : "of %s %s (%s %%)"
                                .formatted(
                                        state.getMax() / size,
                                        counts.unit().name(),
                                        100 * state.getCurrent() / state.getMax());
        return String.format(
                Locale.ROOT,
                "%s%d %s%s, %.1f a second, %s left",
                task.isEmpty() ? "" : task + ": ",
                state.getCurrent() / size,
                all,
                counts.failures(),
                rate,
                counts.left(state, rate));
    }
}
