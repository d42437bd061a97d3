package dev.alphalift.fetch;

import java.io.IOException;
import java.net.Socket;

/// A connection to an address that was checked.
///
/// @param plain what closes it at once
/// @param spoken what is read and written: the same, or TLS over it
record PinnedSocket(Socket plain, Socket spoken) implements AutoCloseable {
    @Override
    public void close() {
        try {
            // Without TLS' farewell, for which a server could let us wait.
            plain.close();
        } catch (IOException e) {
            // It is of no use any more, closed or not.
        }
    }
}
