package dev.alphalift.dialect;

import dev.alphalift.fault.FaultKind;
import java.util.stream.Stream;

/// What the web makes of a kind of fault: the one table of it. Problems, the report of a single
/// pair, remove.bg's errors and the description of the interface read it.
///
/// @param kind which fault
/// @param status the HTTP status
/// @param pairStatus the status where it is that of the only pair of an evaluation
/// @param removeBgStatus the status on remove.bg's paths: whatever is wrong with a picture is the
///   caller's mistake there, and 403 says that the key is wrong and nothing else
/// @param removeBgCode remove.bg's own code where it has one that its clients know, ours for the
///   rest
/// @param where which calls of the server it can come of
/// @param meaning one line about it, for the description
public record FaultAnswer(
        FaultKind kind,
        int status,
        int pairStatus,
        int removeBgStatus,
        String removeBgCode,
        Where where,
        String meaning) {
    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;

    /// Which calls of the server a fault can come of.
    public enum Where {
        /// All that bring or name pictures.
        CALLS,
        /// Those that name pictures by addresses.
        ADDRESSES,
        /// Evaluations.
        PAIRS,
        /// None: it is a fault of functions, or of the command line.
        ELSEWHERE
    }

    /// All rows.
    public static Stream<FaultAnswer> all() {
        return Stream.of(FaultKind.values()).map(FaultAnswer::of);
    }

    /// The row of a kind.
    public static FaultAnswer of(FaultKind kind) {
        return switch (kind) {
            case INVALID_OPTION -> row(kind, 400, Where.CALLS, "a parameter cannot be understood.");
            case UNAUTHORIZED ->
                    row(
                                    kind,
                                    401,
                                    Where.CALLS,
                                    "X-Api-Key is missing or wrong, where keys are set.")
                            .asOfRemoveBg(403, "auth_failed");
            case FORBIDDEN_ADDRESS ->
                    row(kind, 403, Where.ADDRESSES, "that address is not read.")
                            .ofThePair()
                            .asBadRequest();
            case SOURCE_MISSING ->
                    row(kind, 404, Where.PAIRS, "a file of the only pair is missing.")
                            .ofThePair()
                            .asBadRequest();
            case IMAGE_TOO_LARGE ->
                    row(
                            kind,
                            413,
                            Where.CALLS,
                            "too many bytes or pixels, for the limits or the memory.");
            case RESULT_TOO_LARGE ->
                    row(kind, 413, Where.ELSEWHERE, "the result is too long to be sent back.");
            case UNSUPPORTED_FORMAT ->
                    row(kind, 415, Where.CALLS, "it is something else than a readable picture.")
                            .asBadRequest();
            case UNREADABLE_IMAGE ->
                    row(kind, 422, Where.CALLS, "the picture is damaged.").asBadRequest();
            case SIZE_MISMATCH ->
                    row(kind, 422, Where.PAIRS, "a mask is of another size than its truth.")
                            .asBadRequest();
            case BUSY ->
                    row(kind, 429, Where.CALLS, "try again after the seconds in Retry-After.")
                            .asOfRemoveBg(429, "rate_limit_exceeded");
            case NOT_AVAILABLE -> row(kind, 501, Where.CALLS, "known, but not here.");
            case SOURCE_UNAVAILABLE ->
                    row(kind, 502, Where.ADDRESSES, "the address cannot be read.")
                            .ofThePair()
                            .asBadRequest();
            case MODEL_UNAVAILABLE ->
                    row(kind, 503, Where.CALLS, "the model's file is missing here.");
            case INFERENCE_FAILED -> row(kind, 503, Where.CALLS, "the model failed.");
            case TARGET_UNAVAILABLE ->
                    row(kind, 503, Where.ELSEWHERE, "the result cannot be written.");
            case DEADLINE_EXCEEDED -> row(kind, 504, Where.CALLS, "it took too long.");
        };
    }

    private static FaultAnswer row(FaultKind kind, int status, Where where, String meaning) {
        return new FaultAnswer(kind, status, status, status, kind.code(), where, meaning);
    }

    private FaultAnswer asOfRemoveBg(int removeBg, String code) {
        return new FaultAnswer(kind, status, pairStatus, removeBg, code, where, meaning);
    }

    private FaultAnswer asBadRequest() {
        return asOfRemoveBg(BAD_REQUEST, removeBgCode);
    }

    private FaultAnswer ofThePair() {
        return new FaultAnswer(
                kind, status, UNPROCESSABLE, removeBgStatus, removeBgCode, where, meaning);
    }

    /// Its code.
    public String code() {
        return kind.code();
    }
}
