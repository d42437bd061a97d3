package dev.alphalift.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.dialect.form.NamedTexts;
import dev.alphalift.dialect.form.TextForm;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.pipeline.RemovalOptions;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Names of JSON's members that clients make up: a reader that keeps those that it has seen, for
/// speed, keeps hundreds of megabytes of them.
class MadeUpNamesTest {
    private static final int BODIES = 60;
    private static final int NAMES = 50;
    private static final String LONG = "x".repeat(40_000);
    private static final long MOST_KEPT = 40 << 20;

    @Test
    void a_picture_in_json_leaves_no_names_behind() {
        assertLeavesNothing(
                body -> RembgCall.ofJson(body, new NamedTexts(), RemovalOptions.DEFAULT));
    }

    @Test
    void a_form_in_json_leaves_no_names_behind() {
        assertLeavesNothing(body -> {
            TextForm.ofJson(body);
            throw new InvalidOption("form", "", "read, as it should be.");
        });
    }

    @Test
    void an_evaluation_leaves_no_names_behind() {
        assertLeavesNothing(body -> EvaluateCall.ofJson(body, RemovalOptions.DEFAULT));
    }

    @Test
    void extras_leave_no_names_behind() {
        assertLeavesNothing(body ->
                RembgExtras.apply(
                        new String(body, StandardCharsets.UTF_8), RemovalOptions.DEFAULT));
    }

    private static void assertLeavesNothing(Consumer<byte[]> reader) {
        long before = used();
        for (int body = 0; body < BODIES; body++) {
            byte[] json = madeUp(body);
            assertThatThrownBy(() -> reader.accept(json)).isInstanceOf(InvalidOption.class);
        }

        assertThat(used() - before).isLessThan(MOST_KEPT);
    }

    private static byte[] madeUp(int body) {
        StringBuilder json = new StringBuilder("{");
        for (int name = 0; name < NAMES; name++) {
            json.append(name == 0 ? "" : ",");
            json.append("\"n%d-%d-%s\":1".formatted(body, name, LONG));
        }
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int at = 0; at < 3; at++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
