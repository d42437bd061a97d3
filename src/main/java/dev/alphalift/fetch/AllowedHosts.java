package dev.alphalift.fetch;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.List;
import java.util.Locale;

/// The hosts that pictures may be read from: exact ones (`images.example.com`, `203.0.114.7`,
/// `[2a00::1]`), all below a domain but not itself (`*.example.com`), or any (`*`). None of them
/// lets a private address through. An empty list allows nothing.
public final class AllowedHosts {
    private static final String ANY = "*";

    private final List<String> patterns;

    private AllowedHosts(List<String> patterns) {
        this.patterns = patterns;
    }

    /// Hosts and patterns, in any case.
    ///
    /// @throws InvalidOption if an entry is neither a host nor a pattern
    public static AllowedHosts of(List<String> patterns) {
        return new AllowedHosts(patterns.stream().map(AllowedHosts::normal).toList());
    }

    /// @param host as [SourceHost] spells it
    boolean allow(String host) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, host));
    }

    private static boolean matches(String pattern, String host) {
        if (pattern.startsWith("*.")) {
            // The dot stays: badexample.com is not below example.com.
            return host.endsWith(pattern.substring(1)) && host.length() > pattern.length() - 1;
        }
        return pattern.equals(ANY) || pattern.equals(host);
    }

    private static String normal(String pattern) {
        String wanted = pattern.strip().toLowerCase(Locale.ROOT);
        if (wanted.equals(ANY)) {
            return wanted;
        }
        try {
            boolean below = wanted.startsWith("*.");
            SourceHost host = SourceHost.of(below ? wanted.substring(2) : wanted);
            if (!below) {
                return host.text();
            }
            if (host instanceof SourceHost.Name) {
                return "*." + host.text();
            }
        } catch (RefusedAddressException e) {
            // The caller learns what would be right, which is more.
        }
        throw new InvalidOption(
                "allowed hosts",
                pattern,
                "an entry is a host (images.example.com), all hosts below a domain"
                        + " (*.example.com) or any public host (*).");
    }

    @Override
    public String toString() {
        return patterns.toString();
    }
}
