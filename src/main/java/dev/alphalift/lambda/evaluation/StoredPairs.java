package dev.alphalift.lambda.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.evaluation.data.DataSet;
import dev.alphalift.evaluation.data.Layout;
import dev.alphalift.evaluation.data.Manifest;
import dev.alphalift.evaluation.data.PairSource;
import dev.alphalift.evaluation.data.Role;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectState;
import dev.alphalift.store.ObjectStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The data sets that calls name: in the call, by a list in a store, or by folders in it. The
/// layouts are those of the command line.
///
/// @param mostBytes more of a file is not read
record StoredPairs(ObjectStore store, long mostBytes) {
    private static final String PREDICTIONS = "predictions";
    private static final String CALL = "call";
    private static final String TAGS = "tags";
    private static final Map<String, Role> FOLDERS =
            Map.of("truth", Role.TRUTH, "images", Role.IMAGES, "trimaps", Role.TRIMAPS);

    /// @throws dev.alphalift.fault.AlphaliftException if there is no pair, or something is missing
    DataSet dataSet(EvaluationCall call) {
        if (call.isOnePair()) {
            return onePair(call);
        }
        DataSet found = call.has(EvaluationCall.PAIRS) ? inCall(call) : stored(call);
        ObjectAddress tags = call.address(TAGS);
        return tags == null ? found : found.tagged(Manifest.tags(read(tags), tags.toString()));
    }

    private DataSet onePair(EvaluationCall call) {
        ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
        ObjectNode pair = pairs.addObject();
        for (String member : EvaluationCall.OF_ONE_PAIR) {
            if (call.has(member)) {
                pair.set(member, call.get(member));
            }
        }
        return new DataSet(CALL, new PairFiles(store, mostBytes).read(pairs), Map.of());
    }

    private DataSet inCall(EvaluationCall call) {
        List<PairSource> pairs =
                new PairFiles(store, mostBytes).read(call.get(EvaluationCall.PAIRS));
        return new DataSet(name(call, CALL), pairs, Map.of());
    }

    private DataSet stored(EvaluationCall call) {
        ObjectAddress data = call.address(EvaluationCall.DATA);
        if (data != null && isList(data)) {
            return manifest(call, data);
        }
        Layout layout = Layout.named(name(call, String.valueOf(firstAddress(call, data))));
        if (call.goesWithoutTruth() || (data == null && !call.has("truth"))) {
            layout.withoutTruth();
        }
        if (data != null) {
            StoredFolder folder = list(data);
            layout.detect(folder.names(), folder::open);
        }
        FOLDERS.forEach((member, role) -> {
            ObjectAddress address = call.address(member);
            if (address != null) {
                StoredFolder folder = list(address);
                layout.with(role, folder.names(), folder::open);
            }
        });
        call.texts(PREDICTIONS, Role.PREDICTIONS.key())
                .forEach((variant, text) -> {
                    StoredFolder folder = list(ObjectAddress.of(PREDICTIONS, text));
                    layout.withPredictions(variant, folder.names(), folder::open);
                });
        return layout.dataSet();
    }

    private static ObjectAddress firstAddress(EvaluationCall call, @Nullable ObjectAddress data) {
        ObjectAddress truth = call.address("truth");
        ObjectAddress images = call.address("images");
        ObjectAddress first = data != null ? data : truth != null ? truth : images;
        if (first == null) {
            throw new InvalidOption(
                    EvaluationCall.DATA,
                    "",
                    "there is nothing to evaluate.\nMaybe name a folder or a list (s3://bucket/datasets/x/), or send pairs.");
        }
        return first;
    }

    private static boolean isList(ObjectAddress data) {
        String key = data.key().toLowerCase(Locale.ROOT);
        return key.endsWith(".json") || key.endsWith(".jsonl") || key.endsWith(".csv");
    }

    private DataSet manifest(EvaluationCall call, ObjectAddress list) {
        String key = list.key();
        ObjectAddress parent =
                new ObjectAddress(list.bucket(), key.substring(0, key.lastIndexOf('/') + 1));
        StoredFolder folder = list(parent);
        DataSet listed = Manifest.read(read(list), name(call, list.toString()), folder::open);
        return call.goesWithoutTruth() ? listed : listed.requireTruth();
    }

    private StoredFolder list(ObjectAddress folder) {
        return StoredFolder.list(store, folder, mostBytes);
    }

    private static String name(EvaluationCall call, String otherwise) {
        JsonNode name = call.get(EvaluationCall.NAME);
        return name.asText().isBlank() ? otherwise : name.asText();
    }

    private byte[] read(ObjectAddress address) {
        return read(store, address, mostBytes);
    }

    /// The latest state of an object.
    static byte[] read(ObjectStore store, ObjectAddress address, long mostBytes) {
        byte[] bytes = store.get(address, ObjectState.LATEST, mostBytes);
        if (bytes == null) {
            throw new IllegalStateException("The latest state of an object cannot be outdated.");
        }
        return bytes;
    }
}
