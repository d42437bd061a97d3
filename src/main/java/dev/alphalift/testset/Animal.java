package dev.alphalift.testset;

import dev.alphalift.testset.paint.Box;
import dev.alphalift.testset.paint.Brush;
import dev.alphalift.testset.paint.Coat;
import dev.alphalift.testset.paint.Curve;
import dev.alphalift.testset.paint.Dice;
import dev.alphalift.testset.paint.Easel;
import dev.alphalift.testset.paint.Paint;
import dev.alphalift.testset.paint.Pigment;
import dev.alphalift.testset.paint.Point;
import dev.alphalift.testset.paint.Shape;
import dev.alphalift.testset.paint.Strand;
import dev.alphalift.testset.paint.Strand.Curl;
import dev.alphalift.testset.paint.Tint;

/// A furry animal, sitting or standing.
final class Animal implements Subject {
    private static final int STRANDS = 20_000;

    private final boolean sitting;

    Animal(boolean sitting) {
        this.sitting = sitting;
    }

    @Override
    public Box box() {
        return sitting ? new Box(-0.34, -0.46, 0.34, 0.44) : new Box(-0.48, -0.36, 0.48, 0.36);
    }

    @Override
    public void paint(Easel easel, Dice dice) {
        Tint coat =
                Tint.hsv(
                        dice.between(0.04, 0.11),
                        dice.between(0.1, 0.65),
                        dice.between(0.35, 0.85));
        Pigment pigment = Pigment.mottled(coat, coat.times(dice.between(0.4, 0.9)), 0.2, dice);
        if (dice.chance(0.4)) {
            pigment = Pigment.banded(pigment, coat.times(0.45), 0.09, dice);
        }
        Brush brush = new Brush(easel);
        Fur fur = new Fur(easel, brush, pigment, dice.between(0.028, 0.055));
        if (sitting) {
            sit(fur, dice, coat);
        } else {
            stand(fur, dice);
        }
    }

    private static void sit(Fur fur, Dice dice, Tint coat) {
        int side = dice.sign();
        Shape tail =
                Shape.limb(new Point(side * 0.16, 0.36), new Point(side * 0.29, 0.3), 0.04, 0.035)
                        .fused(
                                Shape.limb(
                                        new Point(side * 0.29, 0.3),
                                        new Point(side * 0.31, 0.14),
                                        0.035,
                                        0.025),
                                0.05);
        Shape body =
                Shape.ellipse(new Point(0, 0.16), 0.17, 0.25)
                        .fused(Shape.ellipse(new Point(-0.13, 0.32), 0.1, 0.11), 0.08)
                        .fused(Shape.ellipse(new Point(0.13, 0.32), 0.1, 0.11), 0.08);
        fur.cover(tail, dice, STRANDS / 9);
        fur.cover(body, dice, STRANDS / 3);
        for (int leg = -1; leg <= 1; leg += 2) {
            Point foot = new Point(leg * 0.075, 0.4);
            Shape limb = Shape.limb(new Point(leg * 0.06, 0.12), foot, 0.06, 0.036);
            fur.cover(limb.fused(Shape.ellipse(foot, 0.05, 0.036), 0.03), dice, STRANDS / 12);
        }
        ears(fur, dice, new Point(0, -0.22), 0.1);
        fur.cover(
                Shape.ellipse(new Point(0, -0.2), 0.155, 0.14)
                        .fused(Shape.ellipse(new Point(0, -0.13), 0.09, 0.07), 0.06),
                dice,
                STRANDS / 4);
        face(fur.easel(), dice, new Point(0, -0.19), coat);
    }

    private static void stand(Fur fur, Dice dice) {
        int side = dice.sign();
        fur.cover(
                Shape.limb(
                        new Point(-side * 0.3, -0.02), new Point(-side * 0.46, -0.2), 0.035, 0.02),
                dice,
                STRANDS / 9);
        double[] feet = {-0.27, -0.17, 0.14, 0.24};
        for (double foot : feet) {
            Shape leg =
                    Shape.limb(
                            new Point(side * foot, 0.05),
                            new Point(side * (foot + 0.02 * dice.bell()), 0.32),
                            0.062,
                            0.034);
            fur.cover(leg, dice, STRANDS / 16);
        }
        Shape body =
                Shape.ellipse(new Point(0, 0.02), 0.33, 0.15)
                        .fused(Shape.ellipse(new Point(side * 0.2, 0), 0.16, 0.16), 0.1)
                        .fused(
                                Shape.limb(
                                        new Point(side * 0.22, -0.02),
                                        new Point(side * 0.32, -0.17),
                                        0.11,
                                        0.085),
                                0.08);
        fur.cover(body, dice, STRANDS / 3);
        Point head = new Point(side * 0.34, -0.2);
        ears(fur, dice, head.plus(-side * 0.03, 0), 0.06);
        fur.cover(
                Shape.ellipse(head, 0.105, 0.095)
                        .fused(
                                Shape.limb(
                                        head.plus(side * 0.03, 0.02),
                                        head.plus(side * 0.13, 0.045),
                                        0.06,
                                        0.04),
                                0.05),
                dice,
                STRANDS / 6);
        eye(fur.easel(), head.plus(side * 0.045, -0.025), 0.016);
        fur.easel()
                .model(
                        Shape.ellipse(head.plus(side * 0.165, 0.03), 0.02, 0.017),
                        new Coat(Pigment.plain(Tint.grey(45)), 0.015, 0.6));
    }

