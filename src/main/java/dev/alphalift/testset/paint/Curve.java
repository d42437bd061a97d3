package dev.alphalift.testset.paint;

/// A cubic Bézier curve.
public record Curve(Point from, Point first, Point second, Point to) {
    double x(double part) {
        return at(part, from.x(), first.x(), second.x(), to.x());
    }

    double y(double part) {
        return at(part, from.y(), first.y(), second.y(), to.y());
    }

    private static double at(double part, double a, double b, double c, double d) {
        double rest = 1 - part;
        return rest * rest * (rest * a + 3 * part * b) + part * part * (3 * rest * c + part * d);
    }
}
