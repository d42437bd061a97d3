package dev.alphalift.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Region;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.PackedPlane;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two looks at a picture by small literals and beside NumPy's and Pillow's, frozen with their
/// versions.
class SecondLookTest {
    private static final JsonNode FROZEN = TestData.json("masks/second-looks.json");
    private static final Workers WORKERS = new Workers(2);

    @AfterAll
    static void end() {
        WORKERS.close();
    }

    static Stream<JsonNode> cases() {
        return StreamSupport.stream(FROZEN.get("cases").spliterator(), false);
    }

    static Stream<JsonNode> blends() {
        return cases().filter(node -> node.has("look"));
    }

    private static Mask mask(int width, int... values) {
        byte[] bytes = new byte[values.length];
        for (int at = 0; at < values.length; at++) {
            bytes[at] = (byte) values[at];
        }
        return new Mask(new Size(width, values.length / width), bytes);
    }

    private static Mask square(JsonNode node, String name, int side) {
        return new Mask(new Size(side, side), PackedPlane.of(node, name, side * side));
    }

    private static Size size(JsonNode node) {
        return new Size(node.get("width").asInt(), node.get("height").asInt());
    }

    private static Mask picture(JsonNode node, String name) {
        Size size = size(node);
        return new Mask(size, PackedPlane.of(node, name, Math.toIntExact(size.pixels())));
    }

    private static Region region(JsonNode node) {
        JsonNode box = node.get("region");
        return new Region(
                box.get(0).asInt(), box.get(1).asInt(), box.get(2).asInt(), box.get(3).asInt());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_part_with_the_subject_is_numpy_s(JsonNode node) {
        Mask small = square(node, "small", node.get("side").asInt());

        assertThat(Zoom.region(small, size(node)))
                .isEqualTo(node.get("region").isNull() ? null : region(node));
    }

    /// One step where a weight falls on the other side of a half.
    @ParameterizedTest
    @MethodSource("blends")
    void both_masks_are_blended_as_numpy_does_it(JsonNode node) {
        Mask whole = picture(node, "whole");
        byte[] before = whole.values().clone();
        Mask look = square(node, "look", node.get("side").asInt());

        Mask blended = Zoom.blended(whole, region(node), look, WORKERS, Deadline.NONE);

        Pixels.of(blended)
                .assertClose(
                        Pixels.of(picture(node, "blended")), 1, 0.999, node.get("name").asText());
        assertThat(whole.values()).as("the mask that was given").isEqualTo(before);
        if (node.get("changed").asInt() == 0) {
            assertThat(blended).as(node.get("name").asText()).isSameAs(whole);
        }
    }

    @Test
    void no_seam_shows_where_the_picture_goes_on() {
        Size size = new Size(400, 300);
        byte[] grey = new byte[400 * 300];
        java.util.Arrays.fill(grey, (byte) 100);
        byte[] brighter = new byte[64 * 64];
        java.util.Arrays.fill(brighter, (byte) 180);
        Region inside = new Region(100, 80, 120, 90);

        byte[] blended =
                Zoom.blended(
                                new Mask(size, grey),
                                inside,
                                new Mask(new Size(64, 64), brighter),
                                WORKERS,
                                Deadline.NONE)
                        .values();

        // doubt .31 / .4: exp(-.615) of 80 in the middle
        assertThat(blended[125 * 400 + 160] & 0xff).isEqualTo(143);
        int largest = 0;
        for (int at = 400; at < blended.length; at++) {
            largest = Math.max(largest, Math.abs((blended[at] & 0xff) - (blended[at - 1] & 0xff)));
            largest =
                    Math.max(largest, Math.abs((blended[at] & 0xff) - (blended[at - 400] & 0xff)));
        }
        // 43 steps over three of 64 rows, each 1.4 of the picture's, and what Lanczos overshoots
        assertThat(largest).isLessThanOrEqualTo(12);
        for (int x = 0; x < 400; x++) {
            assertThat(blended[80 * 400 + x]).isEqualTo((byte) 100);
        }
    }

    @Test
    void nobody_waits_longer_than_the_deadline() {
        JsonNode node = blends().findFirst().orElseThrow();
        Deadline over = Deadline.after(Duration.ZERO);

        assertThatThrownBy(() ->
                        Zoom.blended(
                                picture(node, "whole"),
                                region(node),
                                square(node, "look", 64),
                                WORKERS,
                                over))
                .isInstanceOf(DeadlineExceeded.class);
    }

    @Test
    void mean_and_agreement_are_numpy_s() {
        JsonNode pair = FROZEN.get("pair");
        TwoMasks both = new TwoMasks(square(pair, "one", 8), square(pair, "other", 8));

        assertThat(both.mean()).isEqualTo(square(pair, "mean", 8));
        assertThat(both.softIou()).isCloseTo(pair.get("soft_iou").asDouble(), within(1e-12));
    }

    @Test
    void masks_agree_as_far_as_they_have_something_in_common() {
        Mask one = mask(2, 0, 100, 200, 0);

        assertThat(new TwoMasks(one, one).softIou()).isEqualTo(1);
        assertThat(new TwoMasks(one, mask(2, 255, 0, 0, 255)).softIou()).isZero();
        assertThat(new TwoMasks(one, mask(2, 0, 50, 100, 0)).softIou()).isEqualTo(0.5);
        assertThat(new TwoMasks(mask(1, 0), mask(1, 0)).softIou()).isEqualTo(1);
    }

    @Test
    void an_empty_mask_says_nothing_about_the_mean() {
        Mask one = mask(2, 0, 101, 200, 1);
        Mask empty = mask(2, 0, 0, 0, 0);

        assertThat(new TwoMasks(one, empty).mean()).isSameAs(one);
        assertThat(new TwoMasks(empty, one).mean()).isSameAs(one);
        assertThat(new TwoMasks(one, mask(2, 0, 100, 201, 255)).mean())
                .isEqualTo(mask(2, 0, 101, 201, 128));
    }

    @Test
    void masks_of_two_sizes_are_a_mistake() {
        assertThatThrownBy(() -> new TwoMasks(mask(2, 0, 0), mask(1, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The masks (2x1, 1x2) must be of one size.");
    }

    @Test
    void a_tensor_is_mirrored_row_by_row_in_each_plane() {
        Tensor tensor =
                new Tensor(2, new Size(3, 2), new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});

        assertThat(tensor.mirrored().values())
                .containsExactly(3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10);
        assertThat(tensor.values()).startsWith(1, 2, 3);
    }
}
