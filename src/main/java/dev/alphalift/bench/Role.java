package dev.alphalift.bench;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a file is in a pair, as common data sets tell it by their folders' names: DIS5K's `im` and
/// `gt`, DUTS' `DUTS-TE-Image` and `DUTS-TE-Mask`, PPM-100's `image` and `matte`, Adobe's `fg`,
/// `alpha` and `trimap`, ECSSD's `images` and `ground_truth_mask`.
public enum Role {
    IMAGES(
            "image images im imgs img input inputs merged photo photos rgb source sources picture pictures",
            "image|images|img|imgs|im|photo|input"),
    FOREGROUNDS("fg foreground foregrounds", "fg|foreground"),
    TRUTH(
            "gt gts mask masks matte mattes alpha alphas truth groundtruth ground_truth ground-truth"
                    + " ground_truth_mask groundtruth_mask label labels annotation annotations"
                    + " segmentation segmentations",
            "gt|mask|masks|matte|alpha|truth|label"),
    TRIMAPS("trimap trimaps trimap1 trimap2 trimap3", "trimap\\d*"),
    PREDICTIONS(
            "pred preds prediction predictions predicted result results output outputs",
            "pred|prediction|out|output|result");

    private final String folders;
    private final Pattern suffix;

    Role(String folders, String suffixes) {
        this.folders = " " + folders + " ";
        this.suffix = Pattern.compile("(.+)[-_.](?:" + suffixes + ")", Pattern.CASE_INSENSITIVE);
    }

    /// Its name in reports and options.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a folder's name says of the files in it; null: nothing.
    static @Nullable Role ofFolder(String folder) {
        String name = folder.toLowerCase(Locale.ROOT);
        for (Role role : values()) {
            if (role.folders.contains(" " + name + " ")) {
                return role;
            }
        }
        int last = Math.max(name.lastIndexOf('-'), name.lastIndexOf('_'));
        return last < 1 ? null : ofFolder(name.substring(last + 1));
    }

    /// What a file's name without its type says of it; null: nothing.
    static @Nullable Role ofStem(String stem) {
        for (Role role : values()) {
            if (role.suffix.matcher(stem).matches()) {
                return role;
            }
        }
        return null;
    }

    /// A file's name without its type and without what tells its role: `GT01` of `GT01_alpha`.
    static String bare(String stem) {
        for (Role role : values()) {
            var matcher = role.suffix.matcher(stem);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return stem;
    }
}
