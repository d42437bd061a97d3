package dev.alphalift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.fault.AlphaliftException.SourceMissing;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import dev.alphalift.image.Framing;
import dev.alphalift.image.Margins;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Position;
import dev.alphalift.image.Size;
import dev.alphalift.segment.Clothes;
import dev.alphalift.segment.Prompt;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    private static final Path TINY_MODELS =
            TestData.project().resolve("src/test/resources/models").toAbsolutePath();
    private static final Path COFFEE = TestData.project().resolve("samples/coffee.png");
    private static final byte[] BYTES = TestData.projectFile("samples/coffee.png");

    private static final Session SESSION = Alphalift.builder().threads(2).open();

    @TempDir Path folder;

    @AfterAll
    static void close() {
        SESSION.close();
    }

    private static Session.Builder tiny() {
        return Alphalift.builder()
                .threads(1)
                .modelsFolder(TINY_MODELS)
                .model("u2net_custom")
                .modelPath(TINY_MODELS.resolve("tiny-320.onnx"));
    }

    /// Tiny models under the names of published ones.
    private Session.Builder named(String model, String... files) throws IOException {
        for (int i = 0; i < files.length; i += 2) {
            Files.copy(TINY_MODELS.resolve(files[i]), folder.resolve(files[i + 1]));
        }
        return Alphalift.builder().threads(1).modelsFolder(folder).model(model).anyModelFiles();
    }

    @Test
    void clothes_have_a_mask_for_each_kind_and_one_where_one_is_asked_for() throws IOException {
        try (Session session =
                named("u2net_cloth_seg", "tiny-cloth-768.onnx", "u2net_cloth_seg.onnx").open()) {
            Cutout all = session.remove(COFFEE);
            Cutout lower =
                    session.remove(COFFEE, Options.builder().clothCategory(Clothes.LOWER).build());

            assertThat(all.masks()).extracting(Mask::values).hasSize(3).doesNotHaveDuplicates();
            assertThat(all.mask()).isSameAs(all.masks().getFirst());
            assertThat(all.size().height()).isEqualTo(3 * all.sent().height());
            assertThat(lower.masks())
                    .extracting(Mask::values)
                    .containsExactly(all.masks().get(1).values());
            assertThat(lower.size()).isEqualTo(all.sent());
        }
    }

    @Test
    void sam_is_asked_by_points_and_its_size_is_the_sessions() throws IOException {
        Session.Builder sam =
                named(
                                "sam",
                                "tiny-sam-encoder.onnx",
                                "sam_vit_l_0b3195.encoder.quant.onnx",
                                "tiny-sam-decoder.onnx",
                                "sam_vit_l_0b3195.decoder.quant.onnx")
                        .samModel("sam_vit_l_0b3195")
                        .samQuant(true);
        Options corner =
                Options.builder().samPrompt(new Prompt(List.of(new Prompt.Point(5, 5, 1)))).build();
        try (Session session = sam.open()) {
            Cutout middle = session.remove(COFFEE);

            assertThat(middle.masks()).hasSize(1);
            assertThat(session.remove(COFFEE, corner).mask().values())
                    .isNotEqualTo(middle.mask().values());
        }
        assertThatThrownBy(() -> sam.samQuant(false).open()).isInstanceOf(ModelUnavailable.class);
    }

    @Test
    void a_provider_that_is_not_in_this_build_is_told_when_the_session_opens() {
        assertThatThrownBy(() -> tiny().provider("cuda").open())
                .isInstanceOf(NotAvailable.class)
                .hasMessageContaining("ALPHALIFT_ONNXRUNTIME_PATH");
        assertThatThrownBy(() -> tiny().provider("gpu").open()).isInstanceOf(InvalidOption.class);
    }

    @Test
    void every_way_in_gives_the_same_bytes() throws IOException {
        byte[] cutout = SESSION.remove(COFFEE).bytes();

        assertThat(SESSION.remove(BYTES).bytes()).isEqualTo(cutout);
        assertThat(SESSION.remove(new ByteArrayInputStream(BYTES)).bytes()).isEqualTo(cutout);

        // Pixels alone have no resolution to be noted down.
        Cutout ofPixels = SESSION.remove(ImageIO.read(COFFEE.toFile()));
        assertThat(ofPixels.bytes()).isNotEqualTo(cutout);
        assertThat(Pixels.ofPng(ofPixels.bytes()).samples())
                .isEqualTo(Pixels.ofPng(cutout).samples());
    }

    @Test
    void a_cutout_tells_what_came_of_the_picture() {
        Cutout cutout = SESSION.remove(COFFEE);
        BufferedImage image = cutout.image();

        assertThat(cutout.size()).isEqualTo(new Size(600, 400)).isEqualTo(cutout.sent());
        assertThat(cutout.format().mediaType()).isEqualTo("image/png");
        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_INT_ARGB);
        assertThat(image.getWidth()).isEqualTo(600);
        // An opaque picture is as opaque as its mask.
        assertThat(cutout.alpha().values()).isEqualTo(cutout.mask().values());
        assertThat(image.getRGB(300, 200) >>> 24)
                .isEqualTo(cutout.mask().values()[200 * 600 + 300] & 0xff);
        assertThat(cutout.maskImage().getRaster().getSample(300, 200, 0))
                .isEqualTo(image.getRGB(300, 200) >>> 24);
        assertThat(cutout.foundSubject()).isTrue();
        assertThat(cutout.confidence().value()).isBetween(0.5, 1.0);
        assertThat(cutout.times().inference()).isPositive();
        assertThat(cutout.refinedBy()).isEqualTo("none");
        assertThat(cutout.subject()).isNull();
        assertThat(SESSION.model().name()).isEqualTo("u2netp");
        assertThat(SESSION.model().licence()).isEqualTo("Apache-2.0");
    }

    @Test
    void a_mask_alone_is_the_mask_that_a_cutout_has_beside() {
        Cutout mask = SESSION.remove(COFFEE, Options.builder().onlyMask(true).build());

        assertThat(mask.image().getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        assertThat(mask.alpha().values()).isEqualTo(mask.mask().values());
        assertThat(mask.mask()).isEqualTo(SESSION.remove(COFFEE).mask());
    }

    @Test
    void what_has_no_opacity_is_opaque() {
        Cutout cutout = SESSION.remove(COFFEE, Options.builder().format("jpeg").build());

        assertThat(cutout.image().getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
        assertThat(cutout.alpha().values()).containsOnly(-1);
        assertThat(cutout.mask().values()).contains(0);
    }

    @Test
    void a_framed_cutout_tells_where_its_subject_is() {
        Framing cropped = new Framing(true, Margins.NONE, 0, Position.ORIGINAL);

        Cutout cutout = SESSION.remove(COFFEE, Options.builder().framing(cropped).build());

        assertThat(cutout.size().pixels()).isLessThan(600 * 400);
        assertThat(cutout.mask().size()).isEqualTo(cutout.sent()).isEqualTo(new Size(600, 400));
        assertThat(cutout.subject()).isNotNull();
        assertThat(cutout.subject().size()).isEqualTo(cutout.size());
    }

    @Test
    void a_cutout_is_written_whole_and_needs_its_session_no_more() throws IOException {
        Cutout cutout;
        try (Session session = tiny().open()) {
            cutout = session.remove(BYTES);
        }
        Path target = folder.resolve("cutout.png");
        Files.writeString(target, "what was here before");

        cutout.write(target);

        assertThat(target).hasBinaryContent(cutout.bytes());
        assertThat(cutout.image().getHeight()).isEqualTo(400);
        assertThat(Files.list(folder)).containsExactly(target);
        assertThatThrownBy(() -> cutout.write(folder.resolve("no/such/folder.png")))
                .isInstanceOf(TargetUnavailable.class);
    }

    @Test
    void several_threads_get_what_one_gets() throws InterruptedException, ExecutionException {
        byte[] alone = SESSION.remove(BYTES).bytes();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Cutout>> cutouts =
                    IntStream.range(0, 8)
                            .mapToObj(_ -> threads.submit(() -> SESSION.remove(BYTES)))
                            .toList();
            for (Future<Cutout> cutout : cutouts) {
                assertThat(cutout.get().bytes()).isEqualTo(alone);
            }
        }
    }

    @Test
    void sessions_do_not_know_each_other() {
        try (Session one = tiny().open();
                Session other = tiny().open()) {
            one.close();

            assertThat(other.remove(BYTES).size()).isEqualTo(new Size(600, 400));
            assertThat(SESSION.remove(BYTES).foundSubject()).isTrue();
        }
    }

    @Test
    void a_closed_session_says_so_and_can_be_closed_again() {
        Session session = tiny().open();
        session.close();
        session.close();

        assertThatThrownBy(() -> session.remove(BYTES))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The session with the model u2net_custom is closed.");
        assertThatThrownBy(() -> session.remove(InputStream.nullInputStream()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closing_waits_for_pictures_in_work() throws InterruptedException {
        Session session = Alphalift.builder().threads(1).open();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Object> outcome = new AtomicReference<>();
        Thread worker =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                for (int turn = 0; turn < 1000; turn++) {
                                    outcome.set(session.remove(BYTES));
                                    begun.countDown();
                                }
                            } catch (RuntimeException e) {
                                if (!(e instanceof IllegalStateException)) {
                                    outcome.set(e);
                                }
                            }
                        });
        begun.await();

        session.close();
        worker.join();

        assertThat(outcome.get()).isInstanceOf(Cutout.class);
    }

    @Test
    void who_closes_a_session_does_not_wait_for_a_stream() {
        Session session = tiny().open();
        InputStream closing =
                new InputStream() {
                    @Override
                    public int read() {
                        session.close();
                        return -1;
                    }
                };

        assertThatThrownBy(() -> session.remove(closing)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void bad_input_is_a_fault_of_its_kind() {
        assertThatThrownBy(() -> SESSION.remove(new byte[0])).isInstanceOf(UnreadableImage.class);
        assertThatThrownBy(() -> SESSION.remove("no picture".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnsupportedFormat.class);
        assertThatThrownBy(() -> SESSION.remove(folder.resolve("none.jpg")))
                .isInstanceOf(SourceMissing.class)
                .hasMessageContaining("none.jpg");
        assertThatThrownBy(() -> SESSION.remove(folder)).isInstanceOf(SourceUnavailable.class);
        assertThatThrownBy(() -> SESSION.remove(new BrokenStream()))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("the line is dead");
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the line is dead");
        }
    }

    @Test
    void limits_hold_for_every_way_in() {
        try (Session session = tiny().limits(new ImageLimits(100, 1000, 50)).open()) {
            assertThatThrownBy(() -> session.remove(BYTES)).isInstanceOf(ImageTooLarge.class);
            assertThatThrownBy(() -> session.remove(COFFEE)).isInstanceOf(ImageTooLarge.class);
            assertThatThrownBy(() -> session.remove(new ByteArrayInputStream(BYTES)))
                    .isInstanceOf(ImageTooLarge.class);
            BufferedImage image = new BufferedImage(11, 10, BufferedImage.TYPE_INT_RGB);
            assertThatThrownBy(() -> session.remove(image)).isInstanceOf(ImageTooLarge.class);
        }
    }

    @Test
    void a_model_that_cannot_be_had_is_told_of_when_it_is_opened() {
        assertThatThrownBy(() -> Alphalift.open("u2nep"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("u2netp");
        assertThatThrownBy(() -> Alphalift.builder().modelsFolder(folder).model("u2net").open())
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("u2net");
        assertThatThrownBy(() -> tiny().modelPath(folder.resolve("mine.onnx")).open())
                .isInstanceOf(InvalidOption.class);
        assertThatThrownBy(() -> Alphalift.builder().threads(0).open())
                .isInstanceOf(InvalidOption.class);
        assertThatThrownBy(() -> Alphalift.builder().timeout(Duration.ZERO))
                .isInstanceOf(InvalidOption.class);
    }

    @Test
    void a_picture_that_takes_too_long_is_given_up() {
        try (Session session = tiny().timeout(Duration.ofNanos(1)).open()) {
            assertThatThrownBy(() -> session.remove(BYTES)).isInstanceOf(DeadlineExceeded.class);
        }
    }

    @Test
    void names_of_models_can_be_listed() {
        assertThat(Alphalift.models()).contains("u2netp", "u2net").doesNotContain("u2net_custom");
    }
}
