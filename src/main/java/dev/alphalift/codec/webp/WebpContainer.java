package dev.alphalift.codec.webp;

import dev.alphalift.codec.ColourProfile;
import dev.alphalift.codec.Exif;
import dev.alphalift.codec.Resolution;
import dev.alphalift.image.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Puts what is to be noted beside a picture into its WebP file (RFC 9649, section 2.7).
final class WebpContainer {
    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int EXTENDED_HEADER = 10;

    private WebpContainer() {}

    /// A file with a profile and a resolution added, or the file itself when there are none.
    ///
    /// @param file a still picture as libwebp writes it
    static byte[] with(
            byte[] file, @Nullable ColourProfile profile, @Nullable Resolution resolution) {
        byte[] said = profile == null ? null : profile.icc();
        if (said == null && resolution == null) {
            return file;
        }
        byte[] icc = said == null ? new byte[0] : said;
        byte[] exif = resolution == null ? new byte[0] : Exif.ofResolution(resolution);
        WebpFile parsed = WebpFile.of(file);
        int pictureLength = parsed.frame().length() + (parsed.frame().length() & 1);
        int length =
                RIFF_HEADER
                        + CHUNK_HEADER
                        + EXTENDED_HEADER
                        + chunkLength(icc)
                        + pictureLength
                        + chunkLength(exif);
        ByteBuffer result = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        putName(result, "RIFF").putInt(length - CHUNK_HEADER);
        putName(result, "WEBP");
        putName(result, "VP8X").putInt(EXTENDED_HEADER);
        result.putInt(
                (icc.length > 0 ? WebpFile.PROFILE_FLAG : 0)
                        | (parsed.hasAlpha() ? WebpFile.ALPHA_FLAG : 0)
                        | (exif.length > 0 ? WebpFile.EXIF_FLAG : 0));
        putSize(result, parsed.size());
        putChunk(result, "ICCP", icc);
        int end = result.position() + pictureLength;
        result.put(file, parsed.frame().start(), parsed.frame().length()).position(end);
        putChunk(result, "EXIF", exif);
        return result.array();
    }

    private static int chunkLength(byte[] data) {
        return data.length == 0 ? 0 : CHUNK_HEADER + data.length + (data.length & 1);
    }

    private static void putChunk(ByteBuffer file, String name, byte[] data) {
        int end = file.position() + chunkLength(data);
        if (data.length > 0) {
            putName(file, name).putInt(data.length).put(data).position(end);
        }
    }

    private static void putSize(ByteBuffer file, Size size) {
        int width = size.width() - 1;
        int height = size.height() - 1;
        file.putShort((short) width).put((byte) (width >> 16));
        file.putShort((short) height).put((byte) (height >> 16));
    }

    private static ByteBuffer putName(ByteBuffer file, String name) {
        return file.put(name.getBytes(StandardCharsets.ISO_8859_1));
    }
}
