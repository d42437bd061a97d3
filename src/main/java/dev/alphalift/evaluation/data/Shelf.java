package dev.alphalift.evaluation.data;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Files of one role by what their partners share: a key, which is a path without type and without
/// the folder that told the role. Where nothing has a key, a file whose key differs by case or by
/// what tells its role has it; two that could be meant are refused.
final class Shelf {
    private static final Set<String> PHOTOGRAPHS = Set.of("jpg", "jpeg");

    private final String dataSet;
    private final boolean takesFirst;
    private final Map<String, List<Shelved>> byKey = new TreeMap<>();
    private final Map<String, List<Shelved>> byLooseKey = new HashMap<>();

    /// Which key has taken a file, by its path.
    private final Map<String, String> taken = new HashMap<>();

    /// @param path as it was found
    record Shelved(String key, String path, Function<String, Content> open) {}

    /// @param dataSet its name, for messages
    /// @param takesFirst whether of several the first one is meant: data sets have several trimaps
    Shelf(String dataSet, boolean takesFirst) {
        this.dataSet = dataSet;
        this.takesFirst = takesFirst;
    }

    void put(Shelved file) {
        byKey.computeIfAbsent(file.key(), _ -> new ArrayList<>()).add(file);
        byLooseKey.computeIfAbsent(loose(file.key()), _ -> new ArrayList<>()).add(file);
    }

    private void remove(Shelved file) {
        remove(byKey, file.key(), file);
        remove(byLooseKey, loose(file.key()), file);
    }

    private static void remove(Map<String, List<Shelved>> files, String key, Shelved file) {
        List<Shelved> same = files.get(key);
        if (same != null && same.remove(file) && same.isEmpty()) {
            files.remove(key);
        }
    }

    private static String loose(String key) {
        int slash = key.lastIndexOf('/');
        return key.substring(0, slash + 1).toLowerCase(Locale.ROOT)
                + RoleWords.loose(key.substring(slash + 1));
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    boolean hasTaken() {
        return !taken.isEmpty();
    }

    Collection<String> keys() {
        return byKey.keySet();
    }

    List<Shelved> files() {
        return byKey.values().stream().flatMap(List::stream).toList();
    }

    boolean knows(String key) {
        return byKey.containsKey(key) || byLooseKey.containsKey(loose(key));
    }

    /// The file of a key; null when there is none.
    ///
    /// @throws InvalidOption if two could be meant, or it has been taken by another key
    @Nullable Content take(String key) {
        List<Shelved> meant = byKey.get(key);
        if (meant == null) {
            meant = byLooseKey.getOrDefault(loose(key), List.of());
        }
        if (meant.isEmpty()) {
            return null;
        }
        Shelved file = meant.getFirst();
        if (meant.size() > 1 && !takesFirst) {
            throw ambiguous(
                    "%s and %s could both be meant for \"%s\""
                            .formatted(file.path(), meant.get(1).path(), key));
        }
        String other = taken.put(file.path(), key);
        if (other != null && !other.equals(key)) {
            throw ambiguous(
                    "%s would belong to both \"%s\" and \"%s\"".formatted(file.path(), other, key));
        }
        return file.open().apply(file.path());
    }

    private InvalidOption ambiguous(String what) {
        return new InvalidOption(
                "data set",
                dataSet,
                what
                        + ".\nMaybe name the folders with --truth, --images and --predictions, or"
                        + " give a list.");
    }

    List<String> left() {
        return files().stream()
                .map(Shelved::path)
                .filter(path -> !taken.containsKey(path))
                .toList();
    }

    /// SOD, ECSSD and MSRA keep `a.jpg` and its mask `a.png` in one folder: parts them.
    void partTwins(Shelf pictures, Shelf masks) {
        for (List<Shelved> same : List.copyOf(byKey.values())) {
            boolean areTwins = areTwins(same);
            if (areTwins) {
                for (Shelved file : List.copyOf(same)) {
                    remove(file);
                    (isPhotograph(file) ? pictures : masks).put(file);
                }
            }
        }
    }

    static boolean areTwins(List<Shelved> same) {
        return same.size() == 2 && isPhotograph(same.get(0)) != isPhotograph(same.get(1));
    }

    private static boolean isPhotograph(Shelved file) {
        String path = file.path();
        return PHOTOGRAPHS.contains(
                path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
