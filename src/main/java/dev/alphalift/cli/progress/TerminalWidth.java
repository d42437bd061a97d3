package dev.alphalift.cli.progress;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How wide the terminal is. The system's `stty` is asked, since Java cannot tell, and again every
/// few seconds, since windows change; where it gives no answer 80 is taken. Not for several
/// threads.
final class TerminalWidth implements IntSupplier {
    private static final int USUAL = 80;
    private static final long GOOD_FOR_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final File TERMINAL = new File("/dev/tty");
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d{1,4})\\s*");

    private int columns;
    private long askedAt;

    @Override
    public int getAsInt() {
        long now = System.nanoTime();
        if (columns == 0 || now - askedAt > GOOD_FOR_NANOS) {
            columns = asked();
            askedAt = now;
        }
        return columns;
    }

    private static int asked() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(TERMINAL)
                            .redirectError(Redirect.DISCARD)
                            .start();
            try (var answer = stty.inputReader(StandardCharsets.US_ASCII)) {
                return columns(String.valueOf(answer.readLine()));
            } finally {
                stty.destroy();
            }
        } catch (IOException e) {
            return USUAL; // there is no such program, as on Windows
        }
    }

    /// @param size rows and columns, as `stty size` says them
    static int columns(String size) {
        Matcher matcher = SIZE.matcher(size);
        int columns = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        return columns == 0 ? USUAL : columns;
    }
}
