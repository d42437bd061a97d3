package dev.alphalift.lambda.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.dialect.RembgWeb;
import dev.alphalift.dialect.option.RemovalOption;
import dev.alphalift.dialect.option.RemovalOptionTable;
import dev.alphalift.fault.AlphaliftException.Forbidden;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.settings.Setting;
import dev.alphalift.store.ObjectAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What `remove-s3` is set to.
public final class S3Settings {
    private static final Setting BY_PREFIX = Setting.OPTIONS_BY_PREFIX;
    private static final String TAG = "alphalift:";
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    /// Options of a removal, and what says what to write.
    private static final Set<String> NAMES =
            Stream.concat(
                            RemovalOptionTable.parameters().map(RemovalOption::parameter),
                            Stream.of("extras", "format", "quality", "lossless"))
                    .collect(Collectors.toUnmodifiableSet());

    /// Options whose values hold commas, which labels may not.
    private static final Set<String> LISTS = Set.of("bgc", "backdrop");

    private final ObjectAddress output;
    private final @Nullable ObjectAddress failedSamples;
    private final @Nullable ObjectAddress review;
    private final Map<String, Map<String, String>> byPrefix;
    private final boolean fromTags;
    private final RemovalOptions defaults;

    private S3Settings(
            ObjectAddress output,
            @Nullable ObjectAddress failedSamples,
            @Nullable ObjectAddress review,
            Map<String, Map<String, String>> byPrefix,
            boolean fromTags,
            RemovalOptions defaults) {
        this.output = output;
        this.failedSamples = failedSamples;
        this.review = review;
        this.byPrefix = byPrefix;
        this.fromTags = fromTags;
        this.defaults = defaults;
    }

    /// The settings that an environment describes.
    ///
    /// @param defaults options that hold where nothing else is said
    /// @param models the names of all models
    /// @throws InvalidOption if a variable is missing or makes no sense
    public static S3Settings of(
            Map<String, String> environment, RemovalOptions defaults, Set<String> models) {
        S3Settings settings =
                new S3Settings(
                        folder(environment, Setting.OUTPUT),
                        folderOrNull(environment, Setting.FAILED_SAMPLES),
                        folderOrNull(environment, Setting.REVIEW),
                        byPrefix(BY_PREFIX.text(environment)),
                        yes(Setting.OPTIONS_FROM_TAGS.text(environment)),
                        defaults);
        settings.byPrefix.values().forEach(parameters -> settings.check(parameters, models));
        return settings;
    }

    private void check(Map<String, String> parameters, Set<String> models) {
        String model = options(parameters).model();
        if (!models.contains(model)) {
            throw BY_PREFIX.refused(model, "there is no model of that name.");
        }
    }

    private static @Nullable ObjectAddress folderOrNull(
            Map<String, String> environment, Setting setting) {
        return setting.text(environment).isEmpty() ? null : folder(environment, setting);
    }

    private static ObjectAddress folder(Map<String, String> environment, Setting setting) {
        String text = setting.text(environment);
        ObjectAddress address = ObjectAddress.of(setting.variable(), text);
        if (!BUCKET.matcher(address.bucket()).matches()) {
            throw setting.refused(text, "it must name a bucket, as in s3://bucket/prefix/.");
        }
        return address.key().isEmpty() || address.key().endsWith("/")
                ? address
                : new ObjectAddress(address.bucket(), address.key() + "/");
    }

