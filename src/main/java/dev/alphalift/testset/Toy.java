package dev.alphalift.testset;

import dev.alphalift.testset.paint.Box;
import dev.alphalift.testset.paint.Coat;
import dev.alphalift.testset.paint.Dice;
import dev.alphalift.testset.paint.Easel;
import dev.alphalift.testset.paint.Paint;
import dev.alphalift.testset.paint.Pigment;
import dev.alphalift.testset.paint.Point;
import dev.alphalift.testset.paint.Shape;
import dev.alphalift.testset.paint.Tint;

/// Plain opaque things.
enum Toy implements Subject {
    APPLE {
        @Override
        public void paint(Easel easel, Dice dice) {
            Tint ripe = Tint.hsv(dice.between(-0.04, 0.2), dice.between(0.6, 0.9), 0.8);
            Tint other = Tint.hsv(dice.between(0.05, 0.28), 0.7, 0.8);
            Shape flesh =
                    Shape.circle(new Point(-0.12, -0.02), 0.22)
                            .fused(Shape.circle(new Point(0.12, -0.02), 0.22), 0.1)
                            .fused(Shape.ellipse(new Point(0, 0.08), 0.27, 0.26), 0.12);
            Shape round = Shape.ellipse(new Point(0, 0.02), 0.38, 0.36);
            Pigment skin = Pigment.mottled(ripe, other, 0.25, dice);
            easel.model(flesh, round, new Coat(skin, 0.36, 0.7));
            easel.paint(
                    Shape.ellipse(new Point(0, -0.2), 0.07, 0.03),
                    (_, _, depth, target) ->
                            Paint.put(ripe.times(0.3), Math.min(0.6, depth * 30), target));
            easel.model(
                    Shape.limb(new Point(0, -0.2), new Point(0.05, -0.4), 0.014, 0.02),
                    Coat.matt(new Tint(95, 65, 35), 0.018));
            Shape leaf =
                    Shape.ellipse(new Point(0.16, -0.33), 0.12, 0.045)
                            .turned(new Point(0.05, -0.3), dice.between(-0.5, 0.3));
            easel.model(leaf, new Coat(Pigment.plain(new Tint(70, 130, 45)), 0.05, 0.2));
        }
    },
    MUSHROOM {
        @Override
        public void paint(Easel easel, Dice dice) {
            Tint stalk = Tint.hsv(0.1, 0.15, 0.9);
            Shape stem =
                    Shape.limb(
                                    new Point(0, -0.1),
                                    new Point(dice.between(-0.04, 0.04), 0.36),
                                    0.085,
                                    0.1)
                            .fused(Shape.ellipse(new Point(0, 0.38), 0.14, 0.06), 0.08);
            easel.model(
                    stem, new Coat(Pigment.mottled(stalk, stalk.times(0.8), 0.08, dice), 0.08, 0));
            double wide = dice.between(0.32, 0.39);
            Shape dome = Shape.ellipse(new Point(0, -0.1), wide, 0.29);
            Shape cap = dome.within((_, y) -> y + 0.06);
            easel.paint(
                    Shape.ellipse(new Point(0, -0.06), wide, 0.055), Paint.plain(stalk.times(0.6)));
            Tint red = Tint.hsv(dice.between(-0.03, 0.1), 0.8, 0.8);
            easel.model(
                    cap,
                    dome,
                    new Coat(Pigment.mottled(red, red.times(0.8), 0.2, dice), 0.29, 0.6));
            for (int spot = 0; spot < 9; spot++) {
                double x = dice.between(-0.8, 0.8) * wide;
                double y = dice.between(-0.34, -0.12);
                double size = dice.between(0.015, 0.04);
                if (cap.distance(x, y) < -0.02) {
                    easel.model(
                            Shape.ellipse(new Point(x, y), size, size * 0.7).within(cap.field()),
                            Coat.matt(Tint.hsv(0.12, 0.08, 0.95), size));
                }
            }
        }
    },
    DUCK {
        @Override
        public void paint(Easel easel, Dice dice) {
            int side = dice.sign();
            Tint tint = Tint.hsv(dice.between(0.09, 0.17), dice.between(0.6, 0.9), 0.95);
            Coat coat = new Coat(Pigment.mottled(tint, tint.times(0.9), 0.3, dice), 0.2, 0.8);
            Shape beak =
                    Shape.limb(
                            new Point(side * 0.26, -0.2),
                            new Point(side * 0.39, -0.17),
                            0.055,
                            0.02);
            Shape body =
                    Shape.ellipse(new Point(-side * 0.02, 0.12), 0.34, 0.21)
                            .fused(
                                    Shape.limb(
                                            new Point(-side * 0.3, 0.05),
                                            new Point(-side * 0.42, -0.08),
                                            0.08,
                                            0.02),
                                    0.08)
                            .fused(Shape.circle(new Point(side * 0.17, -0.2), 0.17), 0.08);
            easel.model(body, coat);
            easel.model(beak, new Coat(Pigment.plain(new Tint(235, 120, 30)), 0.04, 0.5));
            easel.model(
                    Shape.ellipse(new Point(-side * 0.08, 0.1), 0.17, 0.1),
                    new Coat(Pigment.plain(tint.times(0.93)), 0.08, 0.4));
            Point eye = new Point(side * 0.22, -0.25);
            easel.paint(Shape.circle(eye, 0.026), Paint.plain(Tint.grey(15)));
            easel.paint(Shape.circle(eye.plus(-0.008, -0.008), 0.008), Paint.plain(Tint.WHITE));
        }
    },
    CAR {
        @Override
        public void paint(Easel easel, Dice dice) {
            Tint paint = Tint.hsv(dice.unit(), dice.between(0.3, 0.85), dice.between(0.4, 0.9));
            Shape cabin =
                    Shape.limb(new Point(-0.15, -0.1), new Point(0.12, -0.1), 0.14, 0.14)
                            .within((_, y) -> y - 0.1);
            Shape body = Shape.slab(new Box(-0.47, -0.06, 0.47, 0.17), 0.075).fused(cabin, 0.06);
            easel.model(
                    body, new Coat(Pigment.mottled(paint, paint.times(0.88), 0.4, dice), 0.1, 0.9));
            Tint pane = new Tint(60, 80, 95);
            easel.model(
                    Shape.slab(new Box(-0.22, -0.19, -0.03, -0.07), 0.03),
                    new Coat(Pigment.plain(pane), 0.05, 0.8));
            easel.model(
                    Shape.slab(new Box(0, -0.19, 0.18, -0.07), 0.03),
                    new Coat(Pigment.plain(pane), 0.05, 0.8));
            easel.model(
                    Shape.ellipse(new Point(0.445, 0.02), 0.025, 0.035),
                    new Coat(Pigment.plain(new Tint(250, 240, 200)), 0.02, 0.9));
            for (int wheel = -1; wheel <= 1; wheel += 2) {
                Point hub = new Point(wheel * 0.27, 0.16);
                easel.model(Shape.circle(hub, 0.1), Coat.matt(Tint.grey(48), 0.04));
                easel.model(
                        Shape.circle(hub, 0.052),
                        new Coat(Pigment.plain(Tint.grey(185)), 0.03, 0.8));
            }
        }
    };

    @Override
    public Box box() {
        return switch (this) {
            case APPLE -> new Box(-0.36, -0.44, 0.36, 0.34);
            case MUSHROOM -> new Box(-0.4, -0.4, 0.4, 0.44);
            case DUCK -> new Box(-0.44, -0.42, 0.44, 0.34);
            case CAR -> new Box(-0.48, -0.26, 0.48, 0.26);
        };
    }

    static Toy by(Dice dice) {
        return values()[dice.below(values().length)];
    }
}
