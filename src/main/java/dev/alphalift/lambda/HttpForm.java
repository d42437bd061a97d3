package dev.alphalift.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.dialect.WebForm;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a web call to a function brings: the query of its address, and the form or the JSON object
/// in its body, which wins.
final class HttpForm implements WebForm {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final Map<String, String> texts;
    private final Map<String, byte[]> files = new HashMap<>();

    private HttpForm(Map<String, String> query) {
        texts = new HashMap<>(query);
    }

    /// The call without its body.
    ///
    /// @throws InvalidOption if its query cannot be decoded
    static HttpForm ofQuery(HttpEvent event) {
        return new HttpForm(event.query());
    }

    /// The call with its body, if that has fields.
    ///
    /// @throws InvalidOption if its query or body is not what it should be
    static HttpForm of(HttpEvent event, byte[] body) {
        HttpForm form = ofQuery(event);
        switch (event.mediaType()) {
            case "multipart/form-data" -> form.readParts(event.header("content-type"), body);
            case "application/json" -> form.readJson(body);
            case "application/x-www-form-urlencoded" ->
                    form.texts.putAll(
                            HttpEvent.encodedForm(new String(body, StandardCharsets.UTF_8)));
            default -> {}
        }
        return form;
    }

    private void readParts(@Nullable String contentType, byte[] body) {
        Map<String, String> fields = new HashMap<>();
        try {
            MultipartBody.read(
                    contentType,
                    body,
                    (name, isFile, bytes) -> {
                        if (isFile) {
                            files.putIfAbsent(name, bytes);
                        } else {
                            fields.putIfAbsent(name, new String(bytes, StandardCharsets.UTF_8));
                        }
                    });
        } catch (IOException e) {
            throw new InvalidOption("body", "", "the form breaks off or is none.");
        }
        texts.putAll(fields);
    }

    private void readJson(byte[] body) {
        for (Map.Entry<String, JsonNode> member : json(body).properties()) {
            if (member.getValue().isValueNode() && !member.getValue().isNull()) {
                texts.put(member.getKey(), member.getValue().asText());
            }
        }
    }

    /// The JSON object that a body is.
    ///
    /// @throws InvalidOption if it is none
    static ObjectNode json(byte[] body) {
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

    @Override
    public @Nullable String get(String name) {
        return texts.get(name);
    }

    @Override
    public byte @Nullable [] file(String name) {
        return files.get(name);
    }
}
