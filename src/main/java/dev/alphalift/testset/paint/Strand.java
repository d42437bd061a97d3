package dev.alphalift.testset.paint;

/// A single hair: round, thinner towards its tip.
///
/// @param curve its way, in the subject's units
/// @param curl how it waves about that way
/// @param width at its root
/// @param root its colour there
/// @param tip its colour at the other end
public record Strand(Curve curve, Curl curl, double width, Tint root, Tint tip) {
    /// Waves about the curve.
    ///
    /// @param height of a wave; the tip waves the most
    /// @param waves their number
    /// @param phase in turns
    public record Curl(double height, double waves, double phase) {
        public static final Curl NONE = new Curl(0, 0, 0);

        double offset(double part) {
            if (height == 0) {
                return 0;
            }
            return height * Math.sqrt(part) * StrictMath.sin(2 * Math.PI * (waves * part + phase));
        }
    }
}
