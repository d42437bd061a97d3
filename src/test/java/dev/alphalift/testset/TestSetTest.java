package dev.alphalift.testset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.Size;
import dev.alphalift.testset.paint.Layers;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestSetTest {
    private static final int KINDS = Kind.values().length;
    private static final Size SMALL = new Size(160, 120);
    private static final TestSet SET = TestSet.of(7, 12 * KINDS, SMALL);

    private static IntStream indexes(Kind kind) {
        return IntStream.range(0, SET.count()).filter(index -> index % KINDS == kind.ordinal());
    }

    /// The part of the pixels whose opacity lies between two values.
    private static double part(Alpha alpha, int from, int to) {
        int within = 0;
        for (byte value : alpha.values()) {
            within += (value & 0xff) >= from && (value & 0xff) <= to ? 1 : 0;
        }
        return (double) within / alpha.values().length;
    }

    // Frozen from our own output: these say that the bytes stay the same on every machine and JDK,
    // not that they are right. Whoever changes a drawing on purpose changes them as well.
    @ParameterizedTest
    @CsvSource({
        "0, f092539b458ed9eba9c3faaa13af5df0ae5c149acb98a035ea0d1a00d6cf5d70",
        "3, 4e7a67f754b6d77d74792a6045275cfcd901306e6fc69e596b6ec3356182a16f",
        "9, bdd03735e34045f8fa7f8ca32159ffc6a63c3266b211d7cc1ef3507c66cb3127",
    })
    void a_picture_has_the_same_bytes_everywhere(int index, String hash) throws Exception {
        TestPicture picture = TestSet.of(1, 24, new Size(96, 64)).picture(index);

        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(picture.image().samples());
        digest.update(picture.alpha().values());
        digest.update(picture.trimap().values());
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(hash);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void the_same_seed_and_index_make_the_same_picture(Kind kind) {
        TestPicture one = SET.picture(kind.ordinal());
        TestPicture two = TestSet.of(7, KINDS, SMALL).picture(kind.ordinal());

        assertThat(two.image().samples()).isEqualTo(one.image().samples());
        assertThat(two.alpha()).isEqualTo(one.alpha());
        assertThat(two.trimap()).isEqualTo(one.trimap());
        assertThat(two.name()).isEqualTo(one.name());
        assertThat(two.tags()).isEqualTo(one.tags());
    }

    @Test
    void another_seed_or_index_makes_another_picture() {
        byte[] picture = SET.picture(0).image().samples();

        assertThat(TestSet.of(8, 1, SMALL).picture(0).image().samples()).isNotEqualTo(picture);
        assertThat(SET.picture(KINDS).image().samples()).isNotEqualTo(picture);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_picture_is_its_layers_composited_by_its_alpha(Kind kind) {
        int index = kind.ordinal();
        TestPicture picture = SET.picture(index);
        Layers layers = SET.layers(index);

        byte[] alpha = picture.alpha().values();
        for (int at = 0; at < 3 * alpha.length; at++) {
            int opacity = alpha[at / 3] & 0xff;
            int front = layers.foreground().samples()[at] & 0xff;
            int back = layers.background().samples()[at] & 0xff;
            double exact = (opacity * front + (255 - opacity) * back) / 255.0;
            // Half a step is what rounding to 8 bits costs.
            assertThat((double) (picture.image().samples()[at] & 0xff))
                    .isCloseTo(exact, within(0.5));
        }
    }

    @Test
    void every_picture_has_a_subject_and_a_background() {
        for (int index = 0; index < SET.count(); index++) {
            Alpha alpha = SET.picture(index).alpha();

            assertThat(alpha.isEmpty()).as(SET.name(index)).isFalse();
            assertThat(part(alpha, 0, 0)).as(SET.name(index)).isGreaterThan(0.08);
        }
    }

    @Test
    void names_are_unique_and_begin_with_the_index() {
        Set<String> names = new HashSet<>();
        for (int index = 0; index < SET.count(); index++) {
            names.add(SET.name(index));
        }

        assertThat(names).hasSize(SET.count()).contains("00000-hair", "00013-fur");
    }

    @Test
    void a_tiny_subject_fills_less_than_a_hundredth() {
        indexes(Kind.TINY)
                .forEach(index -> {
                    TestPicture picture = SET.picture(index);
                    assertThat(TestSet.coverage(picture.alpha()))
                            .as(picture.name())
                            .isBetween(0.0003, 0.0099);
                    assertThat(picture.tags()).doesNotContain("border");
                });
    }

    @Test
    void a_subject_with_the_tag_border_touches_it_and_no_other_does() {
        for (int index = 0; index < SET.count(); index++) {
            TestPicture picture = SET.picture(index);

            assertThat(TestSet.touchesBorder(picture.alpha()))
                    .as(picture.name())
                    .isEqualTo(picture.tags().contains("border"));
        }
    }

    @Test
    void one_sees_through_glass_and_it_is_nowhere_absent_inside() {
        indexes(Kind.GLASS)
                .forEach(index -> {
                    Alpha alpha = SET.picture(index).alpha();
                    double subject = 1 - part(alpha, 0, 0);
                    assertThat(part(alpha, 51, 160) / subject)
                            .as(SET.name(index))
                            .isGreaterThan(0.6);
                });
    }

    @Test
    void a_solid_body_has_an_edge_alone_that_is_soft() {
        indexes(Kind.SOLID)
                .forEach(index -> {
                    Alpha alpha = SET.picture(index).alpha();
                    double subject = 1 - part(alpha, 0, 0);
                    assertThat(part(alpha, 1, 254) / subject).as(SET.name(index)).isLessThan(0.15);
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"HAIR", "LIGHT_HAIR", "FUR", "LACE", "SOFT_EDGE"})
    void these_have_many_soft_pixels(Kind kind) {
        indexes(kind)
                .forEach(index -> {
                    Alpha alpha = SET.picture(index).alpha();
                    double subject = 1 - part(alpha, 0, 0);
                    assertThat(part(alpha, 1, 254) / subject)
                            .as(SET.name(index))
                            .isGreaterThan(0.05);
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"LACE", "HOLES"})
    void the_background_is_seen_through_holes(Kind kind) {
        indexes(kind)
                .forEach(index ->
                        assertThat(Holes.in(SET.picture(index).alpha()))
                                .as(SET.name(index))
                                .isGreaterThanOrEqualTo(2));
    }

    @Test
    void a_shadow_darkens_what_is_background() {
        // Before a white wall there is nothing else that is dark.
        int white = 0;
        for (int index : indexes(Kind.SHADOW).toArray()) {
            Layers layers = SET.layers(index);
            byte[] back = layers.background().samples();
            if ((back[0] & 0xff) >= 240 && (back[1] & 0xff) >= 240 && (back[2] & 0xff) >= 240) {
                int darkest = 255;
                for (int at = 0; at < layers.alpha().values().length; at++) {
                    boolean behind = layers.alpha().values()[at] == 0;
                    darkest = behind ? Math.min(darkest, back[3 * at] & 0xff) : darkest;
                }
                assertThat(darkest).as(SET.name(index)).isLessThan(190);
                white++;
            }
        }
        assertThat(white).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void the_trimap_says_nothing_that_the_alpha_denies(Kind kind) {
        TestPicture picture = SET.picture(kind.ordinal());

        byte[] alpha = picture.alpha().values();
        byte[] trimap = picture.trimap().values();
        for (int at = 0; at < alpha.length; at++) {
            if (!picture.trimap().isUnknown(at)) {
                assertThat(trimap[at]).isEqualTo(alpha[at]);
            }
        }
        assertThat(picture.trimap().unknownPixels())
                .isGreaterThan((int) (part(picture.alpha(), 1, 254) * alpha.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"64x64", "32x300", "300x32", "33x35"})
    void every_kind_fits_a_small_or_a_long_picture(String text) {
        String[] sides = text.split("x");
        Size size = new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        TestSet set = TestSet.of(2, 4 * KINDS, size);

        for (int index = 0; index < set.count(); index++) {
            TestPicture picture = set.picture(index);

            assertThat(picture.image().size()).isEqualTo(size);
            assertThat(picture.alpha().isEmpty()).as(picture.name()).isFalse();
        }
    }

    @Test
    void a_set_has_no_picture_beyond_its_count() {
        assertThatThrownBy(() -> SET.picture(SET.count()))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> TestSet.of(1, 0, SMALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(0)");
    }
}
