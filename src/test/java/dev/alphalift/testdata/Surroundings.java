package dev.alphalift.testdata;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.regex.Pattern;

/// What the machine around the tests is like, as far as the processes that they start have to be
/// told.
public final class Surroundings {
    private static final Pattern FLAG =
            Pattern.compile(
                    "-Duser\\.(language|country|script|variant|extensions|timezone)(\\.\\w+)?=.*");

    private Surroundings() {}

    /// The flags of this Java that say which language and time zone are spoken here.
    public static List<String> flags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> FLAG.matcher(argument).matches())
                .toList();
    }
}
