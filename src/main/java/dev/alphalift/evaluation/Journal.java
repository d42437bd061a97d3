package dev.alphalift.evaluation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.file.FileNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The results of a run on disk, a line of JSON each, as they come: so that memory does not grow
/// with their number, and that a run which was killed can be gone on with. Safe for use by several
/// threads.
final class Journal implements AutoCloseable {
    // Java's own parser of numbers leaves as much to the collector as all the rest.
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final JournalFile file;
    private final byte[] header;
    private final boolean isTemporary;
    private final JournalIndex index = new JournalIndex(this::isAt);
    private byte[] room = new byte[BUFFER];
    private long end;

    /// What tells results apart.
    record Key(String variant, String pair) {}

    @FunctionalInterface
    private interface LineReader<T> {
        T read(JsonParser parser) throws IOException;
    }

    private Journal(Path path, boolean isTemporary, String work) throws IOException {
        String line = JsonNodeFactory.instance.objectNode().put("work", work).toString() + "\n";
        this.path = path;
        this.isTemporary = isTemporary;
        this.header = line.getBytes(StandardCharsets.UTF_8);
        this.file = new JournalFile(path);
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
        file.readFully(found, 0, found.length);
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
        try (JsonParser parser = JSON.createParser(line)) {
            PairResult result = PairReader.read(parser, true);
            if (result.failure() == null) {
                index.put(new Key(result.variant(), result.name()), end, line.length);
            }
            end += line.length + 1L;
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /// Whether the result of a pair is there and came of the same files.
    synchronized boolean holds(Key key, String stamp) {
        PairResult result = read(key, false);
        return result != null && result.stamp().equals(stamp);
    }

    /// Adds a result; a later one of the same pair counts.
    ///
    /// @throws TargetUnavailable if it cannot be written
    void add(PairResult result) {
        try {
            add(
                    new Key(result.variant(), result.name()),
                    JSON.writeValueAsBytes(PairJson.whole(result)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A result is always JSON.", e);
        }
    }

    private synchronized void add(Key key, byte[] line) {
        try {
            byte[] whole = Arrays.copyOf(line, line.length + 1);
            whole[line.length] = '\n';
            file.seek(end);
            file.write(whole);
            index.put(key, end, line.length);
            end += whole.length;
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
        int start = header.length;
        for (int at = start; at < other.length; at++) {
            if (other[at] == '\n') {
                byte[] line = Arrays.copyOfRange(other, start, at);
                try (JsonParser parser = JSON.createParser(line)) {
                    PairResult result = PairReader.read(parser, true);
                    add(new Key(result.variant(), result.name()), line);
                } catch (IOException e) {
                    throw new IllegalStateException("A journal is written in whole lines.", e);
                }
                start = at + 1;
            }
        }
        return true;
    }

    /// The result of a pair as reports have it, without the counts that curves need, which are the
    /// most of it; null when it is not there.
    @Nullable PairResult getReported(Key key) {
        return read(key, false);
    }

    /// The result of a pair; null when it is not there.
    @Nullable PairResult get(Key key) {
        return read(key, true);
    }

    private synchronized @Nullable PairResult read(Key key, boolean withCounts) {
        JournalIndex.Line line = index.find(key);
        return line == null ? null : read(line, withCounts);
    }

    /// Whether a line is the result of a pair.
    private boolean isAt(JournalIndex.Line line, Key key) {
        return read(line, parser -> PairReader.isOf(parser, key));
    }

    private PairResult read(JournalIndex.Line line, boolean withCounts) {
        return read(line, parser -> PairReader.read(parser, withCounts));
    }

    private <T> T read(JournalIndex.Line line, LineReader<T> reader) {
        try {
            if (room.length < line.length()) {
                room = new byte[line.length()];
            }
            file.seek(line.offset());
            file.readFully(room, 0, line.length());
            try (JsonParser parser = JSON.createParser(room, 0, line.length())) {
                return reader.read(parser);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A line of the journal is always JSON.", e);
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
        return new TargetUnavailable(FileNames.shown(path), FileNames.reason(e), e);
    }
}
