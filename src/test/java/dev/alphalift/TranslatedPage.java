package dev.alphalift;

import dev.alphalift.testdata.DocumentedExample;
import dev.alphalift.testdata.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An English page of the documents and its Chinese translation, which stand line for line beside
/// each other: the same headings, blocks of code (whose comments may be translated) and rows of
/// tables, and in each line the same code, numbers and links, in any order.
///
/// @param english the English page, for example `docs/page.md`
/// @param chinese its translation, for example `docs/zh-CN/page.md`
record TranslatedPage(String english, String chinese) {
    /// What every Chinese page says below its languages.
    static final String NOTICE = "> 本页译自英文版。测试以英文版为准，两者不一致时也以英文版为准。尚无中文版的页面，链接指向英文版。";

    static final Pattern CODE = Pattern.compile("`[^`\n]+`");
    static final Pattern LINK_TARGET = Pattern.compile("(?<=\\])\\(([^)\\s]+)\\)");

    private static final String FOLDER = "docs/zh-CN/";
    private static final Pattern NUMBER = Pattern.compile("\\d*\\.?\\d+(?:[.,]\\d+)*");
    private static final Pattern COMMENT = Pattern.compile("\\s+# .*$");
    private static final List<String> MONTHS =
            Arrays.stream(Month.values())
                    .map(month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                    .toList();

    /// The pair of which this is the English page.
    static TranslatedPage of(String english) {
        return new TranslatedPage(
                english,
                english.equals("README.md")
                        ? "README.zh-CN.md"
                        : english.replaceFirst("^docs/", FOLDER));
    }

    /// All pairs. What lies in the folder of Chinese pages without an English page is not here.
    static List<TranslatedPage> all() {
        String[] names = TestData.project().resolve(FOLDER).toFile().list();
        return Stream.concat(
                        Stream.of("README.md"),
                        Arrays.stream(names == null ? new String[0] : names)
                                .sorted()
                                .map(name -> "docs/" + name))
                .filter(TranslatedPage::exists)
                .map(TranslatedPage::of)
                .toList();
    }

    private static boolean exists(String page) {
        return Files.exists(TestData.project().resolve(page));
    }

    /// The line in the English page that leads to the Chinese one.
    String englishLanguages() {
        return "English | [简体中文](%s)".formatted(relative(english, chinese));
    }

    /// The line in the Chinese page that leads to the English one.
    String chineseLanguages() {
        return "[English](%s) | 简体中文".formatted(relative(chinese, english));
    }

    private static String relative(String from, String to) {
        return Path.of("/" + from).getParent().relativize(Path.of("/" + to)).toString();
    }

    /// A line of one of the pages that is not empty.
    ///
    /// @param kind `## ` and so on for headings, `code`, `row`, `item` or `text`
    private record Line(String page, int number, String kind, String text) {
        boolean isHeading() {
            return kind.startsWith("#");
        }

        @Override
        public String toString() {
            return page + ":" + number + ": " + text;
        }
    }

    /// Where the Chinese page differs from what the English one has: the first difference of each
    /// section, or of the page when its headings are others.
    List<String> differences() {
        return differences(DocumentedExample.page(english), DocumentedExample.page(chinese));
    }

    List<String> differences(String englishText, String chineseText) {
        List<List<Line>> ours = sections(english, englishText);
        List<List<Line>> theirs = sections(chinese, chineseText);
        boolean sameHeadings = headings(ours).equals(headings(theirs));
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
            String difference =
                    difference(
                            i < ours.size() ? ours.get(i) : List.of(),
                            i < theirs.size() ? theirs.get(i) : List.of());
            if (!difference.isEmpty()) {
                differences.add(difference);
                if (!sameHeadings) {
                    // What follows stands beside other sections.
                    break;
                }
            }
        }
        return differences;
    }

    private static List<String> headings(List<List<Line>> sections) {
        return sections.stream().map(section -> section.getFirst().kind()).toList();
    }

    private List<List<Line>> sections(String page, String text) {
        List<List<Line>> sections = new ArrayList<>();
        for (Line line : lines(page, text)) {
            if (line.isHeading() || sections.isEmpty()) {
                sections.add(new ArrayList<>());
            }
            sections.getLast().add(line);
        }
        return sections;
    }

