package dev.alphalift.testset;

import dev.alphalift.testset.paint.Box;
import dev.alphalift.testset.paint.Dice;
import dev.alphalift.testset.paint.Easel;
import dev.alphalift.testset.paint.Noise;
import dev.alphalift.testset.paint.Paint;
import dev.alphalift.testset.paint.Point;
import dev.alphalift.testset.paint.Shape;
import dev.alphalift.testset.paint.Tint;

/// A piece of lace: a round one with a regular pattern, or a cloth with irregular holes.
///
/// @param regular whether the holes repeat
record Lace(boolean regular) implements Subject {
    private static final Point MIDDLE = new Point(0, 0);

    @Override
    public Box box() {
        return new Box(-0.43, -0.43, 0.43, 0.43);
    }

    @Override
    public void paint(Easel easel, Dice dice) {
        Tint thread =
                dice.chance(0.5)
                        ? Tint.hsv(0.11, dice.between(0.02, 0.2), 0.93)
                        : Tint.hsv(dice.unit(), dice.between(0.3, 0.7), dice.between(0.3, 0.8));
        Shape piece = regular ? doily(dice) : cloth(dice);
        Noise folds = new Noise(dice);
        Noise weave = new Noise(dice);
        easel.paint(
                piece,
                (x, y, depth, target) -> {
                    double fold = folds.clouds(x * 5, y * 5, 2);
                    double grain = weave.at(x * 260, y * 260);
                    double round = Math.min(1, depth / 0.006);
                    double brightness =
                            (0.5 + 0.62 * fold) * (0.86 + 0.14 * grain) * (0.75 + 0.25 * round);
                    Paint.put(thread.times(brightness), 1, target);
                });
    }

    private static Shape doily(Dice dice) {
        int petals = 10 + dice.below(9);
        Shape edge = Shape.circle(MIDDLE, 0.37);
        Shape.Field scallops =
                (x, y) -> {
                    double radius = Math.sqrt(x * x + y * y);
                    double away = sector(x, y, petals) * radius;
                    double out = radius - 0.37;
                    return Math.sqrt(away * away + out * out) - 0.37 * 2.6 / petals;
                };
        Shape disc =
                new Shape(
                        (x, y) -> Math.min(edge.distance(x, y), scallops.at(x, y)),
                        Box.around(MIDDLE, 0.47, 0.47));
        double[] rings = {0.07, 0.125, 0.19, 0.265, 0.345};
        for (double ring : rings) {
            int holes = petals * (ring < 0.1 ? 1 : 2);
            double size = ring * Math.PI / holes * dice.between(0.6, 0.8);
            double longer = dice.between(1, 1.5);
            disc = disc.without(holes(ring, holes, size, longer));
        }
        int pinholes = petals * 4;
        return disc.without(holes(0.395, pinholes, 0.395 * Math.PI / pinholes * 0.55, 1));
    }

    /// Holes side by side on a ring.
    private static Shape.Field holes(double ring, int count, double size, double longer) {
        return (x, y) -> {
            double radius = Math.sqrt(x * x + y * y);
            double away = sector(x, y, count) * radius;
            double out = (radius - ring) / longer;
            return Math.sqrt(away * away + out * out) - size;
        };
    }

    /// The angle from the middle of one of equal sectors.
    private static double sector(double x, double y, int count) {
        double turn = StrictMath.atan2(y, x) / (2 * Math.PI) * count;
        return (turn - Math.floor(turn) - 0.5) * 2 * Math.PI / count;
    }

    private static Shape cloth(Dice dice) {
        double corner = dice.between(0.05, 0.3);
        Shape outline =
                Shape.slab(new Box(-0.4, -0.36, 0.4, 0.36), corner)
                        .turned(MIDDLE, dice.between(-0.4, 0.4));
        Noise chance = new Noise(dice);
        double cell = dice.between(0.05, 0.085);
        double thread = dice.between(0.004, 0.008);
        Shape web = outline.without((x, y) -> thread - wall(chance, x / cell, y / cell) * cell);
        Shape hem = outline.without(outline.inset(0.016));
        Shape heart = Shape.ellipse(MIDDLE, 0.12, 0.12).without(Shape.circle(MIDDLE, 0.06));
        return web.with(hem).with(heart);
    }

    /// The distance from the wall between cells around points that are strewn by chance (Worley
    /// 1996; half the difference of the distances from the two nearest).
    private static double wall(Noise chance, double x, double y) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        double nearest = 9;
        double second = 9;
        for (int down = -1; down <= 1; down++) {
            for (int across = -1; across <= 1; across++) {
                int at = column + across;
                int under = row + down;
                double awayX = at + 0.1 + 0.8 * chance.corner(at, under) - x;
                double awayY = under + 0.1 + 0.8 * chance.corner(at + 7919, under - 104_729) - y;
                double away = Math.sqrt(awayX * awayX + awayY * awayY);
                if (away < nearest) {
                    second = nearest;
                    nearest = away;
                } else if (away < second) {
                    second = away;
                }
            }
        }
        return (second - nearest) / 2;
    }
}
