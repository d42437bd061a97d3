package dev.alphalift.pipeline;

import dev.alphalift.codec.Photo;
import dev.alphalift.codec.PhotoFile;
import dev.alphalift.fault.Deadline;

/// A picture that is the value of an option, opened and found within the limits, not decoded yet.
///
/// @param file what faults are told under the name of
record OptionPhoto(OptionFile file, PhotoFile photo) {
    /// Its pixels.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if they are damaged, under the name of the
    ///   file
    Photo decode(Deadline deadline) {
        return file.named(() -> photo.decode(deadline));
    }

    /// What it takes in work, in bytes.
    long bytes() {
        return photo.size().pixels() * (Admission.BYTES_A_PIXEL + BackgroundRemover.more(photo));
    }
}
