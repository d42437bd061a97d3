package dev.alphalift.testdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A command that a document tells its reader to type, of any document of the project: in a block
/// marked as a shell's, in a block by its indent, or between backticks with what it is given.
///
/// @param page for example `docs/server.md`
/// @param line where it begins, from 1 on
/// @param text without what is said beside it, lines that go on joined
public record DocumentedCommand(String page, int line, String text) {
    private static final Pattern FENCE = Pattern.compile("^\\s*(```+|~~~+)\\s*(\\w*)\\s*$");
    private static final Pattern SHELLS = Pattern.compile("sh|bash|shell|console|zsh|powershell");

    /// What begins as a word of a shell's, and is no formula or JSON.
    private static final Pattern INDENTED =
            Pattern.compile(
                    "^(?:[A-Z_]+=\\S* )*(?:\\.{0,2}/\\S|\\.ci/|[a-z][\\w./-]*(?:[ (]|$))(?!\\s*="
                            + " |\\s*\\d+%).*|^\\w+=\\$\\(.*");

    /// With what it is given: `alphalift i` alone is a name.
    private static final Pattern INLINE =
            Pattern.compile(
                    "`((?:[A-Z_]+=\\S* )*(?:(?:\\./)?alphalift [\\w-]+ \\S|\\./mvnw"
                            + " \\S|(?:bash|sh|python3?) \\S+[./]\\S|(?:curl|pip|tar|man)"
                            + " \\S|(?:aws|npx|npm|docker|podman|java|javac) (?!-jar`)\\S+"
                            + " ?\\S)[^`]*)`");

    /// What is said beside a command: after a #, or in a column of its own.
    private static final Pattern BESIDE = Pattern.compile("\\s{2,}\\S.*$|\\s+# .*$");

    /// All of all documents.
    public static List<DocumentedCommand> all() {
        return pages().stream().flatMap(page -> of(page).stream()).toList();
    }

    /// All pages of the documents, also those of a later day.
    public static List<String> pages() {
        Path project = TestData.project();
        List<String> pages = new ArrayList<>();
        for (String folder : List.of("", "docs", "dev", "deploy", "samples")) {
            try (Stream<Path> files =
                    Files.walk(project.resolve(folder), folder.isEmpty() ? 1 : 20)) {
                files.filter(file -> file.toString().endsWith(".md"))
                        .map(file -> project.relativize(file).toString().replace('\\', '/'))
                        .filter(page -> !page.equals("CHANGELOG.md"))
                        .sorted()
                        .forEach(pages::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return pages;
    }

    /// The commands of a page, in order.
    public static List<DocumentedCommand> of(String page) {
        return of(page, DocumentedExample.page(page));
    }

    static List<DocumentedCommand> of(String page, String text) {
        List<DocumentedCommand> found = new ArrayList<>();
        String block = null; // its language inside a block between fences
        String before = ""; // a line that goes on
        int number = 0;
        int began = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            Matcher fence = FENCE.matcher(line);
            if (fence.matches() && (block == null || fence.group(2).isEmpty())) {
                block = block == null ? fence.group(2) : null;
                continue;
            }
            boolean goesOn = !before.isEmpty();
            String code = code(line, block, goesOn);
            if (code.isEmpty()) {
                if (block == null) {
                    inline(page, number, line, found);
                }
                continue;
            }
            began = goesOn ? began : number;
            if (code.endsWith("\\")) {
                before += code.substring(0, code.length() - 1).strip() + " ";
            } else {
                found.add(new DocumentedCommand(page, began, tidy(before + code)));
                before = "";
            }
        }
        return found;
    }

    /// The code of a line that is or goes on with a command, else nothing.
    private static String code(String line, @Nullable String block, boolean goesOn) {
        if (block != null) {
            boolean isCommand = SHELLS.matcher(block).matches() && !line.startsWith("#");
            return isCommand ? line.strip() : "";
        }
        boolean isIndented = line.startsWith("    ");
        String code = line.strip();
        return isIndented && (goesOn || INDENTED.matcher(code).matches()) ? code : "";
    }

    private static void inline(
            String page, int number, String line, List<DocumentedCommand> found) {
        INLINE.matcher(line)
                .results()
                .map(match -> new DocumentedCommand(page, number, tidy(match.group(1))))
                .forEach(found::add);
    }

    private static String tidy(String code) {
        return BESIDE.matcher(code.strip()).replaceAll("");
    }

    /// Whether it is for the command line of this program, whatever its variables.
    public boolean isForTheProgram() {
        return text.matches("([A-Z_]+=\\S* )*(\\./)?alphalift .*");
    }

    /// Whether it calls a server where the documents start one.
    public boolean isForTheServer() {
        return text.matches("curl .*http://localhost:7000/.*");
    }

    @Override
    public String toString() {
        return "%s:%s: %s".formatted(page, line, text);
    }
}
