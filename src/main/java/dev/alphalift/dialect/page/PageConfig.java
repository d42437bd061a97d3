package dev.alphalift.dialect.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.pipeline.ModelEntry;
import java.util.List;
import java.util.Locale;

/// What the page has to know of what it is a page of.
///
/// @param version the program's
/// @param door which door serves it
/// @param models those that are here and may be asked for
/// @param model the one that is used where a call names none
/// @param needsKey whether calls must show a key
/// @param limits of one picture
/// @param bodyBytes most bytes of a picture that fit into a call
/// @param inFlight how many calls at once are sensible
/// @param evaluates whether `/evaluate` is here
public record PageConfig(
        String version,
        Door door,
        List<ModelEntry> models,
        String model,
        boolean needsKey,
        ImageLimits limits,
        long bodyBytes,
        int inFlight,
        boolean evaluates) {
    /// Which door.
    public enum Door {
        SERVER,
        LAMBDA
    }

    public PageConfig {
        models = List.copyOf(models);
    }

    ObjectNode json() {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("version", version)
                        .put("door", door.name().toLowerCase(Locale.ROOT));
        ArrayNode list = json.putArray("models");
        for (ModelEntry each : models) {
            list.addObject()
                    .put("name", each.name())
                    .put("licence", each.licence())
                    .put("allowsCommercialUse", each.allowsCommercialUse())
                    .put("standard", each.name().equals(model));
        }
        json.put("needsKey", needsKey);
        json.putObject("limits")
                .put("bytes", Math.min(limits.bytes(), bodyBytes))
                .put("pixels", limits.pixels())
                .put("side", limits.side());
        // Pictures are in the call itself; there is no other way to hand one over yet.
        return json.put("inFlight", inFlight).put("upload", "direct").put("evaluate", evaluates);
    }
}
