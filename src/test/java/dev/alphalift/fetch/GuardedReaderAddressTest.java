package dev.alphalift.fetch;

import static dev.alphalift.fetch.GuardedFixture.HERE;
import static dev.alphalift.fetch.GuardedFixture.HERE_TOO;
import static dev.alphalift.fetch.GuardedFixture.NAME;
import static dev.alphalift.fetch.GuardedFixture.addresses;
import static dev.alphalift.fetch.GuardedFixture.connector;
import static dev.alphalift.fetch.GuardedFixture.rules;
import static dev.alphalift.fetch.GuardedFixture.systemTls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.Forbidden;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.fetch.GuardedFixture.Rows;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a reader does not go, however the way there is written.
class GuardedReaderAddressTest {
    private static Deadline patient() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @MethodSource("dev.alphalift.testdata.PrivateHosts#all")
    void a_private_address_is_refused_whatever_is_allowed(String host) {
        for (String allowed : new String[] {host, "*", ""}) {
            GuardedReader reader =
                    new GuardedReader(
                            rulesFor(allowed),
                            connector(
                                    _ -> addresses("127.0.0.1"),
                                    new PublicAddresses(),
                                    systemTls()));

            for (String scheme : new String[] {"http", "https"}) {
                assertThatThrownBy(() -> reader.read(scheme + "://" + host + "/a", patient()))
                        .as("%s with %s allowed", host, allowed)
                        .isInstanceOf(Forbidden.class);
            }
        }
    }

    private static ReadingRules rulesFor(String allowed) {
        try {
            return rules(80, 1000, allowed.isEmpty() ? new String[0] : new String[] {allowed});
        } catch (InvalidOption e) {
            // What is no host cannot be allowed either; what follows shall be refused all the same.
            return rules(80, 1000, "*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://pictures.example.com/a",
                "file:///etc/passwd",
                "gopher://pictures.example.com/",
                "jar:http://pictures.example.com/a.jar!/b",
                "data:image/png;base64,AAAA",
                "http:pictures.example.com",
                "http:///a",
                "//pictures.example.com/a",
                "pictures.example.com/a",
                "http://pictures.example.com\\@127.0.0.1/",
                "http://pictures.example.com /a",
                "http://pictures.example.com/a\r\nHost: x",
                "http://pictures.example.com:22/",
                "http://pictures.example.com:8080/",
                "http://pictures.example.com:0/",
                "http://pictures.example.com:65536/",
                "http://pictures.example.com:-1/",
                "http://pictures.example.com:99999999999/",
                "http://pictures.example.com:８０/",
                "http://user@pictures.example.com/",
                "http://user:secret@pictures.example.com/",
                "http://@pictures.example.com/",
                "http://pictures.example.com/\u1fef",
                "http://",
                "http",
                "",
            })
    void anything_else_than_a_plain_address_is_refused(String address) {
        Rows resolver = new Rows();
        GuardedReader reader =
                new GuardedReader(
                        ReadingRules.of(AllowedHosts.of(List.of("*")), 1000),
                        connector(resolver, HERE_TOO, systemTls()));

        assertThatThrownBy(() -> reader.read(address, patient())).isInstanceOf(Forbidden.class);
        assertThat(resolver.asked()).isEmpty();
    }

    @Test
    void an_endless_address_is_refused_and_not_repeated() {
        GuardedReader reader =
                new GuardedReader(ReadingRules.of(AllowedHosts.of(List.of("*")), 1000));

        assertThatThrownBy(() -> reader.read("http://a.example/" + "a".repeat(9000), patient()))
                .isInstanceOf(Forbidden.class)
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(400));
    }

    @ParameterizedTest
    @CsvSource({
        "pictures.example.com, other.example.com",
        "pictures.example.com, pictures.example.com.evil.example",
        "pictures.example.com, a.pictures.example.com",
        "*.example.com, example.com",
        "*.example.com, badexample.com",
        "*.example.com, example.com.evil.example",
        "8.8.8.8, 8.8.4.4",
    })
    void a_host_that_is_not_allowed_is_not_even_looked_up(String allowed, String host) {
        Rows resolver = new Rows();
        GuardedReader reader =
                new GuardedReader(
                        rules(80, 1000, allowed), connector(resolver, HERE_TOO, systemTls()));

        assertThatThrownBy(() -> reader.read("http://" + host + "/", patient()))
                .isInstanceOf(Forbidden.class)
                .hasMessageContaining("not among the allowed ones");
        assertThat(resolver.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "::1", "fd00:ec2::254", "169.254.169.254", "64:ff9b::1"})
    void a_host_with_one_private_address_among_public_ones_is_refused(String hidden) {
        for (InetAddress[] row :
                List.of(
                        addresses("93.184.215.14", hidden),
                        addresses(hidden, "93.184.215.14"),
                        addresses("2606:2800::1", "93.184.215.14", hidden))) {
            GuardedReader reader =
                    new GuardedReader(
                            rules(80, 1000, NAME),
                            connector(new Rows(row), new PublicAddresses(), systemTls()));

            assertThatThrownBy(() -> reader.read("http://" + NAME + "/", patient()))
                    .isInstanceOf(Forbidden.class)
                    .hasMessageNotContaining(hidden);
        }
    }

