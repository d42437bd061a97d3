package dev.alphalift.testdata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Puts anything anywhere into calls: what clients send that were written by somebody else.
///
/// @param names members that an object may get besides its own
/// @param text one that stands for something in such a call
public record SpoiltJson(List<String> names, String text) {
    /// Sets, removes or inserts one value somewhere.
    public void spoil(JsonNode json, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(json, containers);
        JsonNode one = containers.get(random.nextInt(containers.size()));
        JsonNode value = anything(random);
        if (one instanceof ObjectNode object) {
            List<String> all = new ArrayList<>(names);
            object.fieldNames().forEachRemaining(all::add);
            String name = all.get(random.nextInt(all.size()));
            if (random.nextInt(4) == 0) {
                object.remove(name);
            } else {
                object.set(name, value);
            }
        } else if (one instanceof ArrayNode array) {
            array.insert(random.nextInt(array.size() + 1), value);
        }
    }

    private static void collect(JsonNode json, List<JsonNode> containers) {
        if (json.isContainerNode()) {
            containers.add(json);
            json.forEach(child -> collect(child, containers));
        }
    }

    private JsonNode anything(Random random) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(10)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> nodes.numberNode(random.nextInt(5) - 2);
            case 3 -> nodes.numberNode(new BigDecimal("1e999999"));
            case 4 -> nodes.textNode("");
            case 5 -> nodes.textNode("AAAA");
            case 6 -> nodes.textNode(text);
            case 7 -> nodes.arrayNode().add(1).add(nodes.objectNode());
            case 8 -> nodes.objectNode().put("model", "x").put("ppm", 3);
            default -> nodes.objectNode();
        };
    }
}
