package dev.alphalift.evaluation.data;

import dev.alphalift.evaluation.data.ShelvedFiles.Shelved;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Files of one role by what their partners share: a key, which is a path without type and without
/// the folder that told the role. Where nothing has a key, a file whose key differs by case or by
/// what tells its role has it; two that could be meant are refused.
///
/// There are tens of thousands of files, so a shelf has their numbers only, by key and, once a key
/// is looked for in vain, by the hashes of loose keys.
final class Shelf {
    private static final Set<String> PHOTOGRAPHS = Set.of("jpg", "jpeg");

    private final String dataSet;
    private final boolean takesFirst;
    private final ShelvedFiles all;
    private Ints files = new Ints();
    private boolean hasTaken;

    /// By key, those of one key in the order in which they came; null until it is asked for.
    private int @Nullable [] sorted;

    /// Hashes of loose keys, and at which place of `files` they are; null until it is asked for.
    private long @Nullable [] loose;

    /// Keys are mostly asked for in order: where the last one was found.
    private int last;

    /// @param dataSet its name, for messages
    /// @param takesFirst whether of several the first one is meant: data sets have several trimaps
    Shelf(String dataSet, boolean takesFirst, ShelvedFiles all) {
        this.dataSet = dataSet;
        this.takesFirst = takesFirst;
        this.all = all;
    }

    void put(int file) {
        files.add(file);
        forgetOrder();
    }

    private void forgetOrder() {
        sorted = null;
        loose = null;
        last = 0;
    }

    private static String loose(String key) {
        int slash = key.lastIndexOf('/');
        return key.substring(0, slash + 1).toLowerCase(Locale.ROOT)
                + RoleWords.loose(key.substring(slash + 1));
    }

    boolean isEmpty() {
        return files.size() == 0;
    }

    boolean hasTaken() {
        return hasTaken;
    }

    /// The keys, each once, in order.
    Texts keys() {
        Texts keys = new Texts();
        int end;
        for (int first = 0; first < files.size(); first = end) {
            end = endOfKey(first);
            keys.add(all.key(sorted()[first]));
        }
        return keys;
    }

    /// The files by their keys.
    Stream<Shelved> files() {
        return Arrays.stream(sorted()).mapToObj(this::view);
    }

    /// The files in the order in which they came.
    Stream<Shelved> arrived() {
        Ints arrived = files;
        return IntStream.range(0, arrived.size()).map(arrived::get).mapToObj(this::view);
    }

    int size() {
        return files.size();
    }

    boolean knows(String key) {
        return first(key) >= 0 || !looselyMeant(key).isEmpty();
    }

    /// The file of a key; [FileTable#NONE] when there is none.
    ///
    /// @throws InvalidOption if two could be meant, or it has been taken by another key
    int take(String key) {
        List<Shelved> meant = meant(key);
        if (meant.isEmpty()) {
            return FileTable.NONE;
        }
        Shelved file = meant.getFirst();
        if (meant.size() > 1 && !takesFirst) {
            throw ambiguous(
                    "%s and %s could both be meant for \"%s\""
                            .formatted(file.path(), meant.get(1).path(), key));
        }
        String other = all.take(file.file(), key);
        hasTaken = true;
        if (other != null && !other.equals(key)) {
            throw ambiguous(
                    "%s would belong to both \"%s\" and \"%s\"".formatted(file.path(), other, key));
        }
        return file.file();
    }

    private List<Shelved> meant(String key) {
        int first = first(key);
        if (first < 0) {
            return looselyMeant(key);
        }
        int[] order = sorted();
        last = endOfKey(first);
        return Arrays.stream(order, first, last).mapToObj(this::view).toList();
    }

    /// The place in order of the first file behind those of the key that one at a place has.
    private int endOfKey(int first) {
        int[] order = sorted();
        String key = all.key(order[first]);
        int end = first + 1;
        while (end < order.length && all.key(order[end]).equals(key)) {
            end++;
        }
        return end;
    }

    private Shelved view(int file) {
        return new Shelved(all, file);
    }

    /// The place in order of the first file that has a key; negative when none has.
    private int first(String key) {
        int[] order = sorted();
        if (last < order.length && all.key(order[last]).equals(key)) {
            return last;
        }
        int from = 0;
        int to = order.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (all.key(order[middle]).compareTo(key) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from < order.length && all.key(order[from]).equals(key) ? from : -1;
    }

    private int[] sorted() {
        if (sorted == null) {
            Ints unsorted = files;
            sorted =
                    IntStream.range(0, unsorted.size())
                            .map(unsorted::get)
                            .boxed()
                            .sorted(Comparator.comparing(all::key))
                            .mapToInt(Integer::intValue)
                            .toArray();
        }
        return sorted;
    }

    private List<Shelved> looselyMeant(String key) {
        if (isEmpty()) {
            return List.of();
        }
        String wanted = loose(key);
        long[] hashes = looselySorted();
        int place = Arrays.binarySearch(hashes, hashed(wanted, 0));
        int first = place < 0 ? -place - 1 : place;
        return Arrays.stream(hashes, first, hashes.length)
                .takeWhile(hash -> hash >> Integer.SIZE == wanted.hashCode())
                .mapToObj(hash -> view(files.get((int) hash)))
                .filter(file -> loose(file.key()).equals(wanted))
                .toList();
    }

    private long[] looselySorted() {
        if (loose == null) {
            long[] hashes = new long[files.size()];
            for (int place = 0; place < hashes.length; place++) {
                hashes[place] = hashed(loose(all.key(files.get(place))), place);
            }
            Arrays.sort(hashes);
            loose = hashes;
        }
        return loose;
    }

    private static long hashed(String looseKey, int place) {
        return (long) looseKey.hashCode() << Integer.SIZE | place;
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
        return files().filter(file -> !all.isTaken(file.file())).map(Shelved::path).toList();
    }

    /// SOD, ECSSD and MSRA keep `a.jpg` and its mask `a.png` in one folder: parts them.
    void partTwins(Shelf pictures, Shelf masks) {
        Ints parted = twins();
        BitSet gone = new BitSet();
        for (int place = 0; place < parted.size(); place++) {
            gone.set(parted.get(place));
        }
        Ints before = files;
        files = new Ints();
        for (int place = 0; place < before.size(); place++) {
            if (!gone.get(before.get(place))) {
                files.add(before.get(place));
            }
        }
        forgetOrder();
        for (int place = 0; place < parted.size(); place++) {
            int file = parted.get(place);
            (isPhotograph(file) ? pictures : masks).put(file);
        }
    }

    boolean holdsTwins() {
        return twins().size() > 0;
    }

    /// Both of all that are alone with a key, when one of them is a photograph.
    private Ints twins() {
        int[] order = sorted();
        Ints twins = new Ints();
        int end;
        for (int first = 0; first < order.length; first = end) {
            end = endOfKey(first);
            if (end == first + 2 && isPhotograph(order[first]) != isPhotograph(order[first + 1])) {
                twins.add(order[first]);
                twins.add(order[first + 1]);
            }
        }
        return twins;
    }

    private boolean isPhotograph(int file) {
        String path = view(file).path();
        return PHOTOGRAPHS.contains(
                path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