    @Test
    void a_host_that_changes_its_mind_is_reached_where_it_was_checked() throws IOException {
        // Given the same port at a good address and at a bad one
        try (LocalServer good = LocalServer.saying(LocalServer.ok("good"));
                LocalServer bad =
                        new LocalServer(
                                listen("127.0.0.2", good.port()),
                                (_, socket) -> LocalServer.send(socket, LocalServer.ok("bad")))) {
            Rows resolver = new Rows(addresses("127.0.0.1"), addresses("127.0.0.2"));
            List<InetAddress> checked = new ArrayList<>();
            AddressCheck check =
                    address -> {
                        checked.add(address);
                        return address.equals(HERE);
                    };
            GuardedReader reader =
                    new GuardedReader(
                            rules(good.port(), 1000, NAME),
                            connector(resolver, check, systemTls()));

            byte[] bytes = reader.read(GuardedFixture.address(good, "/"), patient());

            assertThat(bytes).asString().isEqualTo("good");
            assertThat(resolver.asked()).containsExactly(NAME);
            assertThat(checked).containsExactly(HERE);

            // The second reading is a new question, and is refused.
            assertThatThrownBy(() -> reader.read(GuardedFixture.address(good, "/"), patient()))
                    .isInstanceOf(Forbidden.class);
            assertThat(bad.heads()).isEmpty();
        }
    }

    @Test
    void a_redirect_to_the_same_host_is_looked_up_and_checked_again() throws IOException {
        try (LocalServer server = LocalServer.saying(LocalServer.redirect("/again"))) {
            Rows resolver = new Rows(addresses("127.0.0.1"), addresses("10.0.0.1"));
            GuardedReader reader =
                    new GuardedReader(
                            rules(server.port(), 1000, NAME),
                            connector(resolver, HERE_TOO, systemTls()));

            assertThatThrownBy(() -> reader.read(GuardedFixture.address(server, "/"), patient()))
                    .isInstanceOf(Forbidden.class);
            assertThat(resolver.asked()).containsExactly(NAME, NAME);
            assertThat(server.heads()).hasSize(1);
        }
    }

    @Test
    void the_next_address_is_tried_when_one_does_not_answer() throws IOException {
        try (LocalServer server = LocalServer.saying(LocalServer.ok("here"))) {
            // Given: nobody listens at 127.0.0.3
            Rows resolver = new Rows(addresses("127.0.0.3", "127.0.0.1"));
            GuardedReader reader =
                    new GuardedReader(
                            rules(server.port(), 1000, NAME),
                            connector(resolver, InetAddress::isLoopbackAddress, systemTls()));

            assertThat(reader.read(GuardedFixture.address(server, "/"), patient()))
                    .asString()
                    .isEqualTo("here");
        }
    }

    @Test
    void what_a_refused_connection_knows_of_addresses_is_not_in_the_message() {
        GuardedReader reader =
                new GuardedReader(
                        rules(1, 1000, NAME),
                        connector(new Rows(addresses("127.0.0.1")), HERE_TOO, systemTls()));

        assertThatThrownBy(() -> reader.read("http://" + NAME + ":1/a?signature=s3cret", patient()))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessage("Cannot read http://" + NAME + ":1/a: its host cannot be reached.");
    }

    @Test
    void an_unknown_host_and_one_without_addresses_cannot_be_read() {
        for (Rows resolver : List.of(new Rows(), new Rows(new InetAddress[] {}))) {
            GuardedReader reader =
                    new GuardedReader(
                            rules(80, 1000, NAME),
                            connector(resolver, new PublicAddresses(), systemTls()));

            assertThatThrownBy(() -> reader.read("http://" + NAME, patient()))
                    .isInstanceOf(SourceUnavailable.class);
        }
    }

    @Test
    void production_refuses_this_machine() throws IOException {
        try (LocalServer server = LocalServer.saying(LocalServer.ok("secret"))) {
            GuardedReader reader =
                    new GuardedReader(
                            new ReadingRules(
                                    AllowedHosts.of(List.of("*", "localhost", "127.0.0.1")),
                                    Set.of(server.port()),
                                    1000));

            for (String host : List.of("localhost", "127.0.0.1", "[::1]")) {
                assertThatThrownBy(() ->
                                reader.read("http://" + host + ":" + server.port(), patient()))
                        .isInstanceOf(Forbidden.class);
            }
            assertThat(server.heads()).isEmpty();
        }
    }

