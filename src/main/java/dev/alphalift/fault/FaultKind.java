package dev.alphalift.fault;

import org.jspecify.annotations.Nullable;

/// The kinds of faults. Each has a code, which never changes and is what programs should look at.
/// An edge makes something of each by a `switch` without `default`, so that a new one does not
/// compile until every edge knows it.
public enum FaultKind {
    /// An option has a value that it cannot have.
    INVALID_OPTION("invalid_option"),
    /// The caller did not say who it is, or is not who may call.
    UNAUTHORIZED("unauthorized"),
    /// An address must not be read from here.
    FORBIDDEN_ADDRESS("forbidden_address"),
    /// What was to be read is not there.
    SOURCE_MISSING("source_missing"),
    /// A picture has more than is allowed.
    IMAGE_TOO_LARGE("image_too_large"),
    /// The result is longer than what carries it can hold.
    RESULT_TOO_LARGE("result_too_large"),
    /// Bytes are no picture, or none of a kind that is read.
    UNSUPPORTED_FORMAT("unsupported_format"),
    /// A picture is damaged.
    UNREADABLE_IMAGE("unreadable_image"),
    /// Two pictures that belong together are not of one size.
    SIZE_MISMATCH("size_mismatch"),
    /// There is no room for more work now.
    BUSY("busy", true),
    /// Something that other tools can do and this one cannot.
    NOT_AVAILABLE("not_available"),
    /// What was to be read could not be read.
    SOURCE_UNAVAILABLE("source_unavailable", true),
    /// The model cannot be used.
    MODEL_UNAVAILABLE("model_unavailable"),
    /// The model failed while it ran.
    INFERENCE_FAILED("inference_failed", true),
    /// The result could not be written.
    TARGET_UNAVAILABLE("target_unavailable", true),
    /// The work took longer than its caller was to wait.
    DEADLINE_EXCEEDED("deadline_exceeded", true);

    private final String code;
    private final boolean retryable;

    FaultKind(String code) {
        this(code, false);
    }

    FaultKind(String code, boolean retryable) {
        this.code = code;
        this.retryable = retryable;
    }

    /// A stable name, for example `image_too_large`.
    public String code() {
        return code;
    }

    /// Whether the same request can succeed later.
    public boolean retryable() {
        return retryable;
    }

    /// The kind that has a code; null where none has it.
    public static @Nullable FaultKind of(String code) {
        for (FaultKind kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        return null;
    }
}
