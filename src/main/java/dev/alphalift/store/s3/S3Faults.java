package dev.alphalift.store.s3;

import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.SourceMissing;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.PutOutcome;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What S3 and its SDK say, in our own faults.
final class S3Faults {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    private S3Faults() {}

    /// Whether the object is not there.
    static boolean isMissing(SdkException e) {
        return status(e) == NOT_FOUND;
    }

    /// Whether the object is another one than was asked for.
    static boolean isChanged(SdkException e) {
        return status(e) == PRECONDITION_FAILED;
    }

    /// What a write under a condition came to if it was not met; else null.
    static @Nullable PutOutcome outcome(SdkException e) {
        return switch (status(e)) {
            case PRECONDITION_FAILED -> PutOutcome.CHANGED;
            case CONFLICT -> PutOutcome.CONFLICT;
            // Written over what is gone by now.
            case NOT_FOUND -> code(e).equals("NoSuchKey") ? PutOutcome.CHANGED : null;
            default -> null;
        };
    }

    static AlphaliftException reading(ObjectAddress address, SdkException e) {
        return reading(
                address,
                e,
                "s3:GetObject and s3:ListBucket; without the latter S3 says so of what is not there, too");
    }

    static AlphaliftException listing(ObjectAddress prefix, SdkException e) {
        return reading(prefix, e, "s3:ListBucket");
    }

    private static AlphaliftException reading(
            ObjectAddress address, SdkException e, String permissions) {
        AlphaliftException own = own(e);
        if (own != null) {
            return own;
        }
        return isMissing(e)
                ? new SourceMissing(address.toString(), e)
                : new SourceUnavailable(address.toString(), reason(e, permissions), e);
    }

    static AlphaliftException writing(ObjectAddress address, SdkException e) {
        AlphaliftException own = own(e);
        return own == null
                ? new TargetUnavailable(address.toString(), reason(e, "s3:PutObject"), e)
                : own;
    }

    /// The SDK wraps what is thrown while it reads.
    private static @Nullable AlphaliftException own(SdkException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof AlphaliftException own) {
                return own;
            }
        }
        return null;
    }

    private static String reason(SdkException e, String permissions) {
        int status = status(e);
        if (status == FORBIDDEN) {
            return "S3 answered 403 (%s).\nMaybe allow the function's role %s."
                    .formatted(code(e), permissions);
        }
        return status > 0
                ? "S3 answered %s (%s).".formatted(status, code(e))
                : "%s.".formatted(e.getMessage());
    }

    private static int status(SdkException e) {
        return e instanceof AwsServiceException answer ? answer.statusCode() : 0;
    }

    private static String code(SdkException e) {
        AwsErrorDetails details =
                e instanceof AwsServiceException answer ? answer.awsErrorDetails() : null;
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    static String unquoted(String etag) {
        return etag.replace("\"", "");
    }
}
