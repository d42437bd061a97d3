package dev.alphalift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.testdata.CommandRunner;
import dev.alphalift.testdata.DocumentedCommand;
import dev.alphalift.testdata.DocumentedExample;
import dev.alphalift.testdata.DocumentedExample.Outcome;
import dev.alphalift.testdata.ReadersFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command of every document that is for this program, but for the first examples of the
/// pages, which `DocumentedExamplesIT` holds to what their pages say, and those that cannot run
/// here ([CommandRunner]). A page's commands run in their order in one folder, as its reader's do.
@DisabledOnOs(OS.WINDOWS) // the examples are for a Unix shell
class DocumentedCommandsIT {
    /// What stands for something, or would only take longer.
    private static final Map<String, String> INSTEAD =
            Map.of("COMMAND --help", "i --help", "--count 320", "--count 2 --size 120x90");

    /// What a command says that it leaves.
    private static final Pattern LEFT = Pattern.compile(" --(?:json|html|csv) (\\S+)");

    @TempDir private static Path shared;
    @TempDir private Path folder;

    @BeforeAll
    static void make_a_set_of_pairs() throws Exception {
        DocumentedExample example = example(Files.createDirectory(shared.resolve("made")));
        example.succeed("./alphalift testset SET --count 2 --size 120x90");
        example.succeed("./alphalift evaluate SET --json before.json");
    }

    private static DocumentedExample example(Path folder) throws Exception {
        DocumentedExample example = new DocumentedExample(folder);
        String program = DocumentedExample.quoted(new Program(folder, Map.of()).command());
        // It ends when it is ready, on a port that is free.
        Map<String, String> once =
                Map.of("ALPHALIFT_JAVA_OPTS", "-Dalphalift.exit-when-ready=true");
        String server = DocumentedExample.quoted(new Program(folder, once).command("s"));
        example.command(
                "alphalift",
                "export HOME='%s' MODEL_CHECKSUM_DISABLED=1\ncase $1 in s) shift; exec %s -p 0 \"$@\" ;; esac\nexec %s \"$@\""
                        .formatted(folder, server, program));
        Files.createSymbolicLink(folder.resolve("bin/alphalift"), folder.resolve("alphalift"));
        return example;
    }

    static List<String> pages() {
        return CommandRunner.of(CommandRunner.COMMANDS).stream()
                .map(DocumentedCommand::page)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void the_commands_of_a_page_succeed_and_leave_what_they_name(String page) throws Exception {
        DocumentedExample example = example(folder);
        ReadersFiles files = new ReadersFiles(folder);
        files.photo();
        files.pairs(shared.resolve("made/SET"), shared.resolve("made/before.json"));

        for (DocumentedCommand command : CommandRunner.of(CommandRunner.COMMANDS)) {
            if (command.page().equals(page)) {
                succeed(example, command);
            }
        }
    }

    private void succeed(DocumentedExample example, DocumentedCommand command) throws Exception {
        String text = command.text();
        for (Map.Entry<String, String> other : INSTEAD.entrySet()) {
            text = text.replace(other.getKey(), other.getValue());
        }
        String in = text.contains("alphalift b ") ? "frames.raw" : "samples/coffee.png";
        Outcome outcome = example.run("{ " + text + "\n} < " + in + " > out.bin");

        assertThat(outcome.code()).as(command + "\n" + outcome.err()).isZero();
        LEFT.matcher(text)
                .results()
                .forEach(left ->
                        assertThat(folder.resolve(left.group(1)))
                                .as(command.toString())
                                .isNotEmptyFile());
    }
}
