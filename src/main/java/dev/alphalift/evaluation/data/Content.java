package dev.alphalift.evaluation.data;

/// A file of a pair, wherever it lies. Read when it is needed and not kept.
public interface Content {
    /// Where it lies, for messages.
    String place();

    /// Another text when the bytes are others, as far as can be told without reading them.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if it is not there
    String stamp();

    /// Its bytes.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if it cannot be read
    byte[] read();
}
