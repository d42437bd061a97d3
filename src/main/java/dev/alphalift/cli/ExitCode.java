package dev.alphalift.cli;

import dev.alphalift.fault.AlphaliftException;

/// What the process ends with; the numbers stay as they are.
final class ExitCode {
    static final int DONE = 0;
    static final int UNEXPECTED = 1;
    static final int WRONG_USE = 2;
    static final int BAD_PICTURE = 3;
    static final int NO_MODEL = 4;
    static final int FILE_TROUBLE = 5;
    static final int SOME_FAILED = 6;
    static final int NOT_AVAILABLE = 7;
    static final int BUSY = 8;
    static final int WORSE = 9;

    private ExitCode() {}

    static int of(AlphaliftException fault) {
        return switch (fault.kind()) {
            case INVALID_OPTION -> WRONG_USE;
            case UNREADABLE_IMAGE, UNSUPPORTED_FORMAT, IMAGE_TOO_LARGE, SIZE_MISMATCH ->
                    BAD_PICTURE;
            case MODEL_UNAVAILABLE, INFERENCE_FAILED -> NO_MODEL;
            case SOURCE_UNAVAILABLE, SOURCE_MISSING, TARGET_UNAVAILABLE, RESULT_TOO_LARGE ->
                    FILE_TROUBLE;
            case FORBIDDEN_ADDRESS, UNAUTHORIZED -> FILE_TROUBLE;
            case NOT_AVAILABLE -> NOT_AVAILABLE;
            case BUSY, DEADLINE_EXCEEDED -> BUSY;
        };
    }
}
