package dev.alphalift.store.s3;

import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// Reads a body into a file, piece by piece.
final class ObjectFile {
    private static final int PIECE = 1 << 18;

    private ObjectFile() {}

    static ResponseTransformer<GetObjectResponse, Long> at(Path target) {
        return (response, stream) -> {
            long length = response.contentLength();
            try (OutputStream file = open(target)) {
                byte[] piece = new byte[PIECE];
                long done = 0;
                for (int count = next(stream, piece); count >= 0; count = next(stream, piece)) {
                    write(file, piece, count, target);
                    done += count;
                }
                ObjectBody.requireWhole(done, length);
                return done;
            } catch (IOException e) {
                throw ObjectBody.brokenOff(e);
            }
        };
    }

    private static int next(InputStream stream, byte[] piece) throws IOException {
        return stream.read(piece);
    }

    private static OutputStream open(Path target) {
        try {
            return Files.newOutputStream(target);
        } catch (IOException e) {
            throw new TargetUnavailable(target.toString(), e.toString(), e);
        }
    }

    private static void write(OutputStream file, byte[] piece, int count, Path target) {
        try {
            file.write(piece, 0, count);
        } catch (IOException e) {
            throw new TargetUnavailable(target.toString(), e.toString(), e);
        }
    }
}
