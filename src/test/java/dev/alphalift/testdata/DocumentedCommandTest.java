package dev.alphalift.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentedCommandTest {
    private static List<String> commands(String text) {
        return DocumentedCommand.of("a.md", text).stream().map(DocumentedCommand::text).toList();
    }

    @Test
    void a_shell_s_block_is_commands_and_lines_that_go_on_are_one() {
        assertThat(commands("```sh\n# says\na b \\\n    --c\n\nd  # beside\n```\n"))
                .containsExactly("a b --c", "d");
    }

    @Test
    void a_block_of_another_language_is_none() {
        assertThat(commands("```java\nint a;\n```\n\n```\nbytes --> picture\n```\n")).isEmpty();
    }

    @Test
    void an_indented_block_is_commands_and_formulas_are_none() {
        assertThat(
                        commands(
                                "    bash a.sh     all of it\n    A=b ./c\n    x = 1 / y\n    done  42% [==>  ]\n"
                                        + "    {\"a\": 1}\n    !!! no\n    key=$(c)\n"))
                .containsExactly("bash a.sh", "A=b ./c", "key=$(c)");
    }

    @Test
    void between_backticks_a_command_has_what_it_is_given() {
        assertThat(commands("`alphalift i` and `./alphalift i a b`, `./mvnw` or `sh dev/c.sh`."))
                .containsExactly("./alphalift i a b", "sh dev/c.sh");
    }

    @Test
    void a_command_has_its_page_and_line() {
        assertThat(DocumentedCommand.of("a.md", "a\n\n    b c\n").getFirst())
                .hasToString("a.md:3: b c");
    }
}
