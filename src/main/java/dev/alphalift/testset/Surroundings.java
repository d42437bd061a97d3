package dev.alphalift.testset;

import dev.alphalift.image.Size;
import dev.alphalift.testset.paint.Dice;
import dev.alphalift.testset.paint.Noise;
import dev.alphalift.testset.paint.Pigment;
import dev.alphalift.testset.paint.Tint;

/// What is behind a subject.
enum Surroundings {
    WHITE {
        @Override
        Pigment pigment(Dice dice, Size size) {
            double corner = dice.chance(0.5) ? 0 : dice.between(4, 14);
            double centreX = dice.between(0.3, 0.7) * across(size);
            return (x, y) -> {
                double away = (x - centreX) * (x - centreX) + (y - 0.4) * (y - 0.4);
                return Tint.grey(255 - corner * Math.min(1, away));
            };
        }
    },
    STUDIO {
        @Override
        Pigment pigment(Dice dice, Size size) {
            Tint wall = Tint.hsv(dice.unit(), dice.between(0, 0.35), dice.between(0.35, 0.85));
            Tint floor = wall.times(dice.between(1.05, 1.2)).mixed(Tint.grey(200), 0.3);
            double horizon = dice.between(0.6, 0.8) * down(size);
            double sweep = dice.between(0.05, 0.2);
            double centreX = dice.between(0.3, 0.7) * across(size);
            return (x, y) -> {
                double below = Math.clamp((y - horizon) / sweep + 0.5, 0.0, 1.0);
                double away = (x - centreX) * (x - centreX) + (y - 0.4) * (y - 0.4);
                Tint tint = wall.mixed(floor, below * below * (3 - 2 * below));
                return tint.times(1.08 - 0.35 * Math.min(1, away));
            };
        }
    },
    GRADIENT {
        @Override
        Pigment pigment(Dice dice, Size size) {
            double hue = dice.unit();
            Tint one = Tint.hsv(hue, dice.between(0.1, 0.7), dice.between(0.5, 0.95));
            Tint two = Tint.hsv(hue + dice.between(-0.2, 0.2), 0.5, dice.between(0.15, 0.6));
            double angle = dice.between(0.6, 2.5);
            double right = StrictMath.cos(angle) * 0.7;
            double below = StrictMath.sin(angle) * 0.9;
            return (x, y) -> one.mixed(two, Math.clamp(x * right + y * below, 0.0, 1.0));
        }
    },
    CLOUDS {
        @Override
        Pigment pigment(Dice dice, Size size) {
            double hue = dice.unit();
            Tint one = Tint.hsv(hue, dice.between(0.1, 0.5), dice.between(0.3, 0.8));
            Tint two = Tint.hsv(hue + dice.between(-0.15, 0.15), 0.4, dice.between(0.3, 0.9));
            Noise noise = new Noise(dice);
            Noise bend = new Noise(dice);
            double waves = dice.between(2, 6);
            return (x, y) -> {
                double moved = bend.at(x * 3, y * 3);
                double part = noise.clouds(x * waves + moved, y * waves, 5);
                return one.mixed(two, Math.clamp(part * 1.8 - 0.4, 0.0, 1.0));
            };
        }
    },
    PLANKS {
        @Override
        Pigment pigment(Dice dice, Size size) {
            Tint wood = Tint.hsv(dice.between(0.05, 0.12), dice.between(0.2, 0.6), 0.7);
            double width = dice.between(0.09, 0.22);
            boolean upright = dice.chance(0.5);
            Noise grain = new Noise(dice);
            return (x, y) -> {
                double along = upright ? y : x;
                double side = upright ? x : y;
                int plank = (int) Math.floor(side / width);
                double edge = side / width - plank;
                double fibre = grain.clouds(along * 3 + plank * 37, side * 55, 3);
                double tone = 0.72 + 0.3 * grain.corner(plank, 5) + 0.35 * (fibre - 0.5);
                double gap = Math.clamp(Math.min(edge, 1 - edge) * 28, 0.35, 1.0);
                return wood.times(tone * gap);
            };
        }
    },
    WALLPAPER {
        @Override
        Pigment pigment(Dice dice, Size size) {
            double hue = dice.unit();
            Tint one = Tint.hsv(hue, dice.between(0.1, 0.5), dice.between(0.5, 0.9));
            Tint two = one.times(dice.between(0.72, 0.9));
            double width = dice.between(0.04, 0.12);
            double slant = dice.chance(0.5) ? 0 : dice.between(-0.8, 0.8);
            Noise cloth = new Noise(dice);
            return (x, y) -> {
                double place = (x + slant * y) / width;
                double wave = Math.abs(place - 2 * Math.floor(place / 2) - 1);
                double rough = 0.94 + 0.12 * cloth.at(x * 120, y * 120);
                double light = 1.06 - 0.16 * (x * 0.5 + y * 0.5);
                return one.mixed(two, Math.clamp((wave - 0.5) * 20 + 0.5, 0.0, 1.0))
                        .times(rough * light);
            };
        }
    },
    LEAVES {
        @Override
        Pigment pigment(Dice dice, Size size) {
            return OutOfFocus.leaves(dice, size);
        }
    },
    STREET {
        @Override
        Pigment pigment(Dice dice, Size size) {
            return OutOfFocus.street(dice, size);
        }
    };

    /// The colours; x and y are in units of the picture's shorter side, from its upper left corner.
    abstract Pigment pigment(Dice dice, Size size);

    static Surroundings by(Dice dice) {
        return values()[dice.below(values().length)];
    }

    /// One that has a floor on which a shadow can lie.
    static Surroundings plainBy(Dice dice) {
        Surroundings[] plain = {WHITE, STUDIO, STUDIO, PLANKS, GRADIENT};
        return plain[dice.below(plain.length)];
    }

    static double across(Size size) {
        return (double) size.width() / Math.min(size.width(), size.height());
    }

    static double down(Size size) {
        return (double) size.height() / Math.min(size.width(), size.height());
    }
}
