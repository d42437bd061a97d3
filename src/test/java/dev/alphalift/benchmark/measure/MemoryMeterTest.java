package dev.alphalift.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.benchmark.measure.MemoryUse.Cgroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryMeterTest {
    @TempDir private Path root;

    private void put(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private MemoryUse read() {
        return new MemoryMeter(root).read();
    }

    @Test
    void the_process_is_told_in_bytes() throws IOException {
        put(
                "proc/self/status",
                "Name:\tjava\nVmPeak:\t  99 kB\nVmHWM:\t  300 kB\nVmRSS:\t 20 kB\n");

        assertThat(read()).isEqualTo(new MemoryUse(300L * 1024, 20L * 1024, null));
    }

    @Test
    void where_there_is_nothing_to_read_nothing_is_told() {
        assertThat(read()).isEqualTo(new MemoryUse(null, null, null));
    }

    @Test
    void the_second_version_of_control_groups_has_one_tree() throws IOException {
        put("proc/self/cgroup", "0::/user/me\n");
        put("sys/fs/cgroup/user/me/memory.peak", "4096\n");

        assertThat(read().cgroup()).isEqualTo(new Cgroup(2, 4096));
    }

    @Test
    void in_a_container_its_files_lie_at_the_top() throws IOException {
        put("proc/self/cgroup", "0::/user/me\n");
        put("sys/fs/cgroup/memory.peak", "8192\n");

        assertThat(read().cgroup()).isEqualTo(new Cgroup(2, 8192));
    }

    @Test
    void the_first_version_has_a_tree_for_memory() throws IOException {
        put("proc/self/cgroup", "5:cpu:/\n4:memory:/box/one\n0::/\n");
        put("sys/fs/cgroup/memory/box/one/memory.max_usage_in_bytes", "12288\n");

        assertThat(read().cgroup()).isEqualTo(new Cgroup(1, 12288));
    }

    @Test
    void processor_time_is_read_behind_a_name_that_holds_anything() {
        String stat = "42 (a) b (c) S 1 2 3 4 5 6 7 8 9 10 250 50 0 0 20";

        assertThat(CpuTime.field(stat, 11)).isEqualTo(2_500_000_000L);
        assertThat(CpuTime.field(stat, 12)).isEqualTo(500_000_000L);
        assertThat(CpuTime.field(null, 11)).isNull();
    }
}
