package dev.alphalift.lambda;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Accounts of calls for tests that do not look at them.
public final class CallLogs {
    public static final CallLog NONE =
            new CallLog(
                    "",
                    new PrintStream(
                            OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));

    private CallLogs() {}
}
