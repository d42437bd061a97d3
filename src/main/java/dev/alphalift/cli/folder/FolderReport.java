package dev.alphalift.cli.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.alphalift.confidence.Confidence;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.file.FileNames;
import dev.alphalift.pipeline.Removal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// What came of each picture of a folder, a line each: `p --report results.csv`, or JSON lines
/// where the name ends in `.jsonl` or `.ndjson`. Each line goes to the file at once and whole, so
/// that a killed run has lost none but the last. What is there is added to, never taken away. Safe
/// for use by several threads.
public final class FolderReport implements AutoCloseable {
    /// One that goes nowhere.
    public static final FolderReport NONE = new FolderReport(null, null, _ -> {});

    private static final String[] COLUMNS = {
        "input",
        "output",
        "status",
        "code",
        "message",
        "width",
        "height",
        "bytes",
        "milliseconds",
        "confidence",
        "needs_review",
        "review_reason",
        "review_sentence",
        "refined_by"
    };

    private static final String FAILED = "failed";
    private static final int NEWEST_LINE = 1 << 16;
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setHeader(COLUMNS).setSkipHeaderRecord(true).get();
    private static final JsonMapper JSON = new JsonMapper();

    private final @Nullable Path file;
    private final @Nullable FileChannel channel;
    private final Consumer<String> say;
    private final boolean asJson;
    // Inputs whose last line tells of a result.
    private final Set<String> told = new HashSet<>();
    private @Nullable IOException trouble;

    private FolderReport(@Nullable Path file, @Nullable FileChannel channel, Consumer<String> say) {
        this.file = file;
        this.channel = channel;
        this.say = say;
        this.asJson = file != null && isJson(file);
    }

    /// Opens a file, or begins one; a line at its end that a killed run has left in pieces goes.
    ///
    /// @param say is told when a line cannot be written
    /// @throws InvalidOption if its name asks for a form that it is not written in
    /// @throws TargetUnavailable if it cannot be written, or is there and no such report
    public static FolderReport open(Path file, Consumer<String> say) {
        String name = FileNames.lastName(file).toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            throw new InvalidOption(
                    "--report",
                    FileNames.shown(file),
                    "a report is a table (.csv) or JSON lines (.jsonl).");
        }
        try {
            return begun(file, say);
        } catch (IOException e) {
            throw new TargetUnavailable(FileNames.shown(file), FileNames.reason(e), e);
        }
    }

    private static FolderReport begun(Path file, Consumer<String> say) throws IOException {
        // What is no file, such as a pipe, has nothing to go on with.
        boolean goesOn = Files.isRegularFile(file) && Files.size(file) > 0;
        if (goesOn) {
            requireOurs(file);
            cutTornLine(file);
        }
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        FolderReport report = new FolderReport(file, channel, say);
        if (goesOn) {
            report.readTold(file);
        } else if (!report.asJson) {
            report.write(String.join(",", COLUMNS) + CSV.getRecordSeparator());
        }
        return report;
    }

    private static boolean isJson(Path file) {
        String name = FileNames.lastName(file).toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || name.endsWith(".ndjson");
    }

    private static void requireOurs(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String first = String.valueOf(reader.readLine());
            boolean ours =
                    isJson(file)
                            ? first.startsWith("{\"input\":")
                            : first.equals(String.join(",", COLUMNS));
            if (!ours) {
                throw new TargetUnavailable(
                        FileNames.shown(file),
                        "it is there, and no report of this program's.\nMaybe give it another name.",
                        null);
            }
        }
    }

    /// A line holds no end of a line within.
    private static void cutTornLine(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size();
            ByteBuffer bytes = ByteBuffer.allocate(NEWEST_LINE);
            while (end > 0) {
                long begin = Math.max(0, end - NEWEST_LINE);
                bytes.clear().limit((int) (end - begin));
                while (bytes.hasRemaining() && channel.read(bytes, begin + bytes.position()) >= 0) {
                    // on
                }
                for (int at = bytes.position() - 1; at >= 0; at--) {
                    if (bytes.get(at) == '\n') {
                        channel.truncate(begin + at + 1);
                        return;
                    }
                }
                end = begin;
            }
            channel.truncate(0);
        }
    }

    private void readTold(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            if (asJson) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    JsonNode row = JSON.readTree(line);
                    told(row.path("input").asText(), row.path("status").asText());
                }
            } else {
                try (CSVParser parser = CSV.parse(reader)) {
                    for (CSVRecord row : parser) {
                        if (row.isConsistent()) {
                            told(row.get("input"), row.get("status"));
                        }
                    }
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            }
        }
    }

    private void told(String input, String status) {
        if (status.equals(FAILED)) {
            told.remove(input);
        } else {
            told.add(input);
        }
    }

    /// A picture whose result was made.
    public void done(FolderPlan.Job job, Removal removal, long milliseconds) {
        Confidence confidence = removal.confidence();
        Map<String, Object> row = row(job, "done", milliseconds);
        row.put("width", removal.size().width());
        row.put("height", removal.size().height());
        row.put("bytes", removal.bytes().length);
        row.put("confidence", confidence.rounded());
        row.put("needs_review", confidence.needsReview());
        row.put("review_reason", confidence.reason().code());
        row.put("review_sentence", confidence.reason().sentence());
        row.put("refined_by", removal.refinedBy());
        add(row);
    }

    /// A picture whose result was there already: where the report tells of that result, no more is
    /// said.
    public void skipped(FolderPlan.Job job, long milliseconds) {
        if (!told.contains(FileNames.shown(job.input()))) {
            add(row(job, "skipped", milliseconds));
        }
    }

    /// A picture that has no result.
    ///
    /// @param code of the fault
    public void failed(FolderPlan.Job job, String code, String reason, long milliseconds) {
        Map<String, Object> row = row(job, FAILED, milliseconds);
        row.put("code", code);
        row.put("message", FileNames.printable(reason).replaceAll("\\s*\\R\\s*", " "));
        add(row);
    }

    private static Map<String, Object> row(FolderPlan.Job job, String status, long milliseconds) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (String column : COLUMNS) {
            row.put(column, null);
        }
        row.put("input", FileNames.shown(job.input()));
        row.put("output", FileNames.shown(job.output()));
        row.put("status", status);
        row.put("milliseconds", milliseconds);
        return row;
    }

    private void add(Map<String, Object> row) {
        if (channel != null) {
            try {
                String line = asJson ? JSON.writeValueAsString(row) + "\n" : csv(row);
                write(line);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("A row of plain values cannot be written.", e);
            }
        }
    }

    private static String csv(Map<String, Object> row) {
        return CSV.format(row.values().toArray()) + CSV.getRecordSeparator();
    }

    /// After the first line that does not fit, none is tried: it would stand behind half a line.
    private synchronized void write(String line) {
        if (trouble != null) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                Objects.requireNonNull(channel).write(bytes);
            }
        } catch (IOException e) {
            trouble = e;
            say.accept(unwritten(e).getMessage());
        }
    }

    private TargetUnavailable unwritten(IOException e) {
        return new TargetUnavailable(
                FileNames.shown(Objects.requireNonNull(file)), FileNames.reason(e), e);
    }

    /// @throws TargetUnavailable if a line could not be written
    @Override
    public synchronized void close() {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            trouble = trouble == null ? e : trouble;
        }
        if (trouble != null) {
            throw unwritten(trouble);
        }
    }
}
