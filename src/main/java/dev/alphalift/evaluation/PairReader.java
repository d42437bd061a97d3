package dev.alphalift.evaluation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.alphalift.eval.Flag;
import dev.alphalift.eval.Score;
import dev.alphalift.eval.Scores;
import dev.alphalift.eval.ThresholdCounts;
import dev.alphalift.eval.Undefined;
import dev.alphalift.eval.truthless.TruthlessScore;
import dev.alphalift.eval.truthless.TruthlessScores;
import dev.alphalift.image.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads a result that [PairJson#whole] has written, token by token: a report reads its results
/// several times, and trees of them would be most of what a run leaves to the collector.
final class PairReader {
    private static final ThresholdCounts NO_COUNTS =
            new ThresholdCounts(new int[ThresholdCounts.LEVELS], new int[ThresholdCounts.LEVELS]);

    private final JsonParser parser;
    private final Map<String, Double> scores = new TreeMap<>();
    private final Map<String, Double> withoutTruth = new TreeMap<>();
    private final Map<String, Double> milliseconds = new TreeMap<>();
    private final Map<String, String> undefined = new TreeMap<>();
    private final Map<String, String> error = new TreeMap<>();
    private final List<String> tags = new ArrayList<>();
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private String name = "";
    private String variant = "";
    private String stamp = "";
    private int width;
    private int height;
    private boolean hasScores;
    private boolean hasNoTruth;
    private boolean hasFailed;
    private ThresholdCounts counts = NO_COUNTS;

    private PairReader(JsonParser parser) {
        this.parser = parser;
    }

    /// Reads a result.
    ///
    /// @param parser before its object
    /// @param withCounts whether the counts are wanted, which are the most of it; they come last,
    ///   and without them nothing is read from there on
    /// @throws IOException if it is no JSON
    static PairResult read(JsonParser parser, boolean withCounts) throws IOException {
        PairReader reader = new PairReader(parser);
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("A result must be an object.");
        }
        boolean goesOn = true;
        while (goesOn && parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            parser.nextToken();
            goesOn = withCounts || !member.equals("counts");
            if (goesOn) {
                reader.take(member);
            }
        }
        if (goesOn && parser.currentToken() != JsonToken.END_OBJECT) {
            throw new IOException("A result must end.");
        }
        return reader.result();
    }

    /// Whether a result is that of a key: its names come first, and no more is read than they.
    ///
    /// @param parser before its object
    /// @throws IOException if it is no JSON
    static boolean isOf(JsonParser parser, Journal.Key key) throws IOException {
        PairReader reader = new PairReader(parser);
        parser.nextToken();
        while ((reader.name.isEmpty() || reader.variant.isEmpty())
                && parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            parser.nextToken();
            reader.take(member);
        }
        return reader.variant.equals(key.variant()) && reader.name.equals(key.pair());
    }

    private void take(String member) throws IOException {
        switch (member) {
            case "name" -> name = parser.getText();
            case "variant" -> variant = parser.getText();
            case "stamp" -> stamp = parser.getText();
            case "width" -> width = parser.getIntValue();
            case "height" -> height = parser.getIntValue();
            case "tags" -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    tags.add(parser.getText());
                }
            }
            case "flags" -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    flags.add(Flag.valueOf(parser.getText().toUpperCase(Locale.ROOT)));
                }
            }
            case "scores" -> {
                hasScores = true;
                numbers("", scores);
            }
            case "without_truth" -> {
                hasNoTruth = true;
                numbers("", withoutTruth);
            }
            case "milliseconds" -> numbers("", milliseconds);
            case "undefined" -> texts(undefined);
            case "error" -> {
                hasFailed = true;
                texts(error);
            }
            case "counts" -> counts();
            default -> parser.skipChildren();
        }
    }

    /// The numbers of an object and of those below it, by their keys with dots; nulls are left out.
    private void numbers(String prefix, Map<String, Double> values) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = prefix + parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                numbers(key + ".", values);
            } else if (token.isNumeric()) {
                values.put(key, parser.getDoubleValue());
            } else {
                parser.skipChildren();
            }
        }
    }

    private void texts(Map<String, String> values) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            values.put(key, parser.getText());
        }
    }

    private void counts() throws IOException {
        int[] foreground = new int[ThresholdCounts.LEVELS];
        int[] background = new int[ThresholdCounts.LEVELS];
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            int[] target = parser.currentName().equals("foreground") ? foreground : background;
            parser.nextToken();
            for (int level = 0; parser.nextToken() != JsonToken.END_ARRAY; level++) {
                if (level < target.length) {
                    target[level] = parser.getIntValue();
                }
            }
        }
        counts = new ThresholdCounts(foreground, background);
    }

    private PairResult result() {
        return new PairResult(
                name,
                variant,
                tags,
                stamp,
                width == 0 ? null : new Size(width, height),
                hasScores ? scores() : null,
                hasNoTruth ? withoutTruth() : null,
                milliseconds,
                failure());
    }

    private @Nullable Failure failure() {
        return hasFailed
                ? new Failure(error.getOrDefault("code", ""), error.getOrDefault("message", ""))
                : null;
    }

    private Scores scores() {
        Map<Score, Double> values = new EnumMap<>(Score.class);
        scores.forEach((key, value) -> values.put(Score.of(key), value));
        Map<Score, Undefined> reasons = new EnumMap<>(Score.class);
        undefined.forEach((key, reason) -> reasons.put(Score.of(key), reason(reason)));
        return new Scores(values, reasons, flags, counts);
    }

    private TruthlessScores withoutTruth() {
        Map<TruthlessScore, Double> values = new EnumMap<>(TruthlessScore.class);
        Map<TruthlessScore, Undefined> reasons = new EnumMap<>(TruthlessScore.class);
        for (TruthlessScore score : TruthlessScore.all()) {
            Double value = withoutTruth.get(score.member());
            String reason = undefined.get(score.key());
            if (value != null) {
                values.put(score, value);
            } else if (reason != null) {
                reasons.put(score, reason(reason));
            }
        }
        return TruthlessScores.of(values, reasons).with(flags);
    }

    private static Undefined reason(String code) {
        return Undefined.valueOf(code.toUpperCase(Locale.ROOT));
    }
}
