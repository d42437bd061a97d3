package dev.alphalift.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.alphalift.fault.AlphaliftException.NotAvailable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The functions of Google's libwebp that are used here (webp/decode.h, webp/encode.h). The library
/// is loaded when it is first asked for. Safe for use by several threads.
final class Libwebp {
    private static final FunctionDescriptor VERSION = FunctionDescriptor.of(JAVA_INT);
    // data, its length, pixels, their length, bytes a row; returns pixels, or NULL.
    private static final FunctionDescriptor DECODE =
            FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final FunctionDescriptor INIT_CONFIG =
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_FLOAT, JAVA_INT);
    private static final FunctionDescriptor INIT_PICTURE =
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT);
    private static final FunctionDescriptor ENCODE =
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
    private static final FunctionDescriptor RELEASE = FunctionDescriptor.ofVoid(ADDRESS);
    // per cent done, the picture; returns whether to go on.
    private static final FunctionDescriptor PROGRESS =
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS);

    private final SymbolLookup symbols;
    private final MethodHandle decoderVersion;
    private final MethodHandle decodeRgb;
    private final MethodHandle decodeRgba;
    private final MethodHandle initConfig;
    private final MethodHandle initPicture;
    private final MethodHandle encode;
    private final MethodHandle freePicture;
    private final MethodHandle initWriter;
    private final MethodHandle clearWriter;

    private Libwebp(SymbolLookup symbols) {
        this.symbols = symbols;
        decoderVersion = handle("WebPGetDecoderVersion", VERSION);
        decodeRgb = handle("WebPDecodeRGBInto", DECODE);
        decodeRgba = handle("WebPDecodeRGBAInto", DECODE);
        initConfig = handle("WebPConfigInitInternal", INIT_CONFIG);
        initPicture = handle("WebPPictureInitInternal", INIT_PICTURE);
        encode = handle("WebPEncode", ENCODE);
        freePicture = handle("WebPPictureFree", RELEASE);
        initWriter = handle("WebPMemoryWriterInit", RELEASE);
        clearWriter = handle("WebPMemoryWriterClear", RELEASE);
    }

    @SuppressWarnings("restricted")
    private MethodHandle handle(String function, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(function), descriptor);
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
        int version;
        try {
            version = (int) decoderVersion.invokeExact();
        } catch (Throwable e) {
            throw unexpected(e);
        }
        return "%d.%d.%d".formatted(version >> 16, version >> 8 & 0xff, version & 0xff);
    }

    /// Decodes one still picture.
    ///
    /// @param data native memory with the chunks of the picture, or a whole file
    /// @param pixels native memory for RGB or RGBA, row by row
    /// @param alpha whether opacity is wanted, too, which is straight
    /// @return whether it went well
    boolean decode(MemorySegment data, MemorySegment pixels, int rowBytes, boolean alpha) {
        try {
            MethodHandle function = alpha ? decodeRgba : decodeRgb;
            MemorySegment result =
                    (MemorySegment)
                            function.invokeExact(
                                    data, data.byteSize(), pixels, pixels.byteSize(), rowBytes);
            return result.address() != 0;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Fills a `WebPConfig` with the defaults for photos.
    void initConfig(MemorySegment config, float quality, int abiVersion) {
        try {
            require((int) initConfig.invokeExact(config, 0, quality, abiVersion));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void initPicture(MemorySegment picture, int abiVersion) {
        try {
            require((int) initPicture.invokeExact(picture, abiVersion));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static void require(int done) {
        if (done == 0) {
            throw new IllegalStateException("libwebp is of another version than it should be.");
        }
    }

    /// Encodes a `WebPPicture`; its `error_code` says more when the result is false.
    boolean encode(MemorySegment config, MemorySegment picture) {
        try {
            return (int) encode.invokeExact(config, picture) != 0;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Gives back what the library has allocated for a picture; not what is the caller's.
    void freePicture(MemorySegment picture) {
        call(freePicture, picture);
    }

    void initWriter(MemorySegment writer) {
        call(initWriter, writer);
    }

    void clearWriter(MemorySegment writer) {
        call(clearWriter, writer);
    }

    /// The `WebPWriterFunction` that fills a `WebPMemoryWriter`.
    MemorySegment memoryWrite() {
        return symbols.findOrThrow("WebPMemoryWrite");
    }

    /// A `WebPProgressHook` that asks now and then whether to go on. What it asks must not throw:
    /// that would end the process.
    @SuppressWarnings("restricted")
    MemorySegment progressHook(BooleanSupplier goOn, Arena arena) {
        try {
            MethodHandle asked =
                    MethodHandles.publicLookup()
                            .findVirtual(
                                    BooleanSupplier.class,
                                    "getAsBoolean",
                                    MethodType.methodType(boolean.class))
                            .bindTo(goOn);
            MethodHandle hook =
                    MethodHandles.dropArguments(
                            MethodHandles.explicitCastArguments(
                                    asked, MethodType.methodType(int.class)),
                            0,
                            int.class,
                            MemorySegment.class);
            return Linker.nativeLinker().upcallStub(hook, PROGRESS, arena);
        } catch (ReflectiveOperationException e) {
            throw unexpected(e);
        }
    }

    private static void call(MethodHandle function, MemorySegment argument) {
        try {
            function.invokeExact(argument);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static RuntimeException unexpected(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(cause);
        };
    }

    /// Reads memory that the library has allocated.
    @SuppressWarnings("restricted")
    static byte[] copy(MemorySegment address, long length) {
        return address.reinterpret(length).toArray(JAVA_BYTE);
    }

    /// The offset of a field within a struct.
    static long offset(MemoryLayout struct, String field) {
        return struct.byteOffset(MemoryLayout.PathElement.groupElement(field));
    }
}
