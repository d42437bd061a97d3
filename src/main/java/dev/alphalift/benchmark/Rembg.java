package dev.alphalift.benchmark;

import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.fault.AlphaliftException.SourceMissing;
import dev.alphalift.file.FileNames;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// rembg as it is installed, to be measured beside this program.
///
/// @param executable its command
/// @param interpreter the Python that the command's first line names; null when it names none
public record Rembg(Path executable, @Nullable String interpreter) {
    private static final String NAME = "rembg";
    private static final Pattern FORM = Pattern.compile("-(published|int8)$");
    private static final int LONGEST_FIRST_LINES = 1_000;

    /// A path of a Python; where it is too long for a first line, pip writes it to the second.
    private static final Pattern PYTHON =
            Pattern.compile("\\A#!(?:/bin/sh\\s+'''exec' )?\"?(/[^\"\\n]*python[^\\s\"/]*)\"?");

    /// Nothing but rembg's own functions; it answers each line with the seconds that a removal
    /// took.
    private static final String LOOP =
            """
            import json, sys, time
            from rembg import new_session, remove
            session = new_session(sys.argv[1])
            picture = open(sys.argv[2], "rb").read()
            print(json.dumps({"ready": True}), flush=True)
            for line in sys.stdin:
                start = time.perf_counter()
                remove(picture, session=session)
                seconds = time.perf_counter() - start
                try:
                    status = open("/proc/self/status").read()
                    peak = int(status.split("VmHWM:")[1].split()[0]) * 1024
                except (OSError, IndexError):
                    peak = None
                print(json.dumps({"seconds": seconds, "peak": peak}), flush=True)
            """;

    /// An installed rembg by its command.
    ///
    /// @throws SourceMissing if there is no such file
    public static Rembg at(Path executable) {
        if (!Files.isRegularFile(executable)) {
            throw new SourceMissing(FileNames.shown(executable), null);
        }
        return new Rembg(executable.toAbsolutePath(), interpreter(executable));
    }

    /// The one that a search path finds first; null if it finds none.
    ///
    /// @param path folders, as the variable `PATH` names them
    public static @Nullable Rembg onPath(String path) {
        for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
            Path file = FileNames.path(folder).resolve(NAME);
            if (!folder.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                return at(file);
            }
        }
        return null;
    }

    private static @Nullable String interpreter(Path executable) {
        try (InputStream stream = Files.newInputStream(executable)) {
            String begin =
                    new String(stream.readNBytes(LONGEST_FIRST_LINES), StandardCharsets.ISO_8859_1);
            Matcher first = PYTHON.matcher(begin);
            return first.lookingAt() ? first.group(1) : null;
        } catch (IOException e) {
            return null; // it can be run all the same, perhaps
        }
    }

    /// One cutout by its command line.
    ProcessBuilder once(Configuration configuration, Path result) {
        ProcessBuilder process =
                new ProcessBuilder(
                        executable.toString(),
                        "i",
                        "-m",
                        model(configuration.model()),
                        configuration.picture().file().toString(),
                        result.toString());
        process.environment().putAll(threads(configuration));
        return process;
    }

    /// The loop in a process of its own.
    ///
    /// @throws NotAvailable if its interpreter is not known
    ProcessBuilder loop(Configuration configuration) {
        if (interpreter == null) {
            throw new NotAvailable(
                    NAME, "%s does not begin with the path of a Python.".formatted(executable));
        }
        ProcessBuilder process =
                new ProcessBuilder(
                        List.of(
                                interpreter,
                                "-c",
                                LOOP,
                                model(configuration.model()),
                                configuration.picture().file().toString()));
        process.environment().putAll(threads(configuration));
        return process;
    }

    /// What rembg runs beside: it knows a model that we have in several forms by the plain name.
    static String model(String name) {
        return FORM.matcher(name).replaceFirst("");
    }

    private static Map<String, String> threads(Configuration configuration) {
        return Map.of("OMP_NUM_THREADS", Integer.toString(configuration.threads()));
    }
}
