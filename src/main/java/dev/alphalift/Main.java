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
        // Quarkus' logging is on the class path and complains when another was there before it.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.exit(AlphaliftCommandLine.run(arguments));
    }
}
