package dev.alphalift.eval.composite;

import dev.alphalift.image.Size;
import org.jspecify.annotations.Nullable;

/// Compares pictures channel by channel: the caller writes a channel of both pictures into [#one()]
/// and [#other()], adds it, and takes the result after the last one. May be used again for the next
/// pictures of that size: at 12 million pixels the room is 64 MB. For one thread.
public final class SimilarityMeter {
    private final PlanePair planes;
    private final Ssim ssim = new Ssim();
    private final @Nullable MsSsim msSsim;
    private final boolean holdsWindow;

    private int channels;
    private double similarity;
    private double multiScale;
    private long squaredError;

    public SimilarityMeter(Size size) {
        int side = Math.min(size.width(), size.height());
        planes = PlanePair.of(size);
        holdsWindow = side >= Ssim.WINDOW;
        msSsim = side >= MsSsim.LEAST_SIDE ? new MsSsim(planes, ssim) : null;
    }

    /// Where a channel of the first picture goes, row by row, 0 to 255.
    public char[] one() {
        return planes.one();
    }

    /// Where a channel of the second picture goes.
    public char[] other() {
        return planes.other();
    }

    /// Measures the channel that was written.
    public void add() {
        channels++;
        squaredError += planes.squaredError();
        if (holdsWindow) {
            Ssim.Means means = ssim.of(planes);
            similarity += means.similarity();
            if (msSsim != null) {
                multiScale += msSsim.of(means);
            }
        }
    }

    /// What the added channels come to; forgets them.
    public Similarity take() {
        Similarity result =
                new Similarity(
                        holdsWindow ? similarity / channels : null,
                        msSsim == null ? null : multiScale / channels,
                        Psnr.of(squaredError, channels * planes.size().pixels()));
        channels = 0;
        similarity = 0;
        multiScale = 0;
        squaredError = 0;
        return result;
    }
}
