package dev.alphalift.evaluation.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.file.FileNames;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// A list as it lies on disk: JSON, JSON in lines, or a table with commas, semicolons or tabs, in
/// UTF-8, or in UTF-16 if a byte order mark says so.
///
/// @param entries what it lists
/// @param members names of what stands beside its pairs
record ListText(List<JsonNode> entries, List<String> members) {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true)
                    .build();
    private static final String PAIRS = "pairs";
    private static final String MARK = "\ufeff";
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

    /// @throws JsonProcessingException if it is no JSON and no table
    /// @throws IllegalArgumentException if it is another thing than a list
    static ListText of(byte[] bytes) throws JsonProcessingException {
        String text = text(bytes).strip();
        if (text.startsWith("[")) {
            return new ListText(list(JSON.readTree(text)), List.of());
        }
        if (!text.startsWith("{")) {
            return new ListText(rows(text), List.of());
        }
        JsonNode first = first(text);
        if (!first.has(PAIRS)) {
            return new ListText(lines(text), List.of());
        }
        ObjectNode whole = (ObjectNode) JSON.readTree(text);
        List<JsonNode> entries = list(whole.get(PAIRS));
        whole.remove(PAIRS);
        List<String> members = new ArrayList<>();
        whole.fieldNames().forEachRemaining(members::add);
        return new ListText(entries, members);
    }

    private static JsonNode first(String text) throws JsonProcessingException {
        // Of lines of JSON this is the first one.
        return JSON.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(text);
    }

    private static String text(byte[] bytes) {
        int first = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        boolean isWide = bytes.length >= 4 && first == 0xfffe && bytes[2] == 0 && bytes[3] == 0;
        String text =
                switch (first) {
                    case 0xfeff -> wide(bytes, StandardCharsets.UTF_16BE);
                    case 0xfffe -> isWide ? "\0" : wide(bytes, StandardCharsets.UTF_16LE);
                    default -> FileNames.text(bytes); // names may be any bytes
                };
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(noText());
        }
        return text.startsWith(MARK) ? text.substring(1) : text;
    }

    private static String wide(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(noText(), e);
        }
    }

    private static String noText() {
        return "its letters are neither UTF-8 nor UTF-16 with a byte order mark.\nMaybe save it as"
                + " UTF-8.";
    }

    private static List<JsonNode> list(JsonNode array) {
        if (!(array instanceof ArrayNode)) {
            throw new IllegalArgumentException("pairs must be an array of objects.");
        }
        List<JsonNode> entries = new ArrayList<>();
        array.forEach(entries::add);
        return entries;
    }

    private static List<JsonNode> lines(String text) throws JsonProcessingException {
        List<JsonNode> entries = new ArrayList<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            entries.add(JSON.readTree(line));
        }
        return entries;
    }

    private static List<JsonNode> rows(String text) {
        String header = text.lines().findFirst().orElse("");
        char separator =
                SEPARATORS.stream()
                        .max(
                                Comparator.comparingLong(each ->
                                        header.chars().filter(letter -> letter == each).count()))
                        .orElse(',');
        CSVFormat format =
                CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(separator)
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .setIgnoreHeaderCase(true)
                        .setIgnoreEmptyLines(true)
                        .setTrim(true)
                        .get();
        List<JsonNode> entries = new ArrayList<>();
        try (CSVParser parser = format.parse(new StringReader(text))) {
            for (CSVRecord row : parser) {
                if (!row.isConsistent()) {
                    throw new IllegalArgumentException(
                            "line %s of the table has %s fields and its head has %s."
                                    .formatted(
                                            parser.getCurrentLineNumber(),
                                            row.size(),
                                            parser.getHeaderNames().size()));
                }
                ObjectNode entry = JsonNodeFactory.instance.objectNode();
                for (Map.Entry<String, String> field : row.toMap().entrySet()) {
                    entry.put(field.getKey(), field.getValue());
                }
                entries.add(entry);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException("it is no table: " + e.getMessage(), e);
        }
        return entries;
    }
}
