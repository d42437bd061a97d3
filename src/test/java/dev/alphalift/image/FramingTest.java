package dev.alphalift.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.image.Length.Unit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {
    private static final Size PICTURE = new Size(100, 80);
    private static final Region SUBJECT = new Region(10, 20, 40, 20);
    private static final Length FIVE = new Length(5, Unit.PIXELS);

    private static Margins margins(Length length) {
        return new Margins(length, length, length, length);
    }

    private static Framing framing(boolean crop, Margins margins, double scale, Position to) {
        return new Framing(crop, margins, scale, to);
    }

    @Test
    void nothing_asked_for_changes_nothing() {
        Placement placement = Framing.NONE.place(PICTURE, SUBJECT);

        assertThat(placement.canvas()).isEqualTo(PICTURE);
        assertThat(placement.piece()).isEqualTo(Region.whole(PICTURE));
        assertThat(placement.target()).isEqualTo(Region.whole(PICTURE));
        assertThat(placement.subject()).isEqualTo(SUBJECT);
    }

    @Test
    void crop_cuts_to_the_subject() {
        Placement placement =
                framing(true, Margins.NONE, 0, Position.ORIGINAL).place(PICTURE, SUBJECT);

        assertThat(placement.canvas()).isEqualTo(new Size(40, 20));
        assertThat(placement.piece()).isEqualTo(SUBJECT);
        assertThat(placement.subject()).isEqualTo(new Region(0, 0, 40, 20));
    }

    @Test
    void a_margin_shows_the_picture_and_nothing_beyond_its_edge() {
        // 50 % of the width are 20: 10 more than there is on the left.
        Length half = new Length(50, Unit.PERCENT);
        Margins margins = new Margins(FIVE, Length.NONE, Length.NONE, half);

        Placement placement = framing(true, margins, 0, Position.ORIGINAL).place(PICTURE, SUBJECT);

        assertThat(placement.canvas()).isEqualTo(new Size(60, 25));
        assertThat(placement.piece()).isEqualTo(new Region(0, 15, 50, 25));
        assertThat(placement.target()).isEqualTo(new Region(10, 0, 50, 25));
        assertThat(placement.subject()).isEqualTo(new Region(20, 5, 40, 20));
    }

    @Test
    void a_margin_is_half_of_the_subject_at_most() {
        Margins margins = margins(new Length(500, Unit.PIXELS));

        Placement placement = framing(true, margins, 0, Position.ORIGINAL).place(PICTURE, SUBJECT);

        assertThat(placement.canvas()).isEqualTo(new Size(80, 40));
    }

    @ParameterizedTest
    @CsvSource({"500.1,PIXELS", "50.1,PERCENT"})
    void longer_margins_are_refused(double value, Unit unit) {
        assertThatThrownBy(() -> margins(new Length(value, unit)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0,0,0,0", "1,1,60,60", "0.5,0.5,30,30", "0.25,1,15,60"})
    void a_position_lies_between_the_edges(double across, double down, int left, int top) {
        Placement placement =
                framing(false, Margins.NONE, 0, new Position.At(across, down))
                        .place(PICTURE, SUBJECT);

        assertThat(placement.piece()).isEqualTo(SUBJECT);
        assertThat(placement.target()).isEqualTo(new Region(left, top, 40, 20));
        assertThat(placement.subject()).isEqualTo(placement.target());
    }

    @Test
    void a_scaled_subject_fits_in_that_part_of_the_canvas() {
        Placement wide = framing(false, Margins.NONE, 1, Position.CENTRE).place(PICTURE, SUBJECT);
        Placement high =
                framing(false, Margins.NONE, 0.5, Position.CENTRE)
                        .place(PICTURE, new Region(0, 0, 10, 60));

        assertThat(wide.target()).isEqualTo(new Region(0, 15, 100, 50));
        assertThat(high.target()).isEqualTo(new Region(47, 20, 7, 40));
    }

    @Test
    void a_subject_scaled_in_place_keeps_its_centre_where_the_canvas_allows() {
        Placement smaller =
                framing(false, Margins.NONE, 0.2, Position.ORIGINAL).place(PICTURE, SUBJECT);
        Placement larger =
                framing(false, Margins.NONE, 0.8, Position.ORIGINAL).place(PICTURE, SUBJECT);

        assertThat(smaller.target()).isEqualTo(new Region(20, 25, 20, 10));
        assertThat(larger.target()).isEqualTo(new Region(0, 10, 80, 40));
    }

    @Test
    void a_cropped_and_scaled_subject_fills_that_part_of_what_is_left() {
        Placement placement =
                framing(true, margins(FIVE), 0.5, Position.CENTRE).place(PICTURE, SUBJECT);

        assertThat(placement.canvas()).isEqualTo(new Size(50, 30));
        assertThat(placement.target()).isEqualTo(new Region(13, 9, 25, 13));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void a_scale_or_position_beyond_the_canvas_is_refused(double part) {
        assertThatThrownBy(() -> framing(false, Margins.NONE, part, Position.CENTRE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Position.At(part, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_placement_beyond_its_canvas_is_a_mistake() {
        Region region = new Region(0, 0, 3, 3);

        assertThatThrownBy(() -> new Placement(new Size(2, 3), region, region, region))
                .hasMessageContaining("2x3");
    }

    @Test
    void whatever_is_asked_for_stays_on_the_canvas_and_the_canvas_within_its_bound() {
        long seed = 20261125;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int run = 0; run < 2000; run++) {
            Size picture = new Size(random.nextInt(1, 90), random.nextInt(1, 90));
            int left = random.nextInt(picture.width());
            int top = random.nextInt(picture.height());
            Region subject =
                    new Region(
                            left,
                            top,
                            random.nextInt(1, picture.width() - left + 1),
                            random.nextInt(1, picture.height() - top + 1));
            Margins margins =
                    new Margins(
                            new Length(random.nextInt(60), Unit.PIXELS),
                            new Length(random.nextInt(51), Unit.PERCENT),
                            new Length(random.nextInt(60), Unit.PIXELS),
                            Length.NONE);
            Position to =
                    random.nextBoolean()
                            ? Position.ORIGINAL
                            : new Position.At(random.nextDouble(), random.nextDouble());
            double scale = random.nextBoolean() ? 0 : random.nextDouble(0.1, 1);
            Framing framing = framing(random.nextBoolean(), margins, scale, to);

            Placement placement = framing.place(picture, subject);

            assertThat(placement.piece().fitsIn(picture)).as("seed %d, run %d", seed, run).isTrue();
            assertThat(placement.canvas().pixels())
                    .as("seed %d, run %d", seed, run)
                    .isLessThanOrEqualTo(framing.mostCanvasPixels(picture))
                    .isLessThanOrEqualTo(framing.mostCanvasPixels(picture.transposed()));
        }
    }
}
