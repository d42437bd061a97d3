package dev.alphalift.fetch;

import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.file.FileNames;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// Fetches a file over HTTP into a folder, whole or not at all: the bytes go to a file beside the
/// target, are checked there, and are moved into place. What an interrupted call left is taken up
/// again where the server allows it. Threads that want the same target wait for each other.
public final class Download {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    // Two writers of one file would spoil each other's bytes, whichever object they call.
    private static final Map<Path, ReentrantLock> BUSY = new ConcurrentHashMap<>();

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
        ReentrantLock lock =
                BUSY.computeIfAbsent(target.toAbsolutePath().normalize(), _ -> new ReentrantLock());
        lock.lock();
        try {
            fetchAlone(address, target, check, progress);
        } finally {
            lock.unlock();
        }
    }

    private void fetchAlone(URI address, Path target, Check check, Progress progress) {
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new TargetUnavailable(FileNames.shown(target), FileNames.reason(e), e);
        }
        PartFile part = PartFile.of(target);
        boolean resumed = transfer(address, part, progress);
        boolean accepted = part.accepted(check);
        if (!accepted && resumed) {
            // What lay there was of another file: once more from the beginning.
            transfer(address, part, progress);
            accepted = part.accepted(check);
        }
        if (!accepted) {
            throw new SourceUnavailable(
                    address.toString(), "it is not the expected file (its hash differs).", null);
        }
        part.moveTo(target);
    }

    /// Brings the file beside the target to its full length; true when that rests on bytes that
    /// were there already.
    private boolean transfer(URI address, PartFile part, Progress progress) {
        HttpClient client = client();
        try {
            long present = part.length();
            HttpResponse<InputStream> response = send(client, address, present);
            try (InputStream body = response.body()) {
                int status = response.statusCode();
                if (status == OK) {
                    part.delete();
                    copy(body, part, length(response), progress);
                    return false;
                }
                if (present == 0 || (status != PARTIAL && status != RANGE_NOT_SATISFIABLE)) {
                    throw new SourceUnavailable(
                            address.toString(), "the server answered %s.".formatted(status), null);
                }
                goOn(response, part, present, progress);
                return true;
            }
        } catch (IOException e) {
            throw new SourceUnavailable(
                    address.toString(),
                    "%s.\nMaybe try again; what has come is kept.".formatted(e),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailable(address.toString(), "interrupted.", e);
        } finally {
            // Not close(): that would wait for a server that says nothing.
            client.shutdownNow();
        }
    }

    /// Takes what is missing behind the bytes that are there, or throws those away.
    private void goOn(
            HttpResponse<InputStream> response, PartFile part, long present, Progress progress)
            throws IOException {
        ContentRange range = ContentRange.of(response.headers());
        if (response.statusCode() == PARTIAL && range.completes(present)) {
            copy(response.body(), part, OptionalLong.of(range.last() + 1), progress);
        } else if (response.statusCode() == PARTIAL || range.total().orElse(present) != present) {
            part.delete();
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /// Asks for what is missing and waits for the answer's headers. The wait is not the request's
    /// own timeout: from Java 26 that one covers the body too.
    private HttpResponse<InputStream> send(HttpClient client, URI address, long present)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (present > 0) {
            request.header("Range", "bytes=" + present + "-");
        }
        try {
            return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                    .get(silence.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException(silent(), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        }
    }

    private static OptionalLong length(HttpResponse<InputStream> response) {
        return response.headers().firstValueAsLong("Content-Length");
    }

    private void copy(InputStream body, PartFile part, OptionalLong total, Progress progress)
            throws IOException {
        long done = part.length();
        AtomicLong heard = new AtomicLong(System.nanoTime());
        AtomicBoolean givenUp = new AtomicBoolean();
        Thread watch = Thread.ofVirtual().start(() -> closeWhenSilent(body, heard, givenUp));
        try (PartFile.Writer writer = part.append()) {
            byte[] buffer = new byte[1 << 16];
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                heard.set(System.nanoTime());
                writer.write(buffer, count);
                done += count;
                progress.at(done, total);
            }
        } catch (IOException e) {
            throw givenUp.get() ? new IOException(silent(), e) : e;
        } finally {
            watch.interrupt();
        }
        if (total.isPresent() && done != total.getAsLong()) {
            throw new IOException(
                    "the server sent %s of %s bytes".formatted(done, total.getAsLong()));
        }
    }

    private String silent() {
        return String.format(
                Locale.ROOT, "the server sent nothing for %.1f seconds", silence.toMillis() / 1e3);
    }

    /// Ends a read that would wait for ever: closing the stream makes it throw.
    private void closeWhenSilent(InputStream body, AtomicLong heard, AtomicBoolean givenUp) {
        try {
            while (System.nanoTime() - heard.get() < silence.toNanos()) {
                Thread.sleep(silence.dividedBy(10));
            }
            givenUp.set(true);
            body.close();
        } catch (InterruptedException e) {
            // The download is over.
        } catch (IOException e) {
            // Then the reader has an exception of its own to report.
        }
    }
}
