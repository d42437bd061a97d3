package dev.alphalift.fault;

/// Whom some work is done for. Those of one name share what one may take.
///
/// @param name tells callers apart, for example by their address; empty: nobody in particular, who
///   may take everything
public record Caller(String name) {
    /// Nobody in particular.
    public static final Caller ANYBODY = new Caller("");

    /// Whether it is one of several who must leave something to the others.
    public boolean isOneOfSeveral() {
        return !name.isEmpty();
    }
}
