package dev.alphalift.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request that cannot be done, for a reason that the caller can understand and often mend. The
/// message is meant for the caller; [#code] never changes and is what programs should look at.
///
/// Mistakes of our own are `IllegalArgumentException` and `IllegalStateException` instead.
public abstract sealed class AlphaliftException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    AlphaliftException(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    AlphaliftException(String code, String message) {
        this(code, message, null);
    }

    /// A stable name of the kind of fault, for example `image_too_large`.
    public final String code() {
        return code;
    }

    /// Whether the same request can succeed later.
    public boolean retryable() {
        return false;
    }

    /// The bytes are of a known format, but damaged or not what their header says.
    public static final class UnreadableImage extends AlphaliftException {
        private static final long serialVersionUID = 1;

        public UnreadableImage(String message) {
            super("unreadable_image", message);
        }

        public UnreadableImage(String message, Throwable cause) {
            super("unreadable_image", message, cause);
        }
    }

    /// The bytes are no picture, or one of a format or kind that is not read.
    public static final class UnsupportedFormat extends AlphaliftException {
        private static final long serialVersionUID = 1;
        private final String format;

        /// @param format what the bytes are, for example `HEIC`
        public UnsupportedFormat(String format, String message) {
            super("unsupported_format", message);
            this.format = format;
        }

        public String format() {
            return format;
        }
    }

    /// The picture has more pixels, bytes or length of side than is allowed.
    public static final class ImageTooLarge extends AlphaliftException {
        private static final long serialVersionUID = 1;
        private final String measure;
        private final long value;
        private final long limit;

        /// @param measure what was measured, in the plural: `pixels`, `bytes`, `pixels on a side`
        public ImageTooLarge(String measure, long value, long limit) {
            super(
                    "image_too_large",
                    "The picture has %,d %s; the limit is %,d.\nMaybe make it smaller, or raise the limit."
                            .formatted(value, measure, limit));
            this.measure = measure;
            this.value = value;
            this.limit = limit;
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
        private static final long serialVersionUID = 1;

        /// @param what which picture is at fault, for example `prediction`
        /// @param size its size, `WIDTHxHEIGHT`
        /// @param expected the size that it should have
        public SizeMismatch(String what, String size, String expected) {
            super(
                    "size_mismatch",
                    "The size of the %s (%s) must be that of the truth (%s).\nMaybe ask for resizing, which changes the scores."
                            .formatted(what, size, expected));
        }
    }

    /// An option has a value that it cannot have.
    public static final class InvalidOption extends AlphaliftException {
        private static final long serialVersionUID = 1;
        private static final int LONGEST_SHOWN = 200;
        private final String option;
        private final String value;

        public InvalidOption(String option, String value, String expected) {
            super(
                    "invalid_option",
                    "The option %s cannot be \"%s\": %s"
                            .formatted(option, shortened(value), expected));
            this.option = option;
            this.value = value;
        }

        /// A message is read by people: a value of megabytes would bury it.
        private static String shortened(String value) {
            return value.length() <= LONGEST_SHOWN
                    ? value
                    : value.substring(0, LONGEST_SHOWN)
                            + "… (%,d characters)".formatted(value.length());
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
        private static final long serialVersionUID = 1;
        private final String what;

        public NotAvailable(String what, String reason) {
            super("not_available", "%s is not available: %s".formatted(what, reason));
            this.what = what;
        }

        public String what() {
            return what;
        }
    }

    /// The model's file is missing, damaged or not usable.
    public static final class ModelUnavailable extends AlphaliftException {
        private static final long serialVersionUID = 1;
        private final String model;

        public ModelUnavailable(String model, String message) {
            super("model_unavailable", message);
            this.model = model;
        }

        public ModelUnavailable(String model, String message, Throwable cause) {
            super("model_unavailable", message, cause);
            this.model = model;
        }

        public String model() {
            return model;
        }
    }

    /// The model was loaded and failed while it ran.
    public static final class InferenceFailed extends AlphaliftException {
        private static final long serialVersionUID = 1;

        public InferenceFailed(String message, Throwable cause) {
            super("inference_failed", message, cause);
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /// There is no room for more work now.
    public static final class Busy extends AlphaliftException {
        private static final long serialVersionUID = 1;
        private final Duration retryAfter;

        /// @param retryAfter when it is worth trying again
        public Busy(Duration retryAfter) {
            super(
                    "busy",
                    "Too many pictures are in work already.\nMaybe try again in %d s."
                            .formatted(Math.max(1, retryAfter.toSeconds())));
            this.retryAfter = retryAfter;
        }

        @Override
        public boolean retryable() {
            return true;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /// The work took longer than its caller was to wait, or the caller has gone.
    public static final class DeadlineExceeded extends AlphaliftException {
        private static final long serialVersionUID = 1;
        private final Duration patience;

        public DeadlineExceeded(Duration patience) {
            super(
                    "deadline_exceeded",
                    "The picture was not done within %.1f s.".formatted(patience.toMillis() / 1e3));
            this.patience = patience;
        }

        @Override
        public boolean retryable() {
            return true;
        }

        public Duration patience() {
            return patience;
        }
    }

    /// An address that must not be read from here.
    public static final class Forbidden extends AlphaliftException {
        private static final long serialVersionUID = 1;
        private final String address;

        public Forbidden(String address, String reason) {
            super(
                    "forbidden_address",
                    "The address %s is not allowed: %s".formatted(address, reason));
            this.address = address;
        }

        public String address() {
            return address;
        }
    }

    /// The caller did not say who it is, or is not who may call.
    public static final class Unauthorized extends AlphaliftException {
        private static final long serialVersionUID = 1;

        /// @param where the header that the key belongs in
        public Unauthorized(String where) {
            super("unauthorized", "The key in %s is missing or wrong.".formatted(where));
        }
    }

    /// The result is longer than what carries it can hold.
    public static final class ResultTooLarge extends AlphaliftException {
        private static final long serialVersionUID = 1;
        private final long bytes;
        private final long limit;

        /// @param bytes the result's length
        /// @param limit the longest that can be sent back
        /// @param advice how to get a shorter one
        public ResultTooLarge(long bytes, long limit, String advice) {
            super(
                    "result_too_large",
                    "The result has %,d bytes; at most %,d can be sent back.\nMaybe %s"
                            .formatted(bytes, limit, advice));
            this.bytes = bytes;
            this.limit = limit;
        }

        public long bytes() {
            return bytes;
        }

        public long limit() {
            return limit;
        }
    }

    /// What was to be read is not there.
    public static final class SourceMissing extends AlphaliftException {
        private static final long serialVersionUID = 1;
        private final String address;

        public SourceMissing(String address, @Nullable Throwable cause) {
            super("source_missing", "There is no %s.".formatted(address), cause);
            this.address = address;
        }

        public String address() {
            return address;
        }
    }

    /// What was to be read from an address or a path could not be read.
    public static final class SourceUnavailable extends AlphaliftException {
        private static final long serialVersionUID = 1;
        private final String address;

        public SourceUnavailable(String address, String reason, @Nullable Throwable cause) {
            super("source_unavailable", "Cannot read %s: %s".formatted(address, reason), cause);
            this.address = address;
        }

        @Override
        public boolean retryable() {
            return true;
        }

        public String address() {
            return address;
        }
    }

    /// The result could not be written where it was to go; nothing half-written is left there.
    public static final class TargetUnavailable extends AlphaliftException {
        private static final long serialVersionUID = 1;
        private final String address;

        public TargetUnavailable(String address, String reason, @Nullable Throwable cause) {
            super("target_unavailable", "Cannot write %s: %s".formatted(address, reason), cause);
            this.address = address;
        }

        @Override
        public boolean retryable() {
            return true;
        }

        public String address() {
            return address;
        }
    }
}
