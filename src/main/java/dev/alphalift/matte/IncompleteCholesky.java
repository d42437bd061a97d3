package dev.alphalift.matte;

import dev.alphalift.fault.Deadline;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A sparse triangle whose square is nearly a matrix: what solves the system of closed-form matting
/// in tens of steps instead of thousands. Column by column, looking back at those before (Jones and
/// Plassmann, "An Improved Incomplete Cholesky Factorization", 1995); what is small is left out.
final class IncompleteCholesky {
    private static final double SMALL = 3e-3;

    /// Values a column that there is room for at first.
    private static final int FILL = 24;

    private static final double[] SHIFTS = {0, 1e-4, 1e-3, 1e-2, 0.1, 0.5, 1, 10, 100, 1e3};
    private static final int COLUMNS_BETWEEN_LOOKS = 1 << 12;

    private final double[] diagonal;
    private final int[] starts;
    private int[] rows;
    private float[] values;
    private int count;

    private IncompleteCholesky(int order) {
        diagonal = new double[order];
        starts = new int[order + 1];
        rows = new int[Math.multiplyExact(FILL, Math.max(1, order))];
        values = new float[rows.length];
    }

    /// A matrix's triangle. Where leaving out makes it impossible, something is added to the
    /// diagonal.
    static IncompleteCholesky of(MattingLaplacian matrix, Deadline deadline) {
        for (double shift : SHIFTS) {
            IncompleteCholesky triangle = factored(matrix, shift, deadline);
            if (triangle != null) {
                return triangle;
            }
        }
        throw new IllegalStateException("No shift makes the matting matrix positive.");
    }

    private static @Nullable IncompleteCholesky factored(
            MattingLaplacian matrix, double shift, Deadline deadline) {
        int order = matrix.order();
        IncompleteCholesky triangle = new IncompleteCholesky(order);
        Work work = new Work(order);
        for (int column = 0; column < order; column++) {
            triangle.diagonal[column] += matrix.diagonal(column) + shift;
            if (column % COLUMNS_BETWEEN_LOOKS == 0) {
                deadline.check();
            }
            work.begin(matrix, column);
            triangle.subtractEarlier(work, column);
            if (!(triangle.diagonal[column] > 0)) {
                return null;
            }
            triangle.keep(work, column);
        }
        return triangle;
    }

    /// Takes away what earlier columns with a value in this column's row make up for.
    private void subtractEarlier(Work work, int column) {
        int earlier = work.heads[column];
        while (earlier >= 0) {
            int following = work.links[earlier];
            int at = work.next[earlier];
            float factor = values[at];
            int end = starts[earlier + 1];
            for (int more = at + 1; more < end; more++) {
                work.add(rows[more], -(double) factor * values[more]);
            }
            if (at + 1 < end) {
                work.enlist(earlier, at + 1, rows[at + 1]);
            }
            earlier = following;
        }
    }

    private void keep(Work work, int column) {
        double root = Math.sqrt(diagonal[column]);
        diagonal[column] = root;
        ensureRoom(work.touched);
        Arrays.sort(work.pattern, 0, work.touched);
        int start = count;
        for (int index = 0; index < work.touched; index++) {
            int row = work.pattern[index];
            double value = work.sums[row] / root;
            if (Math.abs(value) > SMALL) {
                diagonal[row] -= value * value;
                rows[count] = row;
                values[count++] = (float) value;
            }
        }
        work.clear();
        starts[column + 1] = count;
        if (count > start) {
            work.enlist(column, start, rows[start]);
        }
    }

    private void ensureRoom(int more) {
        if (count > rows.length - more) {
            int larger = Math.toIntExact(rows.length + Math.max(more, rows.length / 2L));
            rows = Arrays.copyOf(rows, larger);
            values = Arrays.copyOf(values, larger);
        }
    }

    /// Solves the nearly equal system: `target` becomes what gives `vector`.
    void solve(double[] vector, double[] target) {
        System.arraycopy(vector, 0, target, 0, vector.length);
        for (int column = 0; column < diagonal.length; column++) {
            double value = target[column] / diagonal[column];
            target[column] = value;
            for (int at = starts[column]; at < starts[column + 1]; at++) {
                target[rows[at]] -= values[at] * value;
            }
        }
        for (int column = diagonal.length - 1; column >= 0; column--) {
            double value = target[column];
            for (int at = starts[column]; at < starts[column + 1]; at++) {
                value -= values[at] * target[rows[at]];
            }
            target[column] = value / diagonal[column];
        }
    }

    /// A column that is being made, and which earlier columns come next at which row.
    private static final class Work {
        final double[] sums;
        final boolean[] isTouched;
        final int[] heads;
        final int[] links;
        final int[] next;
        int[] pattern = new int[64];
        int touched;

        Work(int order) {
            sums = new double[order];
            isTouched = new boolean[order];
            heads = new int[order];
            links = new int[order];
            next = new int[order];
            Arrays.fill(heads, -1);
        }

        void begin(MattingLaplacian matrix, int column) {
            for (int neighbour = 0; neighbour < MattingLaplacian.FOLLOWING; neighbour++) {
                int row = matrix.column(column, neighbour);
                if (row >= 0) {
                    add(row, matrix.weight(column, neighbour));
                }
            }
        }

        void add(int row, double value) {
            sums[row] += value;
            if (!isTouched[row]) {
                isTouched[row] = true;
                if (touched == pattern.length) {
                    pattern = Arrays.copyOf(pattern, 2 * touched);
                }
                pattern[touched++] = row;
            }
        }

        void enlist(int column, int at, int row) {
            next[column] = at;
            links[column] = heads[row];
            heads[row] = column;
        }

        void clear() {
            for (int index = 0; index < touched; index++) {
                sums[pattern[index]] = 0;
                isTouched[pattern[index]] = false;
            }
            touched = 0;
        }
    }
}
