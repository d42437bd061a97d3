package dev.alphalift.testdata;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Rows of bytes in frozen values: base64 of zlib.
public final class PackedPlane {
    private PackedPlane() {}

    /// A member of an object.
    ///
    /// @param length how many bytes it must hold
    public static byte[] of(JsonNode object, String name, int length) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(object.get(name).binaryValue());
            byte[] bytes = new byte[length];
            int count = inflater.inflate(bytes);
            if (count != length) {
                throw new IllegalStateException(name + " has " + count + " bytes.");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        } finally {
            inflater.end();
        }
    }
}
