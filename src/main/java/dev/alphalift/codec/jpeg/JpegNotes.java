package dev.alphalift.codec.jpeg;

import dev.alphalift.codec.ColourProfile;
import dev.alphalift.codec.Exif;
import dev.alphalift.codec.Orientation;
import dev.alphalift.codec.Resolution;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What cameras and editors wrote beside the picture of a JPEG file, in segments of their own:
/// Exif, XMP, and an ICC profile.
final class JpegNotes {
    private static final String EXIF = "Exif\0\0";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    private static final String ICC = "ICC_PROFILE\0";

    /// An Exif block may go on in further segments; nothing needed lies so far behind.
    private static final int MOST_EXIF = 4 << 20;

    private static final int INKS = 4;

    /// A part of the file.
    private record Stretch(int start, int end) {}

    private final byte[] bytes;
    private final ByteArrayOutputStream exif = new ByteArrayOutputStream();
    private final Map<Integer, Stretch> profileChunks = new HashMap<>();
    private boolean hasExif;
    private byte @Nullable [] xmp;
    private int profileCount;

    /// @param bytes the file
    JpegNotes(byte[] bytes) {
        this.bytes = bytes;
    }

    static boolean startsWith(byte[] bytes, int start, int length, String text) {
        return length >= text.length()
                && new String(bytes, start, text.length(), StandardCharsets.ISO_8859_1)
                        .equals(text);
    }

    /// Takes in a segment of that kind (APP1), without its marker and its length.
    void addExifOrXmp(int start, int length) {
        if (startsWith(bytes, start, length, EXIF)) {
            // Like Pillow we join them: a long block goes on in the next segment.
            hasExif = true;
            int more = Math.min(length - EXIF.length(), MOST_EXIF - exif.size());
            exif.write(bytes, start + EXIF.length(), more);
        } else if (startsWith(bytes, start, length, XMP)) {
            xmp = Arrays.copyOfRange(bytes, start + XMP.length(), start + length);
        }
    }

    /// Takes in a segment that may be part of a profile (APP2).
    void addProfileChunk(int start, int length) {
        int header = ICC.length() + 2;
        if (length > header && startsWith(bytes, start, length, ICC)) {
            int number = bytes[start + ICC.length()] & 0xff;
            profileCount = bytes[start + ICC.length() + 1] & 0xff;
            profileChunks.put(number, new Stretch(start + header, start + length));
        }
    }

    private byte @Nullable [] exif() {
        return hasExif ? exif.toByteArray() : null;
    }

    Orientation orientation() {
        return Exif.orientation(exif(), xmp);
    }

    @Nullable Resolution resolution() {
        byte[] block = exif();
        return block == null ? null : Exif.of(block).resolution();
    }

    /// What the file says of its colours: its ICC profile, or else what Exif says, whose words are
    /// for RGB; null when that is nothing.
    @Nullable ColourProfile profile(int components) {
        byte[] block = exif();
        return profileCount > 0 || block == null || components == INKS
                ? iccProfile()
                : Exif.of(block).colours();
    }

    /// The ICC profile, put together from its chunks (ICC.1:2010, B.4); null when there is none,
    /// when a chunk is missing, or when it is not one for RGB.
    private @Nullable ColourProfile iccProfile() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int number = 1; number <= profileCount; number++) {
            Stretch chunk = profileChunks.get(number);
            if (chunk == null) {
                return null;
            }
            whole.write(bytes, chunk.start, chunk.end - chunk.start);
        }
        return ColourProfile.ofRgb(whole.toByteArray());
    }
}
