package dev.alphalift.cli;

import dev.alphalift.assembly.Assembly;
import dev.alphalift.dialect.RemoveBgSize;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.settings.Setting;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Hands over to the server, which the entry point starts.
@Command(
        name = "s",
        description = "Serve HTTP: POST /api/remove, as rembg's server does it.",
        footer = {
            "",
            "For example: curl -F file=@photo.jpg http://localhost:7000/api/remove -o cutout.png",
            "",
            "The page for people is at /. The interface is described at /api, models are listed at /models, health at",
            "/q/health/live and /q/health/ready, metrics at /q/metrics. Ctrl-C ends it when what is",
            "in work is done."
        })
final class Serve implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    private final Context context;
    private final ServerStart server;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "The port (default: ${DEFAULT-VALUE}).")
    private int port = 7000;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = {"-h", "--host"},
            paramLabel = "HOST",
            description = "The address to listen on (default: ${DEFAULT-VALUE}, all).")
    private String host = "0.0.0.0";

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = {"-l", "--log_level"},
            paramLabel = "LEVEL",
            description = "critical, error, warning, info, debug or trace (default: info).")
    private String logLevel = "info";

    @Option(
            names = {"-t", "--threads"},
            paramLabel = "NUMBER",
            description = "Processors to use (default: all).")
    private @Nullable Integer threads;

    @Option(names = "--no-ui", description = "No page for people at /.")
    private boolean noPage;

    Serve(Context context, ServerStart server) {
        this.context = context;
        this.server = server;
    }

    @Override
    public Integer call() {
        Map<String, String> properties = new LinkedHashMap<>();
        if (port < 0 || port > HIGHEST_PORT) {
            throw new InvalidOption(
                    "--port",
                    String.valueOf(port),
                    "it must lie in 0 to %s.".formatted(HIGHEST_PORT));
        }
        properties.put("quarkus.http.port", String.valueOf(port));
        properties.put("quarkus.http.host", host);
        properties.put("quarkus.log.level", level());
        // In http; the functions have no such filter.
        properties.put("quarkus.log.console.filter", "mistakes-of-clients");
        if (threads != null) {
            if (threads < 1) {
                throw new InvalidOption("--threads", threads.toString(), "it must be 1 or more.");
            }
            properties.put("alphalift.threads", threads.toString());
        }
        // A wrong setting is told here, before the server has begun to start.
        Assembly assembly = context.assembly();
        assembly.provider();
        if (context.provider() != null) {
            properties.put("alphalift.provider", context.provider());
        }
        boolean page = assembly.showsPage(true);
        properties.put("alphalift.page", page && !noPage ? "on" : "off");
        assembly.urlReader();
        RemoveBgSize.named(Setting.REMOVEBG_SIZE.variable(), assembly.removeBgSize());
        properties.put("quarkus.http.idle-timeout", assembly.idlePatience().toSeconds() + "S");
        properties.put("quarkus.http.read-timeout", assembly.readPatience().toSeconds() + "S");
        properties.put(
                "quarkus.http.limits.max-connections", String.valueOf(assembly.connections()));
        // Netty looks for what sees connections before HTTP does, and what leaves after it.
        properties.put("io.netty.bootstrap.extensions", "serviceload");
        // Virtual threads that compute are not interrupted: with two, two large pictures would keep
        // everybody else's bytes from being read.
        properties.put("jdk.virtualThreadScheduler.parallelism", assembly.carriers());
        try {
            return server.run(properties);
        } catch (IllegalStateException failure) {
            if (isTaken(failure)) {
                throw new InvalidOption(
                        "--port",
                        String.valueOf(port),
                        "it cannot be listened on: something else does, or it is not allowed."
                                + "\nMaybe take another.");
            }
            throw failure;
        }
    }

    /// The JDK's and Quarkus' exceptions are both called so.
    private static boolean isTaken(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !cause.getClass().getSimpleName().endsWith("BindException")) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /// uvicorn's levels, in the words of the JDK's and JBoss' logging.
    private String level() {
        return switch (logLevel.toLowerCase(Locale.ROOT)) {
            case "critical" -> "FATAL";
            case "error" -> "ERROR";
            case "warning", "warn" -> "WARN";
            case "info" -> "INFO";
            case "debug" -> "DEBUG";
            case "trace" -> "TRACE";
            default ->
                    throw new InvalidOption(
                            "--log_level",
                            logLevel,
                            "it must be critical, error, warning, info, debug or trace.");
        };
    }
}
