package dev.alphalift.evaluation.data;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The words by which the field calls folders and files: DIS5K's `im` and `gt`, DUTS'
/// `DUTS-TE-Image` and `DUTS-TE-Mask`, VOC's `JPEGImages` and `SegmentationClass`, VideoMatte's
/// `fgr` and `pha`, `Ground Truth`. Case, blanks, dashes and underscores make no difference.
final class RoleWords {
    private static final Map<Role, Set<String>> FOLDERS =
            new EnumMap<>(
                    Map.of(
                            Role.IMAGES,
                            words(
                                    "image images im ims img imgs input inputs merged photo photos"
                                            + " photograph photographs rgb rgbs src source sources"
                                            + " picture pictures pic pics jpegimages original"
                                            + " originals orig origs raw com comp comps composite"
                                            + " composites composited color colour colors colours"
                                            + " frame frames"),
                            Role.FOREGROUNDS,
                            words("fg fgs fgr fgrs foreground foregrounds"),
                            Role.TRUTH,
                            words(
                                    "gt gts mask masks msk msks matte mattes matting mattings alpha"
                                            + " alphas alphamatte alphamattes pha phas truth truths"
                                            + " groundtruth groundtruths label labels annotation"
                                            + " annotations annot annots anno annos ann anns"
                                            + " segmentation segmentations seg segs segm segms"
                                            + " segmentationclass segmentationobject"
                                            + " segmentationclassaug segmentationmask"
                                            + " segmentationmasks gtobject gtinstance gtmask gtmasks"
                                            + " groundtruthmask groundtruthmasks silhouette"
                                            + " silhouettes target targets"),
                            Role.TRIMAPS,
                            words("trimap trimaps"),
                            Role.PREDICTIONS,
                            words(
                                    "pred preds prediction predictions predicted result results"
                                            + " output outputs out outs saliency sal sals salmap"
                                            + " salmaps saliencymap saliencymaps inference inferred"
                                            + " estimate estimates estimated cutout cutouts")));

    /// What a file's name may end, or begin, with.
    private static final Map<Role, String> STEMS =
            new EnumMap<>(
                    Map.of(
                            Role.IMAGES,
                            "image|images|img|imgs|im|photo|input|rgb|src|source|original|orig|com|"
                                    + "merged|picture",
                            Role.FOREGROUNDS,
                            "fg|fgr|foreground",
                            Role.TRUTH,
                            "gt|mask|masks|msk|matte|alpha|pha|truth|ground[-_ ]?truth|label|labels|"
                                    + "segmentation|seg|annotation|anno",
                            Role.TRIMAPS,
                            "trimap\\d*",
                            Role.PREDICTIONS,
                            "pred|prediction|predicted|out|output|result|saliency|sal|cutout|rembg|"
                                    + "no[-_ ]?bg|remove[-_ ]?bg(?:[-_ ]preview)?"));

    /// Parts of a data set, types and sizes: they say nothing of a role.
    private static final Set<String> BESIDES =
            words(
                    "train trn tr training test tst te testing val vd vl valid validation dev eval"
                            + " png jpg jpeg tif tiff bmp webp small large full all hr lr hd new"
                            + " final resized aug set");

    /// `mask images` are masks.
    private static final Set<String> COLLECTIVE =
            words(
                    "image images img imgs picture pictures map maps file files png pngs object objects");

    /// Where words that are written together part: `GroundTruth`, `JPEGImages`, `trimap1`.
    private static final Pattern HUMP =
            Pattern.compile(
                    "(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)");

    private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final Pattern NUMBER = Pattern.compile("[\\d_-]+");

    private static final Map<Role, Pattern> ENDS = new EnumMap<>(Role.class);
    private static final Map<Role, Pattern> STARTS = new EnumMap<>(Role.class);

    static {
        STEMS.forEach((role, words) -> {
            ENDS.put(role, insensitive("(.+?)[-_. ]+(?:" + words + ")"));
            STARTS.put(role, insensitive("(?:" + words + ")[-_. ]+(.+)"));
        });
    }

