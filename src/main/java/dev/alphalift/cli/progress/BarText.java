package dev.alphalift.cli.progress;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/// The line at a terminal, as the library draws it, in ASCII and without colours: `pictures 42%
/// [==== ] 42/100, 1 failed (0:00:19 / 0:00:26 left) 2.2/s`. What does not fit falls off its end.
final class BarText extends DefaultProgressBarRenderer {
    private final Counts counts;
    private double rate;

    BarText(Counts counts) {
        super(
                ProgressBarStyle.ASCII,
                counts.unit().mark(),
                counts.unit().size(),
                true,
                new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)),
                ChronoUnit.SECONDS,
                true,
                _ -> Optional.empty());
        this.counts = counts;
    }

    @Override
    public String render(ProgressState state, int columns) {
        if (!state.isAlive()) {
            return "";
        }
        rate = counts.rate(state);
        return super.render(state, columns);
    }

    @Override
    protected String ratio(ProgressState state) {
        return super.ratio(state) + counts.failures();
    }

    @Override
    protected String etaString(ProgressState state) {
        return counts.left(state, rate) + " left";
    }

    @Override
    protected String speed(ProgressState state) {
        return String.format(Locale.ROOT, "%.1f%s/s", rate, counts.unit().mark());
    }
}
