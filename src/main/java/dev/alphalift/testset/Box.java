package dev.alphalift.testset;

/// A rectangle in the plane.
record Box(double left, double top, double right, double bottom) {
    static final Box EVERYWHERE = new Box(-1e6, -1e6, 1e6, 1e6);

    static Box around(Point centre, double across, double down) {
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

    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }
}
