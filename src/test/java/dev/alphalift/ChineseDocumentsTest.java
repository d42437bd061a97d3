package dev.alphalift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.testdata.DocumentedExample;
import dev.alphalift.testdata.TestData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The Chinese pages have what the English ones have, and read as Chinese pages do.
class ChineseDocumentsTest {
    private static final String GLOSSARY = "docs/zh-CN/glossary.md";
    private static final String ADVICE =
            "Maybe bring the Chinese line up to date; how, also without Chinese, is in"
                    + " docs/CONTRIBUTING.md, \"Chinese pages\".";
    private static final List<String> WORDS =
            List.of(
                    "src/main/resources/page/words-zh.js",
                    "src/main/resources/report/words-zh.js",
                    "src/main/resources/report/words-zh-data.js");

    /// Chinese beside a letter, a digit or code without a space, and beside Western punctuation.
    private static final Pattern UNTIDY =
            Pattern.compile(
                    "\\p{IsHan}[A-Za-z0-9]|[A-Za-z0-9%]\\p{IsHan}|\\p{IsHan} ?[,;:!?()]"
                            + "|[,;:!?(] ?\\p{IsHan}|\\p{IsHan}\\.|[，。；：、（）“”] | [，。；：、）]");

    static Stream<TranslatedPage> pages() {
        return TranslatedPage.all().stream();
    }

    static Stream<String> chinesePages() {
        return Stream.concat(pages().map(TranslatedPage::chinese), Stream.of(GLOSSARY));
    }

    @Test
    void the_readme_the_command_line_and_the_deployment_are_there_in_chinese() {
        assertThat(pages().map(TranslatedPage::english))
                .contains("README.md", "docs/command-line.md", "docs/deployment.md");
    }

    @Test
    void every_chinese_page_but_the_glossary_has_an_english_original() {
        Path folder = TestData.project().resolve("docs/zh-CN");

        assertThat(folder.toFile().list())
                .extracting(name -> "docs/zh-CN/" + name)
                .isSubsetOf(chinesePages().toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void chinese_pages_have_the_headings_and_commands_of_their_english_originals(
            TranslatedPage page) {
        List<String> differences = page.differences();

        assertThat(differences)
                .withFailMessage(() -> String.join("\n\n", differences) + "\n\n" + ADVICE)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void each_language_leads_to_the_other_and_the_chinese_says_which_one_counts(
            TranslatedPage page) {
        assertThat(DocumentedExample.page(page.english()).lines().skip(1))
                .startsWith("", page.englishLanguages(), "");
        assertThat(DocumentedExample.page(page.chinese()).lines().skip(1))
                .startsWith("", page.chineseLanguages(), "", TranslatedPage.NOTICE, "");
    }

    @ParameterizedTest
    @MethodSource("chinesePages")
    void chinese_is_set_off_from_latin_and_has_its_own_punctuation(String page) {
        List<String> untidy = new ArrayList<>();
        for (String line : DocumentedExample.page(page).lines().toList()) {
            if (line.startsWith("    ")) {
                continue;
            }
            String text = TranslatedPage.CODE.matcher(line).replaceAll("X");
            text = TranslatedPage.LINK_TARGET.matcher(text).replaceAll("");
            text = text.replaceAll("!?\\[|[\\]*]", "").replaceAll(" ?\\| ?", "\t");
            UNTIDY.matcher(text)
                    .results()
                    .forEach(found -> untidy.add(found.group() + " in: " + line));
        }

        assertThat(untidy).as(page).isEmpty();
    }

    /// The words of the programs' own pages are held as well.
    @Test
    void words_that_the_glossary_rejects_are_nowhere() {
        List<String> rejected =
                DocumentedExample.page(GLOSSARY)
                        .lines()
                        .filter(line -> line.startsWith("| "))
                        .skip(2)
                        .map(row -> row.split(" *\\| *", -1)[3])
                        .flatMap(cell -> Stream.of(cell.split("、")))
                        .filter(word -> !word.isEmpty())
                        .toList();

        assertThat(rejected).isNotEmpty();
        Stream.concat(pages().map(TranslatedPage::chinese), WORDS.stream())
                .forEach(file ->
                        assertThat(DocumentedExample.page(file))
                                .as("%s, see %s", file, GLOSSARY)
                                .doesNotContain(rejected));
    }

    private static List<String> differences(String english, String chinese) {
        return TranslatedPage.of("docs/page.md").differences(english, chinese);
    }

    @Test
    void a_line_with_the_same_code_numbers_and_links_is_a_translation() {
        String english =
                "# A\n\nIn May 2026 `-m` took .5 s ([how](models.md#models)).\n\n    a # b\n";
        String chinese = "# 甲\n\n2026 年 5 月，[做法](models.md#模型)用了 0.5 秒：`-m`。\n\n    a # 乙\n";

        assertThat(differences(english, chinese)).isEmpty();
    }

    @Test
    void a_heading_that_the_chinese_lacks_is_named() {
        assertThat(differences("# A\n\n## B\n\n`-b`\n\n## C\n\n`-c`\n", "# 甲\n\n## 丙\n\n`-c`\n"))
                .singleElement()
                .asString()
                .contains(
                        "docs/page.md:5: `-b`",
                        "docs/zh-CN/page.md:5: `-c`",
                        "lacks the code [`-b`]");
    }

    @Test
    void a_heading_of_another_level_is_named() {
        assertThat(differences("# A\n\n## B\n", "# 甲\n\n### 乙\n"))
                .singleElement()
                .asString()
                .contains("docs/page.md:3: ## B", "docs/zh-CN/page.md:3: ### 乙", "## beside ###");
    }

    @Test
    void a_section_at_the_end_that_the_chinese_lacks_is_named() {
        assertThat(differences("# A\n\n## B\n", "# 甲\n"))
                .containsExactly("docs/page.md:3: ## B\n  is not in docs/zh-CN/page.md");
    }

    @Test
    void a_command_a_row_a_number_and_a_link_that_differ_are_named_each_in_its_section() {
        String english =
                "# A\n\n    a\n\n## B\n\n| `-x` |\n| `-y` |\n\n## C\n\n1 of 20\n\n## D\n\n[d](models.md)\n";
        String chinese =
                "# 甲\n\n    b\n\n## 乙\n\n| `-x` |\n\n## 丙\n\n21 之 1\n\n## 丁\n\n[丁](../models.md)\n";

        assertThat(differences(english, chinese))
                .satisfiesExactly(
                        command -> assertThat(command).endsWith("differ: it is to be     a"),
                        row ->
                                assertThat(row)
                                        .isEqualTo(
                                                "docs/page.md:8: | `-y` |\n  is not in the section"
                                                        + " docs/zh-CN/page.md:5: ## 乙"),
                        number ->
                                assertThat(number)
                                        .contains("lacks the numbers [20]", "has the numbers [21]"),
                        link ->
                                assertThat(link)
                                        .contains("lacks the links [docs/models.md]")
                                        .contains("has the links [English docs/models.md]"));
    }
}
