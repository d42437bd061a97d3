package dev.alphalift.benchmark;

import org.jspecify.annotations.Nullable;

/// A figure held against what was promised.
///
/// @param target its name, which never changes
/// @param unit of limit and value
/// @param atMost whether the value must not exceed the limit; otherwise it must reach it
/// @param value null when it could not be measured
/// @param passed null when it cannot be told
public record Verdict(
        String target,
        String unit,
        boolean atMost,
        double limit,
        @Nullable Double value,
        @Nullable Boolean passed) {
    static Verdict atMost(String target, String unit, double limit, @Nullable Double value) {
        return new Verdict(target, unit, true, limit, value, value == null ? null : value <= limit);
    }

    static Verdict atLeast(String target, String unit, double limit, @Nullable Double value) {
        return new Verdict(
                target, unit, false, limit, value, value == null ? null : value >= limit);
    }

    Verdict unjudged() {
        return new Verdict(target, unit, atMost, limit, value, null);
    }
}
