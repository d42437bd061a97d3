package dev.alphalift.benchmark.measure;

import dev.alphalift.benchmark.measure.MemoryUse.Cgroup;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the memory of this process from the kernel's files.
///
/// @param root where `proc` and `sys` are
public record MemoryMeter(Path root) {
    private static final long BYTES_A_KILOBYTE = 1024;

    public static final MemoryMeter HERE = new MemoryMeter(Path.of("/"));

    public MemoryUse read() {
        String status = ProcFiles.read(root.resolve("proc/self/status"));
        return new MemoryUse(bytes(status, "VmHWM"), bytes(status, "VmRSS"), cgroup());
    }

    private static @Nullable Long bytes(@Nullable String status, String name) {
        String value = ProcFiles.value(status, name);
        return value == null
                ? null
                : Long.parseLong(value.replace("kB", "").strip()) * BYTES_A_KILOBYTE;
    }

    /// In a container the path that the kernel names is mostly not to be seen; the group's files
    /// lie at the top then.
    private @Nullable Cgroup cgroup() {
        String groups = ProcFiles.read(root.resolve("proc/self/cgroup"));
        Path top = root.resolve("sys/fs/cgroup");
        Cgroup second = peak(2, top, path(groups, "0::"), "memory.peak");
        return second != null
                ? second
                : peak(
                        1,
                        top.resolve("memory"),
                        path(groups, ":memory:"),
                        "memory.max_usage_in_bytes");
    }

    private static @Nullable Cgroup peak(int version, Path top, String path, String file) {
        for (Path folder : List.of(top.resolve(path), top)) {
            String text = ProcFiles.read(folder.resolve(file));
            if (text != null) {
                return new Cgroup(version, Long.parseLong(text.strip()));
            }
        }
        return null;
    }

    private static String path(@Nullable String groups, String mark) {
        if (groups == null) {
            return "";
        }
        return groups.lines()
                .filter(line -> line.contains(mark))
                .map(line -> line.substring(line.indexOf(mark) + mark.length() + 1))
                .findFirst()
                .orElse("");
    }
}
