package dev.alphalift.evaluation.data;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file that came with a call. Takes the array over.
public final class BytesContent implements Content {
    private final String place;
    private final byte[] bytes;

    /// @param place what it is called in messages
    public BytesContent(String place, byte[] bytes) {
        this.place = place;
        this.bytes = bytes;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public String stamp() {
        return sha256(bytes);
    }

    @Override
    public byte[] read() {
        return bytes;
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
