package dev.alphalift.benchmark;

import dev.alphalift.benchmark.measure.Machine;
import dev.alphalift.settings.Setting;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// How this program is started once more, in the same way as this process was.
///
/// @param start the executable and all that stands before the name of a command
/// @param environment variables to set beside those of this process
public record ProgramCommand(List<String> start, Map<String, String> environment) {
    private static final String MAIN_CLASS = "dev.alphalift.Main";

    /// Flags that only one process can have: a debugger's door, a start-up cache that is written.
    private static final List<String> ONCE =
            List.of("-agentlib:jdwp", "-Xrunjdwp", "-XX:AOTCacheOutput", "-XX:AOTMode");

    public ProgramCommand {
        start = List.copyOf(start);
        environment = Map.copyOf(environment);
    }

    /// The command of this process.
    public static ProgramCommand ofThisProcess(Map<String, String> environment) {
        return new ProgramCommand(Machine.isNative() ? executable() : java(), environment);
    }

    /// The kernel's list of arguments would do as well, but it is cut off where it is long.
    private static List<String> java() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (ONCE.stream().noneMatch(flag::startsWith)) {
                words.add(flag);
            }
        }
        String classPath = System.getProperty("java.class.path", "");
        if (isOneJar(classPath)) {
            words.addAll(List.of("-jar", classPath));
        } else {
            words.addAll(List.of("-cp", classPath, MAIN_CLASS));
        }
        return words;
    }

    /// `java -jar` makes the jar the class path, and the command that the machine remembers begins
    /// with it instead of a class.
    private static boolean isOneJar(String classPath) {
        return classPath.endsWith(".jar")
                && !classPath.contains(File.pathSeparator)
                && System.getProperty("sun.java.command", "").startsWith(classPath);
    }

    /// An executable takes flags for its heap before the command.
    private static List<String> executable() {
        ProcessHandle.Info self = ProcessHandle.current().info();
        List<String> words = new ArrayList<>();
        words.add(self.command().orElseThrow());
        Arrays.stream(self.arguments().orElse(new String[0]))
                .takeWhile(word -> word.startsWith("-X") || word.startsWith("-D"))
                .forEach(words::add);
        return words;
    }

    /// A process of this program that uses so many processors.
    ProcessBuilder process(int threads, String... arguments) {
        List<String> command = new ArrayList<>(start);
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().putAll(environment);
        process.environment().put(Setting.THREADS.variable(), Integer.toString(threads));
        return process;
    }
}
