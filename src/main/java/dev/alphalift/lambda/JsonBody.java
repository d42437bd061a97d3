package dev.alphalift.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.io.IOException;

/// A body that is a JSON object.
final class JsonBody {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private JsonBody() {}

    /// @throws InvalidOption if the body is none
    static ObjectNode of(byte[] body) {
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new InvalidOption(
                    "body", "", "it is no JSON: %s.".formatted(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new InvalidOption("body", "", "it is no JSON.");
        }
        throw new InvalidOption("body", "", "it must be a JSON object.");
    }
}
