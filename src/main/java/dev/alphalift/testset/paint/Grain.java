package dev.alphalift.testset.paint;

/// The noise of a camera's sensor.
public record Grain(Noise noise, double strength) {
    public static Grain by(Dice dice) {
        return new Grain(new Noise(dice), dice.chance(0.5) ? 0 : dice.between(1, 5));
    }

    public double at(int pixel) {
        return strength == 0 ? 0 : strength * (noise.corner(pixel, 1) - 0.5);
    }

    public static byte rounded(double value) {
        return (byte) (int) Math.clamp(Math.floor(value + 0.5), 0.0, 255.0);
    }
}
