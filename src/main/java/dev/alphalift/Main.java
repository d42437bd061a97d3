package dev.alphalift;

import dev.alphalift.cli.AlphaliftCommandLine;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// The entry point. The command line works without Quarkus, which only the server needs: so it
/// starts faster.
@QuarkusMain
public final class Main {
    /// Whether this process starts the server again, as dev mode does. Set by the server alone:
    /// without it there is no Quarkus to be asked.
    private static final AtomicBoolean STARTS_AGAIN = new AtomicBoolean();

    Main() {}

    /// Runs a command and ends the process with its exit code.
    public static void main(String... arguments) {
        // One form of numbers, also in what libraries say.
        Locale.setDefault(Locale.ROOT);
        if (arguments.length > 0 && arguments[0].equals("s")) {
            // Quarkus' logging complains when another was there before it.
            System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        }
        int exitCode = AlphaliftCommandLine.run(Main::serve, arguments);
        if (!STARTS_AGAIN.get()) {
            System.exit(exitCode);
        }
    }

    private static int serve(Map<String, String> properties) {
        properties.forEach(System::setProperty);
        STARTS_AGAIN.set(LaunchMode.current() == LaunchMode.DEVELOPMENT);
        AtomicInteger exitCode = new AtomicInteger();
        AtomicReference<Throwable> failed = new AtomicReference<>();
        Quarkus.run(
                null,
                (code, failure) -> {
                    exitCode.set(code);
                    failed.set(failure);
                });
        if (failed.get() != null) {
            throw new IllegalStateException("The server did not start.", failed.get());
        }
        return exitCode.get();
    }
}
