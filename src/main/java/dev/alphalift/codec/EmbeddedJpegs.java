package dev.alphalift.codec;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;

/// JPEG streams as parts of files of other formats: what a tile of TIFF may be.
public interface EmbeddedJpegs {
    /// Tables that several streams share, ready to be put before each.
    ///
    /// @param stream a stream of tables without a picture
    /// @throws dev.alphalift.fault.AlphaliftException.UnreadableImage if it is damaged
    byte[] tablesOf(byte[] stream);

    /// Reads the header of a stream.
    ///
    /// @param tables what [#tablesOf] made; empty if the stream has its own
    /// @param bytes the whole file
    /// @param from where the stream begins
    /// @param to where it ends at the latest
    /// @param isLuminanceChrominance whether the file says that its components are such
    /// @throws dev.alphalift.fault.AlphaliftException.UnreadableImage if it is damaged
    Stream open(byte[] tables, byte[] bytes, int from, int to, boolean isLuminanceChrominance);

    /// A stream whose header has been read.
    interface Stream {
        /// Width and height.
        Size size();

        /// How many values a pixel has.
        int componentCount();

        /// Where the picture ends in the file.
        int end();

        /// What its scans ask of a decoder.
        JpegScans scans();

        /// The values, pixel by pixel, as they are stored.
        ///
        /// @throws dev.alphalift.fault.AlphaliftException.UnreadableImage if they are damaged
        /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if it takes too long
        byte[] decodeComponents(Deadline deadline);
    }
}
