package dev.alphalift.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What this process was started with, as Linux has it in bytes: Java translates arguments and
/// variables by the locale and puts the same sign for all that this cannot say.
public final class ProcessWords {
    private static final Path ARGUMENTS = Path.of("/proc/self/cmdline");
    private static final Path VARIABLES = Path.of("/proc/self/environ");

    private ProcessWords() {}

    /// The arguments of the program as text for [FileNames].
    ///
    /// @param translated what Java makes of them
    /// @return the same where they cannot be found among the words of the process
    public static String[] arguments(String[] translated) {
        return matched(translated, words(ARGUMENTS));
    }

    /// The words that were translated, found from the last one on: before them stand the program
    /// and what was for the machine that runs it, which may have taken some away between, too.
    static String[] matched(String[] translated, List<String> words) {
        String[] found = new String[translated.length];
        int at = words.size();
        for (int index = translated.length - 1; index >= 0; index--) {
            at--;
            while (at >= 0 && !isTranslation(translated[index], words.get(at))) {
                at--;
            }
            if (at < 0) {
                return translated;
            }
            found[index] = words.get(at);
        }
        return found;
    }

    private static boolean isTranslation(String translated, String word) {
        return NameText.isAscii(word) ? word.equals(translated) : !NameText.isAscii(translated);
    }

    /// The variables of the process; their values as text for [FileNames].
    public static Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        for (String word : words(VARIABLES)) {
            int equals = word.indexOf('=');
            if (equals > 0 && !NameText.isAscii(word)) {
                variables.replace(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return variables;
    }

    private static List<String> words(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            List<String> words = new ArrayList<>();
            int start = 0;
            for (int at = 0; at < bytes.length; at++) {
                if (bytes[at] == 0) {
                    words.add(NameText.of(Arrays.copyOfRange(bytes, start, at)));
                    start = at + 1;
                }
            }
            return words;
        } catch (IOException e) {
            return List.of(); // another system than Linux
        }
    }
}
