package dev.alphalift.fault;

import java.util.Locale;

/// What a message shows of a value. It is read by people: a value of megabytes would bury it.
final class Shown {
    private static final int LONGEST = 200;

    private Shown() {}

    /// A value, or its start and its length.
    static String start(String value) {
        return value.length() <= LONGEST
                ? value
                : value.substring(0, LONGEST) + text("… (%,d characters)", value.length());
    }

    /// That an option cannot have its value.
    static String option(String option, String value, String expected) {
        return "The option %s cannot be \"%s\": %s".formatted(option, start(value), expected);
    }

    /// A text with numbers in the one form that messages have.
    @SuppressWarnings("AnnotateFormatMethod") // the annotation is in a library that this needs not
    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
