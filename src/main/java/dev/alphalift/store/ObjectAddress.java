package dev.alphalift.store;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where an object lies.
///
/// @param bucket the bucket's name
/// @param key the object's name in it, as it is, not encoded; of a folder empty or with `/` at its
///   end
public record ObjectAddress(String bucket, String key) {
    private static final Pattern S3 = Pattern.compile("s3://([^/]+)(?:/(.*))?", Pattern.DOTALL);

    /// Whether a text looks like such an address.
    public static boolean looksLikeOne(String text) {
        return text.startsWith("s3://");
    }

    /// The address that `s3://bucket/key` stands for.
    ///
    /// @param option what the text was given for
    /// @throws InvalidOption if it is none
    public static ObjectAddress of(String option, String text) {
        Matcher matcher = S3.matcher(text.strip());
        if (!matcher.matches()) {
            throw new InvalidOption(option, text, "it must look like s3://bucket/key.");
        }
        String key = matcher.group(2);
        return new ObjectAddress(matcher.group(1), key == null ? "" : key);
    }

    /// An object in this folder.
    public ObjectAddress resolve(String name) {
        return new ObjectAddress(
                bucket, key.isEmpty() || key.endsWith("/") ? key + name : key + "/" + name);
    }

    @Override
    public String toString() {
        return "s3://%s/%s".formatted(bucket, key);
    }
}
