package dev.alphalift.cli.progress;

/// What is counted.
///
/// @param name stands behind numbers in a log
/// @param size how many of what is told make one
public record Unit(String name, long size) {
    /// 1,000,000 bytes.
    public static final Unit MEGABYTES = new Unit("MB", 1_000_000);

    /// Things that are counted one by one.
    ///
    /// @param name for example `pictures`
    public static Unit of(String name) {
        return new Unit(name, 1);
    }

    /// What stands behind numbers where there is little room.
    String mark() {
        return size == 1 ? "" : " " + name;
    }
}
