package dev.alphalift.fetch;

import java.net.InetAddress;

/// Which addresses may be connected to. An interface only because tests have to reach a server on
/// this machine; production always uses [PublicAddresses].
@FunctionalInterface
interface AddressCheck {
    boolean accepts(InetAddress address);
}
