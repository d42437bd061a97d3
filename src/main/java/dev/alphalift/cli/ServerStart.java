package dev.alphalift.cli;

import java.util.Map;

/// Starts the server and returns when it has ended.
@FunctionalInterface
public interface ServerStart {
    /// Runs the server.
    ///
    /// @param properties settings of the server by name
    /// @return the process' exit code
    int run(Map<String, String> properties);
}
