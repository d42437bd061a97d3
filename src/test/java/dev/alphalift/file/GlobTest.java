package dev.alphalift.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    private static boolean matches(String pattern, String path) {
        return new Glob(pattern).matches(FileNames.relative(path));
    }

    @ParameterizedTest
    @CsvSource({
        "*.jpg, a.jpg",
        "*.jpg, sub/deep/a.jpg",
        "a?.jpg, ab.jpg",
        "*, .hidden",
        "'[ab]*', b.png",
        "'[!ab]*', c.png",
        "'[^ab]*', c.png",
        "'[]-]x', ]x",
        "'*.{jpg,png}', a.png",
        "'{a,b{1,2}}.png', b2.png",
        "'a,b.png', 'a,b.png'",
        "'a}', 'a}'",
        "'\\*.png', '*.png'",
        "drafts, drafts/a.png",
        "drafts/, drafts/a.png",
        "drafts, sub/drafts/deep/a.png",
        "2024/*.jpg, 2024/a.jpg",
        "/a.jpg, a.jpg",
        "sub/**, sub/deep/a.jpg",
        "**/a.jpg, a.jpg",
        "**/a.jpg, x/y/a.jpg",
        "x/**/a.jpg, x/a.jpg",
        "x/**/a.jpg, x/y/z/a.jpg",
        "x**z, xyz",
        "2024/0*, 2024/05/a.jpg",
        "'a.b+(c)$', 'a.b+(c)$'",
        "'[a-c&&b]', a",
        "'*.JPG', a.JPG"
    })
    void these_match(String pattern, String path) {
        assertThat(matches(pattern, path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "*.jpg, a.jpeg",
        "*.jpg, a.JPG",
        "a?.jpg, a.jpg",
        "'[ab]*', c.png",
        "'[!ab]*', a.png",
        "drafts, mydrafts/a.png",
        "2024/*.jpg, 2024/05/a.jpg",
        "2024/*.jpg, x/2024/a.jpg",
        "/a.jpg, x/a.jpg",
        "x/**/a.jpg, y/a.jpg",
        "x?y, x/y",
        "'x[/]y', x/y",
        "'x[!a]y', x/y",
        "'*.{jpg,png}', a.gif",
        "'\\*.png', a.png",
        "x/**, x"
    })
    void these_do_not(String pattern, String path) {
        assertThat(matches(pattern, path)).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void names_are_compared_as_their_bytes() {
        assertThat(matches("m\u00fc*.png", "m\u00fcller.png")).isTrue();
        assertThat(matches("caf?.png", "caf\udce9.png")).isTrue();
        assertThat(matches("caf\udce9.png", "caf\udce9.png")).isTrue();
        assertThat(matches("caf\udce9.png", "caf\udce8.png")).isFalse();
        assertThat(matches("?", "\ud83d\ude00")).isTrue();
        assertThat(matches("*.png", "line\nend.png")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'[ab', a bracket [ has no end.",
        "'{a,b', a brace { has no end.",
        "'a\\', nothing stands behind its last backslash.",
        "'', it names nothing.",
        "/, it names nothing.",
    })
    void what_is_no_pattern_is_refused(String pattern, String reason) {
        assertThatThrownBy(() -> new Glob(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }

    @Test
    void letters_of_a_class_in_the_wrong_order_are_refused() {
        assertThatThrownBy(() -> new Glob("[z-a]")).isInstanceOf(IllegalArgumentException.class);
    }
}
