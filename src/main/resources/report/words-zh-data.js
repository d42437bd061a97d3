// Chinese of what a report's data say in English: codes, and how scores are computed. Both are found by the English;
// what is not here is shown as it stands in the data. Each list is JSON, which a test reads.
const CHINESE_CODES = new Map(Object.entries({
    "constant_prediction": "预测为常数", "empty_truth": "真值为空", "full_truth": "真值全为前景", "unscaled_prediction": "预测值未缩放",
    "label_prediction": "预测值疑似类别编号", "dim_prediction": "预测值偏低", "dim_truth": "真值偏低",
    "grey_and_opacity": "灰度与不透明度不一致", "odd_trimap": "trimap 取值异常",
    "both_empty": "两者皆空", "empty_prediction": "预测为空", "nothing_unknown": "没有未知区域", "identical": "完全相同", "too_small": "图片太小",
    "no_source": "没有原图", "no_model": "没有模型", "no_contour": "没有轮廓",
    "invalid_option": "选项无效", "unauthorized": "未授权", "forbidden_address": "地址不被允许", "source_missing": "缺少源文件",
    "image_too_large": "图片过大", "result_too_large": "结果过大", "unsupported_format": "格式不支持", "unreadable_image": "图片无法读取",
    "size_mismatch": "尺寸不一致", "busy": "繁忙", "not_available": "不可用", "source_unavailable": "来源不可用",
    "model_unavailable": "模型不可用", "inference_failed": "推理失败", "target_unavailable": "目标不可用", "deadline_exceeded": "超时",
    "unexpected": "意外错误",
    "confidence": "置信度", "coverage": "覆盖率", "soft_fraction": "半透明占比", "edge_softness": "边缘柔和度", "parts": "部分数",
    "largest_part": "最大部分占比", "holes": "孔洞数", "touches_border": "触及边界", "flip_agreement": "镜像一致性",
    "scale_agreement": "缩放一致性", "kept": "主体保留度", "iou": "IoU", "opacity": "不透明度", "ssim": "SSIM", "psnr": "PSNR", "lpips": "LPIPS",
    "white": "白色", "black": "黑色", "grey": "灰色", "checkerboard": "棋盘格", "scene": "场景",
    "images": "图片", "foregrounds": "前景图", "truth": "真值", "trimaps": "trimap", "predictions": "预测", "model": "模型",
    "decode": "解码", "preprocess": "预处理", "inference": "推理", "postprocess": "后处理", "total": "总计", "scoring": "评分",
    "program": "程序", "schema": "报告格式", "started": "开始时间", "seconds": "用时（秒）", "java": "Java 版本", "native": "原生程序",
    "os": "操作系统", "processors": "处理器数", "threads": "线程数", "peak_memory": "内存峰值", "command": "命令"
}));

