/// The command line: one class a command.
@NullMarked
package dev.alphalift.cli;

import org.jspecify.annotations.NullMarked;
