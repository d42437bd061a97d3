package dev.alphalift.evaluation.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.eval.Score;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// Picks the pairs that a page shows pictures of, while pairs go by: the worst by each of some
/// scores in turn, since a page can be sorted by any. Keeps no more than it may pick. Used by one
/// thread.
public final class WorstPairs {
    /// What they are picked by, in turn; each sees other mistakes.
    static final List<Score> BY =
            List.of(Score.IOU, Score.MAE, Score.BOUNDARY_IOU, Score.S_MEASURE);

    private final int most;
    private final List<Kept> worst;

    /// @param most how many to pick, 0 or more
    public WorstPairs(int most) {
        if (most < 0) {
            throw new IllegalArgumentException(
                    "The number of pairs (%s) must not be negative.".formatted(most));
        }
        this.most = most;
        this.worst = BY.stream().map(Kept::by).toList();
    }

    // The least bad one on top, to be thrown out.
    private record Kept(Score score, PriorityQueue<Ranked> pairs) {
        static Kept by(Score score) {
            return new Kept(score, new PriorityQueue<>(Ranked.WORST_FIRST.reversed()));
        }

        List<Ranked> sorted() {
            List<Ranked> sorted = new ArrayList<>(pairs);
            sorted.sort(Ranked.WORST_FIRST);
            return sorted;
        }
    }

    private record Ranked(double badness, JsonNode pair) {
        // By name where they are equally bad, so that the order of looking does not matter.
        static final Comparator<Ranked> WORST_FIRST =
                Comparator.comparingDouble(Ranked::badness)
                        .reversed()
                        .thenComparing(ranked -> key(ranked.pair));
    }

    /// Looks at a pair as it stands in the JSON report.
    public void look(JsonNode pair) {
        for (Kept kept : worst) {
            JsonNode value = PageContent.at(pair.path("scores"), kept.score().key());
            if (value.isNumber() && most > 0) {
                double sign = kept.score().better() == Score.Better.HIGHER ? -1 : 1;
                kept.pairs().add(new Ranked(sign * value.doubleValue(), pair));
                if (kept.pairs().size() > most) {
                    kept.pairs().poll();
                }
            }
        }
    }

    /// The picked ones, as they stand in the JSON report.
    public List<JsonNode> picked() {
        List<List<Ranked>> sorted = worst.stream().map(Kept::sorted).toList();
        Map<String, JsonNode> picked = new LinkedHashMap<>();
        for (int place = 0; place < most; place++) {
            for (List<Ranked> ranked : sorted) {
                if (place < ranked.size() && picked.size() < most) {
                    JsonNode pair = ranked.get(place).pair();
                    picked.putIfAbsent(key(pair), pair);
                }
            }
        }
        return List.copyOf(picked.values());
    }

    private static String key(JsonNode pair) {
        return pair.path("name").asText() + '\0' + pair.path("variant").asText();
    }
}
