package dev.alphalift.dialect.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.image.Rgba;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionKindTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final OptionKind<Boolean> FLAG = new OptionKind.Flag();
    private static final OptionKind<Integer> LEVEL = new OptionKind.Whole(0, 255, "");
    private static final OptionKind<Rgba> COLOUR = new OptionKind.Colour();
    private static final OptionKind<String> LENGTH = new OptionKind.Extent(false);
    private static final OptionKind<String> WORD = new OptionKind.OneOf(List.of("none", "fast"));

    @ParameterizedTest
    @ValueSource(strings = {"true", "T", " 1 ", "Yes", "y", "on"})
    void a_yes_of_any_form_is_yes(String text) {
        assertThat(FLAG.ofText("om", text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "maybe", "ja", "tru"})
    void what_is_neither_a_yes_nor_a_no_is_refused(String text) {
        assertThatThrownBy(() -> FLAG.ofText("om", text))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("om");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"true\"", "null", "[]"})
    void in_json_only_true_and_false_are_a_yes_and_a_no(String json) throws Exception {
        assertThat(FLAG.ofJson("x", JSON.readTree("true"))).isTrue();
        assertThatThrownBy(() -> FLAG.ofJson("x", JSON.readTree(json)))
                .isInstanceOf(InvalidOption.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "256", "1.5", "x", "", "99999999999"})
    void a_number_outside_of_its_range_is_refused(String text) {
        assertThatThrownBy(() -> LEVEL.ofText("af", text))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("af");
    }

    @Test
    void the_ends_of_a_range_belong_to_it() throws Exception {
        assertThat(LEVEL.ofText("af", "0")).isZero();
        assertThat(LEVEL.ofText("af", " 255 ")).isEqualTo(255);
        assertThat(LEVEL.ofJson("af", JSON.readTree("255.0"))).isEqualTo(255);
        assertThatThrownBy(() -> LEVEL.ofJson("af", JSON.readTree("1e300")))
                .isInstanceOf(InvalidOption.class);
    }

    @ParameterizedTest
    @CsvSource({"3,3", "75.0,75", "0.5,0.5", "2.5e1,25", "1e-7,0.0000001", "1.1e-9,0.0000000011"})
    void a_length_of_json_is_a_text_or_a_number_of_any_form(String json, String text)
            throws Exception {
        assertThat(LENGTH.ofJson("open", JSON.readTree(json))).isEqualTo(text);
        assertThat(LENGTH.ofJson("open", JSON.readTree("\"5pm\""))).isEqualTo("5pm");
        assertThatThrownBy(() -> LENGTH.ofJson("open", JSON.readTree("true")))
                .isInstanceOf(InvalidOption.class);
    }

    @Test
    void a_colour_is_four_numbers() throws Exception {
        assertThat(COLOUR.ofText("bgc", "1, 2,3,255")).isEqualTo(new Rgba(1, 2, 3, 255));
        assertThat(COLOUR.ofJson("bgcolor", JSON.readTree("[1, 2, 3.0, 0]")))
                .isEqualTo(new Rgba(1, 2, 3, 0));
        for (String wrong : List.of("1,2,3", "1,2,3,4,5", "1,2,3,256", "a,b,c,d", "")) {
            assertThatThrownBy(() -> COLOUR.ofText("bgc", wrong)).isInstanceOf(InvalidOption.class);
        }
        for (String wrong : List.of("[1,2,3]", "[1,2,3,256]", "[1,2,3,\"4\"]", "{}", "7")) {
            assertThatThrownBy(() -> COLOUR.ofJson("bgcolor", JSON.readTree(wrong)))
                    .isInstanceOf(InvalidOption.class);
        }
    }

    @Test
    void a_word_has_no_case_and_one_that_is_not_known_is_told_the_others() {
        assertThat(WORD.ofText("refine", " Fast ")).isEqualTo("fast");
        assertThatThrownBy(() -> WORD.ofText("refine", "slow"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("none, fast");
    }
}
