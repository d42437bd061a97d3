package dev.alphalift.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An embedded ICC profile (ICC.1:2010), carried from the source to the result unread but for its
/// header. Takes the array over.
public final class ColourProfile {
    private static final int HEADER = 128;
    private static final int LARGEST = 4 << 20;

    private final byte[] bytes;

    private ColourProfile(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The profile, or null when the bytes are none for RGB pixels: those of grey and CMYK pictures
    /// say nothing about the RGB values that such a picture is decoded to.
    static @Nullable ColourProfile ofRgb(byte[] bytes) {
        boolean plausible =
                bytes.length >= HEADER
                        && bytes.length <= LARGEST
                        && text(bytes, 36).equals("acsp")
                        && text(bytes, 16).equals("RGB ");
        return plausible ? new ColourProfile(bytes) : null;
    }

    private static String text(byte[] bytes, int offset) {
        return new String(bytes, offset, 4, StandardCharsets.ISO_8859_1);
    }

    /// The profile itself, not a copy; never written to.
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColourProfile profile && Arrays.equals(bytes, profile.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
