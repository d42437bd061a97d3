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

/// Head and shoulders of a doll with thousands of loose hairs.
///
/// @param lightHair blond, grey or white hair
record Portrait(boolean lightHair) implements Subject {
    private static final int STRANDS = 3000;
    private static final Point HEAD = new Point(0, -0.13);

    @Override
    public Box box() {
        return new Box(-0.42, -0.4, 0.42, 0.52);
    }

    @Override
    public void paint(Easel easel, Dice dice) {
        Tint skin =
                Tint.hsv(
                        dice.between(0.045, 0.08),
                        dice.between(0.35, 0.6),
                        dice.between(0.5, 0.95));
        Tint hair = hairTint(dice);
        HairStyle style = HairStyle.by(dice, hair);
        Brush brush = new Brush(easel);
        style.paintBehind(easel, brush, dice);
        body(easel, dice, skin);
        face(easel, dice, skin, hair.times(0.6));
        style.paintBefore(easel, brush, dice, STRANDS);
    }

    private Tint hairTint(Dice dice) {
        if (lightHair) {
            return dice.chance(0.6)
                    ? Tint.hsv(dice.between(0.1, 0.13), dice.between(0.25, 0.5), 0.88)
                    : Tint.hsv(0.11, dice.between(0.03, 0.1), dice.between(0.8, 0.9));
        }
        return Tint.hsv(
                dice.between(0.02, 0.09), dice.between(0.3, 0.75), dice.between(0.12, 0.55));
    }

    private static void body(Easel easel, Dice dice, Tint skin) {
        double neckline = dice.between(0.13, 0.2);
        Shape trunk =
                Shape.ellipse(new Point(0, 0.55), 0.38, 0.38)
                        .with(Shape.slab(new Box(-0.38, 0.55, 0.38, 1.2), 0));
        Shape collar = Shape.ellipse(new Point(0, neckline), 0.1, 0.075);
        Tint cloth = Tint.hsv(dice.unit(), dice.between(0.2, 0.75), dice.between(0.35, 0.85));
        Pigment pigment = Pigment.mottled(cloth, cloth.times(0.8), 0.1, dice);
        if (dice.chance(0.4)) {
            Tint other = Tint.hsv(dice.unit(), 0.3, dice.between(0.3, 0.95));
            pigment = Pigment.banded(pigment, other, dice.between(0.07, 0.14), dice);
        }
        Shape neck = Shape.limb(new Point(0, -0.02), new Point(0, 0.3), 0.068, 0.09);
        easel.model(
                neck.fused(Shape.limb(new Point(0, 0.24), new Point(0, 0.4), 0.1, 0.2), 0.08),
                Coat.matt(skin.times(0.82), 0.066));
        easel.model(trunk.without(collar), trunk, new Coat(pigment, 0.3, 0));
        easel.paint(
                collar.inset(-0.012).without(collar).within(trunk.field()),
                Paint.tinted(cloth.times(0.6), 0.8));
    }

    private static void face(Easel easel, Dice dice, Tint skin, Tint brow) {
        Shape head =
                Shape.ellipse(HEAD, 0.128, 0.165)
                        .fused(Shape.ellipse(new Point(0, -0.03), 0.075, 0.075), 0.08);
        Shape ears =
                Shape.ellipse(new Point(-0.132, -0.11), 0.022, 0.038)
                        .with(Shape.ellipse(new Point(0.132, -0.11), 0.022, 0.038));
        easel.model(ears, Coat.matt(skin.times(0.9), 0.02));
        Pigment cheeks = Pigment.mottled(skin, skin.mixed(new Tint(190, 60, 50), 0.18), 0.12, dice);
        easel.model(head, new Coat(cheeks, 0.13, 0.12));
        Tint iris = Tint.hsv(dice.between(0, 0.6), 0.5, 0.4);
        for (int side = -1; side <= 1; side += 2) {
            Point eye = new Point(side * 0.05, -0.125);
            easel.paint(Shape.ellipse(eye.plus(0, -0.004), 0.029, 0.018), soft(skin.times(0.7)));
            easel.paint(Shape.ellipse(eye, 0.023, 0.0115), Paint.plain(Tint.grey(228)));
            easel.paint(Shape.circle(eye, 0.0105), Paint.plain(iris));
            easel.paint(Shape.circle(eye, 0.005), Paint.plain(Tint.grey(12)));
            easel.paint(Shape.circle(eye.plus(0.004, -0.004), 0.0025), Paint.plain(Tint.WHITE));
            easel.paint(
                    Shape.limb(
                            eye.plus(-side * 0.02, -0.028),
                            eye.plus(side * 0.027, -0.031),
                            0.0055,
                            0.003),
                    Paint.tinted(brow, 0.85));
        }
        nose(easel, skin);
        Shape lips =
                Shape.ellipse(new Point(0, -0.029), 0.034, 0.008)
                        .fused(Shape.ellipse(new Point(0, -0.021), 0.026, 0.009), 0.008);
        easel.model(lips, Coat.matt(skin.mixed(new Tint(175, 50, 60), 0.5), 0.012));
    }

    private static void nose(Easel easel, Tint skin) {
        Shape bridge = Shape.limb(new Point(0, -0.12), new Point(0, -0.074), 0.007, 0.013);
        Shape tip = Shape.ellipse(new Point(0, -0.07), 0.021, 0.012);
        easel.paint(Shape.ellipse(new Point(0, -0.06), 0.022, 0.01), soft(skin.times(0.62)));
        easel.paint(bridge.fused(tip, 0.02), soft(skin.times(1.08)));
    }

    /// A colour that fades out towards the outline.
    private static Paint soft(Tint tint) {
        return (_, _, depth, target) -> Paint.put(tint, Math.clamp(depth * 70, 0.0, 0.8), target);
    }

    /// One hair's colours: near the colour of all hair, its tip a little lighter.
    static Strand strand(Dice dice, Curve curve, Curl curl, Tint hair) {
        Tint own = hair.times(dice.between(0.62, 1.12)).varied(dice, 22);
        double width = 0.0011 + 0.0026 * dice.unit() * dice.unit();
        return new Strand(curve, curl, width, own.times(0.82), own.times(1.12));
    }
}
