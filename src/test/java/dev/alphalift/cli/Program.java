package dev.alphalift.cli;

import dev.alphalift.testdata.Surroundings;
import dev.alphalift.testdata.TestData;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The built program as a process of its own: the native executable when the build made one, else
/// on Java, run as the launcher runs it: its flags, its class path.
public record Program(Path folder, Map<String, String> environment) {
    private static final Pattern FLAGS = Pattern.compile("(?m)^JAVA_FLAGS=\"([^\"]*)\"$");
    private static final Pattern COMMAND_JARS = Pattern.compile("(?m)^COMMAND_JARS=\"([^\"]*)\"$");
    private static final Pattern SERVER_FLAGS = Pattern.compile("(?m)^SERVER_FLAGS=\"([^\"]*)\"$");
    private static final long SECONDS = 300;

    /// What came of a call.
    public record Outcome(int code, byte[] out, String err) {}

    /// Starts it; its error stream goes to a file.
    public Process start(ProcessBuilder.Redirect in, Object... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(arguments));
        builder.environment().keySet().removeIf(Program::changesTheRun);
        builder.environment().putAll(environment);
        return builder.redirectInput(in).redirectError(errFile().toFile()).start();
    }

    /// The words that start it.
    List<String> command(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (!isNative()) {
            command.addAll(java(arguments.length > 0 && arguments[0].equals("s")));
            command.addAll(options());
            command.add("dev.alphalift.Main");
        } else {
            command.add(executable());
            command.addAll(options());
        }
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /// Whether it is the native executable.
    public static boolean isNative() {
        return !executable().isEmpty();
    }

    private static String executable() {
        return System.getProperty("alphalift.executable", "");
    }

    private static List<String> java(boolean server) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(launcherWords(FLAGS)));
        if (server) {
            command.addAll(List.of(launcherWords(SERVER_FLAGS)));
        }
        command.addAll(nativePath());
        command.addAll(List.of("-cp", classPath(server)));
        return command;
    }

    private List<String> options() {
        String options = environment.getOrDefault("ALPHALIFT_JAVA_OPTS", "");
        return Stream.concat(Surroundings.flags().stream(), Arrays.stream(options.split(" (?=-)")))
                .filter(option -> !option.isEmpty())
                .toList();
    }

    /// Runs it to its end.
    public Outcome run(ProcessBuilder.Redirect in, Object... arguments) throws Exception {
        Process process = start(in, arguments);
        byte[] out = process.getInputStream().readAllBytes();
        return new Outcome(end(process), out, err());
    }

    /// Waits for its end.
    public static int end(Process process) throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("The program has not ended in " + SECONDS + " seconds.");
        }
        return process.exitValue();
    }

    /// What its error stream holds by now.
    public String err() throws IOException {
        return Files.readString(errFile());
    }

    private Path errFile() {
        return folder.resolve("stderr.txt");
    }

    private static boolean changesTheRun(String variable) {
        return variable.startsWith("ALPHALIFT_")
                || variable.endsWith("JAVA_OPTIONS")
                || variable.endsWith("JAVA_TOOL_OPTIONS");
    }

    private static String[] launcherWords(Pattern variable) throws IOException {
        Matcher words = variable.matcher(Files.readString(TestData.project().resolve("alphalift")));
        if (!words.find()) {
            throw new IllegalStateException("The launcher has no " + variable + ".");
        }
        return words.group(1).strip().split("\\s+");
    }

    private static Path build() {
        String build = System.getProperty("alphalift.build");
        return build == null ? TestData.project().resolve("target") : Path.of(build);
    }

    private static List<String> nativePath() throws IOException {
        Path libraries = build().resolve("onnxruntime");
        if (!Files.isDirectory(libraries)) {
            return List.of();
        }
        try (Stream<Path> platforms = Files.list(libraries)) {
            return platforms.map(path -> "-Donnxruntime.native.path=" + path).limit(1).toList();
        }
    }

    /// All jars for the server; for the other commands those that the launcher names.
    private static String classPath(boolean server) throws IOException {
        Path application = build().resolve("quarkus-app");
        List<String> names = List.of(launcherWords(COMMAND_JARS));
        List<String> jars = new ArrayList<>();
        for (String part :
                server
                        ? List.of("quarkus", "app", "lib/boot", "lib/main")
                        : List.of("app", "lib/main")) {
            try (Stream<Path> files = Files.list(application.resolve(part))) {
                files.filter(file -> file.toString().endsWith(".jar"))
                        .filter(file -> server || part.equals("app") || isNamed(file, names))
                        .map(Path::toString)
                        .sorted()
                        .forEach(jars::add);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private static boolean isNamed(Path jar, List<String> names) {
        return names.stream().anyMatch(name -> jar.getFileName().toString().startsWith(name + "."));
    }
}
