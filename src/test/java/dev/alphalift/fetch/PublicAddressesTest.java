package dev.alphalift.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The guard against the rows of IANA's two registries of special purpose. Nothing is connected to.
class PublicAddressesTest {
    private static final Path REGISTRIES = TestData.project().resolve("src/test/resources/iana");
    private static final PublicAddresses ADDRESSES = new PublicAddresses();

    static Stream<String> blocks() throws IOException {
        List<String> blocks =
                Stream.of("ipv4-special.csv", "ipv6-special.csv")
                        .flatMap(PublicAddressesTest::rows)
                        .map(row -> row.split(",", 2)[0])
                        .toList();
        assertThat(blocks).hasSizeGreaterThan(50);
        return blocks.stream();
    }

    private static Stream<String> rows(String file) {
        try {
            return Files.readAllLines(REGISTRIES.resolve(file)).stream()
                    .filter(line -> !line.startsWith("#"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void every_block_of_ianas_registries_is_refused_from_its_first_to_its_last_address(String block)
            throws UnknownHostException {
        String[] parts = block.split("/");
        byte[] first =
                parts[0].contains(".")
                        ? InetAddress.ofLiteral(parts[0]).getAddress()
                        : six(parts[0]);
        int bits = first.length * Byte.SIZE;
        BigInteger start = new BigInteger(1, first);
        BigInteger size = BigInteger.ONE.shiftLeft(bits - Integer.parseInt(parts[1]));
        for (BigInteger offset :
                List.of(
                        BigInteger.ZERO,
                        size.shiftRight(1),
                        size.shiftRight(2),
                        size.subtract(BigInteger.ONE))) {
            InetAddress address = address(start.add(offset), first.length);

            assertThat(ADDRESSES.accepts(address)).as(address.getHostAddress()).isFalse();
        }
    }

    /// Java makes IPv4 of a mapped address.
    private static byte[] six(String literal) {
        byte[] bytes = InetAddress.ofLiteral(literal).getAddress();
        if (bytes.length == 16) {
            return bytes;
        }
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        System.arraycopy(bytes, 0, mapped, 12, 4);
        return mapped;
    }

    private static InetAddress address(BigInteger value, int length) throws UnknownHostException {
        byte[] digits = value.toByteArray();
        byte[] bytes = new byte[length];
        for (int at = 1; at <= Math.min(length, digits.length); at++) {
            bytes[length - at] = digits[digits.length - at];
        }
        // Java would make IPv4 of a mapped address.
        return length == 16
                ? Inet6Address.getByAddress(null, bytes, 0)
                : InetAddress.getByAddress(bytes);
    }

    /// Public and private addresses alike, in every form that carries one of IPv4.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "::ffff:0:10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::8.8.8.8",
                "64:ff9b:1::10.0.0.1",
                "64:ff9b:1:a00:1::",
                "2002:a00:1::1",
                "2002:7f00:1::",
                "2002:808:808::1",
                "2001:0:808:808:8000:1:f5ff:fffe",
                "2a00:1450::5efe:10.0.0.1",
                "2a00:1450::200:5efe:10.0.0.1",
                "fe80::5efe:10.0.0.1"
            })
    void a_form_that_carries_an_address_of_ipv4_is_refused(String literal) {
        assertThat(ADDRESSES.accepts(InetAddress.ofLiteral(literal))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.31.195.255",
                "192.31.197.0",
                "192.52.192.255",
                "192.52.194.0",
                "192.175.47.255",
                "192.175.49.0",
                "2620:4f:7fff:ffff::1",
                "2620:4f:8001::1",
                "2001:200::1",
                "3ffe:ffff::1"
            })
    void what_lies_beside_such_a_block_is_public(String literal) {
        assertThat(ADDRESSES.accepts(InetAddress.ofLiteral(literal))).isTrue();
    }

    @Test
    void multicast_and_what_is_not_handed_out_is_refused_as_well() {
        for (String literal :
                List.of("224.0.0.1", "239.255.255.255", "ff02::1", "4000::1", "fec0::1")) {
            assertThat(ADDRESSES.accepts(InetAddress.ofLiteral(literal))).as(literal).isFalse();
        }
    }
}
