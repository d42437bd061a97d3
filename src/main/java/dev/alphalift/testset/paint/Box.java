package dev.alphalift.testset.paint;

/// A rectangle in the plane.
public record Box(double left, double top, double right, double bottom) {
    static final Box EVERYWHERE = new Box(-1e6, -1e6, 1e6, 1e6);

    public static Box around(Point centre, double across, double down) {
        return new Box(
                centre.x() - across, centre.y() - down, centre.x() + across, centre.y() + down);
    }

    Box with(Box other) {
        return new Box(
                Math.min(left, other.left),
                Math.min(top, other.top),
                Math.max(right, other.right),
                Math.max(bottom, other.bottom));
    }

    Box grown(double by) {
        return new Box(left - by, top - by, right + by, bottom + by);
    }

    public double width() {
        return right - left;
    }

    public double height() {
        return bottom - top;
    }
}