    private static void ears(Fur fur, Dice dice, Point head, double apart) {
        double length = dice.between(0.1, 0.19);
        double lean = dice.between(0, 0.06);
        for (int side = -1; side <= 1; side += 2) {
            Point root = head.plus(side * apart, -0.07);
            Shape ear = Shape.limb(root, root.plus(side * lean, -length), 0.055, 0.014);
            fur.cover(ear, dice, STRANDS / 24);
            fur.easel()
                    .paint(
                            ear.inset(0.022),
                            (_, _, depth, target) ->
                                    Paint.put(
                                            new Tint(190, 130, 120),
                                            Math.clamp(depth * 30, 0.0, 0.6),
                                            target));
        }
    }

    private static void face(Easel easel, Dice dice, Point at, Tint coat) {
        double apart = dice.between(0.055, 0.075);
        eye(easel, at.plus(-apart, -0.02), 0.023);
        eye(easel, at.plus(apart, -0.02), 0.023);
        Shape muzzle =
                Shape.ellipse(at.plus(-0.03, 0.065), 0.038, 0.03)
                        .fused(Shape.ellipse(at.plus(0.03, 0.065), 0.038, 0.03), 0.01);
        easel.model(muzzle, Coat.matt(coat.mixed(Tint.WHITE, 0.5), 0.04));
        easel.model(
                Shape.ellipse(at.plus(0, 0.04), 0.022, 0.015),
                new Coat(Pigment.plain(new Tint(70, 45, 45)), 0.015, 0.6));
    }

    private static void eye(Easel easel, Point at, double radius) {
        easel.model(
                Shape.circle(at, radius), new Coat(Pigment.plain(new Tint(60, 38, 20)), radius, 1));
        easel.paint(Shape.circle(at, radius * 0.55), Paint.plain(Tint.grey(10)));
        easel.paint(
                Shape.circle(at.plus(-radius * 0.3, -radius * 0.35), radius * 0.2),
                Paint.plain(Tint.WHITE));
    }

    /// Covers bodies with short hairs that stand off at their outline.
    private record Fur(Easel easel, Brush brush, Pigment pigment, double length) {
        void cover(Shape shape, Dice dice, int strands) {
            double thick = shape.depth();
            Shape skin = shape.inset(Math.min(length, thick) * 0.25);
            int count = (int) (strands * Math.clamp(easel.place().scale() / 450, 0.2, 1.0));
            easel.model(skin, new Coat(pigment, thick, 0));
            for (int at = 0; at < count; at++) {
                double x = dice.between(shape.box().left(), shape.box().right());
                double y = dice.between(shape.box().top(), shape.box().bottom());
                double[] chance = {dice.bell(), dice.bell(), dice.between(0.75, 1.2)};
                double depth = -skin.distance(x, y);
                // Most of them at the outline, where they are seen singly.
                if (depth > 0 && (depth < 0.3 * thick || at % 2 == 0)) {
                    brush.paint(hair(skin, new Point(x, y), thick, chance));
                }
            }
        }

        /// @param chance how it lies across and down, and its size and shade
        private Strand hair(Shape skin, Point root, double thick, double[] chance) {
            double depth = -skin.distance(root.x(), root.y()) / thick;
            double[] normal = Easel.normal(skin, root.x(), root.y(), depth);
            double light = easel.light().on(normal[0], normal[1], normal[2]);
            // It stands off sideways near the outline, and hangs a little everywhere.
            double far = Math.min(length, 0.55 * thick) * chance[2];
            double across = (normal[0] + 0.5 * chance[0]) * far;
            double down = (normal[1] + 0.5 * chance[1] + 0.2) * far;
            Point first = root.plus(across * 0.4, (down - 0.15 * far) * 0.4);
            Point second = root.plus(across * 0.75, down * 0.7);
            Point to = root.plus(across * 0.95, down + 0.15 * far);
            Tint own = pigment.at(root.x(), root.y()).times(light * (0.35 + 0.65 * chance[2]));
            double width = far * 0.045 + 0.0008;
            return new Strand(
                    new Curve(root, first, second, to),
                    Curl.NONE,
                    width,
                    own.times(0.8),
                    own.times(1.15));
        }
    }
}
