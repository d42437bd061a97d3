package dev.alphalift.cli.progress;

import dev.alphalift.file.FileNames;
import java.io.PrintWriter;

/// What is said to a person on the error stream: lines that stay and, at a terminal, one below them
/// that is drawn again and again. Safe for use by several threads.
public final class Messages {
    private static final String ERASE = "\r\033[K";

    private final PrintWriter writer;
    private final Display display;
    private boolean drawn;

    /// @param display how progress is shown there
    public Messages(PrintWriter writer, Display display) {
        this.writer = writer;
        this.display = display;
    }

    /// The stream itself, for what is said when nothing is drawn.
    public PrintWriter writer() {
        return writer;
    }

    /// How progress is shown here.
    public Display display() {
        return display;
    }

    /// Writes a line that stays, above what is drawn.
    public synchronized void say(String line) {
        erase();
        writer.println(FileNames.printable(line));
        writer.flush();
    }

    /// Draws the line at the foot.
    synchronized void draw(String text) {
        writer.print(ERASE + FileNames.printable(text));
        writer.flush();
        drawn = true;
    }

    /// Takes the line at the foot away.
    synchronized void erase() {
        if (drawn) {
            writer.print(ERASE);
            writer.flush();
            drawn = false;
        }
    }
}
