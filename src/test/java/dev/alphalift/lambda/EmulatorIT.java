package dev.alphalift.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.Settings;
import dev.alphalift.dialect.RembgCall;
import dev.alphalift.fault.Deadline;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The function under AWS' own Runtime Interface Emulator, in a root folder with next to nothing in
/// it: no shell, no `HOME`, nothing to write to but an empty `/tmp`, no network.
class EmulatorIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EMULATOR = TestData.project().resolve("target/aws-lambda-rie");

    @TempDir private static Path folder;

    @BeforeAll
    static void look() throws Exception {
        Assumptions.assumeTrue(FunctionProcess.isNative(), "skipped: it is about the executable");
        Assumptions.assumeTrue(
                Files.isExecutable(EMULATOR),
                "skipped: AWS' emulator is not at target/aws-lambda-rie (dev/native/README.md)");
        Assumptions.assumeTrue(
                new ProcessBuilder("unshare", "--map-root-user", "--mount", "--net", "true")
                                .start()
                                .waitFor()
                        == 0,
                "skipped: namespaces cannot be made here");
    }

    @Test
    void in_a_bare_read_only_root_it_gives_the_bytes_that_the_jvm_makes() throws Exception {
        var event =
                JSON.createObjectNode()
                        .put("image", TestData.projectFile("samples/rocket.jpg"))
                        .put("format", "webp");

        byte[] answer = answer(JSON.writeValueAsBytes(event));

        try (BackgroundRemover remover =
                new Assembly(Settings.of(Map.of("HOME", folder.toString())))
                        .backgroundRemover(_ -> {})) {
            RembgCall call = RembgCall.of(event, RemovalOptions.DEFAULT);
            byte[] expected = remover.remove(call.image(), call.options(), Deadline.NONE).bytes();
            assertThat(JSON.readTree(answer).get("image").binaryValue()).isEqualTo(expected);
        }
    }

    private static byte[] answer(byte[] event) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("event.json"), event);
        Path log = folder.resolve("log.txt");
        Process process =
                new ProcessBuilder(
                                "sh",
                                TestData.project().resolve("dev/native/bare-root.sh").toString(),
                                FunctionProcess.archive().toString(),
                                EMULATOR.toString(),
                                file.toString())
                        .redirectError(log.toFile())
                        .start();
        byte[] answer = process.getInputStream().readAllBytes();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).doesNotContain("left in /tmp");
        return answer;
    }
}