const CHINESE_DEFINITIONS = new Map(Object.entries({
    "|P and T| / |P or T|; foreground is a value of 128 or more in both; no min-max; null where both are empty (Jaccard 1912)":
        "|P∩T| / |P∪T|；两者均以不小于 128 的值为前景；不做 min-max；两者皆空时无值（Jaccard 1912）",
    "2TP / (2TP + FP + FN), foreground 128 or more; the same as f1 (Dice 1945)":
        "2TP / (2TP + FP + FN)，不小于 128 为前景；与 f1 相同（Dice 1945）",
    "harmonic mean of precision and recall, foreground 128 or more": "精确率与召回率的调和平均，不小于 128 为前景",
    "TP / (TP + FP), foreground 128 or more; null where nothing is predicted": "TP / (TP + FP)，不小于 128 为前景；预测为空时无值",
    "TP / (TP + FN), foreground 128 or more; null where the truth is empty": "TP / (TP + FN)，不小于 128 为前景；真值为空时无值",
    "(1 + b2)PR / (b2 P + R) with b2 = 0.3, foreground 128 or more (Achanta, CVPR 2009)":
        "(1 + b2)PR / (b2 P + R)，b2 = 0.3，不小于 128 为前景（Achanta, CVPR 2009）",
    "F, b2 = 0.3, of the prediction after min-max at min(2 mean, 1); truth above 128 (PySODMetrics adp_fm)":
        "预测经 min-max 后以 min(2 × 均值, 1) 为阈值的 F，b2 = 0.3；真值大于 128 为前景（PySODMetrics adp_fm）",
    "mean of F, b2 = 0.3, over 256 thresholds, after min-max; truth above 128 (PySODMetrics mean_fm)":
        "预测经 min-max 后 256 个阈值上 F 的均值，b2 = 0.3；真值大于 128 为前景（PySODMetrics mean_fm）",
    "greatest F, b2 = 0.3, over 256 thresholds, of this picture, after min-max; truth above 128 (PySODMetrics max_fm of one picture)":
        "该图片的预测经 min-max 后 256 个阈值上的最大 F，b2 = 0.3；真值大于 128 为前景（单张图片的 PySODMetrics max_fm）",
    "mean of |p - t|, values 0 to 1, whole picture, no min-max": "|p - t| 的均值，取值 0 到 1，整张图片，不做 min-max",
    "mae after the prediction's min-max and with a truth above 128 made 1 (PySODMetrics MAE)":
        "预测经 min-max、真值大于 128 置为 1 后的 mae（PySODMetrics MAE）",
    "mean of (p - t)^2, values 0 to 1, whole picture, no min-max": "(p - t)^2 的均值，取值 0 到 1，整张图片，不做 min-max",
    "sum of |p - t| / 1000, whole picture (Deep Image Matting, Xu 2017)": "|p - t| 之和 / 1000，整张图片（Deep Image Matting, Xu 2017）",
    "sum of squared differences of the gradients' norms / 1000, whole picture, both min-max first (Rhemann 2009, in Deep Image Matting's code)":
        "梯度幅值之差的平方和 / 1000，整张图片，两者均先做 min-max（Rhemann 2009，按 Deep Image Matting 的代码）",
    "sum of differences of connectedness / 1000, step 0.1, theta 0.15, 4-neighbours, whole picture (Rhemann 2009, in Deep Image Matting's code)":
        "连通度之差的和 / 1000，步长 0.1，theta 0.15，4 邻域，整张图片（Rhemann 2009，按 Deep Image Matting 的代码）",
    "mae over the unknown part of the trimap": "trimap 未知区域内的 mae",
    "mse over the unknown part of the trimap": "trimap 未知区域内的 mse",
    "sad over the unknown part of the trimap": "trimap 未知区域内的 sad",
    "gradient_error over the unknown part of the trimap, the prediction first made 0 and 1 where the trimap knows":
        "trimap 未知区域内的 gradient_error，预测在 trimap 已知处先置为 0 和 1",
    "connectivity_error over the unknown part of the trimap, the prediction first made 0 and 1 where the trimap knows":
        "trimap 未知区域内的 connectivity_error，预测在 trimap 已知处先置为 0 和 1",
    "IoU of inner boundaries as wide as 2 % of the diagonal, foreground 128 or more (Cheng, CVPR 2021); null where both are empty":
        "宽度为对角线 2% 的内边界的 IoU，不小于 128 为前景（Cheng, CVPR 2021）；两者皆空时无值",
    "boundary_iou with 0.5 % of the diagonal": "宽度为对角线 0.5% 的 boundary_iou",
    "relaxed F of boundaries, radius 3 pixels, b2 = 0.3, foreground 128 or more (Ehrig 2005, as in BASNet and U2-Net); null where both are empty, 0 where one is":
        "边界的松弛 F，半径 3 像素，b2 = 0.3，不小于 128 为前景（Ehrig 2005，同 BASNet 和 U2-Net）；两者皆空时无值，仅一方为空时为 0",
    "structure measure, alpha 0.5, after min-max; truth above 128 (Fan, ICCV 2017, in PySODMetrics)":
        "结构度量，alpha 0.5，先做 min-max；真值大于 128 为前景（Fan, ICCV 2017，按 PySODMetrics）",
    "enhanced alignment at min(2 mean, 1), after min-max; truth above 128 (Fan, IJCAI 2018, in PySODMetrics)":
        "先做 min-max，以 min(2 × 均值, 1) 为阈值的增强对齐度量；真值大于 128 为前景（Fan, IJCAI 2018，按 PySODMetrics）",
    "mean of the enhanced alignment over 256 thresholds; divides by N - 1 as published, so that a perfect mask has N / (N - 1)":
        "256 个阈值上增强对齐度量的均值；按论文除以 N - 1，因此完美的蒙版得 N / (N - 1)",
    "greatest enhanced alignment over 256 thresholds of this picture": "该图片在 256 个阈值上的最大增强对齐度量",
    "weighted F, b2 = 1, after min-max; truth above 128 (Margolin, CVPR 2014, in PySODMetrics)":
        "加权 F，b2 = 1，先做 min-max；真值大于 128 为前景（Margolin, CVPR 2014，按 PySODMetrics）",
    "structural similarity of the source's composites over mid-grey with predicted and true opacity: Gaussian window 11, sigma 1.5, population covariance, valid part, mean of red, green, blue (Wang 2004)":
        "原图分别按预测和真值的不透明度合成到中灰背景上，两者的结构相似度：高斯窗 11，sigma 1.5，总体协方差，仅有效区域，红绿蓝取均值（Wang 2004）",
    "multi-scale structural similarity of the same composites, 5 scales (Wang 2003, in piq); null below 161 pixels on a side":
        "同样两幅合成图的多尺度结构相似度，5 个尺度（Wang 2003，按 piq）；任一边不足 161 像素时无值",
    "peak signal-to-noise ratio in dB of the same composites; null where they are identical":
        "同样两幅合成图的峰值信噪比，单位 dB；完全相同时无值",
    "learned perceptual distance v0.1 of the same composites (Zhang, CVPR 2018); null without a model file":
        "同样两幅合成图的学习感知距离 v0.1（Zhang, CVPR 2018）；没有模型文件时无值",
    "ssim over white": "白色背景上的 ssim", "ssim over black": "黑色背景上的 ssim", "ssim over mid-grey": "中灰背景上的 ssim",
    "ssim over checkerboard": "棋盘格背景上的 ssim", "ssim over scene": "场景背景上的 ssim",
    "ms_ssim over white": "白色背景上的 ms_ssim", "ms_ssim over black": "黑色背景上的 ms_ssim", "ms_ssim over mid-grey": "中灰背景上的 ms_ssim",
    "ms_ssim over checkerboard": "棋盘格背景上的 ms_ssim", "ms_ssim over scene": "场景背景上的 ms_ssim",
    "psnr over white": "白色背景上的 psnr", "psnr over black": "黑色背景上的 psnr", "psnr over mid-grey": "中灰背景上的 psnr",
    "psnr over checkerboard": "棋盘格背景上的 psnr", "psnr over scene": "场景背景上的 psnr",
    "lpips over white": "白色背景上的 lpips", "lpips over black": "黑色背景上的 lpips", "lpips over mid-grey": "中灰背景上的 lpips",
    "lpips over checkerboard": "棋盘格背景上的 lpips", "lpips over scene": "场景背景上的 lpips",
    "ssim of the two mattes themselves, as grey pictures": "两幅 alpha 图本身作为灰度图的 ssim",
    "ms_ssim of the two mattes themselves, as grey pictures": "两幅 alpha 图本身作为灰度图的 ms_ssim",
    "psnr of the two mattes themselves, as grey pictures": "两幅 alpha 图本身作为灰度图的 psnr",
    "lpips of the two mattes themselves, as grey pictures": "两幅 alpha 图本身作为灰度图的 lpips",
    "how far the model's own mask can be trusted, 0 to 1: the IoU that masks as unsure as it had on average; of models only (docs/confidence.md)":
        "模型自身的蒙版有多可信，0 到 1：同等不确定程度的蒙版的平均 IoU；仅用于模型（docs/confidence.md）",
    "mean of the opacity, 0 to 1": "不透明度的均值，0 到 1",
    "share of pixels with an opacity of 1 to 254": "不透明度为 1 到 254 的像素占比",
    "pixels with an opacity of 1 to 254, divided by the length of the contour at half opacity (marching squares between pixel centres): the mean width of the soft band in pixels; null without a contour":
        "不透明度为 1 到 254 的像素数，除以半不透明处轮廓的长度（像素中心之间的 marching squares）：即柔和带的平均宽度，单位像素；没有轮廓时无值",
    "8-connected parts of an opacity of 128 or more that are larger than 0.01 % of the picture":
        "不透明度不小于 128、面积大于图片 0.01% 的 8 连通部分的个数",
    "share of the largest part in all pixels of 128 or more; null where there are none":
        "最大部分在所有不小于 128 的像素中的占比；没有这样的像素时无值",
    "4-connected parts below 128 that do not reach the border and are larger than 0.01 % of the picture":
        "小于 128、不触及边界、面积大于图片 0.01% 的 4 连通部分的个数",
    "1 where a pixel of the picture's border has 128 or more, 0 otherwise": "图片边界上有不小于 128 的像素时为 1，否则为 0",
    "IoU at 128 of the prediction and of that of the mirrored picture, mirrored back; null where both are empty":
        "以 128 为阈值，原图的预测与镜像图片的预测（再镜像回来）的 IoU；两者皆空时无值",
    "1 - mean of |p - q|, values 0 to 1, of the prediction and of that of the mirrored picture, mirrored back":
        "1 减去 |p - q| 的均值，取值 0 到 1；p 为原图的预测，q 为镜像图片的预测（再镜像回来）",
    "IoU at 128 of the prediction and of that at half size, scaled up; null where both are empty":
        "以 128 为阈值，原图的预测与半尺寸图片的预测（再放大）的 IoU；两者皆空时无值",
    "1 - mean of |p - q|, values 0 to 1, of the prediction and of that at half size, scaled up":
        "1 减去 |p - q| 的均值，取值 0 到 1；p 为原图的预测，q 为半尺寸图片的预测（再放大）",
    "ssim of the composite over mid-grey with the source, inside the bounding box of an opacity of 128 or more: whether the subject's pixels were kept, not whether the mask is right":
        "在不透明度不小于 128 的外接矩形内，中灰背景上的合成图与原图的 ssim：看主体像素是否保留，不看蒙版是否正确",
    "psnr of the same; null where they are identical": "同上的 psnr；完全相同时无值",
    "lpips of the same; null without a model file": "同上的 lpips；没有模型文件时无值"
}));
