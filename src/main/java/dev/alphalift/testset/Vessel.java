package dev.alphalift.testset;

import dev.alphalift.testset.paint.Box;
import dev.alphalift.testset.paint.Coat;
import dev.alphalift.testset.paint.Dice;
import dev.alphalift.testset.paint.Easel;
import dev.alphalift.testset.paint.Light;
import dev.alphalift.testset.paint.Paint;
import dev.alphalift.testset.paint.Pigment;
import dev.alphalift.testset.paint.Point;
import dev.alphalift.testset.paint.Shape;
import dev.alphalift.testset.paint.Tint;

/// A body from the lathe: vase, bottle, bowl or goblet, of clay or of glass.
///
/// @param glass whether one sees through it; what lies behind is not bent, as matting assumes
record Vessel(boolean glass) implements Subject {
    private static final double[][] PROFILES = {
        {0.12, 0.17, 0.22, 0.24, 0.22, 0.15, 0.09, 0.08, 0.12},
        {0.14, 0.15, 0.15, 0.15, 0.15, 0.14, 0.07, 0.05, 0.055},
        {0.16, 0.19, 0.21, 0.22, 0.225, 0.23, 0.235, 0.24, 0.245},
        {0.17, 0.06, 0.026, 0.024, 0.1, 0.19, 0.22, 0.215, 0.19},
        {0.1, 0.2, 0.27, 0.29, 0.28, 0.23, 0.16, 0.12, 0.13}
    };
    private static final double TOP = -0.42;
    private static final double BOTTOM = 0.42;

    @Override
    public Box box() {
        return new Box(-0.3, TOP, 0.3, BOTTOM);
    }

    @Override
    public void paint(Easel easel, Dice dice) {
        double[] profile = PROFILES[dice.below(PROFILES.length)].clone();
        double wide = dice.between(0.85, 1.1);
        for (int at = 0; at < profile.length; at++) {
            profile[at] *= wide * dice.between(0.96, 1.04);
        }
        Shape body = lathe(profile);
        if (glass) {
            glass(easel, dice, body, profile);
        } else {
            clay(easel, dice, body, profile);
        }
    }

    private static Shape lathe(double[] profile) {
        double widest = 0;
        for (double radius : profile) {
            widest = Math.max(widest, radius);
        }
        Shape.Field field =
                (x, y) -> {
                    double part = (BOTTOM - y) / (BOTTOM - TOP);
                    double radius = radius(profile, part);
                    double slope = (radius(profile, part + 0.01) - radius) / (0.01 * 0.84);
                    double beside = (Math.abs(x) - radius) / Math.sqrt(1 + slope * slope);
                    return Math.max(beside, Math.max(TOP - y, y - BOTTOM));
                };
        return new Shape(field, new Box(-widest - 0.02, TOP, widest + 0.02, BOTTOM));
    }

    /// Catmull and Rom's spline through the radii, from the foot to the lip.
    private static double radius(double[] profile, double part) {
        double place = Math.clamp(part, 0.0, 1.0) * (profile.length - 1);
        int at = Math.min((int) place, profile.length - 2);
        double t = place - at;
        double a = profile[Math.max(0, at - 1)];
        double b = profile[at];
        double c = profile[at + 1];
        double d = profile[Math.min(profile.length - 1, at + 2)];
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }

