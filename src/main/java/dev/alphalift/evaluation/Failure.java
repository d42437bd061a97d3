package dev.alphalift.evaluation;

import dev.alphalift.fault.AlphaliftException;

/// Why a pair has no scores.
///
/// @param code stable, as in [AlphaliftException#code]
/// @param message for a person, who may be a stranger
public record Failure(String code, String message) {
    /// A mistake of this program: its reason is for the log ([Mistakes]), not for a report.
    public static final Failure UNEXPECTED =
            new Failure("unexpected", "Something went wrong here. Please report it.");

    static Failure of(AlphaliftException fault) {
        return new Failure(fault.code(), fault.publicMessage());
    }
}
