package dev.alphalift.fetch;

import java.net.InetAddress;

/// A range of addresses in CIDR form, for example `10.0.0.0/8`.
///
/// @param first its first address
/// @param prefix how many bits they have in common
public record AddressRange(InetAddress first, int prefix) {
    public AddressRange {
        int bits = first.getAddress().length * Byte.SIZE;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException(
                    "The prefix (%s) must be 0 to %s.".formatted(prefix, bits));
        }
    }

    /// The range that a literal like `10.0.0.0/8` or `fe80::/10` names; of an address alone the one
    /// that holds nothing else.
    ///
    /// @throws IllegalArgumentException if it is none
    public static AddressRange of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            InetAddress only = InetAddress.ofLiteral(text);
            return new AddressRange(only, only.getAddress().length * Byte.SIZE);
        }
        return new AddressRange(
                InetAddress.ofLiteral(text.substring(0, slash)),
                Integer.parseInt(text.substring(slash + 1)));
    }

    /// Whether an address of the same family begins with the same bits.
    public boolean contains(byte[] address) {
        byte[] start = first.getAddress();
        if (address.length != start.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((address[bit / Byte.SIZE] ^ start[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
