package dev.alphalift.testset.paint;

/// A place in the plane, x to the right and y downwards.
public record Point(double x, double y) {
    public Point plus(double across, double down) {
        return new Point(x + across, y + down);
    }

    /// The point at an angle (0 is to the right, positive turns downwards) and a distance.
    public Point polar(double angle, double distance) {
        return plus(StrictMath.cos(angle) * distance, StrictMath.sin(angle) * distance);
    }

    double distance(double toX, double toY) {
        double across = toX - x;
        double down = toY - y;
        return Math.sqrt(across * across + down * down);
    }
}
