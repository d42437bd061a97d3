package dev.alphalift.testset.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alphalift.image.Size;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final Place PIXELS = new Place(new Point(0, 0), 1, 0);

    private static double painted(Shape shape) {
        Canvas canvas = new Canvas(new Size(40, 40));
        canvas.paint(PIXELS, shape, Paint.plain(Tint.WHITE));
        double sum = 0;
        for (int at = 3; at < canvas.layer().length; at += 4) {
            sum += canvas.layer()[at];
        }
        return sum;
    }

    @Test
    void coverage_adds_up_to_the_area() {
        // A thousandth is what 4 x 4 subpixels leave of the true area.
        assertThat(painted(Shape.circle(new Point(20.3, 19.8), 12)))
                .isCloseTo(Math.PI * 144, within(0.45));
        assertThat(painted(Shape.ellipse(new Point(20.3, 19.8), 15, 6)))
                .isCloseTo(Math.PI * 90, within(0.45));
    }

    @Test
    void half_a_pixel_is_half_covered() {
        Canvas canvas = new Canvas(new Size(4, 1));
        canvas.paint(PIXELS, Shape.slab(new Box(1, -9, 2.5, 9), 0), Paint.plain(Tint.grey(100)));

        float[] layer = canvas.layer();
        assertThat(new float[] {layer[3], layer[7], layer[11], layer[15]})
                .containsExactly(new float[] {0, 1, 0.5f, 0}, within(1e-6f));
        assertThat(layer[8]).isCloseTo(50f, within(1e-4f));
    }

    @Test
    void distances_are_negative_inside() {
        Shape circle = Shape.circle(new Point(0, 0), 2);

        assertThat(circle.distance(0, 0)).isEqualTo(-2);
        assertThat(circle.distance(3, 0)).isEqualTo(1);
        assertThat(circle.without(Shape.circle(new Point(0, 0), 1)).distance(0, 0)).isEqualTo(1);
        assertThat(circle.inset(0.5).distance(0, 2)).isEqualTo(0.5);
    }

    @Test
    void a_hair_covers_its_length_times_its_width() {
        Canvas canvas = new Canvas(new Size(40, 40));
        Point from = new Point(5, 20.2);
        Point to = new Point(35, 20.2);
        Curve line = new Curve(from, from.plus(10, 0), from.plus(20, 0), to);
        Tint tint = Tint.grey(80);

        new Brush(new Easel(canvas, PIXELS, new Light(0, 0, 1, 1)))
                .paint(new Strand(line, Strand.Curl.NONE, 0.8, tint, tint));

        double sum = 0;
        for (int at = 3; at < canvas.layer().length; at += 4) {
            sum += canvas.layer()[at];
        }
        // Its width falls evenly to three tenths; its ends are rounded off.
        assertThat(sum).isCloseTo(30 * 0.8 * 0.65, within(1.0));
    }
}
