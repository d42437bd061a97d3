package dev.alphalift.eval;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is told of a pair, each with its convention. The order is that of reports.
public enum Score {
    IOU(
            "iou",
            Better.HIGHER,
            "|P and T| / |P or T|; foreground is a value of 128 or more in both; no min-max; null where both are empty (Jaccard 1912)"),
    DICE(
            "dice",
            Better.HIGHER,
            "2TP / (2TP + FP + FN), foreground 128 or more; the same as f1 (Dice 1945)"),
    F1("f1", Better.HIGHER, "harmonic mean of precision and recall, foreground 128 or more"),
    PRECISION(
            "precision",
            Better.HIGHER,
            "TP / (TP + FP), foreground 128 or more; null where nothing is predicted"),
    RECALL(
            "recall",
            Better.HIGHER,
            "TP / (TP + FN), foreground 128 or more; null where the truth is empty"),
    F_BETA(
            "f_beta",
            Better.HIGHER,
            "(1 + b2)PR / (b2 P + R) with b2 = 0.3, foreground 128 or more (Achanta, CVPR 2009)"),
    F_BETA_ADAPTIVE(
            "f_beta_adaptive",
            Better.HIGHER,
            "F, b2 = 0.3, of the prediction after min-max at min(2 mean, 1); truth above 128 (PySODMetrics adp_fm)"),
    F_BETA_MEAN(
            "f_beta_mean",
            Better.HIGHER,
            "mean of F, b2 = 0.3, over 256 thresholds, after min-max; truth above 128 (PySODMetrics mean_fm)"),
    F_BETA_MAX(
            "f_beta_max",
            Better.HIGHER,
            "greatest F, b2 = 0.3, over 256 thresholds, of this picture, after min-max; truth above 128 (PySODMetrics max_fm of one picture)"),
    MAE("mae", Better.LOWER, "mean of |p - t|, values 0 to 1, whole picture, no min-max"),
    MAE_MINMAX(
            "mae_minmax",
            Better.LOWER,
            "mae after the prediction's min-max and with a truth above 128 made 1 (PySODMetrics MAE)"),
    MSE("mse", Better.LOWER, "mean of (p - t)^2, values 0 to 1, whole picture, no min-max"),
    SAD("sad", Better.LOWER, "sum of |p - t| / 1000, whole picture (Deep Image Matting, Xu 2017)"),
    GRADIENT_ERROR(
            "gradient_error",
            Better.LOWER,
            "sum of squared differences of the gradients' norms / 1000, whole picture, both min-max first (Rhemann 2009, in Deep Image Matting's code)"),
    CONNECTIVITY_ERROR(
            "connectivity_error",
            Better.LOWER,
            "sum of differences of connectedness / 1000, step 0.1, theta 0.15, 4-neighbours, whole picture (Rhemann 2009, in Deep Image Matting's code)"),
    MAE_TRIMAP("mae_trimap", Better.LOWER, "mae over the unknown part of the trimap"),
    MSE_TRIMAP("mse_trimap", Better.LOWER, "mse over the unknown part of the trimap"),
    SAD_TRIMAP("sad_trimap", Better.LOWER, "sad over the unknown part of the trimap"),
    GRADIENT_ERROR_TRIMAP(
            "gradient_error_trimap",
            Better.LOWER,
            "gradient_error over the unknown part of the trimap, the prediction first made 0 and 1 where the trimap knows"),
    CONNECTIVITY_ERROR_TRIMAP(
            "connectivity_error_trimap",
            Better.LOWER,
            "connectivity_error over the unknown part of the trimap, the prediction first made 0 and 1 where the trimap knows"),
    BOUNDARY_IOU(
            "boundary_iou",
            Better.HIGHER,
            "IoU of inner boundaries as wide as 2 % of the diagonal, foreground 128 or more (Cheng, CVPR 2021); null where both are empty"),
    BOUNDARY_IOU_0_5("boundary_iou_0_5", Better.HIGHER, "boundary_iou with 0.5 % of the diagonal"),
    BOUNDARY_F(
            "boundary_f",
            Better.HIGHER,
            "relaxed F of boundaries, radius 3 pixels, b2 = 0.3, foreground 128 or more (Ehrig 2005, as in BASNet and U2-Net); null where both are empty, 0 where one is"),
    S_MEASURE(
            "s_measure",
            Better.HIGHER,
            "structure measure, alpha 0.5, after min-max; truth above 128 (Fan, ICCV 2017, in PySODMetrics)"),
    E_MEASURE_ADAPTIVE(
            "e_measure_adaptive",
            Better.HIGHER,
            "enhanced alignment at min(2 mean, 1), after min-max; truth above 128 (Fan, IJCAI 2018, in PySODMetrics)"),
    E_MEASURE_MEAN(
            "e_measure_mean",
            Better.HIGHER,
            "mean of the enhanced alignment over 256 thresholds; divides by N - 1 as published, so that a perfect mask has N / (N - 1)"),
    E_MEASURE_MAX(
            "e_measure_max",
            Better.HIGHER,
            "greatest enhanced alignment over 256 thresholds of this picture"),
    WEIGHTED_F(
            "weighted_f",
            Better.HIGHER,
            "weighted F, b2 = 1, after min-max; truth above 128 (Margolin, CVPR 2014, in PySODMetrics)"),
    SSIM(
            "ssim",
            Better.HIGHER,
            "structural similarity of the source's composites over mid-grey with predicted and true opacity: Gaussian window 11, sigma 1.5, population covariance, valid part, mean of red, green, blue (Wang 2004)"),
    MS_SSIM(
            "ms_ssim",
            Better.HIGHER,
            "multi-scale structural similarity of the same composites, 5 scales (Wang 2003, in piq); null below 161 pixels on a side"),
    PSNR(
            "psnr",
            Better.HIGHER,
            "peak signal-to-noise ratio in dB of the same composites; null where they are identical"),
    LPIPS(
            "lpips",
            Better.LOWER,
            "learned perceptual distance v0.1 of the same composites (Zhang, CVPR 2018); null without a model file"),
    SSIM_WHITE("ssim_by_background.white", Better.HIGHER, "ssim over white"),
    SSIM_BLACK("ssim_by_background.black", Better.HIGHER, "ssim over black"),
    SSIM_GREY("ssim_by_background.grey", Better.HIGHER, "ssim over mid-grey"),
    SSIM_CHECKERBOARD("ssim_by_background.checkerboard", Better.HIGHER, "ssim over checkerboard"),
    SSIM_SCENE("ssim_by_background.scene", Better.HIGHER, "ssim over scene"),
    MS_SSIM_WHITE("ms_ssim_by_background.white", Better.HIGHER, "ms_ssim over white"),
    MS_SSIM_BLACK("ms_ssim_by_background.black", Better.HIGHER, "ms_ssim over black"),
    MS_SSIM_GREY("ms_ssim_by_background.grey", Better.HIGHER, "ms_ssim over mid-grey"),
    MS_SSIM_CHECKERBOARD(
            "ms_ssim_by_background.checkerboard", Better.HIGHER, "ms_ssim over checkerboard"),
    MS_SSIM_SCENE("ms_ssim_by_background.scene", Better.HIGHER, "ms_ssim over scene"),
    PSNR_WHITE("psnr_by_background.white", Better.HIGHER, "psnr over white"),
    PSNR_BLACK("psnr_by_background.black", Better.HIGHER, "psnr over black"),
    PSNR_GREY("psnr_by_background.grey", Better.HIGHER, "psnr over mid-grey"),
    PSNR_CHECKERBOARD("psnr_by_background.checkerboard", Better.HIGHER, "psnr over checkerboard"),
    PSNR_SCENE("psnr_by_background.scene", Better.HIGHER, "psnr over scene"),
    LPIPS_WHITE("lpips_by_background.white", Better.LOWER, "lpips over white"),
    LPIPS_BLACK("lpips_by_background.black", Better.LOWER, "lpips over black"),
    LPIPS_GREY("lpips_by_background.grey", Better.LOWER, "lpips over mid-grey"),
    LPIPS_CHECKERBOARD("lpips_by_background.checkerboard", Better.LOWER, "lpips over checkerboard"),
    LPIPS_SCENE("lpips_by_background.scene", Better.LOWER, "lpips over scene"),
    SSIM_MATTE("ssim_matte", Better.HIGHER, "ssim of the two mattes themselves, as grey pictures"),
    MS_SSIM_MATTE(
            "ms_ssim_matte",
            Better.HIGHER,
            "ms_ssim of the two mattes themselves, as grey pictures"),
    PSNR_MATTE("psnr_matte", Better.HIGHER, "psnr of the two mattes themselves, as grey pictures"),
    LPIPS_MATTE(
            "lpips_matte", Better.LOWER, "lpips of the two mattes themselves, as grey pictures");

    private static final List<Score> ALL = List.of(values());
    private static final Map<String, Score> BY_KEY =
            ALL.stream().collect(Collectors.toMap(Score::key, Function.identity()));

    private final String key;
    private final Better better;
    private final String convention;

    Score(String key, Better better, String convention) {
        this.key = key;
        this.better = better;
        this.convention = convention;
    }

    /// Which end of its range is the good one.
    public enum Better {
        HIGHER,
        LOWER
    }

    /// All of them, in the order of reports.
    public static List<Score> all() {
        return ALL;
    }

    /// Its name in every output; a dot parts a group from its member.
    public String key() {
        return key;
    }

    public Better better() {
        return better;
    }

    /// How it is computed, in one line.
    public String convention() {
        return convention;
    }

    /// The score with a key.
    ///
    /// @throws IllegalArgumentException if there is none
    public static Score of(String key) {
        Score score = BY_KEY.get(key);
        if (score == null) {
            throw new IllegalArgumentException("There is no score \"%s\".".formatted(key));
        }
        return score;
    }
}
