package dev.alphalift.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request that cannot be done, for a reason that the caller can understand and often mend. The
/// message is meant for the caller; [#code] never changes and is what programs should look at.
///
/// Mistakes of our own are `IllegalArgumentException` and `IllegalStateException` instead.
public abstract sealed class AlphaliftException extends RuntimeException {
    private final FaultKind kind;
    private final String publicMessage;

    private AlphaliftException(FaultKind kind, String message) {
        this(kind, message, null);
    }

    private AlphaliftException(FaultKind kind, String message, @Nullable Throwable cause) {
        this(kind, message, message, cause);
    }

    private AlphaliftException(
            FaultKind kind, String message, String publicMessage, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.publicMessage = publicMessage;
    }

    /// What edges look at.
    public final FaultKind kind() {
        return kind;
    }

    /// A stable name of the kind of fault, for example `image_too_large`.
    public final String code() {
        return kind.code();
    }

    /// Whether the same request can succeed later.
    public final boolean retryable() {
        return kind.retryable();
    }

    /// What a stranger may be told, who calls over a network: nothing of this machine's folders,
    /// nor of its owner's buckets.
    public final String publicMessage() {
        return publicMessage;
    }

    /// The bytes are of a known format, but damaged or not what their header says.
    public static final class UnreadableImage extends AlphaliftException {
        public UnreadableImage(String message) {
            super(FaultKind.UNREADABLE_IMAGE, message);
        }

        public UnreadableImage(String message, Throwable cause) {
            super(FaultKind.UNREADABLE_IMAGE, message, cause);
        }
    }

    /// The bytes are no picture, or one of a format or kind that is not read.
    public static final class UnsupportedFormat extends AlphaliftException {
        private final String format;

        /// @param format what the bytes are, for example `HEIC`
        public UnsupportedFormat(String format, String message) {
            super(FaultKind.UNSUPPORTED_FORMAT, message);
            this.format = format;
        }

        public String format() {
            return format;
        }
    }

    /// The picture has more pixels, bytes or length of side than is allowed.
    public static final class ImageTooLarge extends AlphaliftException {
        private final String measure;
        private final long value;
        private final long limit;

        /// @param measure what was measured, in the plural: `pixels`, `bytes`, `pixels on a side`
        public ImageTooLarge(String measure, long value, long limit) {
            super(
                    FaultKind.IMAGE_TOO_LARGE,
                    Shown.text(
                            "The picture has %,d %s; the limit is %,d.\nMaybe make it smaller, or raise the limit.",
                            value, measure, limit));
            this.measure = measure;
            this.value = value;
            this.limit = limit;
        }

        /// The same of a picture that has a name.
        ///
        /// @param message has the name in it
        public ImageTooLarge(String message, ImageTooLarge fault) {
            super(FaultKind.IMAGE_TOO_LARGE, message, fault);
            this.measure = fault.measure;
            this.value = fault.value;
            this.limit = fault.limit;
        }

        public String measure() {
            return measure;
        }

        public long value() {
            return value;
        }

        public long limit() {
            return limit;
        }
    }

    /// Two pictures that belong together are not of one size.
    public static final class SizeMismatch extends AlphaliftException {
        /// @param what which picture is at fault, for example `prediction`
        /// @param size its size, `WIDTHxHEIGHT`
        /// @param expected the size that it should have
        public SizeMismatch(String what, String size, String expected) {
            super(
                    FaultKind.SIZE_MISMATCH,
                    "The size of the %s (%s) must be that of the truth (%s).\nMaybe ask for resizing, which changes the scores."
                            .formatted(what, size, expected));
        }
    }

    /// An option has a value that it cannot have.
    public static final class InvalidOption extends AlphaliftException {
        private final String option;
        private final String value;

        public InvalidOption(String option, String value, String expected) {
            this(option, value, expected, Shown.option(option, value, expected));
        }

        /// @param publicMessage what a stranger is told instead
        public InvalidOption(String option, String value, String expected, String publicMessage) {
            super(
                    FaultKind.INVALID_OPTION,
                    Shown.option(option, value, expected),
                    publicMessage,
                    null);
            this.option = option;
            this.value = value;
        }

        public String option() {
            return option;
        }

        public String value() {
            return value;
        }
    }

    /// Something that other tools can do and this one does not do, or not yet.
    public static final class NotAvailable extends AlphaliftException {
        private final String what;

        public NotAvailable(String what, String reason) {
            super(FaultKind.NOT_AVAILABLE, "%s is not available: %s".formatted(what, reason));
            this.what = what;
        }

        public String what() {
            return what;
        }
    }

    /// The model's file is missing, damaged or not usable.
    public static final class ModelUnavailable extends AlphaliftException {
        private final String model;

        public ModelUnavailable(String model, String message) {
            this(model, message, null);
        }

        public ModelUnavailable(String model, String message, @Nullable Throwable cause) {
            super(
                    FaultKind.MODEL_UNAVAILABLE,
                    message,
                    "The model %s cannot be used on this server.".formatted(model),
                    cause);
            this.model = model;
        }

