package dev.alphalift.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.codec.format.Formats;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A library that gets no memory ends neither the process nor in a mistake of ours: the caller is
/// told to come again.
class LittleMemoryTest {
    @TempDir Path folder;

    private String run(String what, int mebibytes, byte[] file)
            throws IOException, InterruptedException {
        Path input = Files.write(folder.resolve("file"), file);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx400m", "-Xms400m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"));
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LittleMemory.class.getName(),
                        what,
                        String.valueOf(mebibytes),
                        input.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    /// 61 MiB of pixels do not fit; 61 fit and the library's own do not.
    @ParameterizedTest
    @ValueSource(ints = {32, 75})
    @EnabledOnOs(OS.LINUX)
    void a_webp_file_for_which_there_is_no_memory_is_to_be_asked_for_again(int mebibytes)
            throws IOException, InterruptedException {
        assertThat(run("encode", mebibytes, new byte[1])).startsWith("busy There is not enough");
    }

    /// 103 MiB of pixels do not fit; they fit and the library's own, which are more, do not.
    @ParameterizedTest
    @ValueSource(ints = {40, 150})
    @EnabledOnOs(OS.LINUX)
    void a_webp_file_is_not_called_damaged_when_memory_is_short(int mebibytes)
            throws IOException, InterruptedException {
        byte[] file =
                Formats.encoder(new Workers(2))
                        .encode(
                                LittleMemory.ramps(6000),
                                new OutputFormat.Webp(90, true),
                                null,
                                null,
                                Deadline.NONE);

        assertThat(run("decode", mebibytes, file)).startsWith("busy There is not enough");
        assertThat(run("decode", 1000, file)).startsWith("done");
    }
}
