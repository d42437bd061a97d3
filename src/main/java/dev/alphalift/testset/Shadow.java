package dev.alphalift.testset;

import dev.alphalift.image.Size;
import dev.alphalift.testset.paint.Blur;
import dev.alphalift.testset.paint.Canvas;
import dev.alphalift.testset.paint.Dice;
import dev.alphalift.testset.paint.Grid;
import dev.alphalift.testset.paint.Light;

/// The shadow that a subject casts on the floor behind it; a part of the background.
final class Shadow {
    private static final int LONGEST = 240;

    private Shadow() {}

    /// How much light is taken from each place, 0 to 1.
    ///
    /// @param canvas the subject, whose lower end stands on the floor
    static Grid of(Canvas canvas, Light light, Dice dice) {
        double flat = dice.between(0.3, 0.5);
        double shear = dice.between(0.35, 0.9) * (light.x() < 0 ? 1 : -1);
        int softness = 1 + dice.below(3);
        Size size = Grid.small(canvas.size(), LONGEST);
        float[] subject = opacities(canvas, size);
        int floor = floor(subject, size);
        float[] cast = new float[subject.length];
        for (int row = 0; row <= floor; row++) {
            double height = (floor - row) / flat;
            int from = floor - (int) height;
            for (int column = 0; column < size.width(); column++) {
                int source = (int) Math.floor(column - shear * height + 0.5);
                if (from >= 0 && source >= 0 && source < size.width()) {
                    cast[row * size.width() + column] = subject[from * size.width() + source];
                }
            }
        }
        // Right below it no light comes in from any side.
        for (int column = 0; column < size.width(); column++) {
            float foot = subject[floor * size.width() + column];
            for (int row = floor; row < Math.min(size.height(), floor + 2); row++) {
                cast[row * size.width() + column] = foot;
            }
        }
        Blur.soften(cast, size, 1, softness);
        return new Grid(size, 1, cast);
    }

    private static float[] opacities(Canvas canvas, Size small) {
        float[] sums = new float[Math.toIntExact(small.pixels())];
        int[] counts = new int[sums.length];
        Size size = canvas.size();
        for (int row = 0; row < size.height(); row++) {
            int line = (int) ((long) row * small.height() / size.height()) * small.width();
            for (int column = 0; column < size.width(); column++) {
                int at = line + (int) ((long) column * small.width() / size.width());
                sums[at] += canvas.layer()[4 * (row * size.width() + column) + 3];
                counts[at]++;
            }
        }
        for (int at = 0; at < sums.length; at++) {
            sums[at] /= counts[at];
        }
        return sums;
    }

    private static int floor(float[] subject, Size size) {
        int at = subject.length - 1;
        while (at > 0 && subject[at] < 0.3f) {
            at--;
        }
        return at / size.width();
    }
}
