package dev.alphalift.lambda;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.fault.AlphaliftException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/// Tells Lambda why the function cannot start, and ends the process, as AWS' own runtimes do.
/// Quarkus would report that it was interrupted.
final class InitError {
    private static final Logger LOG = Logger.getLogger(InitError.class);
    private static final String RUNTIME_API = "AWS_LAMBDA_RUNTIME_API";
    private static final int PATIENCE_MILLIS = 5000;

    private InitError() {}

    /// Does not return where there is a runtime interface.
    static void report(Throwable reason) {
        String address = System.getenv(RUNTIME_API);
        if (address == null) {
            return;
        }
        LOG.errorf(reason, "The function cannot start.");
        try {
            post(
                    URI.create("http://%s/2018-06-01/runtime/init/error".formatted(address)),
                    body(root(reason)));
        } catch (IOException e) {
            LOG.errorf(e, "Lambda cannot be told.");
        }
        Runtime.getRuntime().halt(1);
    }

    /// The containers' own exceptions lie around it.
    private static Throwable root(Throwable reason) {
        Throwable at = reason;
        while (!(at instanceof AlphaliftException) && at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }

    private static byte[] body(Throwable reason) {
        String code = reason instanceof AlphaliftException fault ? fault.code() : "unexpected";
        ObjectNode error =
                new JsonMapper()
                        .createObjectNode()
                        .put("errorType", reason.getClass().getName())
                        .put("errorMessage", "%s: %s".formatted(code, reason.getMessage()));
        error.putArray("stackTrace");
        return error.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void post(URI address, byte[] body) throws IOException {
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (var stream = connection.getOutputStream()) {
            stream.write(body);
        }
        connection.getResponseCode();
    }
}
