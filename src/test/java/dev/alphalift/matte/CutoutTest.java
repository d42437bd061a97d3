package dev.alphalift.matte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Mask;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Placement;
import dev.alphalift.image.Region;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.matte.backdrop.BackgroundPicture;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CutoutTest {
    private static final Workers WORKERS = new Workers(2);
    private static final Size PAIR = new Size(2, 1);
    private static final JsonNode FROZEN = TestData.json("pillow/framing.json");

    @AfterAll
    static void close() {
        WORKERS.close();
    }

    private static Cutout pair(int first, int second) {
        RgbImage image = new RgbImage(PAIR, new byte[] {1, 2, 3, 4, 5, 6});
        return Cutout.of(image, new Mask(PAIR, new byte[] {(byte) first, (byte) second}));
    }

    private static Placement placement(int width, int height, int left, int top) {
        Region target = new Region(left, top, 2, 1);
        return new Placement(new Size(width, height), Region.whole(PAIR), target, target);
    }

    @Test
    void colours_stay_and_a_canvas_is_transparent_black_around_them() {
        PixelRows rows = pair(7, 9).on(placement(3, 2, 1, 1), WORKERS);

        assertThat(Pixels.of(rows).samples())
                .containsExactly(
                        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, //
                        0, 0, 0, 0, 1, 2, 3, 7, 4, 5, 6, 9);
    }

    @Test
    void what_cannot_be_seen_is_not_there() {
        PixelRows rows = pair(0, 9).on(placement(2, 1, 0, 0), WORKERS);

        assertThat(Pixels.of(rows).samples()).containsExactly(0, 0, 0, 0, 4, 5, 6, 9);
    }

    @Test
    void the_opacity_alone_is_grey() {
        PixelRows rows = pair(7, 9).opacityOn(placement(3, 2, 1, 1), WORKERS);

        assertThat(Pixels.of(rows).samples()).containsExactly(0, 0, 0, 0, 7, 9);
    }

    @Test
    void rows_are_written_where_they_are_wanted_over_whatever_was_there() {
        byte[] target = new byte[14];
        java.util.Arrays.fill(target, (byte) 99);

        pair(7, 9).on(placement(3, 2, 1, 1), WORKERS).copyRow(0, target, 1);

        assertThat(target).containsExactly(99, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 99);
    }

    @Test
    void the_mask_is_multiplied_by_the_pictures_own_transparency() {
        Alpha own = new Alpha(PAIR, new byte[] {(byte) 128, 0});
        RgbImage image = new RgbImage(PAIR, new byte[6], own);

        Cutout cutout = Cutout.of(image, new Mask(PAIR, new byte[] {(byte) 128, (byte) 255}));

        assertThat(cutout.alpha().values()).containsExactly(64, 0);
    }

    @Test
    void a_result_is_opaque_when_no_pixel_of_the_canvas_is_not() {
        Placement whole = placement(2, 1, 0, 0);

        assertThat(pair(255, 255).isOpaque(whole)).isTrue();
        assertThat(pair(255, 254).isOpaque(whole)).isFalse();
        assertThat(pair(255, 255).isOpaque(placement(3, 1, 0, 0))).isFalse();
    }

    @Test
    void sizes_that_do_not_match_are_a_mistake() {
        RgbImage image = new RgbImage(PAIR, new byte[6]);
        Mask mask = new Mask(new Size(1, 1), new byte[1]);
        BackgroundPicture back = BackgroundPicture.covering(new Size(3, 3), image, WORKERS);

        assertThatThrownBy(() -> Cutout.of(image, mask)).hasMessageContaining("1x1");
        assertThatThrownBy(() -> back.behind(pair(1, 1).on(placement(2, 1, 0, 0), WORKERS)))
                .hasMessageContaining("3x3");
    }

    @Test
    void a_background_shows_its_middle() {
        assertThat(BackgroundPicture.middle(new Size(10, 10), new Size(30, 20)))
                .isEqualTo(new Region(5, 0, 20, 20));
        assertThat(BackgroundPicture.middle(new Size(30, 20), new Size(30, 20)))
                .isEqualTo(new Region(0, 0, 30, 20));
        assertThat(BackgroundPicture.middle(new Size(1, 500), new Size(20, 3)))
                .isEqualTo(new Region(9, 0, 1, 3));
    }

    static Stream<JsonNode> cases() {
        return StreamSupport.stream(FROZEN.get("cases").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scaled_and_backed_cutouts_are_those_of_pillow(JsonNode example) {
        Size whole = new Size(40, 30);
        Cutout cutout =
                Cutout.of(
                        new RgbImage(whole, TestData.mix(40, 30, 3)),
                        new Mask(whole, TestData.mix(40, 30, 1)));
        Size canvas = size(example.get("canvas"));
        Region target = region(example.get("target"));
        Placement placement = new Placement(canvas, region(example.get("piece")), target, target);

        PixelRows front = cutout.on(placement, WORKERS);

        assertThat(hash(front)).isEqualTo(example.get("sha256").asText());
        for (JsonNode behind : example.get("behind")) {
            BackgroundPicture back =
                    BackgroundPicture.covering(
                            canvas,
                            background(size(behind.get("size")), behind.get("soft").asBoolean()),
                            WORKERS);
            assertThat(hash(back.behind(front)))
                    .as(behind.toString())
                    .isEqualTo(behind.get("sha256").asText());
            assertThat(back.isOpaque()).isEqualTo(!behind.get("soft").asBoolean());
        }
    }

    private static RgbImage background(Size size, boolean soft) {
        byte[] opacity = TestData.mix(size.width(), size.height(), 1);
        return new RgbImage(
                size,
                TestData.mix(size.width(), size.height(), 3),
                soft ? new Alpha(size, opacity) : null);
    }

    private static String hash(PixelRows rows) {
        return TestData.sha256(Pixels.of(rows).samples());
    }

    private static Size size(JsonNode pair) {
        return new Size(pair.get(0).asInt(), pair.get(1).asInt());
    }

    private static Region region(JsonNode four) {
        return new Region(
                four.get(0).asInt(), four.get(1).asInt(), four.get(2).asInt(), four.get(3).asInt());
    }
}
