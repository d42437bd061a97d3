package dev.alphalift.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

@Command(
        name = "alphalift",
        description = "Lifts the subject of a photo off its background.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = AutoComplete.GenerateCompletion.class,
        footer = {
            "",
            "The commands and options are those of rembg. \"alphalift COMMAND --help\" tells more.",
            "",
            "Environment:",
            "  ALPHALIFT_MAX_PIXELS   most pixels of a picture (50000000)",
            "  ALPHALIFT_MAX_BYTES    most bytes of a file (31457280)",
            "  ALPHALIFT_MAX_SIDE     most pixels in width or height (16383)",
            "  ALPHALIFT_THREADS      processors to use (all); or OMP_NUM_THREADS, as rembg",
            "  ALPHALIFT_TIMEOUT      seconds that the server works on a request (60)",
            "  ALPHALIFT_MAX_WAITING  pictures that wait at the server (32)",
            "  ALPHALIFT_PICTURE_MEMORY  bytes for pictures in work (as the memory allows)",
            "  ALPHALIFT_MODELS_URL   a mirror of the published models",
            "",
            "Exit codes:",
            "  0  done",
            "  1  unexpected error",
            "  2  wrong use",
            "  3  a picture that cannot be read",
            "  4  no usable model",
            "  5  a file that cannot be read or written",
            "  6  some pictures of a folder failed",
            "  7  not available",
            "  8  too busy, or not done in time",
            "  9  worse than the baseline, or a target was missed"
        })
final class AlphaliftCommand {}
