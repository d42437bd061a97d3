package dev.alphalift.fetch;

import static dev.alphalift.fetch.GuardedFixture.HERE;
import static dev.alphalift.fetch.GuardedFixture.HERE_TOO;
import static dev.alphalift.fetch.GuardedFixture.NAME;
import static dev.alphalift.fetch.GuardedFixture.connector;
import static dev.alphalift.fetch.GuardedFixture.rules;
import static dev.alphalift.fetch.GuardedFixture.systemTls;
import static dev.alphalift.fetch.LocalServer.ok;
import static dev.alphalift.fetch.LocalServer.redirect;
import static dev.alphalift.fetch.LocalServer.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.Forbidden;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The name that a reader asks for over TLS, and the certificates that it takes.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GuardedReaderTlsTest {
    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir private static Path folder;
    private static SSLContext context;

    @BeforeAll
    static void make_a_certificate() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "test",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=test",
                                "-ext",
                                "SAN=dns:" + NAME + ",ip:127.0.0.1",
                                "-validity",
                                "2",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                new String(PASSWORD),
                                "-keystore",
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(said).isZero();
        context = context(file);
    }

    private static SSLContext context(Path file) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(file)) {
            keys.load(stream, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("test", keys.getCertificate("test"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return made;
    }

    private static LocalServer server(LocalServer.Handler handler) throws IOException {
        return new LocalServer(
                context.getServerSocketFactory()
                        .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")),
                handler);
    }

    private static GuardedReader reader(LocalServer server, SSLSocketFactory tls) {
        return new GuardedReader(
                rules(server.port(), 1000, "*"),
                connector(_ -> new InetAddress[] {HERE}, HERE_TOO, tls));
    }

    private static String address(String scheme, String host, LocalServer server) {
        return scheme + "://" + host + ":" + server.port() + "/";
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30));
    }

    @Test
    void the_name_in_tls_and_in_the_host_header_is_that_of_the_address() throws IOException {
        List<String> names = new CopyOnWriteArrayList<>();
        try (LocalServer server =
                server((_, socket) -> {
                    names.addAll(serverNames(socket));
                    send(socket, ok("safe"));
                })) {
            byte[] bytes =
                    reader(server, context.getSocketFactory())
                            .read(address("https", "Pictures.Example.COM", server), soon());

            assertThat(bytes).asString().isEqualTo("safe");
            assertThat(names).containsExactly(NAME);
            assertThat(server.heads().getFirst())
                    .contains("\r\nHost: " + NAME + ":" + server.port() + "\r\n");
        }
    }

    private static List<String> serverNames(Socket socket) {
        ExtendedSSLSession session = (ExtendedSSLSession) ((SSLSocket) socket).getSession();
        return session.getRequestedServerNames().stream()
                .map(name -> ((SNIHostName) name).getAsciiName())
                .toList();
    }

    @Test
    void a_certificate_for_another_name_is_refused() throws IOException {
        try (LocalServer server = server((_, socket) -> send(socket, ok("false")))) {
            assertThatThrownBy(() ->
                            reader(server, context.getSocketFactory())
                                    .read(address("https", "other.example.com", server), soon()))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageContaining("certificate")
                    .hasMessageNotContaining("127.0.0.1");
            assertThat(server.heads()).isEmpty();
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() throws IOException {
        try (LocalServer server = server((_, socket) -> send(socket, ok("false")))) {
            assertThatThrownBy(() ->
                            reader(server, systemTls())
                                    .read(address("https", NAME, server), soon()))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageContaining("certificate");
            assertThat(server.heads()).isEmpty();
        }
    }

    @Test
    void a_host_that_is_an_address_is_held_against_the_addresses_of_the_certificate()
            throws IOException {
        try (LocalServer server = server((_, socket) -> send(socket, ok("safe")))) {
            GuardedReader reader = reader(server, context.getSocketFactory());

            assertThat(reader.read(address("https", "127.0.0.1", server), soon())).hasSize(4);
        }
    }

    @Test
    void a_redirect_from_https_to_http_is_refused() throws IOException {
        try (LocalServer plain = LocalServer.saying(ok("plain"));
                LocalServer server =
                        server((_, socket) ->
                                send(socket, redirect(address("http", NAME, plain))))) {
            GuardedReader reader = reader(server, context.getSocketFactory());

            assertThatThrownBy(() -> reader.read(address("https", NAME, server), soon()))
                    .isInstanceOf(Forbidden.class)
                    .hasMessageContaining("from https to http");
            assertThat(plain.heads()).isEmpty();
        }
    }

    @Test
    void a_redirect_from_http_to_https_is_followed() throws IOException {
        try (LocalServer server = server((_, socket) -> send(socket, ok("safe")));
                LocalServer plain = LocalServer.saying(redirect(address("https", NAME, server)))) {
            GuardedReader reader =
                    new GuardedReader(
                            new ReadingRules(
                                    AllowedHosts.of(List.of(NAME)),
                                    Set.of(server.port(), plain.port()),
                                    1000),
                            connector(
                                    _ -> new InetAddress[] {HERE},
                                    HERE_TOO,
                                    context.getSocketFactory()));

            assertThat(reader.read(address("http", NAME, plain), soon())).hasSize(4);
        }
    }

    @Test
    void a_server_that_does_not_speak_tls_is_not_spoken_to() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 50, HERE);
                LocalServer server = LocalServer.saying(ok("plain"))) {
            assertThatThrownBy(() ->
                            reader(server, systemTls())
                                    .read(
                                            address("https", NAME, server),
                                            Deadline.after(Duration.ofSeconds(1))))
                    .isInstanceOfAny(SourceUnavailable.class, DeadlineExceeded.class);

            // Given one that takes the connection and says nothing at all
            GuardedReader reader =
                    new GuardedReader(
                            rules(listening.getLocalPort(), 1000, NAME),
                            connector(_ -> new InetAddress[] {HERE}, HERE_TOO, systemTls()));
            String silent = "https://" + NAME + ":" + listening.getLocalPort() + "/";

            assertThatThrownBy(() -> reader.read(silent, Deadline.after(Duration.ofMillis(400))))
                    .isInstanceOf(DeadlineExceeded.class);
        }
    }

    @Test
    void half_a_body_is_no_body() throws IOException {
        try (LocalServer server =
                server((_, socket) -> {
                    send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart");
                })) {
            assertThatThrownBy(() ->
                            reader(server, context.getSocketFactory())
                                    .read(address("https", NAME, server), soon()))
                    .isInstanceOf(SourceUnavailable.class);
        }
    }
}
