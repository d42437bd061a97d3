package dev.alphalift.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// A list of pairs: `{"pairs": [{"name", "image", "truth", "trimap", "prediction", "tags"}]}`, an
/// array of such objects, one object a line, or CSV with these columns (tags with spaces between).
/// `id` stands for `name`; `alpha`, `mask`, `matte` and `gt` for `truth`. Files are named as seen
/// from where the list lies.
public final class Manifest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> NAMES = List.of("name", "id");
    private static final List<String> IMAGES = List.of("image", "picture");
    private static final List<String> TRUTHS =
            List.of("truth", "alpha", "mask", "matte", "gt", "ground_truth");

    private Manifest() {}

    /// The data set that a list describes.
    ///
    /// @param place where it lies, for messages and as the data set's name
    /// @param open the file that a name in it stands for
    /// @throws InvalidOption if it cannot be understood
    public static DataSet read(byte[] bytes, String place, Function<String, Content> open) {
        List<PairSource> pairs = new ArrayList<>();
        for (JsonNode entry : entries(bytes, place)) {
            pairs.add(pair(entry, place, open));
        }
        return new DataSet(place, pairs, Map.of());
    }

    /// The tags of pairs, from a list with `name` and `tags`.
    ///
    /// @throws InvalidOption if it cannot be understood
    public static Map<String, List<String>> tags(byte[] bytes, String place) {
        Map<String, List<String>> tags = new HashMap<>();
        for (JsonNode entry : entries(bytes, place)) {
            tags.put(required(entry, NAMES, place), tags(entry));
        }
        return tags;
    }

    private static PairSource pair(JsonNode entry, String place, Function<String, Content> open) {
        String truth = text(entry, TRUTHS);
        String image = text(entry, IMAGES);
        String foreground = text(entry, List.of("foreground", "fg"));
        String any = truth != null ? truth : image;
        String name = text(entry, NAMES);
        if (name == null && any == null) {
            throw new InvalidOption("manifest", place, "a pair in it has neither name nor truth.");
        }
        Map<String, Content> predictions = new HashMap<>();
        String prediction = text(entry, List.of("prediction", "predicted"));
        if (prediction != null) {
            predictions.put(Role.PREDICTIONS.key(), open.apply(prediction));
        }
        return new PairSource(
                name == null ? stem(String.valueOf(any)) : name,
                tags(entry),
                predictions,
                content(truth, open),
                content(text(entry, List.of("trimap")), open),
                content(image == null ? foreground : image, open),
                image == null && foreground != null);
    }

    private static @Nullable Content content(
            @Nullable String file, Function<String, Content> open) {
        return file == null ? null : open.apply(file);
    }

    private static String stem(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }

    private static List<String> tags(JsonNode entry) {
        List<String> tags = new ArrayList<>();
        JsonNode given = entry.path("tags");
        if (given.isTextual()) {
            for (String tag : given.asText().split("[\\s,;]+", -1)) {
                if (!tag.isEmpty()) {
                    tags.add(tag);
                }
            }
        }
        given.forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    private static String required(JsonNode entry, List<String> keys, String place) {
        String value = text(entry, keys);
        if (value == null) {
            throw new InvalidOption("manifest", place, "an entry has no " + keys.getFirst() + ".");
        }
        return value;
    }

    private static @Nullable String text(JsonNode entry, List<String> keys) {
        for (String key : keys) {
            JsonNode value = entry.get(key);
            if (value != null
                    && value.isValueNode()
                    && !value.asText().isBlank()
                    && !value.isNull()) {
                return value.asText();
            }
        }
        return null;
    }

    private static List<JsonNode> entries(byte[] bytes, String place) {
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        try {
            if (text.startsWith("[")) {
                return list(JSON.readTree(text));
            }
            if (!text.startsWith("{")) {
                return rows(text);
            }
            JsonNode first = JSON.readTree(text);
            return first.has("pairs") ? list(first.get("pairs")) : lines(text);
        } catch (JsonProcessingException e) {
            throw new InvalidOption("manifest", place, "it is no JSON: " + e.getOriginalMessage());
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidOption("manifest", place, "it is no table: " + e.getMessage());
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> entries = new ArrayList<>();
        if (array instanceof ArrayNode) {
            array.forEach(entries::add);
        }
        return entries;
    }

    private static List<JsonNode> lines(String text) throws JsonProcessingException {
        List<JsonNode> entries = new ArrayList<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            entries.add(JSON.readTree(line));
        }
        return entries;
    }

    private static List<JsonNode> rows(String text) throws IOException {
        CSVFormat format =
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .setIgnoreHeaderCase(true)
                        .setTrim(true)
                        .get();
        List<JsonNode> entries = new ArrayList<>();
        for (CSVRecord row : format.parse(new StringReader(text))) {
            ObjectNode entry = JsonNodeFactory.instance.objectNode();
            row.toMap().forEach((key, value) -> entry.put(key.toLowerCase(Locale.ROOT), value));
            entries.add(entry);
        }
        return entries;
    }
}
