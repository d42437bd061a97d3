package dev.alphalift.cli;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.file.FileNames;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.HintFile;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "i",
        description = "Remove the background of one picture.",
        footer = {
            "",
            "Without OUTPUT the result goes to standard output; at a terminal, where that would help"
                    + " nobody, it goes beside the input: photo.jpg becomes photo.out.png.",
        })
final class RemoveFile extends PictureCommand {
    private static final String STANDARD_STREAM = "-";

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "INPUT",
            description = "A picture file; \"-\" or nothing for standard input.")
    private @Nullable String input;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "OUTPUT",
            description = "The file to write; \"-\" for standard output.")
    private @Nullable String output;

    @Option(
            names = "--hint",
            paramLabel = "FILE",
            description =
                    "A picture of what is kept (white) and erased (black), whatever the model says;"
                            + " where it is transparent or grey the model decides.")
    private @Nullable String hint;

    RemoveFile(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        RemovalOptions options = picture().toRemovalOptions();
        if (hint != null) {
            options = options.withHint(new HintFile("--hint", file(hint)));
        }
        return remove(options);
    }

    private Integer remove(RemovalOptions options) {
        Removal removal;
        try (BackgroundRemover remover = context().backgroundRemover();
                // The model is loaded while the picture is read and decoded.
                Ahead _ = Ahead.of(() -> remover.prepare(options))) {
            removal = remover.remove(read(), options, Deadline.NONE);
        }
        if (!removal.foundSubject()) {
            context().say("The model found no subject: the result is empty.");
        }
        write(removal.bytes(), removal.format().suffix());
        return ExitCode.DONE;
    }

    private boolean readsStandardInput() {
        return input == null || input.equals(STANDARD_STREAM);
    }

    private byte[] read() {
        if (readsStandardInput()) {
            if (input == null && context().streams().inIsTerminal()) {
                throw new InvalidOption(
                        "INPUT",
                        "",
                        "there is no picture to read.\nMaybe name a file: alphalift i photo.jpg cutout.png");
            }
            return read(context().streams().in(), "standard input");
        }
        return file(String.valueOf(input));
    }

    private byte[] file(String name) {
        Path path = FileNames.path(name);
        if (Files.isDirectory(path)) {
            throw new SourceUnavailable(
                    FileNames.shown(path), "it is a folder.\nMaybe use \"alphalift p\".", null);
        }
        try (InputStream stream = Files.newInputStream(path)) {
            return read(stream, FileNames.shown(path));
        } catch (IOException e) {
            throw new SourceUnavailable(FileNames.shown(path), FileNames.reason(e), e);
        }
    }

    private byte[] read(InputStream stream, String name) {
        try {
            return context().assembly().limits().read(stream);
        } catch (IOException e) {
            throw new SourceUnavailable(name, FileNames.reason(e), e);
        }
    }

    private void write(byte[] file, String suffix) {
        if (output != null && !output.equals(STANDARD_STREAM)) {
            WholeFile.write(FileNames.path(output), file, context()::say);
            return;
        }
        if (output == null && !readsStandardInput() && context().streams().outIsTerminal()) {
            Path target = besideInput(FileNames.path(String.valueOf(input)), suffix);
            WholeFile.write(target, file, context()::say);
            context().say(FileNames.shown(target));
            return;
        }
        try {
            context().streams().out().write(file);
            context().streams().out().flush();
        } catch (IOException e) {
            throw new TargetUnavailable("standard output", FileNames.reason(e), e);
        }
    }

    private static Path besideInput(Path path, String suffix) {
        return path.resolveSibling(FileNames.relative(FileNames.stem(path) + ".out" + suffix));
    }
}
