package dev.alphalift.codec;

import dev.alphalift.codec.colour.ColourChunks;
import dev.alphalift.codec.colour.IccProfile;
import dev.alphalift.codec.colour.Primaries;
import dev.alphalift.codec.colour.ToneCurve;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a file says of its colours, carried from the source to the result: an embedded ICC profile
/// (ICC.1:2010), unread but for its header, and what a PNG file says in other words. Pixels are
/// never changed by it. Takes arrays over.
public final class ColourProfile {
    private static final int HEADER = 128;
    private static final int LARGEST = 4 << 20;

    private static final ColourProfile ADOBE =
            new ColourProfile(
                    // The exponent as the space's definition has it.
                    IccProfile.of(
                            Primaries.ADOBE, ToneCurve.power(563 / 256.0), "Adobe RGB (1998)"),
                    new ColourChunks());

    private final byte @Nullable [] embedded;
    private final ColourChunks chunks;

    private ColourProfile(byte @Nullable [] embedded, ColourChunks chunks) {
        this.embedded = embedded;
        this.chunks = chunks;
    }

    /// The profile, or null when the bytes are none for RGB pixels: those of grey and CMYK pictures
    /// say nothing about the RGB values that such a picture is decoded to.
    public static @Nullable ColourProfile ofRgb(byte[] bytes) {
        boolean plausible =
                bytes.length >= HEADER
                        && bytes.length <= LARGEST
                        && text(bytes, 36).equals("acsp")
                        && text(bytes, 16).equals("RGB ");
        return plausible ? new ColourProfile(whole(bytes), new ColourChunks()) : null;
    }

    /// What lies behind a profile's own end is no part of it, and may be anything.
    private static byte[] whole(byte[] bytes) {
        int length = ByteBuffer.wrap(bytes).getInt(0);
        return length >= HEADER && length < bytes.length ? Arrays.copyOf(bytes, length) : bytes;
    }

    private static String text(byte[] bytes, int offset) {
        return new String(bytes, offset, 4, StandardCharsets.ISO_8859_1);
    }

    /// All that a PNG file says; null when that is nothing.
    public static @Nullable ColourProfile of(@Nullable ColourProfile profile, ColourChunks chunks) {
        if (chunks.isEmpty()) {
            return profile;
        }
        return new ColourProfile(profile == null ? null : profile.embedded, chunks);
    }

    /// What stands for a plain word for sRGB.
    ///
    /// @param intent 0 to 3, as ICC numbers them
    public static ColourProfile srgb(int intent) {
        return new ColourProfile(null, ColourChunks.srgb(intent));
    }

    /// What stands for a plain word for Adobe RGB.
    static ColourProfile adobe() {
        return ADOBE;
    }

    /// The file's own ICC profile, not a copy and never written to; null when it has none.
    public byte @Nullable [] embedded() {
        return embedded;
    }

    /// The chunks for a PNG file.
    public ColourChunks chunks() {
        return chunks;
    }

    /// The ICC profile for a file that holds nothing else; null when it needs none.
    public byte @Nullable [] icc() {
        return chunks.isEmpty() ? embedded : chunks.profile(embedded);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColourProfile profile
                && Arrays.equals(embedded, profile.embedded)
                && Arrays.equals(chunks.toBytes(), profile.chunks.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(embedded) * 31 + Arrays.hashCode(chunks.toBytes());
    }
}
