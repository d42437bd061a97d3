package dev.alphalift.fetch;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/// The grammar of hosts.
final class HostSyntax {
    private static final int LONGEST = 253;
    private static final String REASON =
            "the host is neither a plain name nor a plain address.\n"
                    + "Maybe write a name in ASCII (xn--...), without a dot at its end.";

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern FOUR = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);

    // The last label must begin with a letter, as every top-level domain does: 127.1, 0x7f.1 and
    // 2130706433 are addresses for getaddrinfo. 0x is a number's beginning, not a letter's.
    private static final String LABEL = "[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
    private static final String LAST = "[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
    private static final Pattern NAME = Pattern.compile("(" + LABEL + "\\.)*" + LAST);

    private static final Pattern SIX = Pattern.compile("\\[[0-9a-fA-F:.]{2,45}]");

    private HostSyntax() {}

    /// @throws RefusedAddressException if it is neither a plain name nor a plain address
    static SourceHost parse(String host) throws RefusedAddressException {
        if (host.startsWith("[")) {
            return sixLiteral(host);
        }
        if (FOUR.matcher(host).matches()) {
            return new SourceHost.Literal(host, InetAddress.ofLiteral(host));
        }
        if (host.length() > LONGEST || !NAME.matcher(host).matches()) {
            throw new RefusedAddressException(REASON);
        }
        return new SourceHost.Name(host.toLowerCase(Locale.ROOT));
    }

    private static SourceHost sixLiteral(String host) throws RefusedAddressException {
        if (!SIX.matcher(host).matches() || !host.contains(":")) {
            throw new RefusedAddressException(REASON);
        }
        try {
            InetAddress address = InetAddress.ofLiteral(host.substring(1, host.length() - 1));
            if (address.getAddress().length != 16) {
                // Java makes an IPv4 address of a mapped one.
                throw new RefusedAddressException("it hides an IPv4 address in an IPv6 address.");
            }
            return new SourceHost.Literal("[" + address.getHostAddress() + "]", address);
        } catch (IllegalArgumentException e) {
            throw new RefusedAddressException(REASON);
        }
    }
}
