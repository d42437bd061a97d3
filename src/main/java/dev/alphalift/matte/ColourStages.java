package dev.alphalift.matte;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Workers;
import java.util.function.IntConsumer;

/// The largest size of [ForegroundColours] by several threads. Each pass over the picture needs
/// what is left and above of a pixel from the same pass and what is right and below from the one
/// before, so a row cannot be shared; but while one thread is at the first pass over some rows,
/// another can be at the second pass over the rows before them. The computation of each pixel, and
/// so its result, is the same as by one thread.
final class ColourStages {
    /// Passes that the stages are made for.
    static final int PASSES = 2;

    private static final int BATCH = 16;

    /// Rows that are in memory: a batch for each of four stages, and one for each pass by which a
    /// batch lags behind.
    static final int ROWS = 4 * BATCH + PASSES;

    private final ColourLevel level;
    private final int height;
    private final Workers workers;

    /// @param level with [#ROWS] rows and [#PASSES] passes
    ColourStages(ColourLevel level, int height, Workers workers) {
        this.level = level;
        this.height = height;
        this.workers = workers;
    }

    /// Goes over the picture.
    ///
    /// @param write gets each row once its colours are done, in order
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if there is no time
    void run(IntConsumer write, Deadline deadline) {
        int steps = (height + PASSES + BATCH - 1) / BATCH + PASSES + 1;
        for (int step = 0; step < steps; step++) {
            deadline.check();
            int now = step;
            // The dear ones first: what is left when a thread is idle is little.
            workers.forEachPiece(
                    5,
                    piece -> {
                        switch (piece) {
                            case 0 -> rows(now, 0, level::loadColours);
                            case 1 -> rows(now - 1, 1, level::improve);
                            case 2 -> rows(now - 2, 2, level::improve);
                            case 3 -> rows(now, 0, level::loadPicture);
                            default -> rows(now - 3, 2, write);
                        }
                    });
        }
    }

    /// @param lag by how many rows a batch begins earlier, as a pass needs the row below
    private void rows(int batch, int lag, IntConsumer stage) {
        int first = Math.max(0, batch * BATCH - lag);
        int end = Math.min(height, (batch + 1) * BATCH - lag);
        for (int y = first; y < end; y++) {
            stage.accept(y);
        }
    }
}
