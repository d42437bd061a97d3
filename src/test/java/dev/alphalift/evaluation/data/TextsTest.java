package dev.alphalift.evaluation.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final List<String> SOME =
            List.of("b", "", "a/Ü.png", "a", "b", "\udc80\udcff", "😀", "\uffff", "a\0", "日本", "é");

    private static Texts of(List<String> texts) {
        Texts all = new Texts();
        all.addAll(texts);
        return all;
    }

    @Test
    void any_text_comes_back_as_it_was() {
        assertThat(of(SOME)).containsExactlyElementsOf(SOME);
    }

    @Test
    void texts_come_back_over_many_blocks_and_where_one_is_larger_than_a_block() {
        Random random = new Random(7);
        List<String> texts = new ArrayList<>();
        for (int index = 0; index < 5000; index++) {
            texts.add("x".repeat(random.nextInt(40)) + index);
        }
        texts.add(100, "y".repeat(40_000));
        texts.add("é".repeat(16_384));

        assertThat(of(texts)).containsExactlyElementsOf(texts);
    }

    @Test
    void an_empty_text_behind_a_full_block_comes_back() {
        List<String> texts = List.of("", "y".repeat(16_384), "", "z", "");

        assertThat(of(texts)).containsExactlyElementsOf(texts);
    }

    @Test
    void their_order_is_that_of_strings() {
        List<String> expected = new ArrayList<>(SOME);
        Collections.sort(expected);

        assertThat(of(SOME).sorted()).containsExactlyElementsOf(expected);
    }

    @Test
    void those_that_are_there_twice_are_told() {
        assertThat(of(SOME).repeated().stream().boxed()).containsExactly(0, 4);
    }

    @Test
    void places_are_told_of_those_that_are_there() {
        assertThat(of(SOME).places(List.of("a", "c", "日本", ""))).containsExactly(3, -1, 9, 1);
    }
}
