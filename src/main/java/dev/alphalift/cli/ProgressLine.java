package dev.alphalift.cli;

import dev.alphalift.file.FileNames;

/// One line at the foot of a terminal that is written over and over; nothing where there is no
/// terminal. Used under its own lock, so that several threads may show.
final class ProgressLine {
    private static final long PAUSE_NANOS = 100_000_000;
    private static final String ERASE = "\r\033[K";

    private final Streams streams;
    private long shownAt;
    private boolean shown;

    ProgressLine(Streams streams) {
        this.streams = streams;
    }

    /// Shows a text, at most ten times a second.
    synchronized void show(String text) {
        long now = System.nanoTime();
        if (streams.errIsTerminal() && (!shown || now - shownAt >= PAUSE_NANOS)) {
            streams.err().print(ERASE + FileNames.printable(text));
            streams.err().flush();
            shownAt = now;
            shown = true;
        }
    }

    /// Writes a line that stays, above the progress.
    synchronized void say(String line) {
        clear();
        streams.err().println(FileNames.printable(line));
        streams.err().flush();
    }

    /// Takes the progress away.
    synchronized void clear() {
        if (shown) {
            streams.err().print(ERASE);
            streams.err().flush();
            shown = false;
        }
    }
}
