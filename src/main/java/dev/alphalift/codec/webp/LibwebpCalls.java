package dev.alphalift.codec.webp;

import java.lang.foreign.Arena;
import java.util.function.BooleanSupplier;

/// The functions of libwebp that are used here, under their own names and with their own
/// parameters; pointers are addresses.
interface LibwebpCalls {
    /// `WebPGetDecoderVersion`
    int decoderVersion();

    /// `WebPDecodeRGBInto`, `WebPDecodeRGBAInto`; 0 when it fails.
    long decode(boolean alpha, long data, long length, long pixels, long room, int rowBytes);

    /// `WebPConfigInitInternal`
    int initConfig(long config, int preset, float quality, int abiVersion);

    /// `WebPPictureInitInternal`
    int initPicture(long picture, int abiVersion);

    /// `WebPEncode`
    int encode(long config, long picture);

    /// `WebPPictureFree`
    void freePicture(long picture);

    /// `WebPMemoryWriterInit`
    void initWriter(long writer);

    /// `WebPMemoryWriterClear`
    void clearWriter(long writer);

    /// The address of `WebPMemoryWrite`.
    long memoryWrite();

    /// `WebPMalloc`; 0 when there is no memory.
    long allocate(long bytes);

    /// `WebPFree`
    void free(long address);

    /// A `WebPProgressHook` that asks now and then whether to go on; 0 where there is none. What it
    /// asks must not throw: that would end the process.
    long progressHook(BooleanSupplier goOn, Arena arena);
}
