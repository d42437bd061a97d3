package dev.alphalift.benchmark;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.List;
import java.util.Locale;

/// How often everything is measured.
///
/// @param runs measured runs of a warm process, at least 1
/// @param warmUp runs before them that do not count
/// @param cold whole processes
/// @param concurrency how many callers at once throughput is measured with, each at least 1;
///   ascending, since peaks of memory only ever rise
public record Repeats(int runs, int warmUp, int cold, List<Integer> concurrency) {
    /// What is measured where nothing else is asked for.
    public static final Repeats DEFAULT = new Repeats(20, 5, 5, List.of(1, 2));

    /// The most of anything: a day at ten pictures a second.
    private static final int MOST = 1_000_000;

    private static final int MOST_CALLERS = 1_000;
    private static final int WAITING = 32;

    /// Checks the numbers and puts them in order.
    ///
    /// @throws InvalidOption if a number cannot be
    public Repeats {
        require("runs", runs, 1, MOST);
        require("warm-up", warmUp, 0, MOST);
        require("cold", cold, 0, MOST);
        for (int callers : concurrency) {
            require("concurrency", callers, 1, MOST_CALLERS);
        }
        concurrency = concurrency.stream().distinct().sorted().toList();
    }

    /// How many pictures throughput is measured with: enough to keep all callers at work.
    int pictures(int callers) {
        return Math.max(runs, 2 * callers);
    }

    /// The most callers at once, and as many as wait unasked.
    int mostCallers() {
        return Math.max(WAITING, concurrency.isEmpty() ? 1 : concurrency.getLast());
    }

    static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InvalidOption(
                    option,
                    Integer.toString(value),
                    String.format(Locale.ROOT, "it must lie in %,d to %,d.", least, most));
        }
    }
}
