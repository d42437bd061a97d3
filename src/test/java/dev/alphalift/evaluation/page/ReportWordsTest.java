package dev.alphalift.evaluation.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.alphalift.eval.Flag;
import dev.alphalift.eval.Score;
import dev.alphalift.eval.Undefined;
import dev.alphalift.eval.truthless.TruthlessScore;
import dev.alphalift.evaluation.Failure;
import dev.alphalift.evaluation.data.Role;
import dev.alphalift.fault.FaultKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page's words: what a browser shows of them is checked by dev/report/languages.mjs.
class ReportWordsTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .build();

    @Test
    void both_languages_have_the_same_words_with_the_same_placeholders() throws IOException {
        Map<String, String> english = list("words-en.js", "ENGLISH = ");
        Map<String, String> chinese = list("words-zh.js", "CHINESE = ");

        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        assertThat(english)
                .allSatisfy((key, text) ->
                        assertThat(places(Objects.requireNonNull(chinese.get(key))))
                                .as(key)
                                .isEqualTo(places(text)));
    }

    @Test
    void every_score_has_a_title() throws IOException {
        Stream<String> keys = Score.all().stream().map(Score::key);

        assertThat(list("words-en.js", "ENGLISH = "))
                .containsKeys(
                        keys.map(key ->
                                        key.replaceFirst(
                                                "(_by_background\\..*|_trimap|_matte)$", ""))
                                .map("score_"::concat)
                                .toArray(String[]::new));
    }

    @Test
    void every_convention_has_chinese_and_no_other() throws IOException {
        List<String> conventions =
                Stream.concat(
                                Score.all().stream().map(Score::convention),
                                TruthlessScore.all().stream().map(TruthlessScore::convention))
                        .toList();

        assertThat(list("words-zh-data.js", "CHINESE_DEFINITIONS = new Map(Object.entries("))
                .containsOnlyKeys(conventions);
    }

    @Test
    void every_code_of_a_report_has_chinese() throws IOException {
        Stream<String> codes =
                Stream.of(
                                codes(Flag.values(), Flag::code),
                                codes(Undefined.values(), Undefined::code),
                                codes(FaultKind.values(), FaultKind::code),
                                codes(Role.values(), Role::key),
                                TruthlessScore.all().stream()
                                        .map(TruthlessScore::member)
                                        .flatMap(key -> Stream.of(key.split("\\."))),
                                Stream.of(Failure.UNEXPECTED.code()))
                        .flatMap(Function.identity());

        assertThat(list("words-zh-data.js", "CHINESE_CODES = new Map(Object.entries("))
                .containsKeys(codes.toArray(String[]::new));
    }

    private static <T> Stream<String> codes(T[] values, Function<T, String> code) {
        return Arrays.stream(values).map(code);
    }

    private static TreeSet<String> places(String text) {
        TreeSet<String> places = new TreeSet<>();
        PLACE.matcher(text).results().map(MatchResult::group).forEach(places::add);
        return places;
    }

    /// The list that begins after some text of a script.
    private static Map<String, String> list(String file, String begin) throws IOException {
        try (var stream = ReportWordsTest.class.getResourceAsStream("/report/" + file)) {
            String script =
                    new String(
                            Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            String list = script.substring(script.indexOf(begin) + begin.length());
            return JSON.readValue(list, new TypeReference<Map<String, String>>() {});
        }
    }
}
