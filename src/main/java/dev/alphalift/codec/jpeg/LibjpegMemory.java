package dev.alphalift.codec.jpeg;

import dev.alphalift.fault.AlphaliftException.Busy;
import java.io.IOException;
import java.time.Duration;

/// Tells libjpeg's lack of memory, which the JDK hands on as a message, from damage of a file.
final class LibjpegMemory {
    /// libjpeg's `JERR_OUT_OF_MEMORY`.
    private static final String OUT_OF_MEMORY = "Insufficient memory";

    private LibjpegMemory() {}

    /// @throws Busy if that is what the library says
    static void check(IOException failure) {
        if (String.valueOf(failure.getMessage()).contains(OUT_OF_MEMORY)) {
            throw Busy.ofMemory("a JPEG picture", Duration.ofSeconds(1));
        }
    }
}
