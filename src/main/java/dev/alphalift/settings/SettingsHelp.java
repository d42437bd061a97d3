package dev.alphalift.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The settings as lines of help.
public final class SettingsHelp {
    private SettingsHelp() {}

    /// Those that one reads, with their defaults, below each other.
    ///
    /// @param besides whose settings are left out: they stand elsewhere already
    public static List<String> lines(Reader reader, List<Reader> besides) {
        List<Setting> settings =
                Arrays.stream(Setting.values())
                        .filter(setting -> setting.readers().contains(reader))
                        .filter(setting -> besides.stream().noneMatch(setting.readers()::contains))
                        .toList();
        int width = settings.stream().mapToInt(each -> each.variable().length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (Setting setting : settings) {
            String name = setting.variable();
            String gap = " ".repeat(width - name.length() + 2);
            String fallback = setting.shown().isEmpty() ? "" : " (" + setting.shown() + ")";
            lines.add("  " + name + gap + setting.help() + fallback);
        }
        return lines;
    }
}
