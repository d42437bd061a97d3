package dev.alphalift.cli;

import dev.alphalift.settings.Reader;
import dev.alphalift.settings.SettingsHelp;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;

/// What the program's help ends with, made when it is asked for.
final class ProgramHelp {
    private static final List<String> EXIT_CODES =
            List.of(
                    "  0  done",
                    "  1  unexpected error; of health: not ready",
                    "  2  wrong use",
                    "  3  a picture that cannot be read",
                    "  4  no usable model",
                    "  5  a file that cannot be read or written",
                    "  6  some pictures of a folder failed",
                    "  7  not available",
                    "  8  too busy, or not done in time",
                    "  9  worse than the baseline, or a target was missed");

    private ProgramHelp() {}

    static String footer(Help help) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(
                "The commands and options are those of rembg. \"alphalift COMMAND --help\" tells"
                        + " more.");
        lines.add("");
        lines.add("Environment:");
        lines.addAll(SettingsHelp.lines(Reader.COMMAND_LINE, List.of()));
        lines.add("");
        lines.add("Environment of the server (s), besides:");
        lines.addAll(SettingsHelp.lines(Reader.SERVER, List.of(Reader.COMMAND_LINE)));
        lines.add("");
        lines.add("Exit codes:");
        lines.addAll(EXIT_CODES);
        help.commandSpec().usageMessage().footer(lines.toArray(String[]::new));
        return help.footer();
    }
}