    private static void clay(Easel easel, Dice dice, Shape body, double[] profile) {
        Tint tint = Tint.hsv(dice.unit(), dice.between(0.15, 0.75), dice.between(0.35, 0.9));
        Pigment pigment = Pigment.mottled(tint, tint.times(0.72), dice.between(0.05, 0.3), dice);
        if (dice.chance(0.6)) {
            Tint band = Tint.hsv(dice.unit(), 0.4, dice.between(0.2, 0.95));
            pigment = Pigment.banded(pigment, band, dice.between(0.1, 0.3), dice);
        }
        Pigment glaze = pigment;
        double gloss = dice.between(0.1, 0.9);
        Light light = easel.light();
        easel.paint(
                body,
                (x, y, _, target) -> {
                    double[] normal = normal(profile, x, y);
                    double brightness = light.on(normal[0], normal[1], normal[2]);
                    double shine = gloss * light.gloss(normal[0], normal[1], normal[2]);
                    Paint.put(glaze.at(x, y).times(brightness).plus(230 * shine), 1, target);
                });
        double lip = radius(profile, 1);
        Shape mouth = Shape.ellipse(new Point(0, TOP), lip, lip * 0.16);
        easel.model(mouth, Coat.matt(tint.times(1.05), lip * 0.1));
        easel.paint(mouth.inset(lip * 0.035), Paint.plain(tint.times(0.25)));
    }

    private static double[] normal(double[] profile, double x, double y) {
        double part = (BOTTOM - y) / (BOTTOM - TOP);
        double radius = Math.max(1e-6, radius(profile, part));
        double slope = (radius(profile, part + 0.01) - radius(profile, part - 0.01)) / 0.0168;
        double across = Math.clamp(x / radius, -1.0, 1.0);
        double front = Math.sqrt(1 - across * across);
        double length = Math.sqrt(1 + slope * slope);
        return new double[] {across / length, slope / length, front / length};
    }

    private static void glass(Easel easel, Dice dice, Shape body, double[] profile) {
        Tint tint = Tint.hsv(dice.between(0.25, 0.65), dice.between(0.05, 0.55), 0.75);
        Tint filling = Tint.hsv(dice.unit(), dice.between(0.4, 0.8), dice.between(0.4, 0.8));
        double thin = dice.between(0.22, 0.34);
        double level = dice.chance(0.5) ? dice.between(-0.15, 0.2) : BOTTOM;
        Light light = easel.light();
        easel.paint(
                body,
                (x, y, _, target) -> {
                    double[] normal = normal(profile, x, y);
                    double graze = 1 - normal[2];
                    double rim = graze * graze * graze;
                    boolean filled = y > level && y < BOTTOM - 0.03;
                    double brightness = light.on(normal[0], normal[1], normal[2]);
                    Tint colour = (filled ? filling : tint).times(0.55 + 0.5 * brightness);
                    double shine = light.gloss(normal[0], normal[1], normal[2]);
                    double opacity = thin + (filled ? 0.22 : 0) + 0.38 * rim;
                    Paint.put(
                            colour.mixed(Tint.WHITE, Math.min(1, shine)),
                            Math.min(0.97, opacity + 0.7 * shine),
                            target);
                });
        reflections(easel, dice, profile, light);
    }

    /// Windows in the glass, and light on its lip and foot.
    private static void reflections(Easel easel, Dice dice, double[] profile, Light light) {
        int side = light.x() < 0 ? -1 : 1;
        double from = dice.between(-0.3, -0.2);
        double to = dice.between(0.05, 0.3);
        Shape.Field window =
                (x, y) -> {
                    double part = (BOTTOM - y) / (BOTTOM - TOP);
                    double place = side * x / Math.max(0.03, radius(profile, part));
                    return 0.2 * (Math.abs(place - 0.62) - 0.09);
                };
        Shape streak = Shape.slab(new Box(-0.3, from, 0.3, to), 0.02).within(window);
        easel.paint(streak, Paint.tinted(Tint.grey(250), dice.between(0.5, 0.75)));
        double lip = radius(profile, 1);
        Shape mouth = Shape.ellipse(new Point(0, TOP + 0.004), lip, lip * 0.15);
        easel.paint(mouth.without(mouth.inset(0.008)), Paint.tinted(Tint.grey(240), 0.7));
        double foot = radius(profile, 0);
        Shape base = Shape.ellipse(new Point(0, BOTTOM - 0.012), foot, foot * 0.1);
        easel.paint(base, Paint.tinted(Tint.grey(225), 0.35));
    }
}
