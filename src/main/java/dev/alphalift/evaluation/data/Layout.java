package dev.alphalift.evaluation.data;

import dev.alphalift.evaluation.data.ShelvedFiles.Shelved;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which files belong together: by the folders that they lie in, or by the folders that a caller
/// names, and by their names without type. The same for folders and for stores. What is not
/// understood is told; it is never taken for something else.
public final class Layout {
    /// What the files of folders that say nothing stand under among those without partner.
    public static final String NOT_UNDERSTOOD = "not_understood";

    private static final Pattern PICTURE =
            Pattern.compile(".+\\.(png|jpe?g|webp|bmp|gif|tiff?)", Pattern.CASE_INSENSITIVE);
    private static final int MOST_NAMED = 5;

    private final String name;
    private final FileTable files = new FileTable();
    private final ShelvedFiles shelved = new ShelvedFiles(files);
    private final Map<Role, Shelf> shelves = new EnumMap<>(Role.class);
    private final Map<String, Shelf> predictions = new TreeMap<>();

    /// Files in folders that say nothing, by folder; those at the top have an empty name.
    private final Map<String, Shelf> unplaced = new TreeMap<>();

    /// Folders whose files' own names say something.
    private final Set<String> telling = new HashSet<>();

    /// Folders of truths, as they were found.
    private final Set<String> truthFolders = new HashSet<>();

    /// Files in folders of truths that are no pictures, or of a kind that is not read.
    private final List<String> unreadTruths = new ArrayList<>();

    private boolean truthIsNamed;
    private boolean goesWithoutTruth;

    private Layout(String name) {
        this.name = name;
    }

    /// A layout of which nothing is known yet.
    ///
    /// @param name of the data set
    public static Layout named(String name) {
        return new Layout(name);
    }

    /// Goes on where there is no truth.
    public Layout withoutTruth() {
        goesWithoutTruth = true;
        return this;
    }

    /// Adds files whose folders, or else their own names, tell what they are.
    ///
    /// @param paths with `/` between, relative to the data set's root; others than pictures are
    ///   left out
    /// @param open the file of a path
    public Layout detect(Collection<String> paths, Function<String, Content> open) {
        for (String path : paths) {
            if (isPicture(path)) {
                place(path, open);
            } else if (!isHidden(path) && Role.ofFolder(lastFolder(path)) == Role.TRUTH) {
                unreadTruths.add(path);
            }
        }
        return this;
    }

    /// Adds files of one role.
    ///
    /// @param paths with `/` between, relative to the role's folder
    public Layout with(Role role, Collection<String> paths, Function<String, Content> open) {
        truthIsNamed |= role == Role.TRUTH;
        paths.stream()
                .filter(Layout::isPicture)
                .forEach(path -> shelf(role).put(shelved.add(stem(path), path, open)));
        return this;
    }

    /// Adds the predictions of one variant.
    public Layout withPredictions(
            String variant, Collection<String> paths, Function<String, Content> open) {
        Shelf shelf = predictions(variant);
        paths.stream()
                .filter(Layout::isPicture)
                .forEach(path -> shelf.put(shelved.add(stem(path), path, open)));
        return this;
    }

    /// Whether files of a role are there.
    public boolean holds(Role role) {
        return role == Role.PREDICTIONS ? !predictions.isEmpty() : !shelf(role).isEmpty();
    }

    /// The pairs: those of the truth, or without any of the pictures.
    ///
    /// @throws InvalidOption if there is none, there is no truth and nobody said that this is
    ///   meant, or files cannot be understood
    public DataSet dataSet() {
        settle();
        boolean hasTruth = holds(Role.TRUTH);
        Shelf pictures = holds(Role.IMAGES) ? shelf(Role.IMAGES) : shelf(Role.FOREGROUNDS);
        Shelf base = hasTruth ? shelf(Role.TRUTH) : pictures;
        if (!hasTruth && !goesWithoutTruth && !base.isEmpty()) {
            throw refused(
                    "there is no truth in it%s, and without one nothing can be said about accuracy"
                            .formatted(
                                    unreadTruths.isEmpty()
                                            ? ""
                                            : " that can be read (%s)"
                                                    .formatted(Phrases.some(unreadTruths))),
                    "--truth DIR, or --without-truth if that is meant");
        }
        partVariants(base);
        PairTable.Builder pairs = new PairTable.Builder(files);
        Set<String> alone = new HashSet<>();
        Texts keys = base.keys();
        // `leaf` and `leaf_alpha` may be two pictures, each with a truth of its own name.
        Texts bare = new Texts();
        keys.forEach(key -> bare.add(bare(key)));
        BitSet repeated = bare.repeated();
        for (int index = 0; index < keys.size(); index++) {
            String key = keys.get(index);
            String called = repeated.get(index) ? key : bare.get(index);
            PairTable.Row pair = pair(key, called, hasTruth, pictures);
            if (pair.image() == FileTable.NONE
                    && pair.foreground() == FileTable.NONE
                    && pair.predictions().isEmpty()) {
                alone.add(key);
            } else {
                pairs.add(pair);
            }
        }
        requirePredictions(pairs.size());
        return new DataSet(name, pairs.build(), unmatched(hasTruth, base, alone));
    }

