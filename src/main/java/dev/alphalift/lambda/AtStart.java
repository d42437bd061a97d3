package dev.alphalift.lambda;

/// What the function's process has to see to before it asks for its first event.
@FunctionalInterface
public interface AtStart {
    /// Sees to it.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if the function cannot start like this
    void run();
}
