package dev.alphalift.evaluation;

import dev.alphalift.eval.Flag;
import dev.alphalift.evaluation.data.DataSet;
import dev.alphalift.evaluation.data.Layout;
import dev.alphalift.evaluation.data.PairSource;
import dev.alphalift.evaluation.data.Phrases;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What should be known before a report is read: what was left aside, that there is no truth, and
/// files whose values are doubtful.
///
/// @param tables the results by variant
record Warnings(DataSet data, Map<String, Table> tables) {
    /// A sentence each.
    List<String> all() {
        List<String> all = new ArrayList<>(data.notes());
        addNotUnderstood(all);
        addWithoutTruth(all);
        for (Flag flag : Flag.values()) {
            if (!flag.meaning().isEmpty()) {
                addFlag(flag, all);
            }
        }
        return all;
    }

    private void addNotUnderstood(List<String> all) {
        Map<String, Long> folders =
                data.unmatched().getOrDefault(Layout.NOT_UNDERSTOOD, List.of()).stream()
                        .collect(
                                Collectors.groupingBy(
                                        Layout::folder, TreeMap::new, Collectors.counting()));
        if (!folders.isEmpty()) {
            List<String> named =
                    folders.entrySet().stream()
                            .map(each ->
                                    Phrases.folder(each.getKey(), Math.toIntExact(each.getValue())))
                            .toList();
            all.add("Not understood, and left out: %s.".formatted(Phrases.some(named)));
        }
    }

    private void addWithoutTruth(List<String> all) {
        List<String> without =
                data.pairs().stream()
                        .filter(pair -> pair.truth() == null)
                        .map(PairSource::name)
                        .toList();
        if (without.size() == data.pairs().size()) {
            all.add("There is no truth: this says nothing about accuracy.");
        } else if (!without.isEmpty()) {
            all.add(
                    "%s without truth, of which nothing is said about accuracy: %s."
                            .formatted(
                                    Phrases.counted(without.size(), "pair"),
                                    Phrases.some(without)));
        }
    }

    private void addFlag(Flag flag, List<String> all) {
        BitSet rows = new BitSet();
        tables.values().forEach(table -> rows.or(table.flags().getOrDefault(flag, new BitSet())));
        if (!rows.isEmpty()) {
            List<String> names = rows.stream().mapToObj(data.names()::get).toList();
            all.add(
                    "%s: %s (%s): %s."
                            .formatted(
                                    flag.code(),
                                    Phrases.counted(names.size(), "pair"),
                                    Phrases.some(names),
                                    flag.meaning()));
        }
    }
}
