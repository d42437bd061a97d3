package dev.alphalift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.Alphalift;
import dev.alphalift.Cutout;
import dev.alphalift.Options;
import dev.alphalift.Picture;
import dev.alphalift.Session;
import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.eval.Flag;
import dev.alphalift.eval.Score;
import dev.alphalift.eval.Scores;
import dev.alphalift.eval.Undefined;
import dev.alphalift.fault.AlphaliftException.SizeMismatch;
import dev.alphalift.fault.AlphaliftException.SourceMissing;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Rgba;
import dev.alphalift.image.Size;
import dev.alphalift.matte.backdrop.Shadow;
import dev.alphalift.pipeline.Edges;
import dev.alphalift.testdata.TestData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LibraryBesideCommandLineTest {
    private static final Session SESSION = Alphalift.open();
    private static final Path SET = TestData.project().resolve("samples/testset");

    @TempDir private Path folder;

    @AfterAll
    static void close() {
        SESSION.close();
    }

    private record Case(String picture, String words, Options options) {
        @Override
        public String toString() {
            return picture + " " + words;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("coffee.png", "", Options.DEFAULT),
                new Case("rocket.jpg", "", Options.DEFAULT),
                new Case("coffee.png", "-om", Options.builder().onlyMask(true).build()),
                new Case(
                        "coffee.png",
                        "--refine fast",
                        Options.builder().refine(Edges.Refine.FAST).build()),
                new Case(
                        "coffee.png",
                        "-ppm -bgc 255 0 0 128 --format webp --quality 80",
                        Options.builder()
                                .postProcessMask(true)
                                .bgcolor(new Rgba(255, 0, 0, 128))
                                .format("webp")
                                .quality(80)
                                .build()),
                new Case(
                        "chelsea.png",
                        "--grow 5px --feather 3px --shadow drop --format jpeg",
                        Options.builder()
                                .grow("5px")
                                .feather("3px")
                                .shadow(Shadow.Kind.DROP)
                                .format("jpeg")
                                .build()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_bytes_are_those_of_the_command_line(Case wanted) {
        Path picture = TestData.project().resolve("samples").resolve(wanted.picture());
        List<Object> words = new ArrayList<>(List.of("i"));
        if (!wanted.words().isEmpty()) {
            words.addAll(List.of(wanted.words().split(" ")));
        }
        words.add(picture);
        words.add("-");

        Outcome outcome = Cli.at(folder).run(words.toArray());

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(SESSION.remove(picture, wanted.options()).bytes()).isEqualTo(outcome.out());
    }

    private static Path file(String kind) {
        return SET.resolve(kind).resolve("00000-hair.png");
    }

    private static Picture picture(String kind) {
        return Picture.of(file(kind));
    }

    @Test
    void the_scores_are_those_of_evaluate() {
        Path json = folder.resolve("a.json");
        Outcome outcome = Cli.at(folder).run("evaluate", SET, "--json", json);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        JsonNode pair = TestData.parse(TestData.read(json)).at("/pairs/0");
        assertThat(pair.path("name").asText()).contains("00000-hair");

        Cutout cutout = SESSION.remove(file("image"));
        Scores scores =
                Alphalift.score(
                        Picture.of(cutout.mask()),
                        picture("alpha"),
                        picture("image"),
                        picture("trimap"));

        assertThat(scores.values()).hasSizeGreaterThan(30);
        scores.values()
                .forEach((score, value) -> {
                    JsonNode there = pair.at("/scores/" + score.key().replace('.', '/'));
                    assertThat(there.isNumber()).as(score.key()).isTrue();
                    assertThat(value).as(score.key()).isEqualTo(there.asDouble());
                });
    }

    @Test
    void a_matte_against_itself_is_perfect_however_it_comes() throws IOException {
        BufferedImage image = ImageIO.read(file("alpha").toFile());
        byte[] bytes = TestData.read(file("alpha"));

        assertThat(
                        List.of(
                                Alphalift.score(file("alpha"), file("alpha")),
                                Alphalift.score(bytes, bytes),
                                Alphalift.score(image, image),
                                Alphalift.score(Picture.of(image), picture("alpha"))))
                .allSatisfy(scores -> {
                    assertThat(scores.get(Score.IOU)).isEqualTo(1);
                    assertThat(scores.get(Score.MAE)).isZero();
                    assertThat(scores.covers(Score.SAD_TRIMAP)).isFalse();
                    assertThat(scores.undefined(Score.SSIM)).isEqualTo(Undefined.NO_SOURCE);
                });
    }

    @Test
    void the_opacity_of_a_cutout_is_a_matte() {
        Cutout cutout = SESSION.remove(file("image"));

        Scores ofFile = Alphalift.score(Picture.of(cutout.bytes()), picture("alpha"));
        Scores ofMask = Alphalift.score(Picture.of(cutout.mask()), picture("alpha"));
        Scores ofImage = Alphalift.score(Picture.of(cutout.image()), picture("alpha"));

        assertThat(ofFile.values()).isEqualTo(ofMask.values()).isEqualTo(ofImage.values());
    }

    @Test
    void what_is_doubtful_is_flagged_and_what_has_no_value_says_why() {
        Size size = new Size(32, 32);
        Picture nothing = Picture.of(new Mask(size, new byte[32 * 32]));

        Scores scores = Alphalift.score(nothing, nothing);

        assertThat(scores.get(Score.IOU)).isNull();
        assertThat(scores.undefined(Score.IOU)).isEqualTo(Undefined.BOTH_EMPTY);
        assertThat(scores.flags()).contains(Flag.EMPTY_TRUTH, Flag.CONSTANT_PREDICTION);
    }

    @Test
    void what_cannot_be_scored_is_a_fault_of_its_kind() {
        Path none = folder.resolve("none.png");
        Picture small = Picture.of(new Mask(new Size(2, 1), new byte[2]));

        assertThatThrownBy(() -> Alphalift.score(none, file("alpha")))
                .isInstanceOf(SourceMissing.class);
        assertThatThrownBy(() -> Alphalift.score(small, picture("alpha")))
                .isInstanceOf(SizeMismatch.class);
        assertThatThrownBy(() -> Alphalift.score(file("alpha"), file("image")))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("is no matte");
        assertThatThrownBy(() ->
                        Alphalift.score(
                                new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY), coloured()))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("truth");
    }

    private static BufferedImage coloured() {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xff0000);
        return image;
    }
}