        public String model() {
            return model;
        }
    }

    /// The model was loaded and failed while it ran.
    public static final class InferenceFailed extends AlphaliftException {
        public InferenceFailed(String message, Throwable cause) {
            super(
                    FaultKind.INFERENCE_FAILED,
                    message,
                    "The model failed.\nMaybe try again.",
                    cause);
        }
    }

    /// There is no room for more work now.
    public static final class Busy extends AlphaliftException {
        private final Duration retryAfter;

        /// @param retryAfter when it is worth trying again
        public Busy(Duration retryAfter) {
            this("Too many pictures are in work already.", retryAfter);
        }

        private Busy(String message, Duration retryAfter) {
            super(
                    FaultKind.BUSY,
                    "%s\nMaybe try again in %s s."
                            .formatted(message, Math.max(1, retryAfter.toSeconds())));
            this.retryAfter = retryAfter;
        }

        /// For memory that the system does not give now.
        ///
        /// @param what what it is needed for, for example `a WebP picture of 640x480`
        public static Busy ofMemory(String what, Duration retryAfter) {
            return new Busy("There is not enough memory for %s now.".formatted(what), retryAfter);
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /// The work took longer than its caller was to wait, or the caller has gone.
    public static final class DeadlineExceeded extends AlphaliftException {
        private final Duration patience;
        private final int done;
        private final int all;

        public DeadlineExceeded(Duration patience) {
            this(
                    "The picture was not done within %s.".formatted(seconds(patience)),
                    patience,
                    0,
                    1);
        }

        /// Work of many parts, of which some are done.
        public DeadlineExceeded(Duration patience, int done, int all) {
            this(
                    "The evaluation was not done within %s: %s of %s results (pairs times variants) are there.\nMaybe send fewer pairs at once."
                            .formatted(seconds(patience), done, all),
                    patience,
                    done,
                    all);
        }

        private DeadlineExceeded(String message, Duration patience, int done, int all) {
            super(FaultKind.DEADLINE_EXCEEDED, message);
            this.patience = patience;
            this.done = done;
            this.all = all;
        }

        private static String seconds(Duration patience) {
            return Shown.text("%.1f s", patience.toMillis() / 1e3);
        }

        public Duration patience() {
            return patience;
        }

        /// Parts of the work that were done.
        public int done() {
            return done;
        }

        /// Parts that the work has.
        public int all() {
            return all;
        }
    }

    /// The caller did not say who it is, or is not who may call.
    public static final class Unauthorized extends AlphaliftException {
        /// @param where the header that the key belongs in
        public Unauthorized(String where) {
            super(FaultKind.UNAUTHORIZED, "The key in %s is missing or wrong.".formatted(where));
        }
    }

    /// The result is longer than what carries it can hold.
    public static final class ResultTooLarge extends AlphaliftException {
        /// @param limit the longest that can be sent back
        /// @param advice how to get a shorter one
        public ResultTooLarge(long bytes, long limit, String advice) {
            super(
                    FaultKind.RESULT_TOO_LARGE,
                    Shown.text(
                            "The result has %,d bytes; at most %,d can be sent back.\nMaybe %s",
                            bytes, limit, advice));
        }
    }

    /// Something about one address or path.
    public abstract static sealed class OfAddress extends AlphaliftException {
        private final String address;

        private OfAddress(
                FaultKind kind,
                String address,
                String message,
                String publicMessage,
                @Nullable Throwable cause) {
            super(kind, message, publicMessage, cause);
            this.address = address;
        }

        private OfAddress(
                FaultKind kind, String address, String message, @Nullable Throwable cause) {
            this(kind, address, message, message, cause);
        }

        public final String address() {
            return address;
        }
    }

    /// An address that must not be read from here.
    public static final class Forbidden extends OfAddress {
        public Forbidden(String address, String reason) {
            super(
                    FaultKind.FORBIDDEN_ADDRESS,
                    address,
                    "The address %s is not allowed: %s".formatted(address, reason),
                    null);
        }
    }

    /// What was to be read is not there.
    public static final class SourceMissing extends OfAddress {
        public SourceMissing(String address, @Nullable Throwable cause) {
            super(FaultKind.SOURCE_MISSING, address, "There is no %s.".formatted(address), cause);
        }
    }

    /// What was to be read from an address or a path could not be read.
    public static final class SourceUnavailable extends OfAddress {
        public SourceUnavailable(String address, String reason, @Nullable Throwable cause) {
            super(
                    FaultKind.SOURCE_UNAVAILABLE,
                    address,
                    "Cannot read %s: %s".formatted(address, reason),
                    cause);
        }
    }

    /// The result could not be written where it was to go; nothing half-written is left there.
    public static final class TargetUnavailable extends OfAddress {
        public TargetUnavailable(String address, String reason, @Nullable Throwable cause) {
            super(
                    FaultKind.TARGET_UNAVAILABLE,
                    address,
                    "Cannot write %s: %s".formatted(address, reason),
                    "The result cannot be put where it could be fetched.\nMaybe try again.",
                    cause);
        }
    }
}
