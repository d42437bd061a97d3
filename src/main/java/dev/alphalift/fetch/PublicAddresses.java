package dev.alphalift.fetch;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/// Accepts what any host on the internet could reach, too, and nothing else, by the IANA IPv4 and
/// IPv6 special-purpose address registries (RFC 6890 and what was added since).
///
/// Of IPv6 only 2000::/3 is handed out; everything outside is refused unseen, so that the table
/// names some ranges only to be readable. A form that carries an IPv4 address (mapped, compatible,
/// NAT64, 6to4, Teredo, ISATAP) is refused whatever it carries.
final class PublicAddresses implements AddressCheck {
    private static final AddressRange GLOBAL_UNICAST = AddressRange.of("2000::/3");

    private static final List<AddressRange> REFUSED =
            Stream.of(
                            "0.0.0.0/8", // this network; 0.0.0.0 is this host
                            "10.0.0.0/8", // private, RFC 1918
                            "100.64.0.0/10", // carrier-grade NAT, RFC 6598
                            "127.0.0.0/8", // loopback
                            "168.63.129.16/32", // Azure's own services, seen from its machines
                            "169.254.0.0/16", // link-local, among them the clouds' metadata
                            "172.16.0.0/12", // private, RFC 1918
                            "192.0.0.0/24", // IETF protocol assignments
                            "192.0.2.0/24", // documentation
                            "192.31.196.0/24", // AS112: answers for private names, RFC 7535
                            "192.52.193.0/24", // relays of multicast, RFC 7450
                            "192.88.99.0/24", // 6to4 relays, RFC 7526
                            "192.168.0.0/16", // private, RFC 1918
                            "192.175.48.0/24", // AS112 by delegation, RFC 7534
                            "198.18.0.0/15", // benchmarks, RFC 2544
                            "198.51.100.0/24", // documentation
                            "203.0.113.0/24", // documentation
                            "224.0.0.0/4", // multicast
                            "240.0.0.0/4", // reserved, and the broadcast address
                            "::/96", // unspecified, loopback, IPv4-compatible
                            "64:ff9b::/96", // NAT64
                            "64:ff9b:1::/48", // NAT64 of a site, RFC 8215
                            "100::/64", // discard
                            "100:0:0:1::/64", // dummy prefix, RFC 9780
                            "2001::/23", // protocol assignments: Teredo, ORCHID, benchmarks
                            "2001:db8::/32", // documentation
                            "2002::/16", // 6to4
                            "2620:4f:8000::/48", // AS112 by delegation, RFC 7534
                            "3fff::/20", // documentation, RFC 9637
                            "5f00::/16", // SRv6, RFC 9602
                            "fc00::/7", // unique local
                            "fe80::/10", // link-local
                            "fec0::/10", // site-local
                            "ff00::/8") // multicast
                    .map(AddressRange::of)
                    .toList();

    @Override
    public boolean accepts(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 16 && (!GLOBAL_UNICAST.contains(bytes) || isIsatap(bytes))) {
            return false;
        }
        return REFUSED.stream().noneMatch(range -> range.contains(bytes));
    }

    /// Whether the interface identifier is 0:5efe or 200:5efe and an IPv4 address (RFC 5214, 6.1).
    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] & ~0x02) == 0
                && bytes[9] == 0
                && bytes[10] == 0x5e
                && bytes[11] == (byte) 0xfe;
    }
}
