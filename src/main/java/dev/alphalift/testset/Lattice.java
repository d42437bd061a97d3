package dev.alphalift.testset;

import dev.alphalift.testset.paint.Box;
import dev.alphalift.testset.paint.Coat;
import dev.alphalift.testset.paint.Dice;
import dev.alphalift.testset.paint.Easel;
import dev.alphalift.testset.paint.Pigment;
import dev.alphalift.testset.paint.Point;
import dev.alphalift.testset.paint.Shape;
import dev.alphalift.testset.paint.Tint;

/// Opaque things with holes through which the background is seen.
enum Lattice implements Subject {
    WHEEL {
        @Override
        public void paint(Easel easel, Dice dice) {
            Point hub = new Point(0, 0);
            Tint wood = Tint.hsv(dice.between(0.04, 0.12), dice.between(0.3, 0.7), 0.6);
            Coat coat = new Coat(Pigment.mottled(wood, wood.times(0.65), 0.06, dice), 0.025, 0.2);
            int spokes = 6 + dice.below(9);
            double phase = dice.unit();
            Shape all = Shape.circle(hub, 0.07);
            for (int spoke = 0; spoke < spokes; spoke++) {
                Point end = hub.polar(2 * Math.PI * (spoke + phase) / spokes, 0.37);
                all = all.fused(Shape.limb(hub, end, 0.02, 0.015), 0.02);
            }
            easel.model(all, coat);
            Shape rim = Shape.circle(hub, 0.42).without(Shape.circle(hub, 0.345));
            easel.model(rim, new Coat(coat.pigment(), 0.036, 0.3));
            easel.model(
                    Shape.circle(hub, 0.042), new Coat(Pigment.plain(Tint.grey(120)), 0.04, 0.8));
        }
    },
    CHAIR {
        @Override
        public void paint(Easel easel, Dice dice) {
            Tint wood = Tint.hsv(dice.between(0.03, 0.11), dice.between(0.3, 0.7), 0.65);
            Coat coat = new Coat(Pigment.mottled(wood, wood.times(0.7), 0.05, dice), 0.022, 0.3);
            Shape back = Shape.limb(new Point(-0.2, -0.44), new Point(-0.2, 0.4), 0.02, 0.024);
            back = back.with(Shape.limb(new Point(0.2, -0.44), new Point(0.2, 0.4), 0.02, 0.024));
            int rungs = 2 + dice.below(4);
            for (int rung = 0; rung < rungs; rung++) {
                double y = -0.4 + 0.36 * rung / rungs;
                back = back.with(Shape.slab(new Box(-0.2, y, 0.2, y + 0.045), 0.015));
            }
            back = back.with(Shape.slab(new Box(-0.2, 0.24, 0.2, 0.265), 0.01));
            easel.model(back, coat);
            Shape legs = Shape.limb(new Point(-0.23, 0.06), new Point(-0.245, 0.45), 0.024, 0.019);
            legs =
                    legs.with(
                            Shape.limb(
                                    new Point(0.23, 0.06), new Point(0.245, 0.45), 0.024, 0.019));
            legs = legs.with(Shape.slab(new Box(-0.23, 0.3, 0.23, 0.325), 0.01));
            easel.model(legs, new Coat(coat.pigment(), 0.022, 0.4));
            Tint seat = Tint.hsv(dice.unit(), 0.5, 0.7);
            easel.model(
                    Shape.slab(new Box(-0.265, 0, 0.265, 0.085), 0.035),
                    new Coat(Pigment.mottled(seat, seat.times(0.8), 0.05, dice), 0.05, 0.1));
        }
    },
    BASKET {
        @Override
        public void paint(Easel easel, Dice dice) {
            Tint cane = Tint.hsv(dice.between(0.08, 0.12), dice.between(0.35, 0.6), 0.8);
            Coat coat = new Coat(Pigment.mottled(cane, cane.times(0.65), 0.05, dice), 0.016, 0.2);
            Point middle = new Point(0, -0.05);
            Shape handle =
                    Shape.ellipse(middle, 0.34, 0.37)
                            .without(Shape.ellipse(middle, 0.3, 0.33))
                            .within((_, y) -> y);
            easel.model(handle, new Coat(coat.pigment(), 0.02, 0.3));
            Shape outline =
                    Shape.ellipse(new Point(0, -0.06), 0.39, 0.42).within((_, y) -> -0.02 - y);
            double cell = dice.between(0.055, 0.085);
            Shape.Field gaps =
                    (x, y) -> {
                        double one = (x + y) / cell;
                        double two = (x - y) / cell;
                        double across = Math.abs(one - Math.floor(one) - 0.5);
                        double down = Math.abs(two - Math.floor(two) - 0.5);
                        return (Math.max(across, down) - 0.29) * cell * 0.7;
                    };
            easel.model(outline.without(gaps), coat);
            Shape edge = Shape.slab(new Box(-0.42, -0.04, 0.42, 0.03), 0.03);
            Shape foot = Shape.slab(new Box(-0.2, 0.3, 0.2, 0.36), 0.03);
            easel.model(edge.with(foot), new Coat(coat.pigment(), 0.03, 0.3));
        }
    };

    @Override
    public Box box() {
        return switch (this) {
            case WHEEL -> new Box(-0.42, -0.42, 0.42, 0.42);
            case CHAIR -> new Box(-0.27, -0.46, 0.27, 0.46);
            case BASKET -> new Box(-0.42, -0.42, 0.42, 0.36);
        };
    }

    static Lattice by(Dice dice) {
        return values()[dice.below(values().length)];
    }
}
