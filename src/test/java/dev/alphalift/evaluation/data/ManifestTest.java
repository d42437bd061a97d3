package dev.alphalift.evaluation.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static DataSet read(String text) {
        return Manifest.read(
                text.getBytes(StandardCharsets.UTF_8),
                "list",
                path -> new BytesContent(path, new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pairs\": [{\"id\": \"x\", \"image\": \"i/x.jpg\", \"alpha\": \"a/x.png\","
                        + " \"tags\": [\"hair\", \"white\"]}]}",
                "[{\"name\": \"x\", \"image\": \"i/x.jpg\", \"gt\": \"a/x.png\","
                        + " \"tags\": [\"hair\", \"white\"]}]",
                "{\"name\": \"x\", \"image\": \"i/x.jpg\", \"truth\": \"a/x.png\","
                        + " \"tags\": \"hair white\"}\n\n",
                "Name,Image,Truth,Tags\nx,i/x.jpg,a/x.png,hair white\n"
            })
    void lists_of_all_kinds_say_the_same(String text) {
        PairSource pair = read(text).pairs().getFirst();

        assertThat(pair.name()).isEqualTo("x");
        assertThat(pair.image().place()).isEqualTo("i/x.jpg");
        assertThat(pair.truth().place()).isEqualTo("a/x.png");
        assertThat(pair.tags()).containsExactly("hair", "white");
        assertThat(pair.trimap()).isNull();
    }

    @Test
    void a_pair_without_name_is_called_like_its_truth() {
        assertThat(read("truth,prediction\nt/a.png,p/a.png").pairs().getFirst().name())
                .isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"pairs\": [", "{\"pairs\": []}", "", "[{}]", "[1]"})
    void what_is_no_list_of_pairs_is_told(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidOption.class);
    }

    @Test
    void two_pairs_of_one_name_are_told() {
        assertThatThrownBy(() -> read("truth,prediction\na/x.png,p\nb/x.png,p"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("two pairs are called x");
    }

    @Test
    void tags_can_come_from_a_list_of_their_own() {
        Map<String, List<String>> tags =
                Manifest.tags("name,tags\na,hard glass\n".getBytes(StandardCharsets.UTF_8), "tags");

        DataSet set = read("truth,prediction\na.png,p.png").tagged(tags);

        assertThat(set.pairs().getFirst().tags()).containsExactly("hard", "glass");
    }
}
