package dev.alphalift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.testdata.CommandRunner;
import dev.alphalift.testdata.DocumentedCommand;
import dev.alphalift.testdata.DocumentedExample;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command that a document tells its reader to type is run by somebody, or it is said why
/// not.
class DocumentedCommandsTest {
    private static final String ADVICE =
            "Nobody runs this command. Maybe let it begin with alphalift, or with curl and"
                    + " http://localhost:7000/, name a script that a step of .ci/run calls, make it"
                    + " the first example of its page and write a test of that, or say in"
                    + " CommandRunner why it cannot run here.";

    static List<String> pages() {
        return DocumentedCommand.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_command_of_a_document_is_run_or_it_is_said_why_not(String page) {
        assertThat(DocumentedCommand.of(page))
                .allSatisfy(command ->
                        assertThat(CommandRunner.of(command))
                                .as("%s\n%s", command, ADVICE)
                                .isNotEmpty());
    }

    @Test
    void no_reason_outlives_the_command_that_it_was_for() {
        assertThat(CommandRunner.reasonsOfNothing()).isEmpty();
    }

    @Test
    void the_tests_that_take_their_commands_from_documents_are_those_that_run_them() {
        for (String test : List.of(CommandRunner.COMMANDS, CommandRunner.CALLS)) {
            assertThat(CommandRunner.of(test)).as(test).isNotEmpty();
            assertThat(DocumentedExample.page("src/test/java/dev/alphalift/" + test + ".java"))
                    .contains("CommandRunner.of(CommandRunner.");
        }
    }

    static Stream<String> chinesePages() {
        return pages().stream().filter(page -> page.contains("zh-CN"));
    }

    @Test
    void a_chinese_page_has_the_commands_of_its_english_original_and_no_others() {
        assertThat(chinesePages())
                .allSatisfy(page -> {
                    String original = page.replace("zh-CN/", "").replace(".zh-CN", "");
                    if (!pages().contains(original)) { // a glossary
                        assertThat(DocumentedCommand.of(page)).isEmpty();
                        return;
                    }
                    assertThat(texts(page)).as(page).isEqualTo(texts(original));
                });
    }

    private static List<String> texts(String page) {
        return DocumentedCommand.of(page).stream().map(DocumentedCommand::text).toList();
    }
}
