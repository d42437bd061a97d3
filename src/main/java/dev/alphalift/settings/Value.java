package dev.alphalift.settings;

/// What a setting may be, and what holds where it is not set.
sealed interface Value {
    /// The default, with its unit, for people; empty: there is none.
    String shown();

    /// A whole number from 1 on.
    ///
    /// @param fallback the default
    /// @param unit what is counted; empty where the setting's name says it
    /// @param most the largest that is taken
    record Whole(long fallback, String unit, long most) implements Value {
        @Override
        public String shown() {
            return unit.isEmpty() ? Long.toString(fallback) : fallback + " " + unit;
        }
    }

    /// A whole number from 1 on whose default depends on the machine.
    ///
    /// @param shown that default
    /// @param most the largest that is taken
    record Computed(String shown, long most) implements Value {}

    /// Words: names, lists with commas between, addresses, JSON.
    ///
    /// @param fallback the default, empty: none
    record Text(String fallback) implements Value {
        @Override
        public String shown() {
            return fallback;
        }
    }

    static Value whole(long fallback, String unit) {
        return new Whole(fallback, unit, Integer.MAX_VALUE);
    }

    static Value none() {
        return new Text("");
    }
}
