package dev.alphalift.testset.paint;

/// The colour of a surface where no light makes it lighter or darker.
@FunctionalInterface
public interface Pigment {
    Tint at(double x, double y);

    static Pigment plain(Tint tint) {
        return (_, _) -> tint;
    }

    /// Stained: two colours by clouds of a given size.
    static Pigment mottled(Tint one, Tint two, double size, Dice dice) {
        Noise noise = new Noise(dice);
        return (x, y) -> {
            double part = noise.clouds(x / size, y / size, 4);
            return one.mixed(two, Math.clamp(part * 2.4 - 0.7, 0.0, 1.0));
        };
    }

    /// Bands across, a little uneven.
    static Pigment banded(Pigment one, Tint two, double width, Dice dice) {
        Noise noise = new Noise(dice);
        double phase = dice.unit();
        return (x, y) -> {
            double bend = 0.15 * noise.at(x * 9, y * 9);
            double wave = y / width + phase + bend;
            double place = Math.abs(wave - Math.floor(wave) - 0.5) * 2;
            return one.at(x, y).mixed(two, Math.clamp((place - 0.55) * 12, 0.0, 1.0));
        };
    }
}
