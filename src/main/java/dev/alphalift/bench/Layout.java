package dev.alphalift.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which files belong together: by the folders that they lie in, or by the folders that a caller
/// names, and by their names without type. The same for folders and for stores.
public final class Layout {
    private static final Pattern PICTURE =
            Pattern.compile(".+\\.(png|jpe?g|webp|bmp|gif|tiff?)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> PHOTOGRAPHS = Set.of("jpg", "jpeg");

    private final String name;
    private final Map<Role, Shelf> shelves = new EnumMap<>(Role.class);
    private final Map<String, Shelf> predictions = new TreeMap<>();

    private Layout(String name) {
        this.name = name;
    }

    /// A layout of which nothing is known yet.
    ///
    /// @param name of the data set
    public static Layout named(String name) {
        return new Layout(name);
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
            }
        }
        pairSideBySide();
        return this;
    }

    /// Adds files of one role.
    ///
    /// @param paths with `/` between, relative to the role's folder
    public Layout with(Role role, Collection<String> paths, Function<String, Content> open) {
        paths.stream()
                .filter(Layout::isPicture)
                .forEach(path -> shelf(role).put(stem(path), path, open));
        return this;
    }

    /// Adds the predictions of one variant.
    public Layout withPredictions(
            String variant, Collection<String> paths, Function<String, Content> open) {
        Shelf shelf = predictions.computeIfAbsent(variant, _ -> new Shelf());
        paths.stream().filter(Layout::isPicture).forEach(path -> shelf.put(stem(path), path, open));
        return this;
    }

    /// Whether files of a role are there.
    public boolean holds(Role role) {
        return role == Role.PREDICTIONS ? !predictions.isEmpty() : !shelf(role).isEmpty();
    }

    /// The pairs: those of the truth, or without any of the pictures.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.InvalidOption if there is none
    public DataSet dataSet() {
        boolean hasTruth = holds(Role.TRUTH);
        Shelf pictures = holds(Role.IMAGES) ? shelf(Role.IMAGES) : shelf(Role.FOREGROUNDS);
        Shelf base = hasTruth ? shelf(Role.TRUTH) : pictures;
        List<PairSource> pairs = new ArrayList<>();
        List<String> alone = new ArrayList<>();
        for (String key : base.keys()) {
            PairSource pair = pair(key, hasTruth, pictures);
            if (pair.image() == null && pair.predictions().isEmpty()) {
                alone.add(base.path(key));
            } else {
                pairs.add(pair);
            }
        }
        return new DataSet(name, pairs, unmatched(hasTruth, alone));
    }

    private PairSource pair(String key, boolean hasTruth, Shelf pictures) {
        Map<String, Content> predicted = new TreeMap<>();
        predictions.forEach((variant, shelf) -> {
            Content content = shelf.take(key);
            if (content != null) {
                predicted.put(variant, content);
            }
        });
        int slash = key.lastIndexOf('/');
        return new PairSource(
                key.substring(0, slash + 1) + Role.bare(key.substring(slash + 1)),
                slash > 0 ? List.of(key.substring(0, slash)) : List.of(),
                predicted,
                hasTruth ? shelf(Role.TRUTH).take(key) : null,
                shelf(Role.TRIMAPS).take(key),
                pictures.take(key),
                !holds(Role.IMAGES));
    }

    private Map<String, List<String>> unmatched(boolean hasTruth, List<String> alone) {
        Map<String, List<String>> unmatched = new TreeMap<>();
        if (!alone.isEmpty()) {
            unmatched.put(hasTruth ? Role.TRUTH.key() : Role.IMAGES.key(), alone);
        }
        shelves.forEach((role, shelf) -> {
            if (role != Role.TRUTH || hasTruth) {
                add(unmatched, role.key(), shelf.left());
            }
        });
        predictions.forEach((variant, shelf) ->
                add(unmatched, Role.PREDICTIONS.key() + ":" + variant, shelf.left()));
        return unmatched;
    }

    private static void add(Map<String, List<String>> unmatched, String key, List<String> more) {
        if (!more.isEmpty()) {
            unmatched.computeIfAbsent(key, _ -> new ArrayList<>()).addAll(more);
        }
    }

    private Shelf shelf(Role role) {
        return shelves.computeIfAbsent(role, _ -> new Shelf());
    }

    private static boolean isPicture(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return !file.startsWith(".") && PICTURE.matcher(file).matches();
    }

    private static String stem(String path) {
        return path.substring(0, path.lastIndexOf('.'));
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
        String key = role == null ? String.join("/", parts) : without(parts, at + 1);
        Role told = role == null ? Role.ofStem(parts[parts.length - 1]) : role;
        if (told == Role.PREDICTIONS) {
            predictions
                    .computeIfAbsent(Role.PREDICTIONS.key(), _ -> new Shelf())
                    .put(key, path, open);
        } else {
            shelf(told == null ? Role.IMAGES : told).put(key, path, open);
        }
    }

    private static String without(String[] parts, int index) {
        List<String> rest = new ArrayList<>(List.of(parts));
        rest.remove(index);
        return String.join("/", rest);
    }

    /// SOD, ECSSD and MSRA keep `a.jpg` and its mask `a.png` in one folder.
    private void pairSideBySide() {
        if (holds(Role.TRUTH)) {
            return;
        }
        shelf(Role.IMAGES).moveTwins(shelf(Role.TRUTH));
    }

    private static String type(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /// Files of one role by what their partners share.
    private static final class Shelf {
        private final Map<String, File> byKey = new TreeMap<>();
        private final Map<String, File> byBareKey = new TreeMap<>();
        private final List<File> doubles = new ArrayList<>();
        private final Set<String> taken = new HashSet<>();

        private record File(String key, String path, Function<String, Content> open) {}

        void put(String key, String path, Function<String, Content> open) {
            File file = new File(key, path, open);
            if (byKey.putIfAbsent(key, file) == null) {
                byBareKey.putIfAbsent(bare(key), file);
            } else {
                doubles.add(file);
            }
        }

        private static String bare(String key) {
            int slash = key.lastIndexOf('/');
            return key.substring(0, slash + 1) + Role.bare(key.substring(slash + 1));
        }

        boolean isEmpty() {
            return byKey.isEmpty();
        }

        Collection<String> keys() {
            return byKey.keySet();
        }

        String path(String key) {
            File file = byKey.get(key);
            return file == null ? key : file.path();
        }

        @Nullable Content take(String key) {
            File file = byKey.get(key);
            if (file == null) {
                file = byBareKey.get(bare(key));
            }
            if (file == null) {
                return null;
            }
            taken.add(file.path());
            return file.open().apply(file.path());
        }

        List<String> left() {
            return Stream.concat(byKey.values().stream(), doubles.stream())
                    .map(File::path)
                    .filter(path -> !taken.contains(path))
                    .toList();
        }

        void moveTwins(Shelf masks) {
            for (File twin : List.copyOf(doubles)) {
                File first = Objects.requireNonNull(byKey.get(twin.key()));
                boolean firstIsPhotograph = PHOTOGRAPHS.contains(type(first.path()));
                if (firstIsPhotograph != PHOTOGRAPHS.contains(type(twin.path()))) {
                    doubles.remove(twin);
                    File picture = firstIsPhotograph ? first : twin;
                    File mask = firstIsPhotograph ? twin : first;
                    byKey.put(twin.key(), picture);
                    byBareKey.put(bare(twin.key()), picture);
                    masks.put(twin.key(), mask.path(), mask.open());
                }
            }
        }
    }
}
