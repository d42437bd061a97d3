package dev.alphalift.matte;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Trimap;
import org.jspecify.annotations.Nullable;

/// The opacity of unknown pixels from the colours around them (Levin, Lischinski and Weiss, "A
/// Closed-Form Solution to Natural Image Matting", 2008), as rembg has it computed: conjugate
/// gradients until the residual is a ten-millionth of the right-hand side.
public final class ClosedFormMatting {
    private static final double PRECISION = 1e-7;
    private static final int MOST_STEPS = 10_000;

    private ClosedFormMatting() {}

    /// The opacity of a picture; known pixels have what the trimap says. Null where it cannot be
    /// told, since the trimap knows of no subject or no background, or the steps do not come to an
    /// end.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if there is no time
    public static @Nullable FineAlpha alpha(RgbImage image, Trimap trimap, Deadline deadline) {
        return alpha(image, trimap, PRECISION, deadline);
    }

    /// The same up to another residual, as a share of the right-hand side's length.
    static @Nullable FineAlpha alpha(
            RgbImage image, Trimap trimap, double precision, Deadline deadline) {
        if (!trimap.knowsBoth()) {
            return null;
        }
        MattingLaplacian matrix = MattingLaplacian.of(image, trimap, deadline);
        IncompleteCholesky triangle = IncompleteCholesky.of(matrix, deadline);
        double[] unknown = solve(matrix, triangle, precision, deadline);
        return unknown == null ? null : filled(trimap, unknown);
    }

    /// Conjugate gradients (Hestenes and Stiefel 1952) with a triangle beside.
    private static double @Nullable [] solve(
            MattingLaplacian matrix,
            IncompleteCholesky triangle,
            double precision,
            Deadline deadline) {
        int order = matrix.order();
        double[] solution = new double[order];
        double[] residual = matrix.right();
        double[] corrected = new double[order];
        double enough = precision * Math.sqrt(product(residual, residual));
        if (enough == 0) {
            return solution;
        }
        triangle.solve(residual, corrected);
        double[] direction = corrected.clone();
        double[] image = new double[order];
        double old = product(residual, corrected);
        for (int step = 0; step < MOST_STEPS; step++) {
            deadline.check();
            matrix.multiply(direction, image);
            double length = old / product(direction, image);
            add(solution, length, direction);
            add(residual, -length, image);
            if (Math.sqrt(product(residual, residual)) < enough) {
                return solution;
            }
            triangle.solve(residual, corrected);
            double now = product(residual, corrected);
            double share = now / old;
            for (int at = 0; at < order; at++) {
                direction[at] = corrected[at] + share * direction[at];
            }
            old = now;
        }
        return null;
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int at = 0; at < one.length; at++) {
            sum += one[at] * other[at];
        }
        return sum;
    }

    private static void add(double[] vector, double factor, double[] other) {
        for (int at = 0; at < vector.length; at++) {
            vector[at] += factor * other[at];
        }
    }

    private static FineAlpha filled(Trimap trimap, double[] unknown) {
        byte[] known = trimap.values();
        char[] values = new char[known.length];
        int next = 0;
        for (int at = 0; at < values.length; at++) {
            double value =
                    trimap.isUnknown(at)
                            ? Math.clamp(unknown[next++], 0.0, 1.0)
                            : known[at] == 0 ? 0 : 1;
            values[at] = (char) (value * FineAlpha.OPAQUE);
        }
        return new FineAlpha(trimap.size(), values);
    }
}
