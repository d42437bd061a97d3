package dev.alphalift.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;

/// Where a command reads from and writes to, and which of these are a person's terminal.
///
/// @param in pictures come in here
/// @param out pictures go out here; text only from commands that write no picture to it
/// @param err everything that is said to a person
record Streams(
        InputStream in,
        OutputStream out,
        PrintWriter err,
        boolean inIsTerminal,
        boolean outIsTerminal,
        boolean errIsTerminal) {}
