package dev.alphalift.codec.webp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The functions of Google's libwebp that are used here (webp/decode.h, webp/encode.h), for memory
/// as Java sees it. The library is loaded when it is first asked for. Safe for use by several
/// threads.
final class Libwebp {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final LibwebpCalls calls;

    private Libwebp(LibwebpCalls calls) {
        this.calls = calls;
    }

    /// The library of this machine.
    ///
    /// @throws NotAvailable if there is none or it cannot be loaded
    static Libwebp get() {
        return Loading.ONCE.library();
    }

    /// The library of a machine, by Java's names for its operating system and processor.
    static Loading load(String osName, String osArch, @Nullable String folder) {
        LibwebpFile file = LibwebpFile.of(osName, osArch);
        if (file == null) {
            return new Loading(
                    null, "there is no libwebp here for %s on %s.".formatted(osName, osArch));
        }
        try {
            return new Loading(new Libwebp(file.load(folder)), "");
        } catch (IOException
                | IllegalArgumentException
                | IllegalCallerException
                | NoSuchElementException
                | UnsupportedOperationException e) {
            return new Loading(
                    null,
                    "libwebp cannot be loaded (%s).\nMaybe set -D%s=FOLDER to the folder with %s."
                            .formatted(e.getMessage(), LibwebpFile.FOLDER, file.name()));
        }
    }

    /// What came of loading the library.
    record Loading(@Nullable Libwebp loaded, String reason) {
        private static final Loading ONCE =
                load(
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        System.getProperty(LibwebpFile.FOLDER));

        Libwebp library() {
            if (loaded == null) {
                throw new NotAvailable("WebP on this machine", reason);
            }
            return loaded;
        }
    }

    /// The library's version, for example `1.4.0`.
    String version() {
        int version = calls.decoderVersion();
        return "%s.%s.%s".formatted(version >> 16, version >> 8 & 0xff, version & 0xff);
    }

    /// Decodes one still picture.
    ///
    /// @param data native memory with the chunks of the picture, or a whole file
    /// @param pixels native memory for RGB or RGBA, row by row
    /// @param alpha whether opacity is wanted, too, which is straight
    /// @return whether it went well
    boolean decode(MemorySegment data, MemorySegment pixels, int rowBytes, boolean alpha) {
        return calls.decode(
                        alpha,
                        data.address(),
                        data.byteSize(),
                        pixels.address(),
                        pixels.byteSize(),
                        rowBytes)
                != 0;
    }

    /// Fills a `WebPConfig` with the defaults for photos.
    void initConfig(MemorySegment config, float quality, int abiVersion) {
        require(calls.initConfig(config.address(), 0, quality, abiVersion));
    }

    void initPicture(MemorySegment picture, int abiVersion) {
        require(calls.initPicture(picture.address(), abiVersion));
    }

    private static void require(int done) {
        if (done == 0) {
            throw new IllegalStateException("libwebp is of another version than it should be.");
        }
    }

    /// Encodes a `WebPPicture`; its `error_code` says more when the result is false.
    boolean encode(MemorySegment config, MemorySegment picture) {
        return calls.encode(config.address(), picture.address()) != 0;
    }

    /// Gives back what the library has allocated for a picture; not what is the caller's.
    void freePicture(MemorySegment picture) {
        calls.freePicture(picture.address());
    }

    void initWriter(MemorySegment writer) {
        calls.initWriter(writer.address());
    }

    void clearWriter(MemorySegment writer) {
        calls.clearWriter(writer.address());
    }

    /// The `WebPWriterFunction` that fills a `WebPMemoryWriter`.
    MemorySegment memoryWrite() {
        return MemorySegment.ofAddress(calls.memoryWrite());
    }

    /// Memory that any thread may write to; to be given back by [#free].
    ///
    /// @throws Busy if there is none
    @SuppressWarnings("restricted")
    MemorySegment allocate(long bytes) {
        long address = calls.allocate(bytes);
        if (address == 0) {
            throw noMemory(String.format(Locale.ROOT, "%,d bytes of a WebP picture", bytes));
        }
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    /// Whether so much memory could be had now: the library's decoder does not say why it fails.
    boolean hasRoom(long bytes) {
        long address = calls.allocate(bytes);
        if (address != 0) {
            calls.free(address);
        }
        return address != 0;
    }

    /// What is said when the system does not give memory.
    static Busy noMemory(String what) {
        return Busy.ofMemory(what, RETRY_AFTER);
    }

    /// Memory for as long as an arena is open.
    ///
    /// @throws Busy if there is none
    static MemorySegment allocate(Arena arena, long bytes) {
        try {
            return arena.allocate(bytes);
        } catch (OutOfMemoryError e) {
            // The system's memory, or what of it Java may take: the heap is whole.
            throw noMemory(String.format(Locale.ROOT, "%,d bytes of a WebP picture", bytes));
        }
    }

    void free(MemorySegment memory) {
        calls.free(memory.address());
    }

    /// A `WebPProgressHook` that asks now and then whether to go on; NULL where none can be made.
    /// What it asks must not throw: that would end the process.
    MemorySegment progressHook(BooleanSupplier goOn, Arena arena) {
        return MemorySegment.ofAddress(calls.progressHook(goOn, arena));
    }

    /// Reads memory that the library has allocated.
    @SuppressWarnings("restricted")
    static byte[] copy(long address, long length) {
        return MemorySegment.ofAddress(address).reinterpret(length).toArray(JAVA_BYTE);
    }
}
