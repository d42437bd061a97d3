package dev.alphalift.cli;

import dev.alphalift.cli.progress.Messages;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;

/// Where a command reads from and writes to, and which of these are a person's terminal.
///
/// @param in pictures come in here
/// @param out pictures go out here; text only from commands that write no picture to it
/// @param messages everything that is said to a person, on the error stream
record Streams(
        InputStream in,
        OutputStream out,
        Messages messages,
        boolean inIsTerminal,
        boolean outIsTerminal) {
    /// The error stream itself.
    PrintWriter err() {
        return messages.writer();
    }
}
