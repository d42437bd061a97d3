package dev.alphalift.testset;

import dev.alphalift.testset.paint.Brush;
import dev.alphalift.testset.paint.Coat;
import dev.alphalift.testset.paint.Curve;
import dev.alphalift.testset.paint.Dice;
import dev.alphalift.testset.paint.Easel;
import dev.alphalift.testset.paint.Point;
import dev.alphalift.testset.paint.Shape;
import dev.alphalift.testset.paint.Strand;
import dev.alphalift.testset.paint.Strand.Curl;
import dev.alphalift.testset.paint.Tint;

/// How the hairs of a [Portrait] lie.
///
/// @param hair their colour
/// @param length 0 (to the chin) to 1 (over the shoulders)
/// @param curl how high the waves are
/// @param frizz how far single hairs stray
/// @param round whether hair stands off on all sides instead of falling
record HairStyle(Tint hair, double length, double curl, double frizz, boolean round) {
    private static final Point CROWN = new Point(0, -0.15);

    static HairStyle by(Dice dice, Tint hair) {
        boolean round = dice.chance(0.3);
        double curl = round ? dice.between(0.008, 0.02) : dice.unit() * dice.between(0, 0.02);
        return new HairStyle(hair, dice.unit(), curl, dice.between(0.5, 1.2), round);
    }

    /// What hangs behind the neck.
    void paintBehind(Easel easel, Brush brush, Dice dice) {
        double reach = round ? 0.02 : 0.08 + 0.2 * length;
        Shape mass =
                round
                        ? Shape.ellipse(CROWN, 0.2, 0.2)
                        : Shape.ellipse(new Point(0, -0.15), 0.155, 0.175)
                                .fused(
                                        Shape.limb(
                                                new Point(0, -0.1),
                                                new Point(0, reach),
                                                0.15,
                                                0.13),
                                        0.1);
        easel.model(mass, Coat.matt(hair.times(0.5), 0.12));
        for (int at = 0; at < 500; at++) {
            brush.paint(round ? standing(dice) : falling(dice, 0.55, reach + 0.12));
        }
    }

    /// What frames the face.
    void paintBefore(Easel easel, Brush brush, Dice dice, int strands) {
        Shape cap =
                Shape.ellipse(new Point(0, -0.17), 0.145, 0.15)
                        .without(Shape.ellipse(new Point(0, -0.095), 0.112, 0.148));
        easel.model(cap, Coat.matt(hair.times(0.62), 0.08));
        double reach = 0.06 + 0.36 * length;
        for (int at = 0; at < strands; at++) {
            brush.paint(round ? standing(dice) : falling(dice, 0.85 + 0.3 * dice.unit(), reach));
        }
    }

    /// From the parting, round the head and down.
    private Strand falling(Dice dice, double brightness, double reach) {
        int side = dice.sign();
        double stray = frizz * (dice.chance(0.07) ? 3 : 1);
        // From the hairline (0) to the outermost layer (1).
        double layer = dice.unit();
        double start = side * dice.between(0, 0.02 + 0.08 * layer);
        double crown = -0.252 - 0.058 * layer + start * start * 3;
        Point from = new Point(start, crown + 0.008 * dice.bell());
        double beside = 0.118 + 0.065 * layer + 0.012 * stray * dice.bell();
        double bend = -0.262 - 0.085 * layer + 0.03 * dice.bell();
        Point first = new Point(side * (beside - 0.008 + 0.02 * layer), bend);
        Point second = new Point(side * (beside + 0.02 * dice.bell()), -0.05 + 0.06 * dice.bell());
        double end = reach * dice.between(0.7, 1.1);
        Point to =
                new Point(
                        side * (beside + 0.03 * length + 0.035 * stray * dice.bell()),
                        end + 0.03 * stray * dice.bell());
        Curl waves = new Curl(curl * dice.between(0.4, 1.2), 1 + 3 * length, dice.unit());
        return Portrait.strand(
                dice, new Curve(from, first, second, to), waves, hair.times(brightness));
    }

    /// From the scalp outwards, curled.
    private Strand standing(Dice dice) {
        double angle = Math.PI * dice.between(0.86, 2.14);
        double out = dice.between(0.05, 0.12) * (dice.chance(0.06) ? 1.5 : 1);
        double in = dice.between(0.86, 1.04);
        Point root =
                new Point(
                        StrictMath.cos(angle) * 0.132 * in,
                        -0.13 + StrictMath.sin(angle) * 0.165 * in);
        double bent = angle + 0.5 * dice.bell();
        Point to = root.polar(bent, out);
        Curve curve =
                new Curve(
                        root,
                        root.polar(angle + 0.3 * dice.bell(), out * 0.4),
                        root.polar(bent + 0.7 * dice.bell(), out * 0.8),
                        to.plus(0.02 * dice.bell() * frizz, 0.02 * dice.unit()));
        Curl waves = new Curl(curl * dice.between(0.5, 1.2), dice.between(1, 3), dice.unit());
        return Portrait.strand(dice, curve, waves, hair.times(dice.between(0.7, 1.1)));
    }
}
