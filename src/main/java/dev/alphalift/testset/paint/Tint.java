package dev.alphalift.testset.paint;

/// A colour while it is mixed: red, green, blue, 0 to 255, also beyond for a while.
public record Tint(double red, double green, double blue) {
    public static final Tint WHITE = grey(255);

    public static Tint grey(double value) {
        return new Tint(value, value, value);
    }

    /// A colour by hue, saturation and value.
    ///
    /// @param hue 0 is red, 1/3 green, 2/3 blue; any number
    /// @param saturation 0 to 1
    /// @param value 0 to 1
    public static Tint hsv(double hue, double saturation, double value) {
        return new Tint(
                255 * value * (1 - saturation * lack(hue)),
                255 * value * (1 - saturation * lack(hue - 1 / 3.0)),
                255 * value * (1 - saturation * lack(hue - 2 / 3.0)));
    }

    /// How far a hue is from a primary colour: 0 within a sixth of the circle, 1 from a third on.
    private static double lack(double hue) {
        double turn = hue - Math.floor(hue);
        double away = Math.min(turn, 1 - turn) * 6;
        return Math.clamp(away - 1, 0.0, 1.0);
    }

    public Tint times(double factor) {
        return new Tint(red * factor, green * factor, blue * factor);
    }

    public Tint plus(double light) {
        return new Tint(red + light, green + light, blue + light);
    }

    /// A mixture of two.
    ///
    /// @param part 0 is this, 1 the other
    public Tint mixed(Tint other, double part) {
        return new Tint(
                red + (other.red - red) * part,
                green + (other.green - green) * part,
                blue + (other.blue - blue) * part);
    }

    /// A colour near this one.
    public Tint varied(Dice dice, double most) {
        double all = most * dice.bell();
        return new Tint(
                red + all + most * 0.3 * dice.bell(),
                green + all + most * 0.3 * dice.bell(),
                blue + all + most * 0.3 * dice.bell());
    }
}
