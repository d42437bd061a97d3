package dev.alphalift.testset;

import dev.alphalift.image.Size;
import dev.alphalift.testset.paint.Blur;
import dev.alphalift.testset.paint.Box;
import dev.alphalift.testset.paint.Canvas;
import dev.alphalift.testset.paint.Dice;
import dev.alphalift.testset.paint.Easel;
import dev.alphalift.testset.paint.Grid;
import dev.alphalift.testset.paint.Light;
import dev.alphalift.testset.paint.Paint;
import dev.alphalift.testset.paint.Pigment;
import dev.alphalift.testset.paint.Place;
import dev.alphalift.testset.paint.Point;
import dev.alphalift.testset.paint.Shape;
import dev.alphalift.testset.paint.Tint;

/// Places far behind a subject: painted small, blurred, and looked at from the large picture.
final class OutOfFocus {
    private static final int LONGEST = 256;

    private OutOfFocus() {}

    /// A hedge in the sun.
    static Pigment leaves(Dice dice, Size size) {
        Canvas canvas = new Canvas(Grid.small(size, LONGEST));
        Easel easel = easel(canvas);
        double hue = dice.between(0.2, 0.38);
        easel.paint(everything(), Paint.plain(Tint.hsv(hue, 0.6, 0.22)));
        double across = Surroundings.across(size);
        double down = Surroundings.down(size);
        int count = (int) (260 * across * down);
        for (int leaf = 0; leaf < count; leaf++) {
            Point at = new Point(dice.between(0, across), dice.between(0, down));
            double length = dice.between(0.03, 0.09);
            Tint tint =
                    Tint.hsv(
                            hue + 0.06 * dice.bell(),
                            dice.between(0.4, 0.8),
                            dice.between(0.2, 0.4) + 0.4 * leaf / count);
            easel.paint(
                    Shape.ellipse(at, length, length * dice.between(0.3, 0.5))
                            .turned(at, dice.between(0, Math.PI)),
                    Paint.plain(tint));
        }
        lights(easel, dice, new double[] {across, down}, new Tint(235, 245, 200));
        return blurred(canvas, size, dice.between(0.004, 0.022));
    }

    /// Houses on both sides of a road.
    static Pigment street(Dice dice, Size size) {
        Canvas canvas = new Canvas(Grid.small(size, LONGEST));
        Easel easel = easel(canvas);
        double across = Surroundings.across(size);
        double down = Surroundings.down(size);
        boolean night = dice.chance(0.3);
        Tint sky = night ? Tint.hsv(0.64, 0.6, 0.2) : Tint.hsv(0.57, dice.between(0.1, 0.5), 0.9);
        easel.paint(everything(), Paint.plain(sky));
        double ground = down * dice.between(0.62, 0.8);
        double left = -0.1;
        while (left < across) {
            double right = left + dice.between(0.15, 0.4);
            double top = down * dice.between(0.02, 0.4);
            house(easel, dice, new Box(left, top, right, down), night);
            left = right + (dice.chance(0.2) ? dice.between(0.02, 0.1) : 0);
        }
        easel.paint(
                Shape.slab(new Box(-1, ground, across + 1, down + 1), 0),
                Paint.plain(Tint.hsv(0.6, 0.06, night ? 0.16 : dice.between(0.35, 0.55))));
        for (int car = 0; car < 4; car++) {
            double x = dice.between(0, across);
            easel.paint(
                    Shape.slab(new Box(x, ground - 0.07, x + 0.2, ground + 0.04), 0.03),
                    Paint.plain(Tint.hsv(dice.unit(), 0.5, night ? 0.25 : 0.6)));
        }
        if (night || dice.chance(0.3)) {
            lights(easel, dice, new double[] {across, ground}, new Tint(255, 214, 140));
        }
        return blurred(canvas, size, dice.between(0.008, 0.025));
    }

    private static void house(Easel easel, Dice dice, Box box, boolean night) {
        Tint wall =
                Tint.hsv(dice.between(0, 0.15), dice.between(0.1, 0.5), dice.between(0.35, 0.8))
                        .times(night ? 0.3 : 1);
        easel.paint(Shape.slab(box, 0), Paint.plain(wall));
        for (double y = box.top() + 0.05; y < box.bottom(); y += 0.11) {
            for (double x = box.left() + 0.03; x < box.right() - 0.05; x += 0.075) {
                boolean lit = dice.chance(night ? 0.35 : 0.05);
                Tint pane = lit ? new Tint(250, 215, 140) : wall.times(0.5);
                easel.paint(Shape.slab(new Box(x, y, x + 0.04, y + 0.06), 0), Paint.plain(pane));
            }
        }
    }

    /// Bright spots, as lamps and gaps become out of focus.
    private static void lights(Easel easel, Dice dice, double[] most, Tint tint) {
        int count = 6 + dice.below(24);
        for (int spot = 0; spot < count; spot++) {
            Point at = new Point(dice.between(0, most[0]), dice.between(0, most[1]));
            easel.paint(
                    Shape.circle(at, dice.between(0.008, 0.035)),
                    Paint.tinted(tint.varied(dice, 25), dice.between(0.3, 0.8)));
        }
    }

    private static Easel easel(Canvas canvas) {
        double shorter = Math.min(canvas.size().width(), canvas.size().height());
        return new Easel(canvas, new Place(new Point(0, 0), shorter, 0), new Light(0, 0, 1, 1));
    }

    private static Shape everything() {
        return new Shape((_, _) -> -10, new Box(-1e4, -1e4, 1e4, 1e4));
    }

    private static Pigment blurred(Canvas canvas, Size size, double radius) {
        int shorter = Math.min(canvas.size().width(), canvas.size().height());
        Blur.soften(canvas.layer(), canvas.size(), 4, (int) (radius * shorter));
        Grid grid = new Grid(canvas.size(), 4, canvas.layer());
        double across = Surroundings.across(size);
        double down = Surroundings.down(size);
        return (x, y) ->
                new Tint(
                        grid.at(x / across, y / down, 0),
                        grid.at(x / across, y / down, 1),
                        grid.at(x / across, y / down, 2));
    }
}
