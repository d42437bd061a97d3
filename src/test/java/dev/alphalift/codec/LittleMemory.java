package dev.alphalift.codec;

import dev.alphalift.codec.format.Formats;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/// A process that takes so much memory and no more from the system (`setrlimit`, Linux), and says
/// what comes of a picture then: a fault's code, or `done`.
///
///     LittleMemory encode|decode MEBIBYTES FILE
final class LittleMemory {
    private static final int ADDRESS_SPACE = 9;
    private static final int SIDE = 4000;

    private LittleMemory() {}

    public static void main(String[] arguments) throws Throwable {
        ImageEncoder encoder = Formats.encoder(new Workers(1));
        ImageDecoder decoder = Formats.decoder(ImageLimits.DEFAULT, new Workers(1));
        OutputFormat.Webp format = new OutputFormat.Webp(90, arguments[0].equals("decode"));
        // All classes and the library are loaded by now.
        decoder.decode(encoder.encode(noise(40), format, null, null, Deadline.NONE));
        byte[] file = Files.readAllBytes(Path.of(arguments[2]));
        limit(Long.parseLong(arguments[1]) << 20);
        try {
            if (arguments[0].equals("encode")) {
                encoder.encode(noise(SIDE), format, null, null, Deadline.NONE);
            } else {
                decoder.decode(file);
            }
            System.out.println("done");
        } catch (AlphaliftException fault) {
            System.out.println(fault.code() + " " + fault.getMessage());
        }
    }

    /// Many colours and a short file.
    static PixelRows ramps(int side) {
        return rows(
                side,
                (row, target, offset) -> {
                    for (int x = 0; x < side; x++) {
                        target[offset + 3 * x] = (byte) x;
                        target[offset + 3 * x + 1] = (byte) row;
                        target[offset + 3 * x + 2] = (byte) (x + row);
                    }
                });
    }

    static PixelRows noise(int side) {
        return rows(
                side,
                (row, target, offset) -> {
                    long state = row * 0x9e3779b97f4a7c15L + 1;
                    for (int i = 0; i < 3 * side; i++) {
                        state = state * 6364136223846793005L + 1442695040888963407L;
                        target[offset + i] = (byte) (state >>> 56);
                    }
                });
    }

    private interface Row {
        void copy(int row, byte[] target, int offset);
    }

    /// Rows that are computed, so that Java needs no memory for them.
    private static PixelRows rows(int side, Row computed) {
        return new PixelRows() {
            @Override
            public Size size() {
                return new Size(side, side);
            }

            @Override
            public Channels channels() {
                return Channels.RGB;
            }

            @Override
            public void copyRow(int row, byte[] target, int offset) {
                computed.copy(row, target, offset);
            }
        };
    }

    /// What the process has now and so much more.
    private static void limit(long more) throws Throwable {
        Linker linker = Linker.nativeLinker();
        var setrlimit =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("setrlimit"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limits = arena.allocate(16, 8);
            long now = Long.parseLong(pages()) * 4096;
            limits.set(ValueLayout.JAVA_LONG, 0, now + more);
            limits.set(ValueLayout.JAVA_LONG, 8, now + more);
            int failed = (int) setrlimit.invokeExact(ADDRESS_SPACE, limits);
            if (failed != 0) {
                throw new IllegalStateException("There is no limit.");
            }
        }
    }

    private static String pages() throws IOException {
        return Files.readString(Path.of("/proc/self/statm")).split(" ", 2)[0];
    }
}
