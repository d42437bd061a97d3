package dev.alphalift.benchmark.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/// Processor time of a process, in nanoseconds; null what the system does not tell.
///
/// @param total in programs and in the kernel for them
/// @param user in programs; Linux counts it in hundredths of a second
/// @param system in the kernel; the same
public record CpuTime(@Nullable Long total, @Nullable Long user, @Nullable Long system) {
    private static final long NANOS_A_TICK = 10_000_000; // USER_HZ is 100 (proc_pid_stat(5))
    private static final int USER = 11; // fields after the name, which may hold anything
    private static final int SYSTEM = 12;

    static final CpuTime UNKNOWN = new CpuTime(null, null, null);

    /// What this process has used up to now.
    public static CpuTime now() {
        String stat = ProcFiles.read(ProcFiles.SELF.resolve("stat"));
        return new CpuTime(processNanos(), field(stat, USER), field(stat, SYSTEM));
    }

    private static @Nullable Long processNanos() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            long nanos = system.getProcessCpuTime();
            return nanos < 0 ? null : nanos;
        }
        return null;
    }

    static @Nullable Long field(@Nullable String stat, int index) {
        if (stat == null) {
            return null;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return Long.parseLong(fields[index]) * NANOS_A_TICK;
    }

    public CpuTime minus(CpuTime earlier) {
        return new CpuTime(
                sum(total, negated(earlier.total)),
                sum(user, negated(earlier.user)),
                sum(system, negated(earlier.system)));
    }

    CpuTime plus(CpuTime other) {
        return new CpuTime(
                sum(total, other.total), sum(user, other.user), sum(system, other.system));
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        return one == null || other == null ? null : one + other;
    }

    private static @Nullable Long negated(@Nullable Long value) {
        return value == null ? null : -value;
    }
}
