package dev.alphalift.cli.progress;

import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarConsumer;
import org.jspecify.annotations.Nullable;

/// How far a piece of work is, shown from the beginning until it is closed: at a terminal as a bar
/// with part, rate, time left and failures, in a log as a line a minute. The one place that makes
/// bars. Safe for use by several threads.
public final class Progress implements AutoCloseable {
    private final Counts counts;
    private final @Nullable ProgressBar bar;

    /// Begins to show; nothing is known yet of how much there is to do.
    ///
    /// @param task stands before the bar, and before the lines of a log where it is not the unit
    ///   itself
    public Progress(Messages messages, Display display, String task, Unit unit) {
        this(messages, display, task, unit, System::nanoTime);
    }

    Progress(Messages messages, Display display, String task, Unit unit, LongSupplier clock) {
        this.counts = new Counts(unit, clock);
        this.bar = display.everyMillis() == 0 ? null : bar(messages, display, task, unit, counts);
    }

    // The library's builder looks for a terminal by JLine, which is left out of the program.
    @SuppressWarnings("deprecation")
    private static ProgressBar bar(
            Messages messages, Display display, String task, Unit unit, Counts counts) {
        IntSupplier columns = display.columns();
        String shown = task.equals(unit.name()) ? "" : task;
        return new ProgressBar(
                task,
                -1,
                display.everyMillis(),
                columns != null,
                false,
                0,
                Duration.ZERO,
                columns == null ? new LogText(shown, counts) : new BarText(counts),
                columns == null ? new LogLines(messages) : new Foot(messages, columns));
    }

    /// Says how much there is to do, what is done included; may change.
    public void expect(long all) {
        if (bar != null) {
            bar.maxHint(all);
        }
    }

    /// Says how much is done; what is less than was said before is late and counts for nothing.
    public synchronized void to(long done) {
        if (bar != null && done > bar.getCurrent()) {
            bar.stepTo(done);
        }
    }

    /// Counts one that is done.
    public void step() {
        if (bar != null) {
            bar.step();
        }
    }

    /// Counts one that was done before.
    public void skip() {
        counts.wasThere();
        step();
    }

    /// Counts one that is done with and has failed.
    public void fail() {
        counts.fail();
        step();
    }

    /// Takes what is shown away.
    @Override
    public void close() {
        if (bar != null) {
            // The library waits for its last drawing, and would swallow an interrupt.
            boolean interrupted = Thread.interrupted();
            bar.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Lines that stay.
    private record LogLines(Messages messages) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return Integer.MAX_VALUE;
        }

        @Override
        public void accept(String text) {
            if (!text.isEmpty()) {
                messages.say(text);
            }
        }

        @Override
        public void close() {
            // They stay.
        }
    }

    /// One line at the foot; a terminal's last column is left free, for some go to the next line
    /// after it.
    private record Foot(Messages messages, IntSupplier columns) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return columns.getAsInt() - 1;
        }

        @Override
        public void accept(String text) {
            if (!text.isEmpty()) {
                messages.draw(text);
            }
        }

        @Override
        public void close() {
            messages.erase();
        }
    }
}
