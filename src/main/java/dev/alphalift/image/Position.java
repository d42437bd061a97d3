package dev.alphalift.image;

/// Where a subject is put on its canvas.
public sealed interface Position {
    /// Where it was.
    Position ORIGINAL = new Original();

    /// In the middle.
    Position CENTRE = new At(0.5, 0.5);

    /// Where it was; scaled, around its own centre as far as the canvas allows.
    record Original() implements Position {}

    /// Between the edges.
    ///
    /// @param horizontal 0 at the left edge, 1 at the right
    /// @param vertical 0 at the upper edge, 1 at the lower
    record At(double horizontal, double vertical) implements Position {
        public At {
            requirePart(horizontal);
            requirePart(vertical);
        }

        private static void requirePart(double part) {
            if (!(part >= 0 && part <= 1)) {
                throw new IllegalArgumentException(
                        "The position (%s) must lie in 0 to 1.".formatted(part));
            }
        }
    }
}