    private List<Line> lines(String page, String text) {
        Set<String> left = Set.of("", englishLanguages(), chineseLanguages(), NOTICE);
        List<Line> lines = new ArrayList<>();
        boolean fenced = false;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            boolean fence = line.startsWith("```");
            if (!left.contains(line)) {
                lines.add(new Line(page, number, kind(line, fenced || fence), line));
            }
            fenced ^= fence;
        }
        return lines;
    }

    private static String kind(String line, boolean fenced) {
        if (fenced || line.startsWith("    ")) {
            return "code";
        }
        if (line.matches("#+ .*")) {
            return line.substring(0, line.indexOf(' '));
        }
        return line.startsWith("|") ? "row" : line.startsWith("- ") ? "item" : "text";
    }

    /// What the first lines that differ have of their own, or nothing.
    private String difference(List<Line> ours, List<Line> theirs) {
        for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
            if (i >= theirs.size()) {
                return "%s\n  is not in %s".formatted(ours.get(i), section(chinese, theirs));
            }
            if (i >= ours.size()) {
                return "%s\n  is not in %s".formatted(theirs.get(i), section(english, ours));
            }
            String what = difference(ours.get(i), theirs.get(i));
            if (!what.isEmpty()) {
                return "%s\n  and\n%s\n  differ: %s".formatted(ours.get(i), theirs.get(i), what);
            }
        }
        return "";
    }

    private static String section(String page, List<Line> section) {
        return section.isEmpty() ? page : "the section " + section.getFirst();
    }

    private String difference(Line ours, Line theirs) {
        if (!ours.kind().equals(theirs.kind())) {
            return "%s beside %s".formatted(ours.kind(), theirs.kind());
        }
        if (ours.kind().equals("code")) {
            String command = withoutComment(ours);
            return command.equals(withoutComment(theirs)) ? "" : "it is to be " + command;
        }
        var facts = new TreeMap<String, Function<Line, Set<String>>>();
        facts.put("code", line -> found(CODE, line.text()));
        facts.put("links", this::links);
        facts.put("numbers", TranslatedPage::numbers);
        List<String> said = new ArrayList<>();
        facts.forEach((name, of) -> {
            Set<String> missing = new TreeSet<>(of.apply(ours));
            Set<String> surplus = new TreeSet<>(of.apply(theirs));
            missing.removeAll(of.apply(theirs));
            surplus.removeAll(of.apply(ours));
            if (!missing.isEmpty()) {
                said.add("the Chinese lacks the %s %s".formatted(name, missing));
            }
            if (!surplus.isEmpty()) {
                said.add("only the Chinese has the %s %s".formatted(name, surplus));
            }
        });
        return String.join(", ", said);
    }

    private static String withoutComment(Line code) {
        return COMMENT.matcher(code.text()).replaceFirst("");
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> numbers(Line line) {
        String text = CODE.matcher(line.text()).replaceAll("");
        text = LINK_TARGET.matcher(text).replaceAll("");
        for (String month : MONTHS) {
            int number = MONTHS.indexOf(month) + 1;
            text = text.replaceAll("\\b" + month + " (?=\\d{4})", number + " ");
        }
        return found(NUMBER, text).stream()
                .map(number -> number.replaceFirst("^0(?=\\.)", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Where links lead, named by the English pages and by the numbers of headings. A link to an
    /// English page that there is in Chinese is another than that to the Chinese one.
    private Set<String> links(Line line) {
        return LINK_TARGET
                .matcher(CODE.matcher(line.text()).replaceAll(""))
                .results()
                .map(found -> link(line.page(), found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String link(String page, String link) {
        if (link.matches("[a-z]+:.*")) {
            return link;
        }
        String[] parts = link.split("#", 2);
        String target =
                parts[0].isEmpty()
                        ? page
                        : Path.of(page).resolveSibling(parts[0]).normalize().toString();
        String named = target.replace("README.zh-CN.md", "README.md").replace(FOLDER, "docs/");
        if (isChinese(page) && !isChinese(target) && isTranslated(named)) {
            named = "English " + named;
        }
        return parts.length == 1 ? named : named + " heading " + heading(target, parts[1]);
    }

    private static boolean isChinese(String page) {
        return page.equals("README.zh-CN.md") || page.startsWith(FOLDER);
    }

    private static boolean isTranslated(String english) {
        return isChinese(of(english).chinese()) && exists(of(english).chinese());
    }

    private static int heading(String page, String anchor) {
        return DocumentsTest.anchors(TestData.project().resolve(page))
                        .indexOf(anchor.toLowerCase(Locale.ROOT))
                + 1;
    }
}
