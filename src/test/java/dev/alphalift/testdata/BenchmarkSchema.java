package dev.alphalift.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;

/// The schema of the benchmark's reports.
public final class BenchmarkSchema {
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(
                            new String(
                                    TestData.resource("schema/benchmark-1.3.json"),
                                    StandardCharsets.UTF_8),
                            InputFormat.JSON);

    private BenchmarkSchema() {}

    public static void assertValid(byte[] json) {
        assertThat(SCHEMA.validate(new String(json, StandardCharsets.UTF_8), InputFormat.JSON))
                .isEmpty();
    }
}