    private static boolean yes(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "", "false" -> false;
            default -> throw Setting.OPTIONS_FROM_TAGS.refused(text, "it must be true or false.");
        };
    }

    private static Map<String, Map<String, String>> byPrefix(String text) {
        Map<String, Map<String, String>> result = new HashMap<>();
        if (text.isBlank()) {
            return result;
        }
        String expected = "it must be a JSON object of prefixes with an object of options each.";
        try {
            JsonNode object = new JsonMapper().readTree(text);
            if (!object.isObject()) {
                throw BY_PREFIX.refused(text, expected);
            }
            for (var entry : object.properties()) {
                if (!entry.getValue().isObject()) {
                    throw BY_PREFIX.refused(text, expected);
                }
                result.put(entry.getKey(), parameters(entry.getValue()));
            }
        } catch (JsonProcessingException e) {
            throw BY_PREFIX.refused(text, expected);
        }
        return result;
    }

    private static Map<String, String> parameters(JsonNode object) {
        Map<String, String> parameters = new HashMap<>();
        for (var entry : object.properties()) {
            JsonNode value = entry.getValue();
            put(
                    parameters,
                    BY_PREFIX.variable(),
                    entry.getKey(),
                    value.isTextual() ? value.textValue() : value.toString());
        }
        return parameters;
    }

    private static void put(
            Map<String, String> parameters, String origin, String name, String value) {
        if (!NAMES.contains(name)) {
            throw new InvalidOption(
                    origin,
                    name,
                    "there is no such option.\nMaybe one of these: %s."
                            .formatted(String.join(", ", NAMES.stream().sorted().toList())));
        }
        parameters.put(name, value);
    }

    /// Whether the labels of a source are looked at.
    boolean looksAtTags() {
        return fromTags;
    }

    /// What is asked for by a source's name: what the longest of the prefixes says that it begins
    /// with.
    Map<String, String> parameters(ObjectAddress source) {
        return byPrefix.keySet().stream()
                .filter(source.key()::startsWith)
                .max(Comparator.comparingInt(String::length))
                .map(byPrefix::get)
                .orElse(Map.of());
    }

    /// The same with what a source's labels say on top.
    ///
    /// @throws InvalidOption if one of ours has a name that is none
    static Map<String, String> withTags(Map<String, String> parameters, Map<String, String> tags) {
        Map<String, String> merged = new HashMap<>(parameters);
        tags.forEach((name, value) -> {
            if (name.startsWith(TAG)) {
                String own = name.substring(TAG.length());
                // Labels may hold spaces, and no commas.
                put(
                        merged,
                        "tag",
                        own,
                        LISTS.contains(own) ? value.strip().replace(' ', ',') : value);
            }
        });
        return merged;
    }

    /// The options that parameters stand for.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if a value is none that its parameter can
    ///   have
    RemovalOptions options(Map<String, String> parameters) {
        return RembgWeb.options(parameters::get, null, defaults);
    }

    /// Where the cutout of a source belongs: no two sources share a place.
    ObjectAddress cutout(ObjectAddress source, RemovalOptions options) {
        return below(output, source.key() + options.output().suffix());
    }

    /// Where cutouts of a source can lie, one place for each format.
    List<ObjectAddress> cutouts(ObjectAddress source) {
        return OutputFormat.SUFFIXES.stream()
                .map(suffix -> below(output, source.key() + suffix))
                .toList();
    }

    /// Tells what is asked for from everything else that could be, also where it makes no sense.
    ///
    /// @param tags a source's labels
    String fingerprint(Map<String, String> parameters, Map<String, String> tags) {
        Map<String, String> own = new TreeMap<>(tags);
        own.keySet().removeIf(name -> !name.startsWith(TAG));
        return Digest.of("%s %s %s".formatted(defaults, new TreeMap<>(parameters), own));
    }

    /// Where it is told why there is no cutout of a source.
    ObjectAddress failure(ObjectAddress source) {
        return below(output, source.key() + ".error.json");
    }

    /// Where a source that failed is kept, null when it is not.
    @Nullable ObjectAddress failedSample(SourceEvent event) {
        if (failedSamples == null) {
            return null;
        }
        EventStamp stamp = event.stamp();
        String upload = stamp.version() + " " + stamp.etag() + " " + stamp.sequencer();
        return below(failedSamples, event.source().key() + "." + Digest.of(upload));
    }

    /// Where the result of a source is copied if a person should look at it, null when it is not.
    @Nullable ObjectAddress review(ObjectAddress cutout) {
        return review == null ? null : below(review, cutout.key().substring(output.key().length()));
    }

    /// Refuses a source that is written by this function itself.
    ///
    /// @throws Forbidden if it is one
    void requireForeign(ObjectAddress source) {
        refuse(source, Setting.OUTPUT, output);
        if (failedSamples != null) {
            refuse(source, Setting.FAILED_SAMPLES, failedSamples);
        }
        if (review != null) {
            refuse(source, Setting.REVIEW, review);
        }
    }

    private static void refuse(ObjectAddress source, Setting setting, ObjectAddress folder) {
        if (source.bucket().equals(folder.bucket()) && source.key().startsWith(folder.key())) {
            throw new Forbidden(
                    source.toString(),
                    "it lies in %s (%s), so that each result would be cut out again.\nMaybe write to another bucket, or let only another prefix call the function."
                            .formatted(setting.variable(), folder));
        }
    }

    private static ObjectAddress below(ObjectAddress folder, String name) {
        return new ObjectAddress(folder.bucket(), folder.key() + name);
    }
}
