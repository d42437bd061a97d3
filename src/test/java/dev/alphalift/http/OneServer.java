package dev.alphalift.http;

import dev.alphalift.testdata.TestData;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;

/// One server for all tests of a class, from the first to the last.
abstract class OneServer {
    static final byte[] CHELSEA = TestData.projectFile("samples/chelsea.png");

    @TempDir static Path home;
    @AutoClose static RunningServer server;

    static void start(Map<String, String> environment) throws Exception {
        server = RunningServer.start(home, environment);
    }
}
