package dev.alphalift.bench;

import dev.alphalift.fault.AlphaliftException;

/// Why a pair has no scores.
///
/// @param code stable, as in [AlphaliftException#code]
/// @param message for a person
public record Failure(String code, String message) {
    static Failure of(AlphaliftException fault) {
        return new Failure(fault.code(), String.valueOf(fault.getMessage()));
    }

    static Failure unexpected(Throwable mistake) {
        return new Failure("unexpected", mistake.toString());
    }
}