    /// Our own outputs are called `a.jpg.png`.
    private static final Pattern TYPED =
            insensitive("(.+)\\.(?:png|jpe?g|webp|bmp|gif|tiff?|heic|avif)");

    private RoleWords() {}

    private static Set<String> words(String words) {
        return Set.of(words.split(" "));
    }

    private static Pattern insensitive(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    /// What every role has.
    private static <T> T of(Map<Role, T> all, Role role) {
        return Objects.requireNonNull(all.get(role));
    }

    /// The words of a role, in order, for messages.
    static String listed(Role role) {
        return of(FOLDERS, role).stream().sorted().collect(Collectors.joining(" "));
    }

    /// A word without case, blanks, dashes and underscores.
    static String plain(String word) {
        return GAP.matcher(word).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /// The role of a word that stands alone, as a member's name in a list does; null: none.
    static @Nullable Role ofWord(String word) {
        String plain = plain(word);
        for (Role role : Role.values()) {
            if (of(FOLDERS, role).contains(plain)) {
                return role;
            }
        }
        return null;
    }

    static @Nullable Role ofFolder(String folder) {
        Role whole = ofWord(folder);
        if (whole != null) {
            return whole;
        }
        Role gapped = ofWords(List.of(GAP.split(folder)));
        return gapped != null ? gapped : ofWords(humps(folder));
    }

    private static List<String> humps(String folder) {
        return Arrays.stream(GAP.split(folder))
                .flatMap(part -> Arrays.stream(HUMP.split(part)))
                .toList();
    }

    private static @Nullable Role ofWords(List<String> given) {
        List<String> words = new ArrayList<>();
        for (String word : given) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        if (words.stream().anyMatch(of(FOLDERS, Role.PREDICTIONS)::contains)) {
            return Role.PREDICTIONS;
        }
        while (!words.isEmpty() && saysNothing(words.getLast())) {
            words.removeLast();
        }
        if (words.isEmpty()) {
            return null;
        }
        return ofLast(words);
    }

    private static @Nullable Role ofLast(List<String> words) {
        String last = words.getLast();
        if (words.size() > 1) {
            String before = words.get(words.size() - 2);
            Role both = ofWord(before + last);
            Role inner = ofWord(before);
            if (both != null) {
                return both;
            }
            if (COLLECTIVE.contains(last) && inner != null) {
                return inner;
            }
        }
        return ofWord(last);
    }

    private static boolean saysNothing(String word) {
        return BESIDES.contains(word) || word.chars().allMatch(Character::isDigit);
    }

    static @Nullable Role ofStem(String stem) {
        String untyped = untyped(stem);
        for (Role role : Role.values()) {
            if (of(ENDS, role).matcher(untyped).matches()) {
                return role;
            }
        }
        for (Role role : Role.values()) {
            Matcher matcher = of(STARTS, role).matcher(untyped);
            // `mask_7` is a mask, `mask_of_zorro` need not be.
            if (matcher.matches() && NUMBER.matcher(matcher.group(1)).matches()) {
                return role;
            }
        }
        return null;
    }

    static String bare(String stem) {
        return stripped(stem, ENDS);
    }

    /// What files share that belong together, though one is called `img_7` and the other
    /// `Mask_7.JPG`.
    static String loose(String stem) {
        String loose = stripped(stripped(stem, ENDS), STARTS);
        return Normalizer.normalize(loose, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    private static String stripped(String stem, Map<Role, Pattern> patterns) {
        String untyped = untyped(stem);
        for (Role role : Role.values()) {
            Matcher matcher = of(patterns, role).matcher(untyped);
            if (matcher.matches()) {
                return untyped(matcher.group(1));
            }
        }
        return untyped;
    }

    private static String untyped(String stem) {
        String untyped = stem;
        for (Matcher matcher = TYPED.matcher(untyped); matcher.matches(); ) {
            untyped = matcher.group(1);
            matcher.reset(untyped);
        }
        return untyped;
    }
}
