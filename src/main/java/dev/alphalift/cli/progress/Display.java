package dev.alphalift.cli.progress;

import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// How progress is shown: as one line that is drawn again and again, as lines of a log now and
/// then, or not at all.
///
/// @param columns how wide the terminal is now; null where there is none
/// @param everyMillis how long what was shown stays; 0: nothing is shown
public record Display(@Nullable IntSupplier columns, int everyMillis) {
    /// Nothing is shown.
    public static final Display NONE = new Display(null, 0);

    /// A line a minute, without anything that steers a terminal.
    public static final Display LOG = new Display(null, 60_000);

    private static final int REDRAW_MILLIS = 200;

    /// A line at the foot of a terminal.
    ///
    /// @param columns how wide it is; asked before each drawing
    public static Display terminal(IntSupplier columns) {
        return new Display(columns, REDRAW_MILLIS);
    }

    /// The way for an error stream: the line is for a terminal that can erase one, which `TERM`
    /// denies with `dumb`.
    ///
    /// @param isTerminal whether a person's terminal is behind it
    /// @param term the variable `TERM`; null: not set
    public static Display of(boolean isTerminal, @Nullable String term) {
        return isTerminal && !"dumb".equals(term) ? terminal(new TerminalWidth()) : LOG;
    }
}
