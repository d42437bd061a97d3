package dev.alphalift.testdata;

import java.io.IOException;
import java.net.ServerSocket;

/// Ports that nobody listens on, for programs that must be told theirs.
public final class FreePorts {
    private FreePorts() {}

    /// Two ports that are not the same: asked for one after the other they may be.
    public static int[] two() throws IOException {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket other = new ServerSocket(0)) {
            return new int[] {one.getLocalPort(), other.getLocalPort()};
        }
    }

    /// A port.
    public static int one() throws IOException {
        return two()[0];
    }
}
