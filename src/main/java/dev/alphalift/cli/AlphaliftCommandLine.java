package dev.alphalift.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;

import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.Settings;
import dev.alphalift.cli.health.Health;
import dev.alphalift.cli.progress.Display;
import dev.alphalift.cli.progress.Messages;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.file.FileNames;
import dev.alphalift.file.ProcessWords;
import java.io.BufferedInputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line: arguments in, exit code out.
public final class AlphaliftCommandLine {
    private AlphaliftCommandLine() {}

    /// Runs a command in this process, with its standard streams.
    public static int run(ServerStart server, String... arguments) {
        Streams streams =
                new Streams(
                        new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                        new FileOutputStream(FileDescriptor.out),
                        new Messages(
                                new PrintWriter(
                                        new OutputStreamWriter(
                                                new FileOutputStream(FileDescriptor.err),
                                                terminalCharset()),
                                        true),
                                Display.of(isTerminal(2), System.getenv("TERM"))),
                        isTerminal(0),
                        isTerminal(1));
        try {
            return run(streams, Settings.ofProcess(), server, ProcessWords.arguments(arguments));
        } catch (AlphaliftException e) {
            return report(streams, e);
        }
    }

    static int run(Streams streams, Settings settings, ServerStart server, String... arguments) {
        Context context = new Context(streams, new Assembly(settings));
        context.assembly().warnings().forEach(line -> context.say("alphalift: " + line));
        CommandLine line = commands(context, server);
        if (arguments.length == 0) {
            line.usage(line.getErr());
            return ExitCode.WRONG_USE;
        }
        return line.execute(arguments);
    }

    /// All commands with their options, for those who write manuals and completions of them; not to
    /// be run.
    public static CommandLine described() {
        Streams streams =
                new Streams(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        new Messages(new PrintWriter(Writer.nullWriter()), Display.NONE),
                        false,
                        false);
        Settings settings = Settings.of(Map.of(), Path.of(""));
        return commands(new Context(streams, new Assembly(settings)), _ -> ExitCode.UNEXPECTED);
    }

    private static CommandLine commands(Context context, ServerStart server) {
        Streams streams = context.streams();
        CommandLine line =
                new CommandLine(new AlphaliftCommand())
                        .addSubcommand(new RemoveFile(context))
                        .addSubcommand(new RemoveFolder(context))
                        .addSubcommand(new RemoveFrames(context))
                        .addSubcommand(new FetchModels(context))
                        .addSubcommand(new Evaluate(context))
                        .addSubcommand(new Serve(context, server))
                        .addSubcommand(new Health())
                        .addSubcommand(new Bench(context))
                        .addSubcommand(new BenchWorker(context))
                        .addSubcommand(new MakeTestSet(context));
        for (CommandLine command : line.getSubcommands().values()) {
            // rembg's server takes -h as the host.
            if (command.getCommandName().equals("s")) {
                command.getCommandSpec().addMixin("help", helpWithoutShortName());
            } else {
                command.getCommandSpec().mixinStandardHelpOptions(true);
            }
            ProviderOption.addTo(command.getCommandSpec(), context);
            if (command.getCommand() instanceof PictureCommand holder) {
                holder.picture().addTo(command.getCommandSpec());
            }
            command.getCommandSpec().usageMessage().sortOptions(false);
        }
        line.getHelpSectionMap().put(SECTION_KEY_FOOTER, ProgramHelp::footer);
        line.setPosixClusteredShortOptionsAllowed(false);
        // A picture may be called @photo.jpg.
        line.setExpandAtFiles(false);
        line.registerConverter(Path.class, AlphaliftCommandLine::path);
        line.setErr(streams.err());
        line.setOut(
                new PrintWriter(new OutputStreamWriter(streams.out(), terminalCharset()), true));
        line.setExecutionExceptionHandler((e, _, _) -> report(streams, e));
        line.setParameterExceptionHandler((e, _) -> misused(e));
        return line;
    }

    /// A lone dash stands for a standard stream where a command knows one.
    private static Path path(String text) {
        return text.equals("-") ? Path.of(text) : FileNames.path(text);
    }

    private static CommandSpec helpWithoutShortName() {
        return CommandSpec.create()
                .addOption(
                        OptionSpec.builder("--help")
                                .usageHelp(true)
                                .type(boolean.class)
                                .description("Show this help message and exit.")
                                .build());
    }

    /// What picocli says by itself, but fit for a terminal: it repeats what was written.
    private static int misused(ParameterException e) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        String message = FileNames.printable(String.valueOf(e.getMessage()));
        err.println(command.getColorScheme().errorText(message));
        if (!UnmatchedArgumentException.printSuggestions(e, err)) {
            command.usage(err, command.getColorScheme());
        }
        err.flush();
        return ExitCode.WRONG_USE;
    }

    private static int report(Streams streams, Exception e) {
        if (e instanceof AlphaliftException fault) {
            streams.messages().say("alphalift: " + fault.getMessage());
            return ExitCode.of(fault);
        }
        if (e instanceof InvalidPathException name) {
            streams.messages()
                    .say(
                            "alphalift: The name \"%s\" cannot be a path here: %s."
                                    .formatted(name.getInput(), name.getReason()));
            return ExitCode.WRONG_USE;
        }
        streams.err().println("alphalift: unexpected error; please report it:");
        e.printStackTrace(streams.err());
        streams.err().flush();
        return ExitCode.UNEXPECTED;
    }

    /// On Linux names are bytes and come out as they went in, whatever the locale (docs/files.md).
    private static Charset terminalCharset() {
        if (FileNames.areBytes()) {
            return StandardCharsets.UTF_8;
        }
        String name = System.getProperty("stderr.encoding", System.getProperty("native.encoding"));
        return name == null ? Charset.defaultCharset() : Charset.forName(name);
    }

    /// Whether a standard stream is a person's terminal. Java tells this for all streams together
    /// only, so Linux is asked for each; elsewhere all or none count.
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        }
    }
}
