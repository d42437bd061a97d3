package dev.alphalift.evaluation.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShelfTest {
    private final FileTable table = new FileTable();
    private final ShelvedFiles all = new ShelvedFiles(table);
    private final Shelf shelf = new Shelf("set", false, all);

    private void put(String... paths) {
        for (String path : paths) {
            String key = path.substring(0, path.lastIndexOf('.'));
            shelf.put(all.add(key, path, place -> new BytesContent(place, new byte[0])));
        }
    }

    private String taken(String key) {
        Content content = table.open(shelf.take(key));
        return content == null ? null : content.place();
    }

    @Test
    void files_are_found_by_their_keys_in_any_order() {
        put("c.png", "a.png", "b-1.png", "b.png");

        assertThat(List.of("b", "a", "c", "b-1").stream().map(this::taken))
                .containsExactly("b.png", "a.png", "c.png", "b-1.png");
        assertThat(shelf.keys()).containsExactly("a", "b", "b-1", "c");
        assertThat(shelf.left()).isEmpty();
    }

    @Test
    void a_file_that_is_called_a_little_otherwise_is_found_where_nothing_has_the_key() {
        put("A_mask.png", "b_mask.png", "b.png");

        assertThat(taken("a")).isEqualTo("A_mask.png");
        assertThat(taken("b")).isEqualTo("b.png");
        assertThat(taken("d")).isNull();
        assertThat(shelf.left()).containsExactly("b_mask.png");
    }

    @Test
    void two_files_of_one_key_are_refused() {
        put("a.png", "b.png", "a.jpg");

        assertThat(taken("b")).isEqualTo("b.png");
        assertThatThrownBy(() -> taken("a"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("a.png and a.jpg could both be meant for \"a\"");
    }

    @Test
    void a_file_that_two_keys_would_have_is_refused() {
        put("a_mask.png");

        assertThat(taken("a")).isEqualTo("a_mask.png");
        assertThatThrownBy(() -> taken("A"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("would belong to both \"a\" and \"A\"");
    }

    @Test
    void twins_are_parted_and_the_others_stay() {
        Shelf masks = new Shelf("set", false, all);
        put("b.jpg", "b.png", "a.jpg", "c.png", "c.tif");

        assertThat(shelf.holdsTwins()).isTrue();
        shelf.partTwins(shelf, masks);

        assertThat(shelf.files().map(ShelvedFiles.Shelved::path))
                .containsExactly("a.jpg", "b.jpg", "c.png", "c.tif");
        assertThat(masks.files().map(ShelvedFiles.Shelved::path)).containsExactly("b.png");
        assertThat(shelf.holdsTwins()).isFalse();
    }
}
