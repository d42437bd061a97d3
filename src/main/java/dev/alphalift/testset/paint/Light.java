package dev.alphalift.testset.paint;

/// Light from a direction, and some from everywhere. Its vector has length 1 and points to it.
public record Light(double x, double y, double z, double ambient) {
    private static final double GLOSS_SHARPNESS = 5;

    public static Light by(Dice dice) {
        double x = dice.sign() * dice.between(0.3, 0.65);
        double y = -dice.between(0.35, 0.7);
        double z = dice.between(0.5, 0.8);
        double length = Math.sqrt(x * x + y * y + z * z);
        return new Light(x / length, y / length, z / length, dice.between(0.3, 0.45));
    }

    /// How bright a surface is (Lambert's cosine law), for its normal of length 1.
    public double on(double normalX, double normalY, double normalZ) {
        double cosine = normalX * x + normalY * y + normalZ * z;
        // Some light comes round the edge, as it does in a room.
        double wrapped = Math.max(0, (cosine + 0.25) / 1.25);
        return ambient + (1.15 - ambient) * wrapped;
    }

    /// How bright the mirror image of the light is (Blinn 1977, by the half vector), 0 to 1.
    public double gloss(double normalX, double normalY, double normalZ) {
        double length = Math.sqrt(2 * (1 + z));
        double half = (normalX * x + normalY * y + normalZ * (z + 1)) / length;
        double power = Math.max(0, half);
        for (int square = 0; square < GLOSS_SHARPNESS; square++) {
            power *= power;
        }
        return power;
    }
}
