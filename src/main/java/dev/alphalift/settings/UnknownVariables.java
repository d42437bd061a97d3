package dev.alphalift.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Variables that are called as ours and are none: slips, which would change nothing without a
/// word.
public final class UnknownVariables {
    private UnknownVariables() {}

    /// One line for each, in the order of the names. Their values are not in it.
    public static List<String> warnings(Map<String, String> environment) {
        List<String> unknown = new ArrayList<>();
        for (String name : environment.keySet()) {
            if (name.startsWith(Setting.PREFIX) && !isKnown(name)) {
                unknown.add(name);
            }
        }
        return unknown.stream().sorted().map(UnknownVariables::warning).toList();
    }

    private static boolean isKnown(String name) {
        for (Setting setting : Setting.values()) {
            if (setting.variable().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static String warning(String name) {
        Setting nearest = nearest(name.substring(Setting.PREFIX.length()));
        return nearest == null
                ? "There is no setting %s; docs/settings.md lists those there are.".formatted(name)
                : "There is no setting %s. Maybe %s is meant.".formatted(name, nearest.variable());
    }

    /// The one that the fewest slips make of it; null where more than half would be slips.
    private static @Nullable Setting nearest(String suffix) {
        Setting nearest = null;
        int fewest = Integer.MAX_VALUE;
        for (Setting setting : Setting.values()) {
            if (setting.readers().equals(Set.of(Reader.DEVELOPMENT))) {
                continue;
            }
            int length = Math.max(suffix.length(), setting.name().length());
            int slips = slips(suffix, setting.name());
            if (slips < fewest && 2 * slips <= length) {
                nearest = setting;
                fewest = slips;
            }
        }
        return nearest;
    }

    /// Letters to put in, take out or replace (Levenshtein, Soviet Physics Doklady 10, 1966), by
    /// rows of the table of all beginnings (Wagner and Fischer, J. ACM 21, 1974).
    static int slips(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int at = 0; at < above.length; at++) {
            above[at] = at;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] current = new int[above.length];
            current[0] = row;
            for (int at = 1; at < above.length; at++) {
                int replaced =
                        above[at - 1] + (one.charAt(row - 1) == other.charAt(at - 1) ? 0 : 1);
                current[at] = Math.min(replaced, Math.min(above[at], current[at - 1]) + 1);
            }
            above = current;
        }
        return above[other.length()];
    }
}
