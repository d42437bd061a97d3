package dev.alphalift.fetch;

import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// Fetches a file over HTTP into a folder, whole or not at all: the bytes go to a file beside the
/// target, are checked there, and are moved into place. What an interrupted call left is taken up
/// again where the server allows it.
public final class Download {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final Duration silence;

    /// @param silence how long a server may send nothing before it is given up
    public Download(Duration silence) {
        this.silence = silence;
    }

    /// Tells how far a download is.
    @FunctionalInterface
    public interface Progress {
        /// Called after each piece.
        ///
        /// @param done bytes that are on disk
        /// @param total bytes of the whole file, if the server says
        void at(long done, OptionalLong total);
    }

    /// A test of what came.
    @FunctionalInterface
    public interface Check {
        /// Whether a file is the one that was wanted.
        boolean accepts(Path file) throws IOException;
    }

    /// Fetches a file.
    ///
    /// @throws SourceUnavailable if the server cannot be reached, says no, breaks off (what came so
    ///   far is kept for the next call) or sends something else than `check` accepts (nothing is
    ///   kept)
    /// @throws TargetUnavailable if the folder cannot be written to
    public void fetch(URI address, Path target, Check check, Progress progress) {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new TargetUnavailable(target.toString(), e.toString(), e);
        }
        boolean resumed = transfer(address, part, progress);
        if (!accepted(address, part, check) && resumed) {
            // What lay there was of another file: once more from the beginning.
            transfer(address, part, progress);
            if (!accepted(address, part, check)) {
                throw wrongFile(address);
            }
        } else if (!Files.exists(part)) {
            throw wrongFile(address);
        }
        move(part, target);
    }

    private static SourceUnavailable wrongFile(URI address) {
        return new SourceUnavailable(
                address.toString(), "it is not the expected file (its hash differs).", null);
    }

    /// Whether the file is right; a wrong one is deleted.
    private static boolean accepted(URI address, Path part, Check check) {
        try {
            if (check.accepts(part)) {
                return true;
            }
            Files.deleteIfExists(part);
            return false;
        } catch (IOException e) {
            throw new SourceUnavailable(address.toString(), e.toString(), e);
        }
    }

    /// Brings the file beside the target to its full length; true when it began with bytes that
    /// were there already.
    private boolean transfer(URI address, Path part, Progress progress) {
        try (HttpClient client = client()) {
            long present = Files.exists(part) ? Files.size(part) : 0;
            HttpRequest.Builder request = HttpRequest.newBuilder(address);
            if (present > 0) {
                request.header("Range", "bytes=" + present + "-");
            }
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                switch (response.statusCode()) {
                    case OK -> copy(response, body, part, 0, progress);
                    case PARTIAL -> copy(response, body, part, present, progress);
                    // Nothing is missing, or all is wrong; the check will tell.
                    case RANGE_NOT_SATISFIABLE -> {}
                    default ->
                            throw new SourceUnavailable(
                                    address.toString(),
                                    "the server answered %d.".formatted(response.statusCode()),
                                    null);
                }
                return response.statusCode() != OK;
            }
        } catch (IOException e) {
            throw new SourceUnavailable(
                    address.toString(),
                    "%s.\nMaybe try again; what has come is kept.".formatted(e),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailable(address.toString(), "interrupted.", e);
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    private void copy(
            HttpResponse<InputStream> response,
            InputStream body,
            Path part,
            long present,
            Progress progress)
            throws IOException {
        OptionalLong length = response.headers().firstValueAsLong("Content-Length");
        OptionalLong total =
                length.isPresent() ? OptionalLong.of(present + length.getAsLong()) : length;
        StandardOpenOption mode =
                present > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        long done = present;
        AtomicLong heard = new AtomicLong(System.nanoTime());
        Thread watch = Thread.ofVirtual().start(() -> closeWhenSilent(body, heard));
        try (OutputStream file =
                Files.newOutputStream(
                        part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                heard.set(System.nanoTime());
                file.write(buffer, 0, count);
                done += count;
                progress.at(done, total);
            }
        } finally {
            watch.interrupt();
        }
        if (total.isPresent() && done != total.getAsLong()) {
            throw new IOException(
                    "the server sent %d of %d bytes".formatted(done, total.getAsLong()));
        }
    }

    /// Ends a read that would wait for ever: closing the stream makes it throw.
    private void closeWhenSilent(InputStream body, AtomicLong heard) {
        try {
            while (System.nanoTime() - heard.get() < silence.toNanos()) {
                Thread.sleep(silence.dividedBy(10));
            }
            body.close();
        } catch (InterruptedException e) {
            // The download is over.
        } catch (IOException e) {
            // Then the reader has an exception of its own to report.
        }
    }

    private static void move(Path part, Path target) {
        try {
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new TargetUnavailable(target.toString(), e.toString(), e);
        }
    }
}
