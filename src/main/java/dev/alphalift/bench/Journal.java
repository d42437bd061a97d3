package dev.alphalift.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The results of a run on disk, a line of JSON each, as they come: so that memory does not grow
/// with their number, and that a run which was killed can be gone on with. Safe for use by several
/// threads.
final class Journal implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int BUFFER = 1 << 16;
    private static final String COUNTS = ",\"counts\":{";

    private final Path path;
    private final RandomAccessFile file;
    private final byte[] header;
    private final boolean isTemporary;
    private final Map<Key, Place> places = new HashMap<>();
    private long end;

    /// What tells results apart.
    record Key(String variant, String pair) {}

    private record Place(long offset, int length, String stamp) {}

    private Journal(Path path, boolean isTemporary, String work) throws IOException {
        String line = JsonNodeFactory.instance.objectNode().put("work", work).toString() + "\n";
        this.path = path;
        this.isTemporary = isTemporary;
        this.header = line.getBytes(StandardCharsets.UTF_8);
        this.file = new RandomAccessFile(path.toFile(), "rw");
    }

    /// A journal that nobody goes on with: closing it deletes it.
    ///
    /// @throws TargetUnavailable if it cannot be written
    static Journal temporary() {
        return temporary("");
    }

    /// The same for results that are taken over from others.
    ///
    /// @param work tells this work from other
    static Journal temporary(String work) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            Path file = Files.createTempFile(folder, "alphalift-", ".progress.jsonl");
            Journal journal = new Journal(file, true, work);
            journal.begin();
            return journal;
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /// Opens a journal, and takes over what is in it if it was written for the same work.
    ///
    /// @param work tells this work from other
    /// @throws TargetUnavailable if it cannot be written
    static Journal open(Path path, String work) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Journal journal = new Journal(path, false, work);
            journal.begin();
            return journal;
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private void begin() throws IOException {
        byte[] found = new byte[(int) Math.min(header.length, file.length())];
        file.readFully(found);
        end = header.length;
        if (Arrays.equals(found, header)) {
            recover();
        } else {
            file.setLength(0);
            file.seek(0);
            file.write(header);
        }
    }

    /// Finds the lines that are there; one that was cut off by the end of its process is dropped.
    private void recover() throws IOException {
        byte[] buffer = new byte[BUFFER];
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long at = end;
        int count;
        file.seek(at);
        while ((count = file.read(buffer)) > 0) {
            int start = 0;
            for (int index = 0; index < count; index++) {
                if (buffer[index] == '\n') {
                    line.write(buffer, start, index - start);
                    if (!recovered(line.toByteArray())) {
                        file.setLength(end);
                        return;
                    }
                    line.reset();
                    start = index + 1;
                }
            }
            line.write(buffer, start, count - start);
        }
        file.setLength(end);
    }

    private boolean recovered(byte[] line) {
        try {
            JsonNode json = JSON.readTree(line);
            if (!json.has("error")) {
                remember(
                        new Key(json.path("variant").asText(), json.path("name").asText()),
                        new Place(end, line.length, json.path("stamp").asText()));
            }
            end += line.length + 1L;
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void remember(Key key, Place place) {
        places.put(key, place);
    }

    /// Whether the result of a pair is there and came of the same files.
    synchronized boolean holds(Key key, String stamp) {
        Place place = places.get(key);
        return place != null && place.stamp().equals(stamp);
    }

    /// Adds a result; a later one of the same pair counts.
    ///
    /// @throws TargetUnavailable if it cannot be written
    synchronized void add(PairResult result) {
        try {
            byte[] line = JSON.writeValueAsBytes(PairJson.whole(result));
            byte[] whole = Arrays.copyOf(line, line.length + 1);
            whole[line.length] = '\n';
            file.seek(end);
            file.write(whole);
            remember(
                    new Key(result.variant(), result.name()),
                    new Place(end, line.length, result.stamp()));
            end += whole.length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A result is always JSON.", e);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /// Adds what another journal of the same work holds, failures too; of other work nothing.
    ///
    /// @param other the bytes of its file
    /// @return whether it is of the same work
    boolean take(byte[] other) {
        if (other.length < header.length
                || !Arrays.equals(other, 0, header.length, header, 0, header.length)) {
            return false;
        }
        new String(other, header.length, other.length - header.length, StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> {
                    try {
                        add(PairJson.read(JSON.readTree(line)));
                    } catch (JsonProcessingException e) {
                        throw new IllegalStateException("A journal is written in whole lines.", e);
                    }
                });
        return true;
    }

    /// The result of a pair as reports have it, without the counts that curves need, which are the
    /// most of it; null when it is not there.
    @Nullable PairResult getReported(Key key) {
        byte[] line = line(key);
        return line == null ? null : parsed(withoutCounts(line));
    }

    /// They come last in a line, and inside a text their quotes would have a backslash before them.
    private static byte[] withoutCounts(byte[] line) {
        int at = new String(line, StandardCharsets.ISO_8859_1).lastIndexOf(COUNTS);
        if (at < 0) {
            return line;
        }
        byte[] cut = Arrays.copyOf(line, at + 1);
        cut[at] = '}';
        return cut;
    }

    /// The result of a pair; null when it is not there.
    @Nullable PairResult get(Key key) {
        byte[] line = line(key);
        return line == null ? null : parsed(line);
    }

    private static PairResult parsed(byte[] line) {
        try {
            return PairJson.read(JSON.readTree(line));
        } catch (IOException e) {
            throw new IllegalStateException("A line of the journal is always JSON.", e);
        }
    }

    private synchronized byte @Nullable [] line(Key key) {
        Place place = places.get(key);
        if (place == null) {
            return null;
        }
        try {
            byte[] line = new byte[place.length()];
            file.seek(place.offset());
            file.readFully(line);
            return line;
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /// Closes and deletes the file.
    void delete() {
        try {
            file.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /// Closes the file, which stays unless it is a temporary one.
    @Override
    public void close() {
        try {
            file.close();
            if (isTemporary) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private static TargetUnavailable unwritable(Path path, IOException e) {
        return new TargetUnavailable(path.toString(), String.valueOf(e.getMessage()), e);
    }
}
