package dev.alphalift.lambda;

import static dev.alphalift.testdata.DocumentedExample.assertClaims;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.Settings;
import dev.alphalift.fault.Deadline;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.testdata.DocumentedExample;
import dev.alphalift.testdata.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of docs/functions.md: the call that it makes, handed to the built function.
class DocumentedFunctionIT {
    private static final String PAGE = "docs/functions.md";

    @TempDir private Path folder;

    @Test
    void the_call_of_the_page_is_answered_with_the_cutout() throws Exception {
        DocumentedExample example =
                new DocumentedExample(Files.createDirectory(folder.resolve("e")));
        // Instead of AWS: what would be sent there is kept.
        example.command("aws", "printf '%s\\n' \"$@\" > words.txt; cp call.json sent.json");
        String block = DocumentedExample.all(PAGE).getFirst();
        assertThat(DocumentedExample.all("README.md")).contains(block);

        example.succeed(block);

        assertThat(new String(example.file("words.txt")))
                .startsWith("lambda\ninvoke\n--function-name\nalphalift-dev-remove\n")
                .endsWith("--payload\nfile://call.json\nanswer.json\n");
        JsonNode answer = answer(TestData.parse(example.file("sent.json")));
        assertClaims(PAGE, "`\"width\":600`, `\"height\":400` and `\"model\":\"u2netp\"`");
        assertThat(answer.toString())
                .contains("\"width\":600", "\"height\":400", "\"model\":\"u2netp\"");
        assertClaims(PAGE, "base64 of the bytes that `./alphalift i samples/coffee.png` writes");
        try (BackgroundRemover remover =
                new Assembly(Settings.of(Map.of("HOME", folder.toString())))
                        .backgroundRemover(_ -> {})) {
            byte[] expected =
                    remover.remove(
                                    TestData.projectFile("samples/coffee.png"),
                                    RemovalOptions.DEFAULT,
                                    Deadline.NONE)
                            .bytes();
            assertThat(answer.get("image").binaryValue()).isEqualTo(expected);
        }
    }

    private JsonNode answer(JsonNode call) throws Exception {
        Path task = FunctionProcess.unpack(folder);
        try (FunctionHost host = FunctionHost.start(task, "remove", Map.of())) {
            return host.call(call);
        }
    }
}
