package dev.alphalift.testset.paint;

/// Where a subject stands in a picture: pixels from the units in which it is drawn.
public final class Place {
    private final Point origin;
    private final double scale;
    private final double cos;
    private final double sin;

    /// @param origin the pixel at which the subject's (0, 0) is
    /// @param scale pixels a unit
    /// @param tilt the angle by which the subject is turned clockwise
    public Place(Point origin, double scale, double tilt) {
        this.origin = origin;
        this.scale = scale;
        this.cos = StrictMath.cos(tilt);
        this.sin = StrictMath.sin(tilt);
    }

    public double scale() {
        return scale;
    }

    double pixelX(double x, double y) {
        return origin.x() + scale * (cos * x - sin * y);
    }

    double pixelY(double x, double y) {
        return origin.y() + scale * (sin * x + cos * y);
    }

    double unitX(double pixelX, double pixelY) {
        return (cos * (pixelX - origin.x()) + sin * (pixelY - origin.y())) / scale;
    }

    double unitY(double pixelX, double pixelY) {
        return (cos * (pixelY - origin.y()) - sin * (pixelX - origin.x())) / scale;
    }

    /// The pixels around a box.
    Box pixels(Box box) {
        return at(box.left(), box.top())
                .with(at(box.right(), box.top()))
                .with(at(box.left(), box.bottom()))
                .with(at(box.right(), box.bottom()));
    }

    private Box at(double x, double y) {
        return Box.around(new Point(pixelX(x, y), pixelY(x, y)), 0, 0);
    }
}
