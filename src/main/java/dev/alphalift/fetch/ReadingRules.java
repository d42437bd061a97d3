package dev.alphalift.fetch;

import java.util.Set;

/// What a [GuardedReader] may read.
///
/// @param hosts where from
/// @param ports which ports of them
/// @param bytes how long an answer may be
public record ReadingRules(AllowedHosts hosts, Set<Integer> ports, int bytes) {
    private static final Set<Integer> STANDARD_PORTS = Set.of(80, 443);

    /// @param ports given away
    public ReadingRules {
        // One more than the limit is read to see that there is more.
        if (bytes < 1 || bytes > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException(
                    "The limit of bytes (%s) must be 1 to %s."
                            .formatted(bytes, Integer.MAX_VALUE - 16));
        }
    }

    /// The rules for http and https on their own ports.
    public static ReadingRules of(AllowedHosts hosts, int bytes) {
        return new ReadingRules(hosts, STANDARD_PORTS, bytes);
    }

    /// @throws RefusedAddressException if the host or the port is not allowed
    void check(SourceAddress address) throws RefusedAddressException {
        if (!hosts.allow(address.host().text())) {
            throw new RefusedAddressException("its host is not among the allowed ones.");
        }
        if (!ports.contains(address.port())) {
            throw new RefusedAddressException(
                    "port %s is not among the allowed ones.".formatted(address.port()));
        }
    }
}
