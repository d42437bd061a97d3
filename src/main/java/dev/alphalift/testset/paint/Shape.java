package dev.alphalift.testset.paint;

/// A shape as the distance from its outline: negative inside, never more than the true distance.
/// The operations are those of I. Quilez, "2D distance functions" and "Smooth minimum".
///
/// @param field the distance
/// @param box holds all of the shape
public record Shape(Field field, Box box) {
    private static final int DEPTH_STEPS = 16;

    /// A distance from an outline.
    @FunctionalInterface
    public interface Field {
        double at(double x, double y);
    }

    public double distance(double x, double y) {
        return field.at(x, y);
    }

    /// About the greatest depth inside.
    public double depth() {
        double deepest = 0;
        for (int down = 1; down < DEPTH_STEPS; down++) {
            double y = box.top() + box.height() * down / DEPTH_STEPS;
            for (int across = 1; across < DEPTH_STEPS; across++) {
                double x = box.left() + box.width() * across / DEPTH_STEPS;
                deepest = Math.max(deepest, -field.at(x, y));
            }
        }
        return deepest;
    }

    public static Shape circle(Point centre, double radius) {
        return ellipse(centre, radius, radius);
    }

    public static Shape ellipse(Point centre, double across, double down) {
        double smaller = Math.min(across, down);
        return new Shape(
                (x, y) -> {
                    double right = (x - centre.x()) / across;
                    double below = (y - centre.y()) / down;
                    return (Math.sqrt(right * right + below * below) - 1) * smaller;
                },
                Box.around(centre, across, down));
    }

    /// A line with round ends that may grow or shrink on its way.
    public static Shape limb(Point from, Point to, double radiusFrom, double radiusTo) {
        double across = to.x() - from.x();
        double down = to.y() - from.y();
        double square = Math.max(1e-12, across * across + down * down);
        Field field =
                (x, y) -> {
                    double right = x - from.x();
                    double below = y - from.y();
                    double part = Math.clamp((right * across + below * down) / square, 0.0, 1.0);
                    double beside = right - part * across;
                    double under = below - part * down;
                    return Math.sqrt(beside * beside + under * under)
                            - (radiusFrom + (radiusTo - radiusFrom) * part);
                };
        return new Shape(
                field,
                Box.around(from, radiusFrom, radiusFrom).with(Box.around(to, radiusTo, radiusTo)));
    }

    /// A rectangle with round corners.
    public static Shape slab(Box box, double corner) {
        double centreX = (box.left() + box.right()) / 2;
        double centreY = (box.top() + box.bottom()) / 2;
        double across = box.width() / 2 - corner;
        double down = box.height() / 2 - corner;
        return new Shape(
                (x, y) -> {
                    double right = Math.abs(x - centreX) - across;
                    double below = Math.abs(y - centreY) - down;
                    double outRight = Math.max(right, 0);
                    double outBelow = Math.max(below, 0);
                    return Math.sqrt(outRight * outRight + outBelow * outBelow)
                            + Math.min(Math.max(right, below), 0)
                            - corner;
                },
                box);
    }

    public Shape with(Shape other) {
        Field one = field;
        Field two = other.field;
        return new Shape((x, y) -> Math.min(one.at(x, y), two.at(x, y)), box.with(other.box));
    }

    /// Both, grown together where they meet.
    public Shape fused(Shape other, double seam) {
        Field one = field;
        Field two = other.field;
        return new Shape(
                (x, y) -> {
                    double first = one.at(x, y);
                    double second = two.at(x, y);
                    double near = Math.max(seam - Math.abs(first - second), 0) / seam;
                    return Math.min(first, second) - near * near * seam / 4;
                },
                box.with(other.box).grown(seam / 4));
    }

    public Shape without(Shape hole) {
        return without(hole.field);
    }

    public Shape without(Field hole) {
        Field one = field;
        return new Shape((x, y) -> Math.max(one.at(x, y), -hole.at(x, y)), box);
    }

    public Shape within(Field other) {
        Field one = field;
        return new Shape((x, y) -> Math.max(one.at(x, y), other.at(x, y)), box);
    }

    /// Thinner by a distance at its whole outline; thicker if it is negative.
    public Shape inset(double by) {
        Field one = field;
        return new Shape((x, y) -> one.at(x, y) + by, box.grown(-by));
    }

    /// Turned about a point, clockwise as one looks at it.
    public Shape turned(Point about, double angle) {
        Field one = field;
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        double reach =
                Math.max(
                        Math.max(
                                about.distance(box.left(), box.top()),
                                about.distance(box.right(), box.top())),
                        Math.max(
                                about.distance(box.left(), box.bottom()),
                                about.distance(box.right(), box.bottom())));
        return new Shape(
                (x, y) -> {
                    double right = x - about.x();
                    double below = y - about.y();
                    return one.at(
                            about.x() + cos * right + sin * below,
                            about.y() - sin * right + cos * below);
                },
                Box.around(about, reach, reach));
    }
}
