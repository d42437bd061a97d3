package dev.alphalift.fetch;

import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.fault.Deadline;
import org.jspecify.annotations.Nullable;

/// Pictures that a client names by their address instead of sending them.
///
/// @param reader what may be read; null where nothing may
public record PictureAddresses(@Nullable GuardedReader reader) {
    /// The bytes of the picture at an address.
    ///
    /// @throws NotAvailable if reading from addresses is not switched on
    /// @throws AlphaliftException if the address must not or cannot be read
    public byte[] read(String address, Deadline deadline) {
        if (reader == null) {
            throw new NotAvailable(
                    "Reading pictures from addresses",
                    "it is not switched on here.\n"
                            + "Maybe send the picture itself: POST /api/remove.");
        }
        return reader.read(address, deadline);
    }
}
