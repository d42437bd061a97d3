package dev.alphalift.file;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// A pattern of names below a folder, as `.gitignore` has them: `*` and `?` stay within a name,
/// `**` reaches over folders, `[a-z]` and `[!a-z]` are one letter, `{jpg,png}` is either, and a
/// backslash takes the meaning from what follows. With a slash in it (other than at its end) it
/// begins at the folder; without one it is any name on the way. What matches a folder matches all
/// below it. Names are compared as their text (docs/files.md), by case, on every system.
public final class Glob {
    private static final String NAME = "[^/]";
    private static final String BELOW = "(?:/.*)?";

    private final String text;
    private final Pattern pattern;
    private int at;
    private int open;

    /// @throws IllegalArgumentException if a bracket or brace has no end, or a backslash stands
    ///   last; it says which
    public Glob(String text) {
        this.text = trimmed(text);
        String expression = this.text.indexOf('/') < 0 ? "(?:.*/)?" : "";
        if (this.text.startsWith("/")) {
            at = 1;
        }
        if (at == this.text.length()) {
            throw new IllegalArgumentException("it names nothing.");
        }
        this.pattern = Pattern.compile(expression + translated() + BELOW, Pattern.DOTALL);
    }

    private static String trimmed(String text) {
        return text.length() > 1 && text.endsWith("/")
                ? text.substring(0, text.length() - 1)
                : text;
    }

    /// Whether a path matches, or a folder on its way.
    ///
    /// @param path from the folder on
    public boolean matches(Path path) {
        StringBuilder names = new StringBuilder();
        for (Path name : path) {
            names.append(names.isEmpty() ? "" : "/").append(FileNames.text(name));
        }
        return pattern.matcher(names).matches();
    }

    private String translated() {
        StringBuilder expression = new StringBuilder();
        while (at < text.length()) {
            expression.append(next());
        }
        if (open > 0) {
            throw new IllegalArgumentException("a brace { has no end.");
        }
        return expression.toString();
    }

    private String next() {
        int begin = at;
        int codePoint = text.codePointAt(at);
        at += Character.charCount(codePoint);
        return switch (codePoint) {
            case '*' -> star(begin);
            case '?' -> NAME;
            case '[' -> letters();
            case '{' -> {
                open++;
                yield "(?:";
            }
            case '}' -> {
                if (open == 0) {
                    yield "\\}";
                }
                open--;
                yield ")";
            }
            case ',' -> open > 0 ? "|" : ",";
            case '\\' -> escaped();
            default -> Pattern.quote(Character.toString(codePoint));
        };
    }

    /// Two stars between slashes, or at an end, stand for any number of folders.
    private String star(int begin) {
        if (!text.startsWith("*", at)) {
            return NAME + "*";
        }
        while (text.startsWith("*", at)) {
            at++;
        }
        boolean opens = begin == 0 || text.charAt(begin - 1) == '/';
        if (opens && text.startsWith("/", at)) {
            at++;
            return "(?:[^/]+/)*";
        }
        return ".*";
    }

    private String letters() {
        StringBuilder expression = new StringBuilder("(?!/)[");
        if (text.startsWith("!", at) || text.startsWith("^", at)) {
            expression.append('^');
            at++;
        }
        int first = at;
        while (at < text.length() && (text.charAt(at) != ']' || at == first)) {
            char letter = text.charAt(at++);
            if (letter == '\\' && at < text.length()) {
                letter = text.charAt(at++);
            }
            if ("[]\\^&".indexOf(letter) >= 0) {
                expression.append('\\');
            }
            expression.append(letter);
        }
        if (at == text.length()) {
            throw new IllegalArgumentException("a bracket [ has no end.");
        }
        at++;
        return expression.append(']').toString();
    }

    private String escaped() {
        if (at == text.length()) {
            throw new IllegalArgumentException("nothing stands behind its last backslash.");
        }
        int codePoint = text.codePointAt(at);
        at += Character.charCount(codePoint);
        return Pattern.quote(Character.toString(codePoint));
    }
}
