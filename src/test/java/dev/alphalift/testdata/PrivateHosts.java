package dev.alphalift.testdata;

import java.util.List;
import java.util.stream.Stream;

/// Hosts that lead to this machine, its neighbours or nowhere, in the spellings by which guards
/// against them are passed: each of them must be refused.
public final class PrivateHosts {
    /// What no resolver has to be asked about.
    public static final List<String> LITERALS =
            List.of(
                    // Loopback and "this host", in every notation of inet_aton.
                    "127.0.0.1",
                    "127.1",
                    "127.0.1",
                    "127.255.255.254",
                    "2130706433",
                    "0x7f000001",
                    "0x7f.1",
                    "0x7f.0.0.1",
                    "0X7F.0x0.0x0.0x1",
                    "0177.0.0.1",
                    "0177.1",
                    "017700000001",
                    "00000177.0.0.1",
                    "127.0.0.01",
                    "127.0.0.1.",
                    "0",
                    "0.0.0.0",
                    "0x0",
                    "0.1.2.3",
                    // Private, shared, link-local, special.
                    "10.0.0.1",
                    "10.1",
                    "167772161",
                    "012.0.0.1",
                    "172.16.0.1",
                    "172.31.255.255",
                    "192.168.0.1",
                    "192.168.257",
                    "3232235521",
                    "100.64.0.1",
                    "100.127.255.255",
                    "100.100.100.200",
                    "169.254.169.254",
                    "169.254.170.2",
                    "2852039166",
                    "0xa9fea9fe",
                    "0251.0376.0251.0376",
                    "168.63.129.16",
                    "192.0.0.192",
                    "192.0.2.1",
                    "192.88.99.1",
                    "198.18.0.1",
                    "198.19.255.255",
                    "198.51.100.1",
                    "203.0.113.1",
                    "224.0.0.1",
                    "239.255.255.255",
                    "240.0.0.1",
                    "255.255.255.255",
                    // IPv6 and what it can carry.
                    "[::]",
                    "[::1]",
                    "[0:0:0:0:0:0:0:1]",
                    "[0000:0000:0000:0000:0000:0000:0000:0001]",
                    "[::127.0.0.1]",
                    "[::7f00:1]",
                    "[::ffff:127.0.0.1]",
                    "[::ffff:7f00:1]",
                    "[::FFFF:169.254.169.254]",
                    "[0:0:0:0:0:ffff:a9fe:a9fe]",
                    "[::ffff:8.8.8.8]",
                    "[::ffff:0:127.0.0.1]",
                    "[64:ff9b::127.0.0.1]",
                    "[64:ff9b::a9fe:a9fe]",
                    "[64:ff9b:1::10.0.0.1]",
                    "[100::1]",
                    "[2001::1]",
                    "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
                    "[2001:2::1]",
                    "[2001:10::1]",
                    "[2001:20::1]",
                    "[2001:db8::1]",
                    "[2002:7f00:1::]",
                    "[2002:a9fe:a9fe::1]",
                    "[2a00:1450::5efe:10.0.0.1]",
                    "[2a00:1450::200:5efe:a00:1]",
                    "[3fff::1]",
                    "[5f00::1]",
                    "[fc00::1]",
                    "[fd00:ec2::254]",
                    "[fe80::1]",
                    "[fe80::1%25eth0]",
                    "[fe80::1%eth0]",
                    "[::1%250]",
                    "[fec0::1]",
                    "[ff02::1]",
                    "[v1.fe80::a]",
                    "[127.0.0.1]",
                    "[1]",
                    "::1",
                    // Other scripts, percent signs, other disguises.
                    "１２７.０.０.１",
                    "①②⑦.⓪.⓪.①",
                    "127。0。0。1",
                    "ｌｏｃａｌｈｏｓｔ",
                    "loc%61lhost",
                    "%31%32%37.0.0.1",
                    "127.0.0.1%00.example.com",
                    "local\u00adhost",
                    "ⓛocalhost",
                    "example.com@127.0.0.1",
                    "user:secret@127.0.0.1",
                    "example.com:80@127.0.0.1",
                    "127.0.0.1:80:80",
                    "a..b",
                    "-a.example.com",
                    "a_b.example.com",
                    "example.c0m.1",
                    "");

    /// Names that a resolver may know.
    public static final List<String> NAMES =
            List.of(
                    "localhost",
                    "LOCALHOST",
                    "localhost.",
                    "localhost.localdomain",
                    "metadata.google.internal",
                    "instance-data",
                    "127.0.0.1.nip.io");

    private PrivateHosts() {}

    public static Stream<String> all() {
        return Stream.concat(LITERALS.stream(), NAMES.stream());
    }
}
