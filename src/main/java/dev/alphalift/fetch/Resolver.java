package dev.alphalift.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// The addresses of a host name. Tests bring one of their own; production asks the system.
@FunctionalInterface
interface Resolver {
    /// All addresses of a name, in the order in which they should be tried.
    InetAddress[] resolve(String name) throws UnknownHostException;
}
