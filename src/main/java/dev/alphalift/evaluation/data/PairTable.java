package dev.alphalift.evaluation.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Pairs as numbers of files in a table: what a pair takes are the letters of its files' names and
/// some 50 bytes.
final class PairTable extends PairList {
    private final FileTable files;
    private final Texts names = new Texts();
    private final Ints tags = new Ints();
    private final List<List<String>> tagLists = new ArrayList<>();
    private final Ints truths = new Ints();
    private final Ints trimaps = new Ints();
    private final Ints images = new Ints();
    private final Ints foregrounds = new Ints();
    private final Map<String, Ints> predictions = new TreeMap<>();
    private int[] order = new int[0];

    private PairTable(FileTable files) {
        this.files = files;
    }

    @Override
    public PairSource get(int index) {
        int row = order[index];
        Map<String, Content> predicted = new TreeMap<>();
        predictions.forEach((variant, rows) -> {
            Content content = row < rows.size() ? files.open(rows.get(row)) : null;
            if (content != null) {
                predicted.put(variant, content);
            }
        });
        int foreground = foregrounds.get(row);
        return new PairSource(
                names.get(row),
                tagLists.get(tags.get(row)),
                predicted,
                files.open(truths.get(row)),
                files.open(trimaps.get(row)),
                files.open(foreground == FileTable.NONE ? images.get(row) : foreground),
                foreground != FileTable.NONE);
    }

    @Override
    public int size() {
        return order.length;
    }

    /// A pair whose files are numbers, [FileTable#NONE] where there is none.
    ///
    /// @param foreground what it has instead of an image
    /// @param predictions by variant
    record Row(
            String name,
            List<String> tags,
            int truth,
            int trimap,
            int image,
            int foreground,
            Map<String, Integer> predictions) {}

    /// Makes a table, pair by pair in any order. Used by one thread.
    static final class Builder {
        private final PairTable table;
        private final Map<List<String>, Integer> tagLists = new HashMap<>();

        /// @param files whose numbers the pairs have; more may still be added
        Builder(FileTable files) {
            this.table = new PairTable(files);
        }

        void add(Row row) {
            table.names.add(row.name());
            table.truths.add(row.truth());
            table.trimaps.add(row.trimap());
            table.images.add(row.image());
            table.foregrounds.add(row.foreground());
            table.tags.add(
                    tagLists.computeIfAbsent(
                            List.copyOf(row.tags()),
                            tags -> {
                                table.tagLists.add(tags);
                                return table.tagLists.size() - 1;
                            }));
            row.predictions().forEach(this::add);
        }

        private void add(String variant, int file) {
            Ints rows = table.predictions.computeIfAbsent(variant, _ -> new Ints());
            while (rows.size() < table.names.size() - 1) {
                rows.add(FileTable.NONE);
            }
            rows.add(file);
        }

        int size() {
            return table.names.size();
        }

        /// The table, in the order of names; nothing is added any more.
        PairList build() {
            table.order = table.names.order();
            return table;
        }
    }
}
