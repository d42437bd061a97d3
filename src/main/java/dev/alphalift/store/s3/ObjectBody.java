package dev.alphalift.store.s3;

import java.io.IOException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// The bytes of an object, or how many there would have been.
final class ObjectBody {
    private static final byte[] NONE = {};

    private final byte[] bytes;
    private final long length;

    private ObjectBody(byte[] bytes, long length) {
        this.bytes = bytes;
        this.length = length;
    }

    /// Reads a body; of one that is longer nothing.
    static ResponseTransformer<GetObjectResponse, ObjectBody> upTo(long mostBytes) {
        return (response, stream) -> {
            long length = response.contentLength();
            if (length > mostBytes) {
                stream.abort();
                return new ObjectBody(NONE, length);
            }
            try {
                byte[] bytes = stream.readNBytes(Math.toIntExact(length));
                requireWhole(bytes.length, length);
                return new ObjectBody(bytes, length);
            } catch (IOException e) {
                throw brokenOff(e);
            }
        };
    }

    /// Java's own client takes a connection that ends too soon for the end of the body.
    static void requireWhole(long read, long length) throws IOException {
        if (read != length) {
            throw new IOException("%s of %s bytes came".formatted(read, length));
        }
    }

    /// The SDK tries again what is this.
    static RetryableException brokenOff(IOException cause) {
        return RetryableException.builder()
                .message("The body broke off: " + cause.getMessage())
                .cause(cause)
                .build();
    }

    byte[] bytes() {
        return bytes;
    }

    long length() {
        return length;
    }
}
