package dev.alphalift.dialect.option;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.segment.Prompt;
import java.util.ArrayList;
import java.util.List;

/// rembg's `sam_prompt`: `[{"type": "point", "data": [x, y], "label": 1}, {"type": "rectangle",
/// "data": [left, top, right, bottom]}]` in pixels. What rembg passes by is refused here.
final class PromptWords {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TYPE = "type";
    private static final String DATA = "data";
    private static final String LABEL = "label";
    private static final List<String> MEMBERS = List.of(TYPE, DATA, LABEL);
    private static final int FIRST_CORNER = 2;

    private PromptWords() {}

    /// What JSON in a text says.
    ///
    /// @param name the option's, for the refusal
    /// @throws InvalidOption if it is no such list
    static Prompt of(String name, String text) {
        try {
            return of(name, JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new InvalidOption(
                    name, text, "it is no JSON: %s.".formatted(e.getOriginalMessage()));
        }
    }

    /// What a list says.
    ///
    /// @param name the option's, for the refusal
    /// @throws InvalidOption if it is no such list
    static Prompt of(String name, JsonNode value) {
        if (!value.isArray() || value.isEmpty()) {
            throw new InvalidOption(
                    name, value.toString(), "it must be a list of points and rectangles.");
        }
        if (value.size() > Prompt.MOST) {
            throw tooMany(name, value.size());
        }
        List<Prompt.Point> points = new ArrayList<>();
        for (JsonNode mark : value) {
            add(points, name, mark);
        }
        if (points.size() > Prompt.MOST) {
            throw tooMany(name, points.size());
        }
        return new Prompt(points);
    }

    private static InvalidOption tooMany(String name, int points) {
        return new InvalidOption(
                name,
                points + " points",
                "there may be %s at most; a rectangle is two.".formatted(Prompt.MOST));
    }

    private static void add(List<Prompt.Point> points, String name, JsonNode mark) {
        if (!mark.isObject()) {
            throw refused(name, mark, "each must be an object.");
        }
        mark.fieldNames().forEachRemaining(member -> requireKnown(name, member));
        JsonNode data = mark.path(DATA);
        switch (mark.path(TYPE).asText()) {
            case "point" -> {
                requireLength(name, mark, data, 2);
                points.add(point(name, data, 0, label(name, mark)));
            }
            case "rectangle" -> {
                requireLength(name, mark, data, 4);
                if (mark.has(LABEL)) {
                    label(name, mark);
                }
                points.add(point(name, data, 0, FIRST_CORNER));
                points.add(point(name, data, 2, FIRST_CORNER + 1));
            }
            default -> throw refused(name, mark, "its type must be point or rectangle.");
        }
    }

    private static void requireKnown(String name, String member) {
        if (!MEMBERS.contains(member)) {
            throw new InvalidOption(
                    name,
                    member,
                    "there is no such member.\nMaybe one of these: %s."
                            .formatted(String.join(", ", MEMBERS)));
        }
    }

    private static void requireLength(String name, JsonNode mark, JsonNode data, int length) {
        if (!data.isArray() || data.size() != length) {
            throw refused(name, mark, "its data must be %s numbers.".formatted(length));
        }
    }

    private static Prompt.Point point(String name, JsonNode data, int from, int label) {
        return new Prompt.Point(number(name, data, from), number(name, data, from + 1), label);
    }

    private static double number(String name, JsonNode data, int at) {
        double number = data.get(at).doubleValue();
        if (!data.get(at).isNumber() || !Double.isFinite(number)) {
            throw refused(name, data, "its data must be numbers of pixels.");
        }
        return number;
    }

    /// 0 and 1; rembg also passes on 2 and 3, which are corners.
    private static int label(String name, JsonNode mark) {
        JsonNode label = mark.path(LABEL);
        double number = label.doubleValue();
        if (!label.isNumber()
                || number != Math.rint(number)
                || number < 0
                || number > Prompt.Point.LABELS) {
            throw refused(name, mark, "its label must be 1 (subject) or 0 (background).");
        }
        return (int) number;
    }

    private static InvalidOption refused(String name, JsonNode value, String expected) {
        return new InvalidOption(name, value.toString(), expected);
    }
}
