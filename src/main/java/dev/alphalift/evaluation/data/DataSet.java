package dev.alphalift.evaluation.data;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Pairs that belong together, by their names in order.
///
/// @param name what it is called in reports
/// @param pairs sorted by name, no name twice
/// @param unmatched by role (`truth`, `images`, ...) the files that have no partner, and those that
///   are [not understood][Layout#NOT_UNDERSTOOD]
/// @param notes what was left aside besides, a sentence each
public record DataSet(
        String name,
        List<PairSource> pairs,
        Map<String, List<String>> unmatched,
        List<String> notes) {
    /// Nothing was left aside.
    public DataSet(String name, List<PairSource> pairs, Map<String, List<String>> unmatched) {
        this(name, pairs, unmatched, List.of());
    }

    /// @throws InvalidOption if there is no pair, or two of one name
    public DataSet {
        if (pairs.isEmpty()) {
            throw new InvalidOption(
                    "data set",
                    name,
                    "there is no pair in it.\nMaybe name the folders with --truth, --images and --predictions; files match by their names without suffix.");
        }
        pairs = pairs instanceof PairList sorted ? sorted : sorted(pairs);
        String before = null;
        for (PairSource pair : pairs) {
            if (pair.name().equals(before)) {
                throw new InvalidOption("data set", name, "two pairs are called " + pair.name());
            }
            if (pair.truth() == null && pair.image() == null) {
                throw new InvalidOption(
                        "truth",
                        pair.name(),
                        "this pair has neither truth nor image, and a prediction alone cannot be"
                                + " scored.");
            }
            before = pair.name();
        }
        Map<String, List<String>> copy = new TreeMap<>();
        unmatched.forEach((role, files) -> copy.put(role, List.copyOf(files)));
        unmatched = Collections.unmodifiableMap(copy);
        notes = List.copyOf(notes);
    }

    private static List<PairSource> sorted(List<PairSource> pairs) {
        List<PairSource> sorted = new ArrayList<>(pairs);
        sorted.sort(Comparator.comparing(PairSource::name));
        return Collections.unmodifiableList(sorted);
    }

    /// The names of the pairs, in order, each made when it is asked for.
    public List<String> names() {
        return new Names(pairs);
    }

    private static final class Names extends AbstractList<String> implements RandomAccess {
        private final List<PairSource> pairs;

        Names(List<PairSource> pairs) {
            this.pairs = pairs;
        }

        @Override
        public String get(int index) {
            return pairs.get(index).name();
        }

        @Override
        public int size() {
            return pairs.size();
        }
    }

    /// This, if any of its pairs has a truth.
    ///
    /// @throws InvalidOption if none has
    public DataSet requireTruth() {
        if (pairs.stream().allMatch(pair -> pair.truth() == null)) {
            throw new InvalidOption(
                    "truth",
                    name,
                    "none of the pairs has a truth, and without one nothing can be said about"
                            + " accuracy.\nMaybe --without-truth, if that is meant.");
        }
        return this;
    }

    /// The pair of a name.
    ///
    /// @throws IllegalArgumentException if there is none
    public PairSource pair(String wanted) {
        int index = Collections.binarySearch(names(), wanted);
        if (index < 0) {
            throw new IllegalArgumentException("There is no pair \"%s\".".formatted(wanted));
        }
        return pairs.get(index);
    }

    /// The same with more tags for some pairs.
    ///
    /// @param tags by name of the pair
    public DataSet tagged(Map<String, List<String>> tags) {
        Set<String> strangers = new TreeSet<>(tags.keySet());
        pairs.forEach(pair -> strangers.remove(pair.name()));
        List<String> more = new ArrayList<>(notes);
        if (!strangers.isEmpty()) {
            more.add(
                    "Tags of %s that no pair is called: %s."
                            .formatted(
                                    Phrases.counted(strangers.size(), "name"),
                                    Phrases.some(List.copyOf(strangers))));
        }
        return new DataSet(name, PairList.tagged(pairs, tags), unmatched, more);
    }
}
