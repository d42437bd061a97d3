package dev.alphalift.fetch;

import java.net.InetAddress;

/// The host of an address, in one spelling only. What other software would take for a number in
/// disguise (decimal, octal, hexadecimal, short forms, other scripts' digits) is no host here.
sealed interface SourceHost {
    /// How it is written in a request and in the list of allowed hosts.
    String text();

    /// A name that has to be resolved: lower case, letters, digits and hyphens.
    record Name(String text) implements SourceHost {}

    /// An address that stands for itself; `text` has brackets around an IPv6 address.
    record Literal(String text, InetAddress address) implements SourceHost {}

    /// The host that is written so.
    ///
    /// @throws RefusedAddressException if it is neither a plain name nor a plain address
    static SourceHost of(String host) throws RefusedAddressException {
        return HostSyntax.parse(host);
    }
}
