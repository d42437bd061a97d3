package dev.alphalift.eval.composite;

import dev.alphalift.eval.Comparison;
import dev.alphalift.eval.Score;
import dev.alphalift.eval.ScoreSheet;
import dev.alphalift.eval.Undefined;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The scores of composites of the source picture, and those of the mattes as pictures. Composites
/// are pictures of 8 bits, see [Composite]; two of them that are identical have a distance of 0.
public final class ImageScores {
    private static final Keys PLAIN = new Keys(Score.SSIM, Score.MS_SSIM, Score.PSNR, Score.LPIPS);
    private static final Keys WHITE =
            new Keys(Score.SSIM_WHITE, Score.MS_SSIM_WHITE, Score.PSNR_WHITE, Score.LPIPS_WHITE);
    private static final Keys BLACK =
            new Keys(Score.SSIM_BLACK, Score.MS_SSIM_BLACK, Score.PSNR_BLACK, Score.LPIPS_BLACK);
    private static final Keys GREY =
            new Keys(Score.SSIM_GREY, Score.MS_SSIM_GREY, Score.PSNR_GREY, Score.LPIPS_GREY);
    private static final Keys CHECKERBOARD =
            new Keys(
                    Score.SSIM_CHECKERBOARD,
                    Score.MS_SSIM_CHECKERBOARD,
                    Score.PSNR_CHECKERBOARD,
                    Score.LPIPS_CHECKERBOARD);
    private static final Keys SCENE =
            new Keys(Score.SSIM_SCENE, Score.MS_SSIM_SCENE, Score.PSNR_SCENE, Score.LPIPS_SCENE);
    private static final Keys MATTE =
            new Keys(Score.SSIM_MATTE, Score.MS_SSIM_MATTE, Score.PSNR_MATTE, Score.LPIPS_MATTE);
    private static final List<Keys> COMPOSITES =
            List.of(PLAIN, WHITE, BLACK, GREY, CHECKERBOARD, SCENE);

    private final RgbImage scene;
    private final @Nullable PerceptualDistance perception;

    /// @param scene a natural picture that composites are put over
    /// @param perception computes LPIPS; null: it is not taken
    public ImageScores(RgbImage scene, @Nullable PerceptualDistance perception) {
        this.scene = scene;
        this.perception = perception;
    }

    private record Keys(Score ssim, Score msSsim, Score psnr, Score lpips) {
        List<Score> all() {
            return List.of(ssim, msSsim, psnr, lpips);
        }

        void put(Similarity similarity, ScoreSheet sheet) {
            sheet.put(ssim, similarity.ssim(), Undefined.TOO_SMALL);
            sheet.put(msSsim, similarity.msSsim(), Undefined.TOO_SMALL);
            sheet.put(psnr, similarity.psnr(), Undefined.IDENTICAL);
        }
    }

    /// Takes them.
    ///
    /// @param deadline looked at before each comparison, and it ends LPIPS' network
    public void take(Comparison comparison, ScoreSheet sheet, Deadline deadline) {
        Pass pass = new Pass(comparison, sheet, deadline);
        pass.mattes();
        RgbImage source = comparison.source();
        if (source == null) {
            for (Keys keys : COMPOSITES) {
                keys.all().forEach(score -> sheet.undefined(score, Undefined.NO_SOURCE));
            }
            return;
        }
        Composite composite = new Composite(source);
        pass.composites(composite, CompositeGround.GREY, List.of(PLAIN, GREY));
        pass.composites(composite, CompositeGround.WHITE, List.of(WHITE));
        pass.composites(composite, CompositeGround.BLACK, List.of(BLACK));
        pass.composites(composite, CompositeGround.CHECKERBOARD, List.of(CHECKERBOARD));
        pass.composites(
                composite, CompositeGround.covering(comparison.size(), scene), List.of(SCENE));
    }

    /// One pair: the room for its planes, and for both pictures where LPIPS needs them.
    private final class Pass {
        private final Comparison comparison;
        private final ScoreSheet sheet;
        private final Deadline deadline;
        private final SimilarityMeter meter;
        private final @Nullable Undefined noDistance;

        Pass(Comparison comparison, ScoreSheet sheet, Deadline deadline) {
            this.comparison = comparison;
            this.sheet = sheet;
            this.deadline = deadline;
            this.meter = new SimilarityMeter(comparison.size());
            this.noDistance = whyNoDistance(comparison.size());
        }

        void mattes() {
            deadline.check();
            copy(comparison.predicted(), meter.one());
            copy(comparison.truth(), meter.other());
            meter.add();
            PicturePair pictures = pictures();
            for (int channel = 0; pictures != null && channel < 3; channel++) {
                pictures.copy(meter, channel);
            }
            put(List.of(MATTE), pictures);
        }

        void composites(Composite composite, CompositeGround backdrop, List<Keys> keys) {
            PicturePair pictures = pictures();
            for (int channel = 0; channel < 3; channel++) {
                deadline.check();
                composite.write(channel, backdrop, comparison, meter);
                meter.add();
                if (pictures != null) {
                    pictures.copy(meter, channel);
                }
            }
            put(keys, pictures);
        }

        private @Nullable PicturePair pictures() {
            return noDistance == null ? new PicturePair(comparison.size()) : null;
        }

        private void put(List<Keys> keys, @Nullable PicturePair pictures) {
            Similarity similarity = meter.take();
            Double distance = pictures == null ? null : distance(similarity, pictures, deadline);
            for (Keys key : keys) {
                key.put(similarity, sheet);
                sheet.put(
                        key.lpips(),
                        distance,
                        noDistance == null ? Undefined.NO_MODEL : noDistance);
            }
        }
    }

    private @Nullable Undefined whyNoDistance(Size size) {
        if (perception == null) {
            return Undefined.NO_MODEL;
        }
        int side = Math.min(size.width(), size.height());
        return side < PerceptualDistance.LEAST_SIDE ? Undefined.TOO_SMALL : null;
    }

    private @Nullable Double distance(
            Similarity similarity, PicturePair pictures, Deadline deadline) {
        if (perception == null) {
            return null;
        }
        boolean identical = similarity.psnr() == null;
        return identical ? 0.0 : perception.between(pictures.one(), pictures.other(), deadline);
    }

    private static void copy(Alpha matte, char[] plane) {
        byte[] values = matte.values();
        for (int at = 0; at < plane.length; at++) {
            plane[at] = (char) (values[at] & 0xff);
        }
    }

    /// Both pictures whole.
    private static final class PicturePair {
        private final Size size;
        private final byte[] one;
        private final byte[] other;

        PicturePair(Size size) {
            this.size = size;
            this.one = new byte[Math.toIntExact(3 * size.pixels())];
            this.other = new byte[one.length];
        }

        void copy(SimilarityMeter meter, int channel) {
            char[] from = meter.one();
            char[] fromOther = meter.other();
            for (int at = 0; at < from.length; at++) {
                one[3 * at + channel] = (byte) from[at];
                other[3 * at + channel] = (byte) fromOther[at];
            }
        }

        RgbImage one() {
            return new RgbImage(size, one);
        }

        RgbImage other() {
            return new RgbImage(size, other);
        }
    }
}
