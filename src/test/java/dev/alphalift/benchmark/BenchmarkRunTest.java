package dev.alphalift.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.benchmark.measure.Machine;
import dev.alphalift.benchmark.measure.Measurement;
import dev.alphalift.benchmark.measure.MemoryUse;
import dev.alphalift.benchmark.measure.Soak;
import dev.alphalift.benchmark.measure.Spread;
import dev.alphalift.benchmark.measure.Stretch;
import dev.alphalift.benchmark.measure.Throughput;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.pipeline.Admission;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.segment.ModelFolders;
import dev.alphalift.segment.onnx.OnnxSegmenter;
import dev.alphalift.testdata.BenchmarkSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A benchmark without any process of its own, as a function does it.
class BenchmarkRunTest {
    private static final Size SIZE = new Size(160, 120);
    private static final Repeats REPEATS = new Repeats(3, 1, 0, List.of(2, 1));

    private static BackgroundRemover remover() {
        return new BackgroundRemover(
                ImageLimits.DEFAULT,
                new Admission(1L << 30, 2, 100),
                1,
                new ModelFolders(Map.of(), Path.of("no-such-home")),
                OnnxSegmenter.loader(2),
                new Workers(2),
                _ -> {});
    }

    @Test
    void a_process_measures_itself_and_reports_it_with_its_own_start() {
        byte[] picture = PictureFile.jpeg(SIZE, 7);
        Measurement measured;
        try (BackgroundRemover remover = remover()) {
            measured = BenchmarkRun.inProcess(remover, picture, RemovalOptions.DEFAULT, REPEATS);
        }

        assertThat(measured.warm().samples()).isEqualTo(3);
        assertThat(measured.steps().inference().samples()).isEqualTo(3);
        assertThat(measured.throughput()).extracting(Throughput::concurrency).containsExactly(1, 2);
        assertThat(measured.throughput()).extracting(Throughput::pictures).containsExactly(3, 4);
        PictureFile file = new PictureFile("made", Path.of("made.jpg"), SIZE, picture.length, 7L);
        Result result =
                new Result(
                        new Configuration("u2netp", 2, file),
                        Spread.of(1_234),
                        null,
                        measured,
                        null,
                        null);
        BenchmarkReport report =
                new BenchmarkReport(
                        Instant.now(),
                        "1.0",
                        Machine.here("cpu"),
                        REPEATS,
                        null,
                        List.of(result),
                        null);
        BenchmarkSchema.assertValid(ReportJson.bytes(report));
    }

    @Test
    void the_same_seed_makes_the_same_picture() {
        assertThat(PictureFile.jpeg(SIZE, 7)).isEqualTo(PictureFile.jpeg(SIZE, 7));
        assertThat(PictureFile.jpeg(SIZE, 8)).isNotEqualTo(PictureFile.jpeg(SIZE, 7));
        assertThat(PictureFile.size(12)).isEqualTo(new Size(4000, 3000));
    }

    @Test
    void a_fault_of_any_caller_is_the_fault_of_the_run() {
        byte[] text = "no picture".getBytes(StandardCharsets.UTF_8);
        try (BackgroundRemover remover = remover()) {
            BenchmarkRun run = new BenchmarkRun(remover, text, RemovalOptions.DEFAULT);

            assertThatThrownBy(() -> run.runs(2, 4)).isInstanceOf(UnsupportedFormat.class);
        }
    }

    @Test
    void what_two_processes_write_to_each_other_arrives_as_it_was() {
        Stretch stretch;
        try (BackgroundRemover remover = remover()) {
            byte[] picture = PictureFile.jpeg(SIZE, 7);
            stretch = new BenchmarkRun(remover, picture, RemovalOptions.DEFAULT).runs(1, 2);
        }
        MemoryUse memory = new MemoryUse(5L, null, null);
        List<Soak.Sample> samples = List.of(new Soak.Sample(1, 0.25, 3));

        assertThat(Wire.toStretch(Wire.of(stretch))).isEqualTo(stretch);
        assertThat(Wire.toMemory(Wire.of(memory))).isEqualTo(memory);
        assertThat(Wire.toSamples(Wire.ofSamples(samples))).isEqualTo(samples);
    }
}
