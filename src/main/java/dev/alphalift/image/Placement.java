package dev.alphalift.image;

/// What of a picture goes where.
///
/// @param canvas the result's size
/// @param piece what is taken of the picture
/// @param target where the piece goes on the canvas; where it is larger or smaller than the piece,
///   the piece is scaled
/// @param subject where the subject is on the canvas then
public record Placement(Size canvas, Region piece, Region target, Region subject) {
    public Placement {
        if (!target.fitsIn(canvas) || !subject.fitsIn(canvas)) {
            throw new IllegalArgumentException(
                    "%s and %s must lie in the canvas (%s).".formatted(target, subject, canvas));
        }
    }

    /// A picture as it is.
    static Placement unchanged(Size picture, Region subject) {
        Region whole = Region.whole(picture);
        return new Placement(picture, whole, whole, subject);
    }

    /// Whether the piece is scaled.
    public boolean scales() {
        return !piece.size().equals(target.size());
    }

    /// Whether the piece leaves nothing of the canvas free.
    public boolean fillsCanvas() {
        return target.size().equals(canvas);
    }
}
