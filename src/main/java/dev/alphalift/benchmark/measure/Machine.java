package dev.alphalift.benchmark.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where it was measured.
///
/// @param os name and version of the system
/// @param architecture of the processor, as Java names it
/// @param processor its model; null where the system does not tell
/// @param processors how many this process may use
/// @param memoryBytes of the machine or container; null where the system does not tell
/// @param runtime `java` or `native`
/// @param runtimeVersion of the Java machine or of what the executable was made with
/// @param provider what runs the models: `cpu`, or names with commas between
public record Machine(
        String os,
        String architecture,
        @Nullable String processor,
        int processors,
        @Nullable Long memoryBytes,
        String runtime,
        String runtimeVersion,
        String provider) {
    /// This machine.
    ///
    /// @param provider what runs the models
    public static Machine here(String provider) {
        return new Machine(
                System.getProperty("os.name", "?") + " " + System.getProperty("os.version", "?"),
                System.getProperty("os.arch", "?"),
                processorModel(),
                Runtime.getRuntime().availableProcessors(),
                memory(),
                isNative() ? "native" : "java",
                System.getProperty("java.vm.name", "?")
                        + " "
                        + System.getProperty("java.runtime.version", Runtime.version().toString()),
                provider);
    }

    public static boolean isNative() {
        return System.getProperty("org.graalvm.nativeimage.imagecode") != null;
    }

    private static @Nullable String processorModel() {
        return ProcFiles.value(ProcFiles.read(Path.of("/proc/cpuinfo")), "model name");
    }

    private static @Nullable Long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : null;
    }
}
