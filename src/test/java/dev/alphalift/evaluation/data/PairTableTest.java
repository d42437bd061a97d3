package dev.alphalift.evaluation.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairTableTest {
    private static final int MANY = 20_000;

    private static Content named(String path) {
        return new BytesContent(path, new byte[0]);
    }

    private static PairTable.Row row(FileTable files, String name, String... tags) {
        int truth = files.add("gt/" + name, PairTableTest::named);
        int image = files.add("im/" + name, PairTableTest::named);
        return new PairTable.Row(
                name, List.of(tags), truth, FileTable.NONE, image, FileTable.NONE, Map.of());
    }

    @Test
    void pairs_come_back_in_the_order_of_their_names() {
        FileTable files = new FileTable();
        PairTable.Builder builder = new PairTable.Builder(files);
        builder.add(row(files, "b", "x", "y"));
        builder.add(row(files, "c"));
        int own = files.add("p/a", PairTableTest::named);
        builder.add(
                new PairTable.Row(
                        "a",
                        List.of("x"),
                        FileTable.NONE,
                        own,
                        FileTable.NONE,
                        files.add("fg/a", PairTableTest::named),
                        Map.of("mine", own)));
        List<PairSource> pairs = builder.build();

        assertThat(pairs).extracting(PairSource::name).containsExactly("a", "b", "c");
        PairSource first = pairs.getFirst();
        assertThat(first.tags()).containsExactly("x");
        assertThat(first.truth()).isNull();
        assertThat(first.trimap().place()).isEqualTo("p/a");
        assertThat(first.image().place()).isEqualTo("fg/a");
        assertThat(first.isForeground()).isTrue();
        assertThat(first.predictions().get("mine").place()).isEqualTo("p/a");
        assertThat(pairs.get(1).tags()).containsExactly("x", "y");
        assertThat(pairs.get(2).predictions()).isEmpty();
        assertThat(pairs.get(2).isForeground()).isFalse();
        assertThat(pairs.get(2).truth().place()).isEqualTo("gt/c");
    }

    @Test
    void a_data_set_of_folders_keeps_less_than_250_bytes_a_pair() {
        List<String> names =
                IntStream.range(0, MANY)
                        .mapToObj("a-name-of-a-picture-%05d.png"::formatted)
                        .toList();
        long before = used();
        DataSet set =
                Layout.named("set")
                        .with(Role.TRUTH, names, PairTableTest::named)
                        .with(Role.IMAGES, names, PairTableTest::named)
                        .withPredictions("mine", names, PairTableTest::named)
                        .dataSet();
        long kept = used() - before;

        assertThat(set.pairs()).hasSize(MANY);
        assertThat(kept / MANY).isLessThan(250);
        assertThat(names).hasSize(MANY);
    }

    /// What lives in the heap.
    private static long used() {
        long least = Long.MAX_VALUE;
        for (int turn = 0; turn < 5; turn++) {
            System.gc();
            least =
                    Math.min(
                            least,
                            ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
