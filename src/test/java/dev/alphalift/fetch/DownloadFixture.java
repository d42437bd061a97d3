package dev.alphalift.fetch;

import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;

/// The file that is fetched in the tests, and what there is to say about it.
final class DownloadFixture {
    /// Long enough for several pieces.
    static final byte[] FILE = file(300_000);

    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final Duration IMPATIENCE = Duration.ofMillis(300);
    static final Download.Check RIGHT = path -> Arrays.equals(TestData.read(path), FILE);
    static final Download.Progress QUIET = (_, _) -> {};

    private DownloadFixture() {}

    private static byte[] file(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    static byte[] from(int start) {
        return Arrays.copyOfRange(FILE, start, FILE.length);
    }

    static byte[] until(int end) {
        return Arrays.copyOf(FILE, end);
    }

    /// The names of what lies in a folder.
    static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Keeps what it is told.
    static final class Steps implements Download.Progress {
        final List<Long> done = new ArrayList<>();
        final List<OptionalLong> totals = new ArrayList<>();

        @Override
        public void at(long bytes, OptionalLong total) {
            done.add(bytes);
            totals.add(total);
        }
    }
}
