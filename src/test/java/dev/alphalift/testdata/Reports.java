package dev.alphalift.testdata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Reports of evaluations as tests compare them.
public final class Reports {
    private Reports() {}

    /// What is not another each time.
    public static JsonNode lasting(JsonNode report) {
        ObjectNode lasting = report.deepCopy();
        lasting.remove("run");
        lasting.path("variants").forEach(variant -> ((ObjectNode) variant).remove("performance"));
        lasting.path("pairs").forEach(pair -> ((ObjectNode) pair).remove("milliseconds"));
        return lasting;
    }
}