    private PairTable.Row pair(String key, String called, boolean hasTruth, Shelf pictures) {
        Map<String, Integer> predicted = new TreeMap<>();
        predictions.forEach((variant, shelf) -> {
            int file = shelf.take(key);
            if (file != FileTable.NONE) {
                predicted.put(variant, file);
            }
        });
        int slash = key.lastIndexOf('/');
        int truth = hasTruth ? shelf(Role.TRUTH).take(key) : FileTable.NONE;
        int trimap = shelf(Role.TRIMAPS).take(key);
        int picture = pictures.take(key);
        boolean isWhole = holds(Role.IMAGES);
        return new PairTable.Row(
                called,
                slash > 0 ? List.of(key.substring(0, slash)) : List.of(),
                truth,
                trimap,
                isWhole ? picture : FileTable.NONE,
                isWhole ? FileTable.NONE : picture,
                predicted);
    }

    private static String bare(String key) {
        int slash = key.lastIndexOf('/');
        return key.substring(0, slash + 1) + Role.bare(key.substring(slash + 1));
    }

    private Map<String, List<String>> unmatched(boolean hasTruth, Shelf base, Set<String> alone) {
        Map<String, List<String>> unmatched = new TreeMap<>();
        base.files()
                .filter(file -> alone.contains(file.key()))
                .forEach(file ->
                        add(
                                unmatched,
                                hasTruth ? Role.TRUTH.key() : Role.IMAGES.key(),
                                List.of(file.path())));
        shelves.forEach((role, shelf) -> {
            if (role != Role.TRUTH || hasTruth) {
                add(unmatched, role.key(), shelf.left());
            }
        });
        predictions.forEach((variant, shelf) ->
                add(unmatched, Role.PREDICTIONS.key() + ":" + variant, shelf.left()));
        unplaced.values()
                .forEach(files ->
                        add(
                                unmatched,
                                NOT_UNDERSTOOD,
                                files.arrived().map(Shelved::path).toList()));
        return unmatched;
    }

    private static void add(Map<String, List<String>> unmatched, String key, List<String> more) {
        if (!more.isEmpty()) {
            unmatched.computeIfAbsent(key, _ -> new ArrayList<>()).addAll(more);
        }
    }

    private Shelf shelf(Role role) {
        return shelves.computeIfAbsent(role, _ -> new Shelf(name, role == Role.TRIMAPS, shelved));
    }

    private Shelf predictions(String variant) {
        return predictions.computeIfAbsent(variant, _ -> new Shelf(name, false, shelved));
    }

    private static boolean isHidden(String path) {
        return path.substring(path.lastIndexOf('/') + 1).startsWith(".");
    }

    private static String lastFolder(String path) {
        String folder = folder(path);
        return folder.substring(folder.lastIndexOf('/') + 1);
    }

    static boolean isPicture(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return !file.startsWith(".") && PICTURE.matcher(file).matches();
    }

    private static String stem(String path) {
        return path.substring(0, path.lastIndexOf('.'));
    }

    public static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /// The last folder that says something counts; the others and the file's name are the key.
    private void place(String path, Function<String, Content> open) {
        String[] parts = stem(path).split("/", -1);
        Role role = null;
        int at = parts.length - 2;
        while (at >= 0 && role == null) {
            role = Role.ofFolder(parts[at]);
            at--;
        }
        Role told = role == null ? Role.ofStem(parts[parts.length - 1]) : role;
        int file =
                shelved.add(
                        role == null ? String.join("/", parts) : without(parts, at + 1),
                        path,
                        open);
        if (role == Role.TRUTH) {
            truthFolders.add(folder(path));
        } else if (role == null && told != null) {
            telling.add(folder(path));
        }
        if (told == null) {
            unplaced.computeIfAbsent(folder(path), _ -> new Shelf(name, false, shelved)).put(file);
        } else if (told == Role.PREDICTIONS) {
            predictions(Role.PREDICTIONS.key()).put(file);
        } else {
            shelf(told).put(file);
        }
    }

    private static String without(String[] parts, int index) {
        List<String> rest = new ArrayList<>(List.of(parts));
        rest.remove(index);
        return String.join("/", rest);
    }

