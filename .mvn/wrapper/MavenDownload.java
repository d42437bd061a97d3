import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipInputStream;

/// Downloads Maven's zip, checks its sha256 and unpacks it: `java MavenDownload.java ADDRESS SHA256 FOLDER`.
///
/// The folder appears complete or not at all, so calls at the same time do no harm. Exit codes: 0 the folder is
/// there; 2 it could not be had, for the reason printed on stdout; 3 the file is not the one that was promised.
public final class MavenDownload {

    private static final int UNAVAILABLE = 2;
    private static final int TAMPERED = 3;

    private static final int CONNECT_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 15_000;
    private static final int OPEN_SECONDS = 20; // name look-up, connection and the answer's head
    private static final int TRANSFER_SECONDS = 300;

    private MavenDownload() {}

    public static void main(String[] arguments) {
        System.exit(run(URI.create(arguments[0]), arguments[1], Path.of(arguments[2]).toAbsolutePath()));
    }

    private static int run(URI address, String sha256, Path folder) {
        Path work = null;
        try {
            Files.createDirectories(folder.getParent());
            work = Files.createTempDirectory(folder.getParent(), "unpacking-");
            Path zip = work.resolve("maven.zip");
            String actual = download(address, zip);
            if (!actual.equalsIgnoreCase(sha256)) {
                System.err.printf(
                        "The sha256 of %s is %s, not %s: nothing was unpacked.%n"
                                + "Maybe a proxy answered with a page of its own; otherwise do not trust that file.%n",
                        address, actual, sha256);
                return TAMPERED;
            }
            unpack(zip, work.resolve("maven"));
            publish(work.resolve("maven"), folder);
            return 0;
        } catch (IOException failure) {
            System.out.println(reason(failure));
            return UNAVAILABLE;
        } finally {
            delete(work);
        }
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage();
        return switch (failure) {
            case UnknownHostException _ -> "the host " + message + " is not known";
            case IOException _ when message == null -> failure.getClass().getSimpleName();
            case IOException _ when failure.getClass() == IOException.class -> message;
            default -> failure.getClass().getSimpleName() + ": " + message;
        };
    }

    /// Writes what the address answers to the file and returns its sha256.
    private static String download(URI address, Path file) throws IOException {
        System.err.println("Downloading " + address + " ...");
        InputStream body = within(OPEN_SECONDS, () -> open(address));
        MessageDigest digest = sha256();
        within(TRANSFER_SECONDS, () -> {
            try (var input = new DigestInputStream(body, digest)) {
                return Files.copy(input, file);
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static InputStream open(URI address) throws IOException {
        var connection = address.toURL().openConnection(proxyFor(address));
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(SILENCE_MILLIS);
        if (connection instanceof HttpURLConnection http && http.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("%s answered %d".formatted(address.getHost(), http.getResponseCode()));
        }
        return connection.getInputStream();
    }

    /// The proxy that https_proxy, http_proxy and no_proxy name, in the way of curl.
    private static Proxy proxyFor(URI address) {
        String setting = environment(address.getScheme() + "_proxy");
        if (setting.isEmpty() || address.getHost() == null || isDirect(address.getHost())) {
            return Proxy.NO_PROXY;
        }
        URI proxy = URI.create(setting.contains("://") ? setting : "http://" + setting);
        if (proxy.getUserInfo() != null) {
            authenticate(proxy.getUserInfo().split(":", 2));
        }
        int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port));
    }

    private static boolean isDirect(String host) {
        for (String name : environment("no_proxy").split(",")) {
            String suffix = name.strip().replaceFirst("^\\.", "");
            if (suffix.equals("*") || host.equals(suffix) || !suffix.isEmpty() && host.endsWith("." + suffix)) {
                return true;
            }
        }
        return false;
    }

    private static void authenticate(String[] userAndPassword) {
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", ""); // Basic is off by default
        String password = userAndPassword.length > 1 ? userAndPassword[1] : "";
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY
                        ? new PasswordAuthentication(userAndPassword[0], password.toCharArray())
                        : null;
            }
        });
    }

    private static String environment(String name) {
        String lower = System.getenv(name);
        String upper = System.getenv(name.toUpperCase(Locale.ROOT));
        return lower != null ? lower : upper != null ? upper : "";
    }

    /// Unpacks all below the zip's one top folder; what lies in bin can be executed.
    private static void unpack(Path zip, Path target) throws IOException {
        try (var entries = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
                Path file = target.resolve(name).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("the zip's entry %s leaves its folder".formatted(entry.getName()));
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                Files.copy(entries, file);
                if (name.startsWith("bin/")) {
                    file.toFile().setExecutable(true, false);
                }
            }
        }
    }

    private static void publish(Path unpacked, Path folder) throws IOException {
        try {
            Files.move(unpacked, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            if (!Files.isDirectory(folder.resolve("bin"))) {
                throw failure;
            } // otherwise another call was faster
        }
    }

    private static <T> T within(int seconds, Callable<T> work) throws IOException {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        try {
            return task.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            throw new IOException("no end after %d s".formatted(seconds));
        } catch (InterruptedException _) {
            throw new IOException("interrupted");
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(failure.getCause().toString(), failure.getCause());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256.", impossible);
        }
    }

    private static void delete(Path folder) {
        if (folder == null) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException failure) {
            System.err.println("The folder %s cannot be removed: %s".formatted(folder, failure.getMessage()));
        }
    }
}
