package dev.alphalift.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.eval.Score;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// By how much a mean may be worse than before: 0.005 for scores of 0 to 1, 0.05 dB for PSNR, 1 %
/// of the earlier mean for sums over pixels; or what a caller says.
public final class Tolerances {
    private static final double OF_UNIT = 0.005;
    private static final double OF_DECIBELS = 0.05;
    private static final double PART_OF_SUMS = 0.01;
    private static final Set<Score> SUMS =
            Set.of(
                    Score.SAD,
                    Score.SAD_TRIMAP,
                    Score.GRADIENT_ERROR,
                    Score.GRADIENT_ERROR_TRIMAP,
                    Score.CONNECTIVITY_ERROR,
                    Score.CONNECTIVITY_ERROR_TRIMAP);

    private final Map<Score, Double> given;

    private Tolerances(Map<Score, Double> given) {
        this.given = given;
    }

    /// What callers say: `0.01` for all scores, or `iou=0.02` for one; the last one counts.
    ///
    /// @throws InvalidOption if one of them is neither
    public static Tolerances of(List<String> texts) {
        Map<Score, Double> given = new EnumMap<>(Score.class);
        for (String text : texts) {
            int equals = text.indexOf('=');
            double value = number(text, text.substring(equals + 1));
            if (equals < 0) {
                Score.all().forEach(score -> given.put(score, value));
            } else {
                given.put(score(text, text.substring(0, equals).strip()), value);
            }
        }
        return new Tolerances(given);
    }

    private static double number(String text, String number) {
        try {
            double value = Double.parseDouble(number.strip());
            if (value >= 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new InvalidOption("tolerance", text, "it must be a number, or score=number.");
        }
        throw new InvalidOption("tolerance", text, "it must not be negative.");
    }

    private static Score score(String text, String key) {
        try {
            return Score.of(key);
        } catch (IllegalArgumentException e) {
            throw new InvalidOption("tolerance", text, e.getMessage() + "");
        }
    }

    /// How much worse a score's mean may be.
    ///
    /// @param previous the earlier mean
    double of(Score score, double previous) {
        Double value = given.get(score);
        if (value != null) {
            return value;
        }
        if (SUMS.contains(score)) {
            return PART_OF_SUMS * Math.abs(previous);
        }
        return score.key().startsWith("psnr") ? OF_DECIBELS : OF_UNIT;
    }

    void write(ObjectNode json) {
        given.forEach((score, value) -> json.put(score.key(), value));
    }
}