    @Test
    void what_is_shown_of_an_address_holds_no_secrets() {
        GuardedReader reader =
                new GuardedReader(ReadingRules.of(AllowedHosts.of(List.of("*")), 1000));

        assertThatThrownBy(() -> reader.read("http://me:s3cret@a.example/b?key=s3cret", patient()))
                .isInstanceOf(Forbidden.class)
                .hasMessageNotContaining("s3cret")
                .hasMessageContaining("http://a.example/b");
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.example, a.example, /",
        "HTTP://A.Example:80/b, a.example, /b",
        "http://a.example:/b, a.example, /b",
        "http://a.example//b/../c?d=e#f, a.example, //b/../c?d=e",
        "http://a.example?d, a.example, /?d",
        "http://a.example/é, a.example, /%C3%A9",
        "https://a.example:443/, a.example, /",
        "https://8.8.8.8:8443/, 8.8.8.8:8443, /",
        "https://[2A00:1450:0::1]/, [2a00:1450:0:0:0:0:0:1], /",
    })
    void an_address_becomes_a_host_header_and_a_target(String text, String host, String target)
            throws RefusedAddressException {
        SourceAddress address = SourceAddress.of(text);

        assertThat(address.hostHeader()).isEqualTo(host);
        assertThat(address.target()).isEqualTo(target);
        assertThat(address.uri()).isEqualTo(URI.create(text));
    }

    @Test
    void hosts_are_allowed_by_name_below_a_domain_or_all() {
        assertThat(AllowedHosts.of(List.of("A.Example")).allow("a.example")).isTrue();
        assertThat(AllowedHosts.of(List.of("*.example.com")).allow("a.b.example.com")).isTrue();
        assertThat(AllowedHosts.of(List.of("*")).allow("8.8.8.8")).isTrue();
        assertThat(AllowedHosts.of(List.of("[2a00::1]")).allow("[2a00:0:0:0:0:0:0:1]")).isTrue();
        assertThat(AllowedHosts.of(List.of()).allow("a.example")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*example.com", "a.*.com", "**", "*.", "*.*", "http://a.b", "a/b", "*.8.8"})
    void a_pattern_that_is_none_is_not_taken(String pattern) {
        assertThatThrownBy(() -> AllowedHosts.of(List.of(pattern)))
                .isInstanceOf(InvalidOption.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2606:4700::1111",
                "2620:4f:8001::1",
                "2a00:1450::1",
            })
    void a_public_address_is_accepted_up_to_the_edge_of_the_next_range(String literal) {
        assertThat(new PublicAddresses().accepts(InetAddress.ofLiteral(literal))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "127.0.0.53",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.255.255",
                "198.19.255.255",
                "224.0.0.251",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:10.0.0.1",
                "64:ff9b::808:808",
                "64:ff9b:1:ffff::808:808",
                "100::ffff",
                "100:0:0:1::1",
                "2001::1",
                "2001:1ff:ffff::1",
                "2001:db8:ffff::1",
                "2002:808:808::1",
                "2a00:1450::5efe:808:808",
                "3fff:fff::1",
                "4000::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
            })
    void a_name_that_leads_to_such_an_address_is_refused(String literal) {
        GuardedReader reader =
                new GuardedReader(
                        rules(80, 1000, NAME),
                        connector(
                                new Rows(addresses(literal)), new PublicAddresses(), systemTls()));

        assertThatThrownBy(() -> reader.read("http://" + NAME + "/", patient()))
                .isInstanceOf(Forbidden.class)
                .hasMessageNotContaining(literal);
    }

    @Test
    void a_mapped_address_that_java_left_as_it_was_is_refused() throws IOException {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        mapped[12] = mapped[13] = mapped[14] = mapped[15] = 8;

        assertThat(new PublicAddresses().accepts(Inet6Address.getByAddress(null, mapped, 0)))
                .isFalse();
    }

    @Test
    void no_proxy_is_asked_for() throws IOException {
        ProxySelector before = ProxySelector.getDefault();
        List<URI> asked = new CopyOnWriteArrayList<>();
        ProxySelector.setDefault(
                new ProxySelector() {
                    @Override
                    public List<Proxy> select(URI uri) {
                        asked.add(uri);
                        return List.of(Proxy.NO_PROXY);
                    }

                    @Override
                    public void connectFailed(URI uri, SocketAddress address, IOException e) {}
                });
        try (LocalServer server = LocalServer.saying(LocalServer.ok("here"))) {
            byte[] bytes =
                    GuardedFixture.reader(server)
                            .read(GuardedFixture.address(server, "/"), patient());

            assertThat(bytes).hasSize(4);
            assertThat(asked).isEmpty();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    private static ServerSocket listen(String address, int port) throws IOException {
        try {
            return new ServerSocket(port, 50, InetAddress.ofLiteral(address));
        } catch (BindException e) {
            // Not every system has all of 127.0.0.0/8.
            Assumptions.abort("no second loopback address");
            throw e;
        }
    }
}