    /// Decides over files whose folders say nothing, and parts pictures and masks in one folder.
    private void settle() {
        boolean nothingElse = shelves.values().stream().allMatch(Shelf::isEmpty);
        boolean isOneFolder = nothingElse && unplaced.size() == 1;
        for (Map.Entry<String, Shelf> unclear : List.copyOf(unplaced.entrySet())) {
            String folder = unclear.getKey();
            Shelf found = unclear.getValue();
            boolean named = isNamedByTruths(folder);
            if (named
                    || folder.isEmpty()
                    || isOneFolder
                    || truthIsNamed
                    || telling.contains(folder)
                    || found.holdsTwins()
                    || (goesWithoutTruth && nothingElse)) {
                found.arrived()
                        .forEach(file -> {
                            if (named) {
                                shelved.rename(file.file(), without(folder, file.key()));
                            }
                            shelf(Role.IMAGES).put(file.file());
                        });
                unplaced.remove(folder);
            }
        }
        if (!holds(Role.TRUTH)) {
            shelf(Role.IMAGES).partTwins(shelf(Role.IMAGES), shelf(Role.TRUTH));
        } else if (!holds(Role.IMAGES)) {
            shelf(Role.TRUTH).partTwins(shelf(Role.IMAGES), shelf(Role.TRUTH));
        }
        requireUnderstood();
    }

    /// `HRSOD_test` has the pictures of `HRSOD_test_mask`.
    private boolean isNamedByTruths(String folder) {
        return !folder.isEmpty()
                && truthFolders.stream()
                        .anyMatch(truth ->
                                Role.ofStem(truth) == Role.TRUTH
                                        && Role.bare(truth).equalsIgnoreCase(folder));
    }

    /// A key without the last of its folders.
    private static String without(String folder, String key) {
        String parent = folder(folder);
        return (parent.isEmpty() ? "" : parent + "/") + key.substring(folder.length() + 1);
    }

    private void requireUnderstood() {
        boolean hasPredicted =
                holds(Role.IMAGES) || holds(Role.FOREGROUNDS) || !predictions.isEmpty();
        boolean isWhole = hasPredicted && (holds(Role.TRUTH) || goesWithoutTruth);
        if (!unplaced.isEmpty() && !isWhole) {
            throw refused(
                    "it is not clear what the pictures in %s are".formatted(folders(unplaced)),
                    "call the folders images and masks (pictures: %s; truth: %s; predictions: %s), or name them with --images, --truth and --predictions"
                            .formatted(
                                    RoleWords.listed(Role.IMAGES),
                                    RoleWords.listed(Role.TRUTH),
                                    RoleWords.listed(Role.PREDICTIONS)));
        }
    }

    private static String folders(Map<String, Shelf> files) {
        String named =
                files.entrySet().stream()
                        .limit(MOST_NAMED)
                        .map(folder -> Phrases.folder(folder.getKey(), folder.getValue().size()))
                        .collect(Collectors.joining(", "));
        return files.size() > MOST_NAMED ? named + " ..." : named;
    }

    /// Predictions of several variants lie in a folder each: `pred/u2net/a.png`.
    private void partVariants(Shelf base) {
        Shelf all = predictions.get(Role.PREDICTIONS.key());
        if (all == null) {
            return;
        }
        Shelf rest = new Shelf(name, false, shelved);
        all.files()
                .forEach(file -> {
                    int slash = file.key().indexOf('/');
                    String variant = file.key().substring(0, Math.max(0, slash));
                    String inner = file.key().substring(slash + 1);
                    if (slash > 0 && !base.knows(file.key()) && base.knows(inner)) {
                        shelved.rename(file.file(), inner);
                        predictions(variant).put(file.file());
                    } else {
                        rest.put(file.file());
                    }
                });
        if (rest.isEmpty()) {
            predictions.remove(Role.PREDICTIONS.key());
        } else {
            predictions.put(Role.PREDICTIONS.key(), rest);
        }
    }

    /// Predictions that belong to nothing must not let a model step in unasked.
    private void requirePredictions(int pairs) {
        for (Map.Entry<String, Shelf> variant : predictions.entrySet()) {
            if (pairs > 0 && !variant.getValue().hasTaken()) {
                throw refused(
                        "none of the %s predictions \"%s\" belongs to any of the pairs: %s has no partner"
                                .formatted(
                                        variant.getValue().size(),
                                        variant.getKey(),
                                        variant.getValue().left().getFirst()),
                        "the files are called otherwise: they match by their names without type");
            }
        }
    }

    private InvalidOption refused(String what, String advice) {
        return new InvalidOption("data set", name, "%s.\nMaybe %s.".formatted(what, advice));
    }
}
