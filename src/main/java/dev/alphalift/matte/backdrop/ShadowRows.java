package dev.alphalift.matte.backdrop;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.GaussianBlur;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Size;

/// A shadow as rows: black, with an opacity that is interpolated from a plane, which is the smaller
/// the softer the shadow is.
///
/// @param plane how much of the shadow falls on each of its pixels, 0 to 255
/// @param factor pixels of the canvas for each of the plane's
record ShadowRows(Size size, ShadowPlane plane, int factor, double strength) implements PixelRows {
    // A Gaussian of that many pixels leaves nothing that a plane of half the size cannot hold.
    private static final double ENOUGH = 4;

    // A light from the front, the left and above: what is one unit high falls so far back and so
    // far to the right.
    private static final double BACK = 0.35;
    private static final double ASIDE = 0.45;

    static ShadowRows of(Shadow shadow, PixelRows cutout, Deadline deadline) {
        Size canvas = cutout.size();
        double sigma = shadow.pixels(shadow.blur(), canvas);
        int factor = (int) Math.max(1, sigma / ENOUGH);
        ShadowPlane caster = ShadowPlane.of(cutout, factor, deadline);
        double right = shadow.pixels(shadow.right(), canvas) / factor;
        double down = shadow.pixels(shadow.down(), canvas) / factor;
        ShadowPlane fallen = fallen(shadow.kind(), caster, right, down, deadline);
        byte[] soft =
                GaussianBlur.of(fallen.values(), fallen.size(), 1, sigma / factor, deadline::check);
        return new ShadowRows(
                canvas, new ShadowPlane(fallen.size(), soft), factor, shadow.strength());
    }

    private static ShadowPlane fallen(
            Shadow.Kind kind, ShadowPlane caster, double right, double down, Deadline deadline) {
        return switch (kind) {
            case DROP -> caster.moved(right, down, 0, 1, deadline);
            case FLOOR -> caster.moved(right, down, ASIDE, BACK, deadline);
            case CONTACT -> caster.standing(right, down, deadline);
        };
    }

    @Override
    public Channels channels() {
        return Channels.RGBA;
    }

    @Override
    public void copyRow(int row, byte[] target, int offset) {
        double y = (row + 0.5) / factor - 0.5;
        for (int x = 0; x < size.width(); x++) {
            double value = plane.at((x + 0.5) / factor - 0.5, y);
            int at = offset + 4 * x;
            target[at] = 0;
            target[at + 1] = 0;
            target[at + 2] = 0;
            target[at + 3] = (byte) (int) (value * strength + 0.5);
        }
    }
}
