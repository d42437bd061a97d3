package dev.alphalift.dialect;

import dev.alphalift.fault.AlphaliftException.Unauthorized;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys that callers must show one of; without any, everyone may call. Keeps hashes only, and
/// takes as long for a wrong key as for a right one, whatever of it is right.
public final class ApiKeys {
    /// The header that a key is shown in.
    public static final String HEADER = "X-Api-Key";

    private final List<byte[]> hashes;

    /// @param keys the keys; none: no check
    public ApiKeys(List<String> keys) {
        hashes = keys.stream().map(ApiKeys::hash).toList();
    }

    /// Whether there is anything to check.
    public boolean areNeeded() {
        return !hashes.isEmpty();
    }

    /// Lets callers with a right key pass.
    ///
    /// @param given what the header [#HEADER] says, null where there is none
    /// @throws Unauthorized if it is none of the keys
    public void check(@Nullable String given) {
        byte[] hash = hash(given == null ? "" : given.strip());
        boolean known = !areNeeded();
        for (byte[] each : hashes) {
            known |= MessageDigest.isEqual(each, hash);
        }
        if (!known) {
            throw new Unauthorized(HEADER);
        }
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
