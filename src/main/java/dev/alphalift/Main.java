package dev.alphalift;

import dev.alphalift.cli.AlphaliftCommandLine;
import io.quarkus.runtime.annotations.QuarkusMain;

/// The entry point. The command line works without Quarkus, which only a server needs: so it starts
/// faster.
@QuarkusMain
public final class Main {
    private Main() {}

    /// Runs a command and ends the process with its exit code.
    public static void main(String... arguments) {
        System.exit(AlphaliftCommandLine.run(arguments));
    }
}
