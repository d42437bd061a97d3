package dev.alphalift.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

@Command(
        name = "alphalift",
        description = "Lifts the subject of a photo off its background.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = AutoComplete.GenerateCompletion.class)
final class AlphaliftCommand {}
