package dev.alphalift.testdata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/// An executable or library for Linux, as binutils' `readelf` reads it.
///
/// @param machine the processor, for example `AArch64`
/// @param needed libraries that it is linked to
/// @param versions the highest version that it asks of each family, for example `GLIBC` to `2.34`
public record SharedObject(String machine, List<String> needed, Map<String, String> versions) {
    private static final Pattern MACHINE = Pattern.compile("Machine:\\s+(.+)");
    private static final Pattern NEEDED = Pattern.compile("\\(NEEDED\\).*\\[(.+)]");
    private static final Pattern VERSION = Pattern.compile("Name: ([A-Z]+)_(\\d[0-9.]*)\\s");

    /// What Amazon Linux 2023 has of the families that programs for it may ask for.
    public static final Map<String, String> AMAZON_LINUX_2023 =
            Map.of("GLIBC", "2.34", "GLIBCXX", "3.4.29", "CXXABI", "1.3.13", "GCC", "11");

    /// The libraries of Lambda's base image `provided.al2023` that may be linked to.
    public static final List<String> BASE_IMAGE =
            List.of(
                    "ld-linux-aarch64.so.1",
                    "ld-linux-x86-64.so.2",
                    "libc.so.6",
                    "libdl.so.2",
                    "libgcc_s.so.1",
                    "libm.so.6",
                    "libpthread.so.0",
                    "librt.so.1",
                    "libstdc++.so.6",
                    "libz.so.1");

    public static SharedObject of(Path file) throws IOException {
        String text = readelf(file);
        Map<String, String> versions = new TreeMap<>();
        for (MatchResult match : VERSION.matcher(text).results().toList()) {
            versions.merge(match.group(1), match.group(2), SharedObject::newer);
        }
        Matcher machine = MACHINE.matcher(text);
        return new SharedObject(
                machine.find() ? machine.group(1) : "none",
                NEEDED.matcher(text).results().map(match -> match.group(1)).toList(),
                versions);
    }

    private static String readelf(Path file) throws IOException {
        Process process;
        try {
            process =
                    new ProcessBuilder("readelf", "-W", "-h", "-d", "-V", file.toString())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            Assumptions.abort("skipped: there is no readelf (binutils) here");
            throw e;
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String newer(String one, String other) {
        return compare(one, other) >= 0 ? one : other;
    }

    /// Compares versions number by number.
    static int compare(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("[.]")).mapToInt(Integer::parseInt).toArray();
    }

    /// The versions that Amazon Linux 2023 does not have.
    public List<String> tooNew() {
        return versions.entrySet().stream()
                .filter(entry -> AMAZON_LINUX_2023.containsKey(entry.getKey()))
                .filter(entry ->
                        compare(
                                        entry.getValue(),
                                        Objects.requireNonNull(
                                                AMAZON_LINUX_2023.get(entry.getKey())))
                                > 0)
                .map(entry -> entry.getKey() + "_" + entry.getValue())
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
