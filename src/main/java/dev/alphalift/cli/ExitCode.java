package dev.alphalift.cli;

import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.Forbidden;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.InferenceFailed;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.fault.AlphaliftException.ResultTooLarge;
import dev.alphalift.fault.AlphaliftException.SizeMismatch;
import dev.alphalift.fault.AlphaliftException.SourceMissing;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.fault.AlphaliftException.Unauthorized;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;

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
        return switch (fault) {
            case InvalidOption _ -> WRONG_USE;
            case UnreadableImage _, UnsupportedFormat _, ImageTooLarge _, SizeMismatch _ ->
                    BAD_PICTURE;
            case ModelUnavailable _, InferenceFailed _ -> NO_MODEL;
            case SourceUnavailable _, SourceMissing _, TargetUnavailable _, ResultTooLarge _ ->
                    FILE_TROUBLE;
            case Forbidden _, Unauthorized _ -> FILE_TROUBLE;
            case NotAvailable _ -> NOT_AVAILABLE;
            case Busy _, DeadlineExceeded _ -> BUSY;
        };
    }
}
