package dev.alphalift.codec.webp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.alphalift.codec.ColourProfile;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.codec.Resolution;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.PixelRows.Channels;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Writes WebP through libwebp. The picture is computed right into the library's memory, row by
/// row.
public final class WebpEncoder {
    /// The version of the structs below (WEBP_ENCODER_ABI_VERSION); its high byte must agree.
    private static final int ABI_VERSION = 0x020f;

    // `WebPEncodingError`
    private static final int OUT_OF_MEMORY = 1;
    private static final int BITSTREAM_OUT_OF_MEMORY = 2;
    private static final int PARTITION0_OVERFLOW = 6;
    private static final int PARTITION_OVERFLOW = 7;
    private static final int BAD_WRITE = 8;
    private static final int FILE_TOO_BIG = 9;
    private static final int USER_ABORT = 10;

    // Measured: docs/adr/0009.
    private static final int LOSSY_METHOD = 2;
    private static final int LOSSLESS_METHOD = 0;
    private static final int LOSSLESS_EFFORT = 0;
    private static final int FEWEST_ROWS = 16;

    /// The beginning of `WebPConfig`, and room for the rest.
    private static final MemoryLayout CONFIG =
            MemoryLayout.structLayout(
                    JAVA_INT.withName("lossless"),
                    JAVA_FLOAT.withName("quality"),
                    JAVA_INT.withName("method"),
                    MemoryLayout.paddingLayout(72),
                    JAVA_INT.withName("thread_level"),
                    MemoryLayout.paddingLayout(168));

    /// `WebPPicture` on a machine of 64 bits.
    private static final MemoryLayout PICTURE =
            MemoryLayout.structLayout(
                    JAVA_INT.withName("use_argb"),
                    MemoryLayout.paddingLayout(4),
                    JAVA_INT.withName("width"),
                    JAVA_INT.withName("height"),
                    MemoryLayout.paddingLayout(56),
                    ADDRESS.withName("argb"),
                    JAVA_INT.withName("argb_stride"),
                    MemoryLayout.paddingLayout(12),
                    ADDRESS.withName("writer"),
                    ADDRESS.withName("custom_ptr"),
                    MemoryLayout.paddingLayout(24),
                    JAVA_INT.withName("error_code"),
                    MemoryLayout.paddingLayout(4),
                    ADDRESS.withName("progress_hook"),
                    MemoryLayout.paddingLayout(104));

    private static final MemoryLayout WRITER =
            MemoryLayout.structLayout(
                    ADDRESS.withName("mem"),
                    JAVA_LONG.withName("size"),
                    MemoryLayout.paddingLayout(24));

    private final Workers workers;

    public WebpEncoder(Workers workers) {
        this.workers = workers;
    }

    public byte[] encode(
            PixelRows rows,
            OutputFormat.Webp settings,
            @Nullable ColourProfile profile,
            @Nullable Resolution resolution,
            Deadline deadline) {
        Libwebp library = Libwebp.get();
        try (Arena arena = Arena.ofConfined()) {
            Struct config = new Struct(CONFIG, arena);
            library.initConfig(config.memory(), settings.quality(), ABI_VERSION);
            if (settings.lossless()) {
                config.put("lossless", 1);
                config.put("quality", (float) LOSSLESS_EFFORT);
            }
            config.put("method", settings.lossless() ? LOSSLESS_METHOD : LOSSY_METHOD);
            config.put("thread_level", 1);
            Struct picture = new Struct(PICTURE, arena);
            library.initPicture(picture.memory(), ABI_VERSION);
            picture.put("progress_hook", library.progressHook(() -> !deadline.isOver(), arena));
            // Not the arena's: the workers write to it as well.
            MemorySegment argb = library.allocate(4 * rows.size().pixels());
            byte[] file;
            try {
                fill(picture, argb, rows, deadline);
                file = encode(library, config, picture, arena, deadline);
            } finally {
                library.free(argb);
            }
            boolean colours = rows.channels() != Channels.GREY;
            return WebpContainer.with(file, colours ? profile : null, resolution);
        }
    }

    private void fill(Struct picture, MemorySegment argb, PixelRows rows, Deadline deadline) {
        Size size = rows.size();
        int width = size.width();
        picture.put("use_argb", 1);
        picture.put("width", width);
        picture.put("height", size.height());
        picture.put("argb", argb);
        picture.put("argb_stride", width);
        workers.forRowRanges(
                size.height(),
                FEWEST_ROWS,
                (from, to) -> {
                    byte[] row = new byte[width * rows.channels().count()];
                    int[] pixels = new int[width];
                    for (int y = from; y < to; y++) {
                        deadline.check();
                        rows.copyRow(y, row, 0);
                        pack(row, rows.channels(), pixels);
                        MemorySegment.copy(pixels, 0, argb, JAVA_INT, 4L * width * y, width);
                    }
                });
    }

    private static void pack(byte[] row, Channels channels, int[] pixels) {
        for (int x = 0; x < pixels.length; x++) {
            pixels[x] =
                    switch (channels) {
                        case GREY -> 0xff000000 | (row[x] & 0xff) * 0x010101;
                        case RGB -> 0xff000000 | colour(row, 3 * x);
                        case RGBA -> row[4 * x + 3] << 24 | colour(row, 4 * x);
                    };
        }
    }

    private static int colour(byte[] row, int at) {
        return (row[at] & 0xff) << 16 | (row[at + 1] & 0xff) << 8 | (row[at + 2] & 0xff);
    }

    private static byte[] encode(
            Libwebp library, Struct config, Struct picture, Arena arena, Deadline deadline) {
        Struct writer = new Struct(WRITER, arena);
        library.initWriter(writer.memory());
        try {
            picture.put("writer", library.memoryWrite());
            picture.put("custom_ptr", writer.memory());
            if (!library.encode(config.memory(), picture.memory())) {
                throw failure(picture, deadline);
            }
            return Libwebp.copy(writer.wide("mem"), writer.wide("size"));
        } finally {
            library.freePicture(picture.memory());
            library.clearWriter(writer.memory());
        }
    }

    private static RuntimeException failure(Struct picture, Deadline deadline) {
        int error = picture.integer("error_code");
        Size size = new Size(picture.integer("width"), picture.integer("height"));
        return switch (error) {
            // The writer fails when it cannot grow.
            case OUT_OF_MEMORY, BITSTREAM_OUT_OF_MEMORY, BAD_WRITE ->
                    Libwebp.noMemory("a WebP picture of " + size);
            case PARTITION0_OVERFLOW, PARTITION_OVERFLOW, FILE_TOO_BIG ->
                    new InvalidOption(
                            "format",
                            "webp",
                            ("the picture of %s has more detail than the format holds.\n"
                                            + "Maybe choose png, or a lower quality.")
                                    .formatted(size));
            default -> {
                if (error == USER_ABORT) {
                    deadline.check();
                }
                yield new IllegalStateException(
                        "libwebp cannot encode the picture: error %s.".formatted(error));
            }
        };
    }
}
