package dev.alphalift.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Length;
import dev.alphalift.image.Length.Unit;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Size;
import dev.alphalift.testdata.PackedPlane;
import dev.alphalift.testdata.TestData;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clean-ups by small literals and beside SciPy's, frozen with its version.
class CleanUpTest {
    private static final JsonNode FROZEN = TestData.json("masks/cleanup.json");

    private record Case(String mask, Map<String, String> options, Mask given, byte[] expected) {
        @Override
        public String toString() {
            return mask + " " + options;
        }
    }

    static Stream<Case> cases() {
        return FROZEN.get("masks").properties().stream()
                .flatMap(entry -> cases(entry.getKey(), entry.getValue()));
    }

    private static Stream<Case> cases(String name, JsonNode node) {
        Size size = new Size(node.get("width").asInt(), node.get("height").asInt());
        int length = Math.toIntExact(size.pixels());
        Mask mask = new Mask(size, PackedPlane.of(node, "values", length));
        return StreamSupport.stream(node.get("cases").spliterator(), false)
                .map(one ->
                        new Case(
                                name,
                                options(one.get("options")),
                                mask,
                                PackedPlane.of(one, "expected", length)));
    }

    private static Map<String, String> options(JsonNode node) {
        Map<String, String> options = new LinkedHashMap<>();
        node.properties().forEach(entry -> options.put(entry.getKey(), entry.getValue().asText()));
        return options;
    }

    /// Shapes to the bit. One step where something is a Gaussian: sums in single precision can fall
    /// on the other side of a half.
    @ParameterizedTest
    @MethodSource("cases")
    void a_mask_becomes_what_scipy_makes_of_it(Case one) {
        byte[] before = one.given().values().clone();

        Mask result = CleanUp.of(one.options()).applied(one.given(), Deadline.NONE);

        assertThat(one.given().values()).as("the mask that was given").isEqualTo(before);
        boolean blurs = one.options().containsKey("smooth") || one.options().containsKey("feather");
        int most = 0;
        int others = 0;
        for (int at = 0; at < before.length; at++) {
            int step = Math.abs((result.values()[at] & 0xff) - (one.expected()[at] & 0xff));
            most = Math.max(most, step);
            others += step == 0 ? 0 : 1;
        }
        assertThat(most).isLessThanOrEqualTo(blurs ? 1 : 0);
        assertThat(others).isLessThanOrEqualTo(before.length / 500);
    }

    private static Mask mask(int width, int... values) {
        byte[] bytes = new byte[values.length];
        for (int at = 0; at < values.length; at++) {
            bytes[at] = (byte) values[at];
        }
        return new Mask(new Size(width, values.length / width), bytes);
    }

    private static Mask cleaned(Mask mask, String name, String value) {
        return CleanUp.of(Map.of(name, value)).applied(mask, Deadline.NONE);
    }

    @Test
    void a_mask_that_nobody_wants_to_be_cleaned_is_the_same_object() {
        Mask mask = mask(2, 1, 2, 3, 4);

        assertThat(CleanUp.NONE.applied(mask, Deadline.NONE)).isSameAs(mask);
        assertThat(cleaned(mask, "open", "box:0")).isSameAs(mask);
        assertThat(cleaned(mask, "feather", "0pm")).isSameAs(mask);
        assertThat(CleanUp.NONE.bytesPerPixel()).isZero();
        assertThat(CleanUp.NONE.workingBytes(new Size(9, 9))).isZero();
    }

    @Test
    void a_round_brush_of_one_pixel_is_a_cross_and_a_square_one_is_not() {
        Mask point = mask(3, 0, 0, 0, 0, 9, 0, 0, 0, 0);

        assertThat(cleaned(point, "grow", "1")).isEqualTo(mask(3, 0, 9, 0, 9, 9, 9, 0, 9, 0));
        assertThat(cleaned(point, "close", "box:1")).isEqualTo(mask(3, 9, 9, 9, 9, 9, 9, 9, 9, 9));
    }

    @Test
    void a_subject_does_not_shrink_from_the_border() {
        assertThat(cleaned(mask(4, 255, 255, 255, 0), "shrink", "1"))
                .isEqualTo(mask(4, 255, 255, 0, 0));
    }

    @Test
    void a_hole_is_filled_up_to_its_rim_and_a_bay_is_left() {
        Mask mask = mask(5, 0, 90, 80, 90, 0, 0, 90, 10, 90, 0, 70, 90, 90, 90, 5);

        // Out of the hole over the 80, which lies at the border itself.
        assertThat(cleaned(mask, "fill-holes", "true"))
                .isEqualTo(mask(5, 0, 90, 80, 90, 0, 0, 90, 80, 90, 0, 70, 90, 90, 90, 5));
    }

    @Test
    void a_speck_goes_with_its_soft_rim_and_the_rim_of_the_subject_stays() {
        Mask mask = mask(9, 40, 255, 255, 255, 60, 0, 50, 200, 50);

        assertThat(cleaned(mask, "drop-specks", "1.5px"))
                .isEqualTo(mask(9, 40, 255, 255, 255, 60, 0, 0, 0, 0));
        assertThat(cleaned(mask, "drop-specks", "1px")).isEqualTo(mask);
        assertThat(cleaned(mask, "largest", "yes"))
                .isEqualTo(mask(9, 40, 255, 255, 255, 60, 0, 0, 0, 0));
    }

