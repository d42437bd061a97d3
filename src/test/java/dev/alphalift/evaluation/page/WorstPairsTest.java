package dev.alphalift.evaluation.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorstPairsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void the_worst_by_each_score_come_in_turn() {
        var worst = new WorstPairs(3);

        worst.look(pair("good", 0.9, 0.1));
        worst.look(pair("lowest", 0.1, 0.2));
        worst.look(pair("far off", 0.8, 0.7));
        worst.look(pair("low", 0.2, 0.3));

        assertThat(names(worst)).containsExactly("lowest", "far off", "low");
    }

    @Test
    void a_pair_is_picked_once_for_each_variant() {
        var worst = new WorstPairs(4);

        worst.look(pair("a", 0.1, 0.9));
        worst.look(pair("a", 0.1, 0.9).put("variant", "other"));

        assertThat(names(worst)).containsExactly("a", "a");
    }

    @Test
    void pairs_without_scores_are_never_the_worst() {
        var worst = new WorstPairs(2);

        worst.look(JSON.createObjectNode().put("name", "failed"));
        worst.look(pair("scored", 0.9, 0.1));

        assertThat(names(worst)).containsExactly("scored");
    }

    @Test
    void none_are_picked_where_none_are_wanted() {
        var worst = new WorstPairs(0);

        worst.look(pair("a", 0.1, 0.9));

        assertThat(worst.picked()).isEmpty();
    }

    @Test
    void the_order_of_looking_does_not_matter() {
        var random = new Random(5);
        List<ObjectNode> pairs = new ArrayList<>();
        for (int index = 0; index < 200; index++) {
            // Few values, so that many are equally bad.
            pairs.add(pair("pair " + index, random.nextInt(4) / 4.0, random.nextInt(4) / 4.0));
        }
        var inOrder = new WorstPairs(12);
        pairs.forEach(inOrder::look);

        Collections.shuffle(pairs, random);
        var shuffled = new WorstPairs(12);
        pairs.forEach(shuffled::look);

        assertThat(names(shuffled)).hasSize(12).isEqualTo(names(inOrder));
    }

    private static ObjectNode pair(String name, double iou, double mae) {
        ObjectNode pair = JSON.createObjectNode().put("name", name).put("variant", "u2netp");
        pair.putObject("scores").put("iou", iou).put("mae", mae);
        return pair;
    }

    private static List<String> names(WorstPairs worst) {
        return worst.picked().stream().map((JsonNode pair) -> pair.path("name").asText()).toList();
    }
}
