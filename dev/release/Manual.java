import dev.alphalift.cli.AlphaliftCommandLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/// Writes the manual and the completions of all commands as they are in the program: java Manual.java FOLDER DATE
///
/// picocli makes AsciiDoc of each command and Asciidoctor a page of it. What a terminal shows in columns becomes lists
/// before that: AsciiDoc fills lines.
final class Manual {
    /// A line of two columns in a footer: "  NAME  what it is".
    private static final Pattern COLUMNS = Pattern.compile("^  (\\S+)  +(\\S.*)$");

    /// What groff needs for links, and others complain of: addresses are shown as they are.
    private static final Pattern LINKS =
            Pattern.compile("(?s)\\.de URL\n.*?\n\\.if [^\n]*\\{\\\\\n.*?\n\\.\\\\}\n");

    private static final Pattern LINK =
            Pattern.compile("(?m)^\\.URL \"([^\"]*)\" \"[^\"]*\" \"([^\"]*)\"$");

    private static final Pattern NAME = Pattern.compile("[A-Z0-9_]+");

    private Manual() {}

    public static void main(String[] arguments) throws IOException {
        Path share = Path.of(arguments[0]);
        CommandLine program = AlphaliftCommandLine.described();
        // The program's footer is made when its help is.
        program.getUsageMessage();
        List<CommandLine> commands = new ArrayList<>(List.of(program));
        commands.addAll(program.getSubcommands().values());
        commands.forEach(command -> inLists(command.getCommandSpec().usageMessage()));

        completions(share, program);
        Path pages = Files.createDirectories(share.resolve("man/man1"));
        Path texts = Files.createTempDirectory("alphalift-manual");
        int code =
                ManPageGenerator.generateManPage(
                        texts.toFile(), null, new boolean[0], true, program.getCommandSpec());
        if (code != CommandLine.ExitCode.OK) {
            throw new IOException("picocli did not write the manual.");
        }
        roff(texts, pages, arguments[1]);
    }

    private static void completions(Path share, CommandLine program) throws IOException {
        String script = AutoComplete.bash("alphalift", program);
        write(share.resolve("bash-completion/completions/alphalift"), script);
        // picocli's script is for both; zsh takes it as a file of its own when it has bash's words.
        write(
                share.resolve("zsh/site-functions/_alphalift"),
                "#compdef alphalift\nautoload -U +X bashcompinit && bashcompinit\n" + script);
    }

    private static void roff(Path texts, Path pages, String date) throws IOException {
        Attributes attributes =
                Attributes.builder().attribute("docdate", date).build();
        Options options =
                Options.builder()
                        .backend("manpage")
                        .safe(SafeMode.UNSAFE)
                        .standalone(true)
                        .attributes(attributes)
                        .toFile(false)
                        .build();
        try (Asciidoctor asciidoctor = Asciidoctor.Factory.create();
                Stream<Path> files = Files.list(texts)) {
            for (Path file : files.sorted().toList()) {
                String page = file.getFileName().toString().replace(".adoc", ".1");
                String roff = asciidoctor.convert(Files.readString(file), options);
                roff = LINKS.matcher(roff).replaceFirst("");
                write(pages.resolve(page), LINK.matcher(roff).replaceAll("$1$2"));
            }
        }
    }

    /// Exit codes become those of picocli's model, other columns a list of AsciiDoc.
    private static void inLists(UsageMessageSpec usage) {
        Map<String, String> exitCodes = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (String line : usage.footer()) {
            Matcher columns = COLUMNS.matcher(line);
            if (!columns.matches()) {
                lines.add(line);
            } else if (columns.group(1).matches("\\d+")) {
                exitCodes.put(columns.group(1), columns.group(2));
            } else if (NAME.matcher(columns.group(1)).matches()) {
                lines.add("");
                lines.add("*" + columns.group(1) + "*::");
                lines.add("  " + columns.group(2));
            } else {
                lines.add(line);
            }
        }
        if (!exitCodes.isEmpty()) {
            lines.remove("Exit codes:");
            usage.exitCodeListHeading("Exit status%n").exitCodeList(exitCodes);
        }
        if (!lines.isEmpty()) {
            usage.footerHeading("Notes%n").footer(lines.toArray(String[]::new));
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
