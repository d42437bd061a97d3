package dev.alphalift.evaluation.data;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/// Pairs in the order of their names that never change, each made when it is asked for. A data set
/// has tens of thousands, and a pair as an object takes half a kilobyte.
abstract class PairList extends AbstractList<PairSource> implements RandomAccess {
    /// The same with more tags, by name of the pair.
    static PairList tagged(List<PairSource> pairs, Map<String, List<String>> tags) {
        return new PairList() {
            @Override
            public PairSource get(int index) {
                PairSource pair = pairs.get(index);
                return pair.with(tags.getOrDefault(pair.name(), List.of()));
            }

            @Override
            public int size() {
                return pairs.size();
            }
        };
    }
}
