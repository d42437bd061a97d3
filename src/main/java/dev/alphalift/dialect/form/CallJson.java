package dev.alphalift.dialect.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// How the JSON of a call is read.
public final class CallJson {
    private CallJson() {}

    /// A reader that can be told more. A picture in base64 is a long text; how long is seen to by
    /// those who read the body.
    public static JsonMapper.Builder reader() {
        return JsonMapper.builder(
                JsonFactory.builder()
                        // Or names that clients make up stay in memory.
                        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxStringLength(Integer.MAX_VALUE)
                                        .build())
                        .build());
    }
}