    @Test
    void parts_that_touch_at_a_corner_are_one() {
        Mask mask = mask(4, 255, 0, 0, 255, 0, 255, 0, 0);

        assertThat(cleaned(mask, "largest", "1")).isEqualTo(mask(4, 255, 0, 0, 0, 0, 255, 0, 0));
    }

    @Test
    void of_parts_that_are_as_large_the_first_is_kept() {
        assertThat(cleaned(mask(3, 200, 0, 255), "largest", "on")).isEqualTo(mask(3, 200, 0, 0));
    }

    @Test
    void a_glassy_mask_has_no_parts_to_choose_from() {
        Mask glass = mask(3, 100, 0, 120);

        assertThat(cleaned(glass, "largest", "true")).isEqualTo(glass);
        assertThat(cleaned(glass, "drop-specks", "9px")).isEqualTo(glass);
    }

    @Test
    void a_threshold_belongs_to_the_subject() {
        assertThat(cleaned(mask(3, 99, 100, 101), "threshold", "100"))
                .isEqualTo(mask(3, 0, 255, 255));
    }

    @Test
    void a_feathered_edge_lies_inside_the_subject() {
        Mask edge = mask(12, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255);

        byte[] values = cleaned(edge, "feather", "4").values();

        assertThat(values[1]).isZero();
        assertThat(values[2] & 0xff).isBetween(1, 60);
        assertThat(values[4] & 0xff).isBetween(140, 255);
        assertThat(values[8] & 0xff).isEqualTo(255);
    }

    @Test
    void the_order_of_words_says_nothing() {
        Mask mask = cases().findFirst().orElseThrow().given();
        Map<String, String> one = new LinkedHashMap<>();
        one.put("threshold", "90");
        one.put("smooth", "2");
        Map<String, String> other = new LinkedHashMap<>();
        other.put("smooth", "2");
        other.put("threshold", "90");

        assertThat(CleanUp.of(one)).isEqualTo(CleanUp.of(other));
        assertThat(CleanUp.of(one).applied(mask, Deadline.NONE))
                .isEqualTo(cleaned(cleaned(mask, "threshold", "90"), "smooth", "2"));
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3, PIXELS",
        "3px, 3, PIXELS",
        "2.5 px, 2.5, PIXELS",
        "5‰, 0.5, PERCENT",
        "5pm, 0.5, PERCENT",
        "0.5%, 0.5, PERCENT",
        "5PM, 0.5, PERCENT"
    })
    void a_length_is_pixels_or_a_part_of_the_long_side(String text, double value, Unit unit) {
        assertThat(CleanUp.of(Map.of("grow", text)).grow()).isEqualTo(new Length(value, unit));
    }

    @Test
    void a_length_by_parts_grows_with_the_picture() {
        CleanUp cleanUp = CleanUp.of(Map.of("open", "5pm"));

        assertThat(cleanUp.open().pixels(new Size(300, 1000))).isEqualTo(5);
        assertThat(cleanUp.open().pixels(new Size(4000, 3000))).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-1", "3em", "501", "501px", "51pm", "5.1%", "1e3", "NaN", "99999999"})
    void a_length_that_makes_no_sense_is_refused(String text) {
        assertThatThrownBy(() -> CleanUp.of(Map.of("smooth", text)))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("The option smooth cannot be")
                .hasMessageContaining("5pm");
    }

    @ParameterizedTest
    @CsvSource({
        "fill-holes, maybe, true or false", "threshold, 256, 0 to 255", "threshold, x, 0 to 255",
        "open, ring:3px, box:3px", "close, box:, box:3px", "blur, 3, drop-specks"
    })
    void words_that_make_no_sense_are_refused(String name, String value, String told) {
        assertThatThrownBy(() -> CleanUp.of(Map.of(name, value)))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining(told);
    }

    @Test
    void what_is_too_long_is_a_mistake_of_ours_behind_the_words() {
        Length long1 = new Length(501, Unit.PIXELS);

        assertThatThrownBy(() -> CleanUp.builder().grow(long1).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CleanUp.builder().threshold(256).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "open, 3",
        "open, box:3",
        "fill-holes, true",
        "drop-specks, 3",
        "largest, true",
        "smooth, 3",
        "feather, 9"
    })
    void nobody_waits_longer_than_the_deadline(String name, String value) {
        Mask mask = new Mask(new Size(600, 600), new byte[360_000]);
        mask.values()[0] = (byte) 255;
        Deadline over = Deadline.after(Duration.ZERO);

        assertThatThrownBy(() -> CleanUp.of(Map.of(name, value)).applied(mask, over))
                .isInstanceOf(DeadlineExceeded.class);
    }

    @Test
    void admission_reckons_with_no_less_than_the_work_takes() {
        Size size = new Size(4000, 3000);
        for (JsonNode one : FROZEN.get("masks").get("subject").get("cases")) {
            CleanUp cleanUp = CleanUp.of(options(one.get("options")));

            assertThat(cleanUp.workingBytes(size))
                    .as(cleanUp.toString())
                    .isPositive()
                    .isLessThanOrEqualTo(cleanUp.bytesPerPixel() * size.pixels() + 500_000);
        }
    }
}
