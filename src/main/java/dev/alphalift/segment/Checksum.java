package dev.alphalift.segment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What a file must hash to.
///
/// @param algorithm a name that `MessageDigest` knows: `MD5` or `SHA-256`
/// @param hex lower-case digits
public record Checksum(String algorithm, String hex) {
    static Checksum md5(String hex) {
        return new Checksum("MD5", hex);
    }

    static Checksum sha256(String hex) {
        return new Checksum("SHA-256", hex);
    }

    /// Whether the bytes hash to this.
    public boolean matches(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes)).equals(hex);
    }

    /// Whether the file hashes to this; reads it in pieces.
    public boolean matches(Path file) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream stream = Files.newInputStream(file)) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).equals(hex);
    }

    private MessageDigest digest() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime knows " + algorithm + ".", e);
        }
    }
}
