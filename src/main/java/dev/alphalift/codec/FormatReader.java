package dev.alphalift.codec;

/// Reads the headers of files of one format.
@FunctionalInterface
public interface FormatReader {
    /// Reads the header; the pixels come later, when it is known what they take.
    ///
    /// @param bytes a file that begins as this format does; not written to by anybody from now on
    /// @throws dev.alphalift.fault.AlphaliftException.UnreadableImage if it is damaged
    /// @throws dev.alphalift.fault.AlphaliftException.UnsupportedFormat if it makes use of a part
    ///   of the format that is not read here
    EncodedPhoto open(byte[] bytes);
}
