package dev.alphalift.codec.webp;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/// Calls libwebp through Java's foreign functions (JEP 454), on a Java machine.
final class ForeignLibwebp implements LibwebpCalls {
    // data, its length, pixels, their length, bytes a row; returns pixels, or NULL.
    private static final FunctionDescriptor DECODE =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final FunctionDescriptor INIT_CONFIG =
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_FLOAT, JAVA_INT);
    private static final FunctionDescriptor RELEASE = FunctionDescriptor.ofVoid(JAVA_LONG);
    // per cent done, the picture; returns whether to go on.
    private static final FunctionDescriptor PROGRESS =
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG);

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
    private final MethodHandle allocate;
    private final MethodHandle free;

    private ForeignLibwebp(SymbolLookup symbols) {
        this.symbols = symbols;
        decoderVersion = handle("WebPGetDecoderVersion", FunctionDescriptor.of(JAVA_INT));
        decodeRgb = handle("WebPDecodeRGBInto", DECODE);
        decodeRgba = handle("WebPDecodeRGBAInto", DECODE);
        initConfig = handle("WebPConfigInitInternal", INIT_CONFIG);
        initPicture =
                handle(
                        "WebPPictureInitInternal",
                        FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT));
        encode = handle("WebPEncode", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
        freePicture = handle("WebPPictureFree", RELEASE);
        initWriter = handle("WebPMemoryWriterInit", RELEASE);
        clearWriter = handle("WebPMemoryWriterClear", RELEASE);
        allocate = handle("WebPMalloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
        free = handle("WebPFree", RELEASE);
    }

    /// Loads the library until the program ends.
    ///
    /// @throws IllegalArgumentException if the operating system refuses it
    @SuppressWarnings("restricted")
    static ForeignLibwebp load(Path file) {
        return new ForeignLibwebp(SymbolLookup.libraryLookup(file, Arena.global()));
    }

    @SuppressWarnings("restricted")
    private MethodHandle handle(String function, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(function), descriptor);
    }

    @Override
    public int decoderVersion() {
        try {
            return (int) decoderVersion.invokeExact();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public long decode(
            boolean alpha, long data, long length, long pixels, long room, int rowBytes) {
        try {
            MethodHandle function = alpha ? decodeRgba : decodeRgb;
            return (long) function.invokeExact(data, length, pixels, room, rowBytes);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int initConfig(long config, int preset, float quality, int abiVersion) {
        try {
            return (int) initConfig.invokeExact(config, preset, quality, abiVersion);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int initPicture(long picture, int abiVersion) {
        try {
            return (int) initPicture.invokeExact(picture, abiVersion);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int encode(long config, long picture) {
        try {
            return (int) encode.invokeExact(config, picture);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public void freePicture(long picture) {
        call(freePicture, picture);
    }

    @Override
    public void initWriter(long writer) {
        call(initWriter, writer);
    }

    @Override
    public void clearWriter(long writer) {
        call(clearWriter, writer);
    }

    @Override
    public long memoryWrite() {
        return symbols.findOrThrow("WebPMemoryWrite").address();
    }

    @Override
    public long allocate(long bytes) {
        try {
            return (long) allocate.invokeExact(bytes);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public void free(long address) {
        call(free, address);
    }

    @Override
    @SuppressWarnings("restricted")
    public long progressHook(BooleanSupplier goOn, Arena arena) {
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
                            long.class);
            return Linker.nativeLinker().upcallStub(hook, PROGRESS, arena).address();
        } catch (ReflectiveOperationException e) {
            throw unexpected(e);
        }
    }

    private static void call(MethodHandle function, long argument) {
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
}
