package dev.alphalift.evaluation.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.file.FileNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// A list of pairs: `{"pairs": [{"name", "image", "truth", "trimap", "prediction", "tags"}]}`, an
/// array of such objects, one object a line, or CSV with these columns (tags with spaces between).
/// `id` stands for `name`, and the words that folders may be called by for the files. Files are
/// named as seen from where the list lies. Remarks are told and not read; a member that names a
/// file, or that looks as if it should be read, and is not, is refused.
public final class Manifest {
    private static final String NAME = "name";
    private static final String TAGS = "tags";
    private static final String TAG = "tag";

    private final String place;
    private final TreeSet<String> remarks = new TreeSet<>();

    private Manifest(String place) {
        this.place = place;
    }

    /// The data set that a list describes.
    ///
    /// @param place where it lies, for messages and as the data set's name
    /// @param open the file that a name in it stands for
    /// @throws InvalidOption if it cannot be understood
    public static DataSet read(byte[] bytes, String place, Function<String, Content> open) {
        Manifest manifest = new Manifest(place);
        FileTable files = new FileTable();
        PairTable.Builder pairs = new PairTable.Builder(files);
        for (JsonNode entry : manifest.entries(bytes)) {
            pairs.add(
                    manifest.pair(
                            entry, path -> path == null ? FileTable.NONE : files.add(path, open)));
        }
        return new DataSet(place, pairs.build(), Map.of(), manifest.notes());
    }

    /// The tags of pairs, from a list with `name` and `tags`.
    ///
    /// @throws InvalidOption if it cannot be understood
    public static Map<String, List<String>> tags(byte[] bytes, String place) {
        Manifest manifest = new Manifest(place);
        Map<String, List<String>> tags = new HashMap<>();
        for (JsonNode entry : manifest.entries(bytes)) {
            Map<String, JsonNode> members = manifest.members(entry);
            JsonNode name = members.get(NAME);
            if (name == null) {
                throw manifest.refused("an entry has no name.");
            }
            tags.put(
                    FileNames.printable(manifest.text(NAME, name)),
                    manifest.tags(members.get(TAGS)));
        }
        return tags;
    }

    private List<String> notes() {
        return remarks.isEmpty()
                ? List.of()
                : List.of(
                        "Members of %s that nobody reads: %s."
                                .formatted(place, String.join(", ", remarks)));
    }

    private List<JsonNode> entries(byte[] bytes) {
        try {
            ListText text = ListText.of(bytes);
            text.members()
                    .forEach(member -> {
                        if (!isRemark(member)) {
                            throw refused(
                                    "there is no such member as \"%s\" beside its pairs."
                                            .formatted(member));
                        }
                    });
            return text.entries();
        } catch (JsonProcessingException e) {
            throw refused("it is no JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private PairTable.Row pair(JsonNode entry, ToIntFunction<@Nullable String> file) {
        Map<String, JsonNode> members = members(entry);
        String truth = file(members, Role.TRUTH);
        String image = file(members, Role.IMAGES);
        String foreground = file(members, Role.FOREGROUNDS);
        String any = truth != null ? truth : image;
        JsonNode name = members.get(NAME);
        if (name == null && any == null) {
            throw refused("a pair in it has neither name nor truth.");
        }
        Map<String, Integer> predictions = new HashMap<>();
        String prediction = file(members, Role.PREDICTIONS);
        if (prediction != null) {
            predictions.put(Role.PREDICTIONS.key(), file.applyAsInt(prediction));
        }
        String called = name == null ? stem(String.valueOf(any)) : text(NAME, name);
        if (truth == null && image == null && foreground == null) {
            throw refused("%s has neither truth nor image.".formatted(called));
        }
        return new PairTable.Row(
                FileNames.printable(called),
                tags(members.get(TAGS)),
                file.applyAsInt(truth),
                file.applyAsInt(file(members, Role.TRIMAPS)),
                file.applyAsInt(image),
                file.applyAsInt(image == null ? foreground : null),
                predictions);
    }

    /// The members of an entry by what they are read as: `name`, `tags`, or a role's key.
    private Map<String, JsonNode> members(JsonNode entry) {
        if (!(entry instanceof ObjectNode object)) {
            throw refused("%s in it is no object.".formatted(entry));
        }
        Map<String, String> called = new HashMap<>();
        Map<String, JsonNode> members = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            JsonNode value = member.getValue();
            if (!value.isNull() && !(value.isTextual() && value.textValue().isBlank())) {
                String meaning = meaning(member.getKey(), value);
                String other = meaning == null ? null : called.put(meaning, member.getKey());
                if (other != null) {
                    throw refused(
                            "\"%s\" and \"%s\" say the same.".formatted(other, member.getKey()));
                }
                if (meaning == null) {
                    remarks.add(member.getKey());
                } else {
                    members.put(meaning, value);
                }
            }
        }
        return members;
    }

    /// What a member is read as; null: it is a remark.
    private @Nullable String meaning(String member, JsonNode value) {
        String plain = RoleWords.plain(member);
        if (plain.equals(NAME) || plain.equals("id")) {
            return NAME;
        }
        if (plain.equals(TAGS) || plain.equals(TAG)) {
            return TAGS;
        }
        boolean namesFile = value.isTextual() && Layout.isPicture(value.textValue());
        Role role = RoleWords.ofWord(member);
        if (role != null && (namesFile || !isProse(plain))) {
            return role.key();
        }
        if (namesFile || !isRemark(member)) {
            throw refused(
                    "there is no such member as \"%s\".\nMaybe one of these: %s."
                            .formatted(member, String.join(", ", ListWords.MEMBERS)));
        }
        return null;
    }

    /// Words of folders that are words of everyday life, too: `source`, `original`.
    private static boolean isProse(String plain) {
        return !ListWords.ROLES.contains(plain);
    }

    private static boolean isRemark(String member) {
        return !ListWords.looksMeant(RoleWords.plain(member));
    }

    private @Nullable String file(Map<String, JsonNode> members, Role role) {
        JsonNode value = members.get(role.key());
        return value == null ? null : text(role.key(), value);
    }

    private String text(String member, JsonNode value) {
        boolean isNumber = (member.equals(NAME) || member.equals(TAG)) && value.isNumber();
        if (!value.isTextual() && !isNumber) {
            throw refused("%s (%s) must be a text.".formatted(member, value));
        }
        return value.asText();
    }

    private List<String> tags(@Nullable JsonNode given) {
        List<String> tags = new ArrayList<>();
        if (given == null) {
            return tags;
        }
        if (given.isTextual()) {
            for (String tag : given.asText().split("[\\s,;]+", -1)) {
                if (!tag.isEmpty()) {
                    tags.add(FileNames.printable(tag));
                }
            }
        } else if (given.isArray()) {
            given.forEach(tag -> tags.add(FileNames.printable(text(TAG, tag))));
        } else {
            throw refused("tags (%s) must be a text or an array of texts.".formatted(given));
        }
        return tags;
    }

    private static String stem(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }

    private InvalidOption refused(String what) {
        return new InvalidOption("manifest", place, what);
    }
}
