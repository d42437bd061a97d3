package dev.alphalift.bench;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Pairs that belong together, by their names in order.
///
/// @param name what it is called in reports
/// @param pairs sorted by name, no name twice
/// @param unmatched by role (`truth`, `images`, ...) the files that have no partner
public record DataSet(String name, List<PairSource> pairs, Map<String, List<String>> unmatched) {
    /// @throws InvalidOption if there is no pair, or two of one name
    public DataSet {
        if (pairs.isEmpty()) {
            throw new InvalidOption(
                    "data set",
                    name,
                    "there is no pair in it.\nMaybe name the folders with --truth, --images and --predictions; files match by their names without suffix.");
        }
        List<PairSource> sorted = new ArrayList<>(pairs);
        sorted.sort(Comparator.comparing(PairSource::name));
        Set<String> names = new HashSet<>();
        for (PairSource pair : sorted) {
            if (!names.add(pair.name())) {
                throw new InvalidOption("data set", name, "two pairs are called " + pair.name());
            }
        }
        pairs = Collections.unmodifiableList(sorted);
        Map<String, List<String>> copy = new TreeMap<>();
        unmatched.forEach((role, files) -> copy.put(role, List.copyOf(files)));
        unmatched = Collections.unmodifiableMap(copy);
    }

    /// The pair of a name.
    ///
    /// @throws IllegalArgumentException if there is none
    public PairSource pair(String wanted) {
        int index = Collections.binarySearch(pairs.stream().map(PairSource::name).toList(), wanted);
        if (index < 0) {
            throw new IllegalArgumentException("There is no pair \"%s\".".formatted(wanted));
        }
        return pairs.get(index);
    }

    /// The same with more tags for some pairs.
    ///
    /// @param tags by name of the pair
    public DataSet tagged(Map<String, List<String>> tags) {
        return new DataSet(
                name,
                pairs.stream()
                        .map(pair -> pair.with(tags.getOrDefault(pair.name(), List.of())))
                        .toList(),
                unmatched);
    }
}
