package dev.alphalift.codec.webp;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunctionPointer;
import org.graalvm.nativeimage.c.function.InvokeCFunctionPointer;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CTypeConversion;
import org.graalvm.nativeimage.c.type.CTypeConversion.CCharPointerHolder;
import org.graalvm.word.PointerBase;

/// Calls libwebp through function pointers, in a native executable, where Java's foreign functions
/// need a part of the builder that not every distribution has. Knows no callback: an encoding that
/// has begun is not ended at its deadline.
final class PointerLibwebp implements LibwebpCalls {
    private static final int NOW = 2; // RTLD_NOW

    private final Version decoderVersion;
    private final Decode decodeRgb;
    private final Decode decodeRgba;
    private final InitConfig initConfig;
    private final InitPicture initPicture;
    private final Encode encode;
    private final Release freePicture;
    private final Release initWriter;
    private final Release clearWriter;
    private final PointerBase memoryWrite;
    private final Allocate allocate;
    private final Release free;

    private PointerLibwebp(PointerBase library) {
        decoderVersion = (Version) function(library, "WebPGetDecoderVersion");
        decodeRgb = (Decode) function(library, "WebPDecodeRGBInto");
        decodeRgba = (Decode) function(library, "WebPDecodeRGBAInto");
        initConfig = (InitConfig) function(library, "WebPConfigInitInternal");
        initPicture = (InitPicture) function(library, "WebPPictureInitInternal");
        encode = (Encode) function(library, "WebPEncode");
        freePicture = (Release) function(library, "WebPPictureFree");
        initWriter = (Release) function(library, "WebPMemoryWriterInit");
        clearWriter = (Release) function(library, "WebPMemoryWriterClear");
        memoryWrite = function(library, "WebPMemoryWrite");
        allocate = (Allocate) function(library, "WebPMalloc");
        free = (Release) function(library, "WebPFree");
    }

    private interface Version extends CFunctionPointer {
        @InvokeCFunctionPointer
        int call();
    }

    private interface Decode extends CFunctionPointer {
        @InvokeCFunctionPointer
        long call(long data, long length, long pixels, long room, int rowBytes);
    }

    private interface InitConfig extends CFunctionPointer {
        @InvokeCFunctionPointer
        int call(long config, int preset, float quality, int abiVersion);
    }

    private interface InitPicture extends CFunctionPointer {
        @InvokeCFunctionPointer
        int call(long picture, int abiVersion);
    }

    private interface Encode extends CFunctionPointer {
        @InvokeCFunctionPointer
        int call(long config, long picture);
    }

    private interface Allocate extends CFunctionPointer {
        @InvokeCFunctionPointer
        long call(long bytes);
    }

    private interface Release extends CFunctionPointer {
        @InvokeCFunctionPointer
        void call(long address);
    }

    @CFunction("dlopen")
    private static native PointerBase open(CCharPointer file, int mode);

    @CFunction("dlsym")
    private static native PointerBase symbol(PointerBase library, CCharPointer name);

    @CFunction("dlerror")
    private static native CCharPointer error();

    /// Loads the library until the program ends.
    ///
    /// @throws IllegalArgumentException if the operating system refuses it
    static PointerLibwebp load(Path file) {
        try (CCharPointerHolder name = CTypeConversion.toCString(file.toString())) {
            PointerBase library = open(name.get(), NOW);
            if (library.isNull()) {
                throw new IllegalArgumentException(CTypeConversion.toJavaString(error()));
            }
            return new PointerLibwebp(library);
        }
    }

    private static PointerBase function(PointerBase library, String name) {
        try (CCharPointerHolder text = CTypeConversion.toCString(name)) {
            PointerBase address = symbol(library, text.get());
            if (address.isNull()) {
                throw new NoSuchElementException("It has no function " + name + ".");
            }
            return address;
        }
    }

    @Override
    public int decoderVersion() {
        return decoderVersion.call();
    }

    @Override
    public long decode(
            boolean alpha, long data, long length, long pixels, long room, int rowBytes) {
        return alpha
                ? decodeRgba.call(data, length, pixels, room, rowBytes)
                : decodeRgb.call(data, length, pixels, room, rowBytes);
    }

    @Override
    public int initConfig(long config, int preset, float quality, int abiVersion) {
        return initConfig.call(config, preset, quality, abiVersion);
    }

    @Override
    public int initPicture(long picture, int abiVersion) {
        return initPicture.call(picture, abiVersion);
    }

    @Override
    public int encode(long config, long picture) {
        return encode.call(config, picture);
    }

    @Override
    public void freePicture(long picture) {
        freePicture.call(picture);
    }

    @Override
    public void initWriter(long writer) {
        initWriter.call(writer);
    }

    @Override
    public void clearWriter(long writer) {
        clearWriter.call(writer);
    }

    @Override
    public long memoryWrite() {
        return memoryWrite.rawValue();
    }

    @Override
    public long allocate(long bytes) {
        return allocate.call(bytes);
    }

    @Override
    public void free(long address) {
        free.call(address);
    }

    @Override
    public long progressHook(BooleanSupplier goOn, Arena arena) {
        return 0;
    }
}
