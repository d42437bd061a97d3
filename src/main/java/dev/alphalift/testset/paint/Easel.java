package dev.alphalift.testset.paint;

/// What a subject is painted with: the layer, where it stands, and the light on it.
public record Easel(Canvas canvas, Place place, Light light) {
    private static final double STEP = 1e-3;

    public void paint(Shape shape, Paint paint) {
        canvas.paint(place, shape, paint);
    }

    /// Paints a shape as a rounded body.
    public void model(Shape shape, Coat coat) {
        model(shape, shape, coat);
    }

    /// Paints a part of a rounded body.
    ///
    /// @param shape the part
    /// @param body whose outline makes it round
    public void model(Shape shape, Shape body, Coat coat) {
        paint(
                shape,
                (x, y, _, target) -> {
                    double depth = -body.distance(x, y);
                    double[] normal = normal(body, x, y, depth / coat.bevel());
                    double brightness = light.on(normal[0], normal[1], normal[2]);
                    double gloss = coat.gloss() * light.gloss(normal[0], normal[1], normal[2]);
                    Paint.put(
                            coat.pigment().at(x, y).times(brightness).plus(235 * gloss), 1, target);
                });
    }

    /// The normal of a body that is blown up from its outline: level at a relative depth of 1.
    public static double[] normal(Shape shape, double x, double y, double relativeDepth) {
        double slope = Math.clamp(1 - relativeDepth, 0.0, 1.0);
        if (slope == 0) {
            return new double[] {0, 0, 1};
        }
        double across = shape.distance(x + STEP, y) - shape.distance(x - STEP, y);
        double down = shape.distance(x, y + STEP) - shape.distance(x, y - STEP);
        double length = Math.sqrt(across * across + down * down);
        if (length < STEP * 1e-3) {
            return new double[] {0, 0, 1};
        }
        return new double[] {
            slope * across / length, slope * down / length, Math.sqrt(1 - slope * slope)
        };
    }
}
