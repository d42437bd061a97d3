package dev.alphalift.cli;

import dev.alphalift.assembly.Settings;
import dev.alphalift.cli.progress.Display;
import dev.alphalift.cli.progress.Messages;
import dev.alphalift.file.FileNames;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The command line inside this process, with streams in memory and an environment of its own.
///
/// @param home what `~` stands for
/// @param environment all variables that the program sees
/// @param in what comes on standard input
/// @param atTerminal whether standard input and output are a person's terminal
/// @param showsProgress whether the error stream is one
record Cli(
        Path home,
        Map<String, String> environment,
        byte[] in,
        boolean atTerminal,
        boolean showsProgress) {
    /// What `-m` calls the tiny model of [#withModel]: it takes red for the subject and green for
    /// the background.
    static final String TINY = "u2net";

    /// The exit code when the server was started, which it is not here.
    static final int SERVED = 99;

    /// How wide the terminal is.
    static final int COLUMNS = 100;

    /// What came of a call.
    record Outcome(int code, byte[] out, String err) {
        Pixels picture() {
            return Pixels.ofPng(out);
        }

        String text() {
            return new String(out, StandardCharsets.UTF_8);
        }
    }

    /// No models but the one in the program.
    static Cli at(Path home) {
        return new Cli(home, Map.of(), new byte[0], false, false);
    }

    /// With the tiny model in the place of another.
    static Cli withTinyModel(Path home) {
        return at(home).withModel("tiny-320.onnx", TINY);
    }

    /// Puts a file of the test resources in the place of a model; hashes are not checked any more.
    Cli withModel(String file, String name) {
        Path target = modelFile(name);
        try {
            Files.createDirectories(target.getParent());
            Files.write(target, TestData.resource("models/" + file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return with("MODEL_CHECKSUM_DISABLED", "1");
    }

    Path modelFile(String name) {
        return home.resolve(".rembg/models").resolve(name).resolve(name + ".onnx");
    }

    Cli with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Cli(home, more, in, atTerminal, showsProgress);
    }

    Cli reading(byte[] bytes) {
        return new Cli(home, environment, bytes, atTerminal, showsProgress);
    }

    Cli onTerminal() {
        return new Cli(home, environment, in, true, showsProgress);
    }

    Cli showingProgress() {
        return new Cli(home, environment, in, atTerminal, true);
    }

    Outcome run(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return run(out, arguments);
    }

    /// Runs a command whose standard output goes elsewhere.
    Outcome run(OutputStream out, Object... arguments) {
        return run(out, _ -> SERVED, arguments);
    }

    /// Runs a command that may start the server.
    Outcome run(ServerStart server, Object... arguments) {
        return run(new ByteArrayOutputStream(), server, arguments);
    }

    private Outcome run(OutputStream out, ServerStart server, Object... arguments) {
        StringWriter err = new StringWriter();
        String[] texts = new String[arguments.length];
        for (int at = 0; at < texts.length; at++) {
            texts[at] =
                    arguments[at] instanceof Path path
                            ? FileNames.text(path)
                            : arguments[at].toString();
        }
        Streams streams =
                new Streams(
                        new ByteArrayInputStream(in),
                        out,
                        new Messages(
                                new PrintWriter(err, true),
                                showsProgress ? Display.terminal(() -> COLUMNS) : Display.LOG),
                        atTerminal,
                        atTerminal);
        int code = AlphaliftCommandLine.run(streams, Settings.of(environment, home), server, texts);
        byte[] written = out instanceof ByteArrayOutputStream memory ? memory.toByteArray() : null;
        return new Outcome(code, written == null ? new byte[0] : written, err.toString());
    }
}
